from __future__ import annotations

from pathlib import Path

from samples import CAMPAIGN, CREATOR, MARKET, ORGANISATION, edit

from pipeline.checks import load
from pipeline.domain import languages, targets


def ids(folder: Path, pattern: str) -> list[str]:
    return [target.id for target in targets.targets(load.load(folder), pattern)]


def test_everything_is_printed_in_the_languages_of_the_organisation(minimal: Path) -> None:
    project = load.load(minimal)
    assert languages.printed(project) == ("en", "ru")
    assert languages.of_partnership(project, project.campaigns["dawn"], "ivan") == ("en", "ru")


def test_a_partnership_is_printed_in_its_creator_s_language_too(minimal: Path) -> None:
    edit(minimal, CREATOR, ("language: ru", "language: en-GB"))
    edit(minimal, ORGANISATION, ("languages: [en, ru]", "languages: [ru]"))
    assert ids(minimal, "*.brief.*.pdf") == ["dawn.brief.ivan.en-gb.pdf", "dawn.brief.ivan.ru.pdf"]
    assert ids(minimal, "*.master.*.pdf") == ["dawn.master.ru.pdf"]


def test_an_agent_reads_it_in_their_own(minimal: Path) -> None:
    agent = 'agent: {name: {en: Ann Lee, ru: Энн Ли}, email: "a@lee.example", language: en-GB}\nlanguage: ru'
    edit(minimal, CREATOR, ("language: ru", agent))
    assert "dawn.brief.ivan.en-gb.pdf" in ids(minimal, "*.brief.*.pdf")


def test_a_campaign_is_printed_in_the_languages_of_its_markets_too(minimal: Path) -> None:
    edit(minimal, MARKET, ("languages: [ru]", "languages: [ru, en-GB]"))
    edit(minimal, ORGANISATION, ("languages: [en, ru]", "languages: [ru]"))
    assert ids(minimal, "*.master.*.pdf") == ["dawn.master.en-gb.pdf", "dawn.master.ru.pdf"]
    assert ids(minimal, "*.brief.*.pdf") == ["dawn.brief.ivan.ru.pdf"]


def test_a_campaign_may_be_printed_in_more(minimal: Path) -> None:
    edit(minimal, CAMPAIGN, ("approvers:", "languages: [en-GB]\napprovers:"))
    assert "dawn.brief.ivan.en-gb.pdf" in ids(minimal, "*.brief.*.pdf")
    assert "dawn.kpi.all.en-gb.docx" in ids(minimal, "*.kpi.*.docx")
