from __future__ import annotations

import datetime
from dataclasses import replace

from agreements import page

from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.recap import recap
from pipeline.domain.recap_sheet import recap_sheet
from pipeline.reading.project import Project


def test_a_creator_confirms_their_own_market_dates_and_pay(project: Project) -> None:
    sheet = recap_sheet(project, "spring-glow", "anna-ivanova")
    assert sheet.agreement is not None and sheet.agreement.creator.name["en"] == "Anna Ivanova"
    assert [market.territory for market in sheet.markets] == ["RU"]
    assert all(len(row.targets) == 1 and row.measure.in_brief for row in sheet.ranges)
    assert sheet.days == ()
    assert sheet.code == recap(CampaignAgreements(project, "spring-glow"), "anna-ivanova").code


def test_a_person_confirms_all_markets_and_nobody_s_pay(project: Project) -> None:
    sheet = recap_sheet(project, "spring-glow", "rachel-stone")
    assert sheet.agreement is None
    assert [market.territory for market in sheet.markets] == ["RU", "US"]
    steps = [row.milestone for row in sheet.days]
    assert "draft" in steps and "payment" not in steps and "advance" not in steps
    [draft] = [row for row in sheet.days if row.milestone == "draft"]
    days = [cell and cell.date for cell in draft.cells]
    assert days == [datetime.date(2027, 2, 25), datetime.date(2027, 2, 24)]


def test_an_answer_is_awaited_by_an_instant(project: Project) -> None:
    sheet = recap_sheet(project, "spring-glow", "daniel-kim")
    assert sheet.replies_by is not None
    assert sheet.replies_by.isoformat() == "2027-02-09T18:00:00+03:00"
    assert sheet.time_zone == "America/New_York"


def test_the_page_asks_for_the_exact_reply(project: Project) -> None:
    for party in ("anna-ivanova", "rachel-stone"):
        sheet = recap_sheet(project, "spring-glow", party)
        said = page(project, f"spring-glow.recap.{party}.en")
        assert f"yes AUR-SG27 {sheet.code}" in said
        assert f"not so AUR-SG27 {sheet.code}" in said
        assert "Silence is not a yes" in said


def test_the_page_of_a_creator_holds_nothing_that_others_said_or_get(project: Project) -> None:
    said = page(project, "spring-glow.recap.anna-ivanova.en")
    records = project.agreements["spring-glow"]
    assert records.alignment is not None
    for _, question in records.alignment.questions:
        for answer in question.said:
            assert answer.answer["en"] not in said, answer.who
    assert "$6,400" not in said and "120,000" in said


def test_what_counts_where_two_languages_differ_is_printed_and_confirmed(project: Project) -> None:
    records = project.agreements["spring-glow"]
    assert records.alignment is not None
    alignment = records.alignment.model_copy(update={"controlling_language": "ru"})
    named = replace(project, agreements={"spring-glow": records.model_copy(update={"alignment": alignment})})
    assert "Controlling text Russian" in page(named, "spring-glow.recap.anna-ivanova.en")
    assert "Controlling text: Russian." in page(named, "spring-glow.agreement.en")
    assert "Приоритетный текст: русский." in page(named, "spring-glow.agreement.ru")
    codes = {recap(CampaignAgreements(each, "spring-glow"), "anna-ivanova").code for each in (project, named)}
    assert len(codes) == 2
    assert "Controlling text" not in page(project, "spring-glow.recap.anna-ivanova.en")
