from __future__ import annotations

import dataclasses

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
    assert all(row.bound for row in alignment_sheet(project, "spring-glow").parties)
    records = project.agreements["spring-glow"]
    earlier = tuple(entry for entry in records.confirmations if entry.version == "1.1")
    older = records.model_copy(update={"confirmations": earlier})
    project = dataclasses.replace(project, agreements={**project.agreements, "spring-glow": older})
    [anna] = [row for row in alignment_sheet(project, "spring-glow").parties if row.name["en"] == "Anna Ivanova"]
    assert (anna.bound, anna.code) == (False, "7JDF-X4KF"), "the code is the one that she replied to"


def test_the_page_says_nothing_of_what_anybody_gets(project: Project) -> None:
    fees = [str(each.fee.amount) for each in project.campaigns["spring-glow"].partnerships.values() if each.fee]
    for target in targets(project, "spring-glow.agreement.*.pdf"):
        said = html(Composer(project).read(target))
        assert not [fee for fee in fees if fee in said.replace("\u00a0", "").replace(",", "")]
