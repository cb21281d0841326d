"""Mails that ask to take posts down, made from the smallest project and its archive."""

from __future__ import annotations

import datetime
import email
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from samples import CAMPAIGN, CREATOR, MARKET, archived, edit, load

from pipeline.archive.judged import judged
from pipeline.checks.load import examine
from pipeline.services import take_downs
from pipeline.services.take_downs import TakeDown

pytestmark = pytest.mark.long

DAY = datetime.date(2027, 10, 1)
BAN = (
    "    applies_to: {platforms: [rutube]}\n    effective_from: 2027-04-01\n",
    "    applies_to: {platforms: [vk]}\n    effective_from: 2027-10-01\n",
)
LONGER = ("stays_up_until: 2027-09-30", "stays_up_until: 2027-12-31")


@pytest.fixture
def banned(minimal: Path) -> Path:
    """A version in the archive whose posts stay up beyond the day from which a rule refuses them, and the next one."""
    edit(minimal, CREATOR, ("language: ru\n", "language: ru\nemail: ivan@petrov.example\n"))
    edit(minimal, CAMPAIGN, LONGER)
    archived(minimal)
    edit(minimal, MARKET, BAN)
    edit(minimal, CAMPAIGN, ('version: "1.0"\nissued: 2027-02-01', 'version: "1.1"\nissued: 2027-02-02'), LONGER[::-1])
    return minimal


def drafts(folder: Path) -> list[TakeDown]:
    project = load(folder)
    found = judged(project, folder / "archive", on=DAY)
    return list(take_downs.drafts(project, [each for each in found if each.wrong_on(DAY)]))


def test_a_creator_is_asked_in_their_language_by_the_last_allowed_day(banned: Path) -> None:
    [draft] = drafts(banned)
    assert draft.path == banned / "build/dawn/take-down/dawn.ivan.ru.eml"
    mail = email.message_from_bytes(draft.content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    assert (mail["To"].addresses[0].addr_spec, mail["X-Unsent"]) == ("ivan@petrov.example", "1")
    assert mail["Subject"] == "Рассвет: публикации, которые нужно снять"
    body = mail.get_body(("plain",))
    assert body is not None
    said = " ".join(body.get_content().split())
    assert "ВКонтакте, 2 поста (09.03.2027, 16.03.2027): можно оставить до 30 сентября 2027 г. включительно." in said
    assert "снимите их до 30 сентября 2027 г. включительно" in said


def test_what_stands_in_several_versions_is_asked_for_once(banned: Path) -> None:
    [once] = drafts(banned)
    edit(banned, CAMPAIGN, LONGER)
    project, _ = examine(banned)
    assert project is not None
    twice = [each for each in judged(project, banned / "archive", on=DAY) if each.wrong_on(DAY)]
    assert [each.version for each in twice] == ["1.1", "1.0"]
    [again] = take_downs.drafts(project, twice)
    assert again.content == once.content


def test_whoever_is_not_in_the_campaign_any_more_is_named(banned: Path) -> None:
    edit(banned, CAMPAIGN, ("partnerships:\n  ivan:\n", "partnerships:\n  petr:\n"))
    [draft] = drafts(banned)
    assert (draft.partnership, draft.content) == ("ivan", b"")
