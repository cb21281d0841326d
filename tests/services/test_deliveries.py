"""What is handed to a creator, made from the sample and from the smallest project."""

from __future__ import annotations

import contextlib
import datetime
import email
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path

import agreements
import pytest
from agreements import AGREEMENTS
from samples import CAMPAIGN, CREATOR, edit

from pipeline.base.problems import Problems
from pipeline.build.plan import PlannedOutput
from pipeline.checks import load
from pipeline.domain.approvals import CampaignAgreements
from pipeline.services import deliveries, records
from pipeline.services.deliveries import Delivery
from pipeline.services.records import Decision
from pipeline.services.selection import NamesNothing

DAY = datetime.date(2027, 1, 25)


class Silent:
    """Who is told how a build goes on, and tells nobody."""

    def waiting(self) -> None: ...
    def started(self, stale: list[PlannedOutput]) -> None: ...
    def finished(self, item: PlannedOutput) -> None: ...


@contextlib.contextmanager
def silent() -> Iterator[Silent]:
    yield Silent()


def made(folder: Path, name: str = "ivan") -> Delivery:
    [found] = deliveries.deliver(load.load(folder), "dawn", [name], show=silent)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project whose campaign everybody has approved, and whose creator is reached by mail."""
    made = agreements.reviewed(tmp_path / "p")
    edit(made, CREATOR, ("language: ru", 'language: ru\nemail: "ivan@mail.example"'))
    for scope, people in {"money": ["bo"], "market:ru": ["cy"], "message": ["dee"], "numbers": ["bo", "cy"]}.items():
        code = CampaignAgreements(load.load(made), "dawn").scopes[scope].code
        for person in people:
            records.approve(made, "dawn", Decision(person, scope, code, DAY, "a mail"))
    return made


def mail(delivery: Delivery) -> EmailMessage:
    [path] = delivery.folder.glob("*.eml")
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def words(delivery: Delivery) -> str:
    body = mail(delivery).get_body()
    assert body is not None
    return " ".join(body.get_content().replace("\u00a0", " ").split())


@pytest.mark.long
def test_a_folder_holds_the_documents_of_one_creator_in_their_language_and_a_mail_with_all_of_them(
    folder: Path,
) -> None:
    found = made(folder)
    there = {path.name for path in found.folder.iterdir()}
    assert found.folder == folder / "build/dawn/send/ivan"
    assert there == {"dawn.brief.ivan.ru.pdf", "dawn.brief.ivan.ru.ics", "dawn.brief.ivan.ru.eml"}
    assert {part.get_filename() for part in mail(found).iter_attachments()} == there - {"dawn.brief.ivan.ru.eml"}
    assert [each.addr_spec for each in mail(found)["To"].addresses] == ["ivan@mail.example"]


@pytest.mark.long
def test_the_mail_alone_says_what_is_asked_and_how_to_answer(folder: Path) -> None:
    found = made(folder)
    code = CampaignAgreements(load.load(folder), "dawn").scopes["partnership:ivan"].code
    assert found.occasion == "first"
    for said in (f"Принимаю версию 1.0, код {code}", "что нужно изменить", "имя и дата ответа", "@northlight.example"):
        assert said in words(found)
    for said in ("100 000 ₽", "IVAN10", "https://northlight.example/ivan", "до 22:00 (Новосибирск)"):
        assert said in words(found)


@pytest.mark.long
def test_a_second_time_says_what_has_changed(folder: Path) -> None:
    first, second = made(folder), made(folder)
    assert (len(first.files["new"]), second.files["new"], len(second.files["unchanged"])) == (3, (), 3)
    (first.folder / "dawn.plan.ivan.ru.pdf").touch()
    (first.folder / "notes.txt").touch()
    edit(folder, CAMPAIGN, ("Two posts about", "Three posts about"))
    edit(folder, CAMPAIGN, ("Два поста", "Три поста"))
    edit(folder, CAMPAIGN, ("status: in-review", "status: draft"))
    (folder / AGREEMENTS).unlink()
    edit(folder, CAMPAIGN, ("status: draft", "status: in-force"))
    third = made(folder)
    assert set(third.files["changed"]) >= {"dawn.brief.ivan.ru.pdf", "dawn.brief.ivan.ru.eml"}
    assert third.files["gone"] == ("dawn.plan.ivan.ru.pdf",)
    assert (first.folder / "notes.txt").exists()


@pytest.mark.long
def test_the_records_say_whether_it_is_a_reminder_or_a_change(folder: Path) -> None:
    records.send(folder, "dawn", DAY)
    reminder = made(folder)
    assert reminder.occasion == "reminder" and "25 января мы отправили" in words(reminder)
    before, sent, after = (folder / AGREEMENTS).read_text(encoding="utf-8").partition("\nsent:")
    (folder / AGREEMENTS).write_text(before + sent + after.replace('"1.0"', '"0.9"', 1), encoding="utf-8")
    change = made(folder)
    assert change.occasion == "change" and "версия 1.0 заменяет версию 0.9" in words(change)


@pytest.mark.long
def test_the_form_of_address_is_kept(folder: Path) -> None:
    edit(folder, CREATOR, ("language: ru", "language: ru\naddress: ты"))
    assert "Привет" in words(made(folder)) and "ответь на это письмо" in words(made(folder))


def test_an_agent_is_written_to_instead_and_told_for_whom_it_is(folder: Path) -> None:
    agent = '{name: {en: Vera, ru: Вера}, email: "vera@agency.example", language: en, reached: instead}'
    edit(folder, CREATOR, ('email: "ivan@mail.example"', f"agent: {agent}"))
    found = made(folder)
    assert found.language == "en" and [each.display_name for each in mail(found)["To"].addresses] == ["Vera"]
    assert words(found).startswith("Hello, Vera, What follows is for Ivan")


def test_nothing_is_made_before_everything_is_approved(tmp_path: Path) -> None:
    folder = agreements.reviewed(tmp_path / "p")
    with pytest.raises(Problems) as found:
        made(folder)
    assert "bo has not approved money" in str(found.value.problems[0])
    assert not (folder / "build").exists()


def test_a_draft_is_handed_to_nobody(minimal: Path) -> None:
    edit(minimal, CAMPAIGN, ("status: in-force", "status: draft"))
    with pytest.raises(Problems) as found:
        made(minimal)
    assert "it is a draft" in str(found.value.problems[0])


def test_a_partnership_that_is_not_there_is_wrong_usage(minimal: Path) -> None:
    with pytest.raises(NamesNothing):
        made(minimal, "iwan")
