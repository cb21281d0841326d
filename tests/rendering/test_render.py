from __future__ import annotations

import re
from pathlib import Path

import pytest
from samples import CAMPAIGN, ORGANISATION, edit

from pipeline.checks import load
from pipeline.document.traversal import lines
from pipeline.document.workbooks import WORKBOOK, workbook
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer


def words(project: Project, name: str) -> str:
    [target] = targets.targets(project, f"{name}.pdf")
    return "\n".join(lines(Composer(project).compose(target).blocks))


@pytest.mark.long
def test_every_document_renders_in_every_language(project: Project) -> None:
    composer = Composer(project)
    for target in targets.targets(project):
        document = composer.compose(target)
        assert document.language == target.language
        if target.format == "xlsx":
            assert workbook(document.property(WORKBOOK)).pages, target.id
            continue
        # A card of rules for one partnership is short, and so are a sheet to write on, a request, a profile, and what
        # creators of one market read of its metrics; all else says more.
        of_creators = target.kind == "kpi" and target.view == "creator"
        short = target.kind in ("rules", "review", "intake", "profile") or target.month or of_creators
        assert len(list(lines(document.blocks))) > (15 if short else 25), target.id


def test_a_brief_holds_its_own_market_and_no_other(project: Project) -> None:
    russian = words(project, "spring-glow.brief.anna-ivanova.en")
    american = words(project, "spring-glow.brief.maya-brooks.en")
    for text, market, other in ((russian, "ru", "us"), (american, "us", "ru")):
        assert project.markets[market].heading["en"] in text
        assert project.markets[other].heading["en"] not in text


def test_the_mark_is_in_the_language_of_the_post(project: Project) -> None:
    assert "Реклама. ООО «Аврора», ИНН 7799012346, erid: " in words(project, "spring-glow.brief.anna-ivanova.en")
    assert "#ad" in words(project, "spring-glow.brief.maya-brooks.ru")


def test_the_form_of_address_is_the_creator_s(project: Project) -> None:
    forms = {
        name: project.creators[item.creator].address
        for name, item in project.campaigns["spring-glow"].partnerships.items()
    }
    for name, form in forms.items():
        if project.creators[project.campaigns["spring-glow"].partnerships[name].creator].language == "ru":
            text = words(project, f"spring-glow.brief.{name}.ru")
            assert ("Решаешь ты" in text) == (form == "ты")
            assert ("Решаете вы" in text) == (form != "ты")


def test_a_brief_gives_the_telephone_of_its_contact(minimal: Path) -> None:
    edit(minimal, ORGANISATION, ("    channel:", '    phone: "+74951234567"\n    channel:'))
    for language, said in (("en", "Phone: +7"), ("ru", "Телефон: +7")):
        assert f"{said}\u00a0495\u00a0123-45-67." in words(load.load(minimal), f"dawn.brief.ivan.{language}")


def test_days_of_a_later_year_are_printed_with_it(minimal: Path) -> None:
    edit(
        minimal,
        CAMPAIGN,
        ("{date: 2027-03-16, time", "{date: 2028-01-05, time"),
        ("payment, date: 2027-04-09", "payment, date: 2028-02-09"),
    )
    text = minimal / CAMPAIGN
    text.write_text(
        re.sub(r"stays_up_until: 2027", "stays_up_until: 2028", text.read_text(encoding="utf-8")), encoding="utf-8"
    )
    project = load.load(minimal)
    english, russian = (
        words(project, f"dawn.brief.ivan.{language}").replace("\u00a0", " ") for language in ("en", "ru")
    )
    assert "Mar 9–Jan 5" in english
    assert "January 5, 2028, noon" in english
    assert "Post, January 5, 2028" in english
    assert "February 9, 2028" in english
    assert "from March 9, noon" in english
    assert "5 января 2028 г., 12:00" in russian
    assert "9 февраля 2028 г." in russian
    assert "с 9 марта, 12:00" in russian
