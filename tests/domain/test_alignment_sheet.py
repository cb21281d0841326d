from __future__ import annotations

from pipeline.document.html import html
from pipeline.domain.alignment_sheet import alignment_sheet
from pipeline.domain.targets import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer


def test_the_sheet_holds_the_answers_and_who_confirmed_them(project: Project) -> None:
    sheet = alignment_sheet(project, "summer-shade")
    assert [row.name for row in sheet.questions] == ["accomplish", "know", "three_months", "cannot_go_wrong"]
    replies = {row.name["en"]: (row.reply.reply if row.reply else "", row.bound) for row in sheet.parties}
    assert replies["Rachel Stone"] == ("not-so", True)
    assert replies["Pavel Orlov"] == ("", False)


def test_a_yes_to_an_earlier_recap_is_none_to_this_one(project: Project) -> None:
    sheet = alignment_sheet(project, "spring-glow")
    bound = {row.name["en"]: row.bound for row in sheet.parties}
    assert not bound.pop("Anna Ivanova")
    assert set(bound.values()) == {False} or set(bound.values()) == {True}


def test_the_page_says_nothing_of_what_anybody_gets(project: Project) -> None:
    fees = [str(each.fee.amount) for each in project.campaigns["spring-glow"].partnerships.values() if each.fee]
    for target in targets(project, "spring-glow.agreement.*.pdf"):
        said = html(Composer(project).read(target))
        assert not [fee for fee in fees if fee in said.replace("\u00a0", "").replace(",", "")]
