from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from agreements import AGREEMENTS, reviewed
from samples import CAMPAIGN, edit, load, wrong

from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.editorial import same_meaning
from pipeline.reading.project import Project
from pipeline.services.records import Decision, approve

ENTRY = """\
editorial:
  - file: content/campaigns/dawn.yaml
    field: {field}
    now: "{now}"
    reason: {{en: A typo., ru: Опечатка.}}
    by: ada
    confirmed_by: dee
    on: 2027-01-26
"""


@pytest.mark.parametrize(
    ("language", "was", "now", "same"),
    [
        ("en", "It is seven", "It's seven", True),
        ("en", "It is seven, at 7:00", "It is seven, at 8:00", False),
        ("en", "You may film", "You must film", False),
        ("en", "Film at home", "Do not film at home", False),
        ("en", "15% off through April 30.", "15% off until April 30.", False),
        ("en", "See https://a.example", "See https://b.example", False),
        ("ru", "Семь утра", "Семь  утра", True),
        ("ru", "Снимайте дома", "Не снимайте дома", False),
        ("ru", "Скидка 15 % по 30 апреля", "Скидка 20 % по 30 апреля", False),
    ],
)
def test_words_may_change_and_what_binds_may_not(
    project: Project, language: str, was: str, now: str, same: bool
) -> None:
    assert same_meaning(project.languages[language], was, now) is same


def approved(folder: Path) -> Path:
    """A project whose message was approved, in which a text was changed then."""
    reviewed(folder)
    agreed = CampaignAgreements(load(folder), "dawn")
    day = datetime.date(2027, 1, 25)
    approve(folder, "dawn", Decision("dee", "message", agreed.scopes["message"].code, day, "mail"))
    return folder


def state(folder: Path) -> str:
    agreed = CampaignAgreements(load(folder), "dawn")
    return next(each.state for each in agreed.approvals if each.scope == "message")


def recorded(folder: Path, field: str, now: str) -> None:
    with (folder / AGREEMENTS).open("a", encoding="utf-8") as file:
        file.write(ENTRY.format(field=field, now=now))


def test_a_change_of_words_stands_where_somebody_else_confirmed_it(tmp_path: Path) -> None:
    folder = approved(tmp_path / "project")
    edit(folder, CAMPAIGN, ("opening: {en: It is seven,", "opening: {en: It’s seven,"))
    assert state(folder) == "fell"
    recorded(folder, "markets.ru.framings.0.opening.en", "It’s seven")
    assert state(folder) == "approved"
    edit(folder, CAMPAIGN, ("opening: {en: It’s seven,", "opening: {en: It’s about seven,"))
    assert state(folder) == "fell"


def test_a_change_of_a_number_is_none_of_words(tmp_path: Path) -> None:
    folder = approved(tmp_path / "project")
    edit(folder, CAMPAIGN, ("audience: {en: Early risers.,", "audience: {en: Risers before 7.,"))
    recorded(folder, "audience.en", "Risers before 7.")
    assert state(folder) == "fell"


def test_words_that_are_locked_are_material(tmp_path: Path) -> None:
    folder = approved(tmp_path / "project")
    edit(folder, CAMPAIGN, ("{en: A soft light.,", "{en: Soft light.,"))
    recorded(folder, "messages.must.0.en", "Soft light.")
    hint = "objective, ask, messages, terms, disclosure and rights are"
    message = f"messages.must.0.en is locked: whoever approved it is asked again ({hint})"
    assert [line.partition(": ")[2] for line in wrong(folder)] == [f"editorial.0.field: {message}"]
