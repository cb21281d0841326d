"""The languages that the program brings along: complete, their own, and set by their habits."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.checks import load
from pipeline.checks.warnings import warnings
from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.language import catalogs
from pipeline.language.localization import Localization
from pipeline.language.typesetting import Typographer
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.workspace.missing import missing

N = "\u00a0"
DAY = datetime.date(2027, 3, 9)
LANGUAGES = ("de", "en-GB", "ru")
SAME = {"Creator", "Hashtags", "Plan", "Format", "Name", "Name, date", "Test", "Bonus", "Link", "Version", "Status",
        "KPIs", "Likes", "Starts"}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_documents_say_is_there_in_each_language(project: Project, language: str) -> None:
    assert [item for item in missing(project, language) if item.kind in ("patterns", "messages")] == []


def test_no_german_message_is_the_english_one(project: Project) -> None:
    catalog = catalogs.read(project.folder, "de")
    same = {str(item.id) for item in catalog if item.id and item.string == item.id}
    assert {words for words in same if any(word.isalpha() for word in words.split()) and "%" not in words} <= SAME


def test_both_forms_of_address_are_german(project: Project) -> None:
    messages = catalogs.load(project.assets, "de", project.languages["de"])
    assert [catalogs.addressed(messages, form, "Your answer") for form in ("", "du")] == [
        "Ihre Antwort",
        "Deine Antwort",
    ]


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        (
            "de",
            [
                "9. März 2027",
                "09.03.2027",
                "Di, 9. März",
                "9.–16. März",
                "28. März – 5. April",
                f"18:30{N}Uhr{N}(Berlin)",
            ],
        ),
        ("en-GB", ["9 March 2027", "9 Mar 2027", "Tue 9 Mar", "9–16 March", "28 March – 5 April", f"6:30pm{N}UK time"]),
    ],
)
def test_days_and_times_are_written_as_people_do(project: Project, language: str, printed: list[str]) -> None:
    told, zone = (
        Localization(language, project.languages[language]),
        {"de": "Europe/Berlin", "en-GB": "Europe/London"}[language],
    )
    offset = {"de": 17, "en-GB": 18}[language]
    moment = datetime.datetime(2027, 3, 9, offset, 30, tzinfo=datetime.UTC)
    ranges = [told.dates(DAY, DAY.replace(day=16)), told.dates(DAY.replace(day=28), datetime.date(2027, 4, 5))]
    days = [told.date(DAY, style) for style in ("full", "short", "weekday")]  # type: ignore[arg-type]
    assert [*days, *ranges, told.time_there(moment, zone)] == printed


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("de", [f"1.250,50{N}€", f"150.000{N}RUB", f"4,5{N}%", f"5{N}Tage", "A, B und C"]),
        ("en-GB", ["€1,250.50", f"RUB{N}150,000", "4.5%", f"5{N}days", "A, B and C"]),
    ],
)
def test_numbers_and_lists_are_written_as_people_do(project: Project, language: str, printed: list[str]) -> None:
    told = Localization(language, project.languages[language])
    money = [told.money(Decimal("1250.50"), "EUR"), told.money(150000, "RUB")]
    assert [*money, told.percent(Decimal("4.5")), told.duration(5, "day"), told.joined(["A", "B", "C"])] == printed


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("de", 'Er sagt: "Heute" - z. B. um 9 Uhr', f"Er sagt: „Heute“{N}– z.{N}B. um 9{N}Uhr"),
        ("de", "Nr. 5, 15 %, 38 €, § 5 UWG", f"Nr.{N}5, 15{N}%, 38{N}€, §{N}5 UWG"),
        ("en-GB", 'She said: "It\'s early" - by Mr Stone', f"She said: ‘It’s early’{N}– by Mr{N}Stone"),
    ],
)
def test_text_is_set_by_the_habits_of_each_language(project: Project, language: str, typed: str, printed: str) -> None:
    described = project.languages[language]
    assert Typographer(described.typography, Localization(language, described).months).text(typed) == printed


def test_a_british_brief_says_american_texts_in_british_words(minimal: Path) -> None:
    organisation = minimal / "content/organisation.yaml"
    words = organisation.read_text(encoding="utf-8").replace("languages: [en, ru]", "languages: [en-GB, ru]")
    organisation.write_text(words, encoding="utf-8")
    campaign = minimal / "content/campaigns/dawn.yaml"
    own = campaign.read_text(encoding="utf-8").replace(
        "en: A soft light.", "en-GB: A grey light of its own color., en: A soft light."
    )
    campaign.write_text(own, encoding="utf-8")
    project = load.load(minimal)
    [target] = targets.targets(project, "dawn.brief.ivan.en-gb.pdf")
    said = "\n".join(lines(Composer(project).compose(target).blocks))
    assert {"Working days", "A grey light of its own color. Promo code IVAN10."} <= set(said.splitlines())
    assert f"Two{N}posts about the lamp." in said
    assert 'messages.must.0.en-GB: "color" is a word to avoid (write colour)' in "\n".join(map(str, warnings(project)))
