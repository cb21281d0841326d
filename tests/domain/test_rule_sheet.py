from __future__ import annotations

from calendars import day

from pipeline.domain.rule_sheet import rule_sheet
from pipeline.reading.project import Project


def test_a_campaign_shows_every_partnership_and_a_creator_their_own(project: Project) -> None:
    campaign = project.campaigns["spring-glow"]
    assert [part.id for part in rule_sheet(project, campaign)] == list(campaign.partnerships)
    [own] = rule_sheet(project, campaign, "maya-brooks")
    assert [row.form for row in own.rows] == [
        project.platforms.formats[item.format] for item in campaign.partnerships["maya-brooks"].deliverables
    ]


def test_each_row_has_the_rule_that_decides_and_what_is_missing(project: Project) -> None:
    [part] = rule_sheet(project, project.campaigns["summer-shade"], "daria-kuznetsova")
    assert all(row.waits and row.rule is project.markets["ru"].rules["platforms-in-use"] for row in part.rows)
    assert part.rows[0].first == day("2027-06-15")


def test_a_part_says_what_its_campaign_pays_in_each_year_that_a_rule_draws_a_line_for(project: Project) -> None:
    [anna] = rule_sheet(project, project.campaigns["spring-glow"], "anna-ivanova")
    assert [(total.rule, total.year, total.total, total.line) for total in anna.years] == [
        ("npd-limit", 2027, 120_000, 2_400_000)
    ]
    [maya] = rule_sheet(project, project.campaigns["spring-glow"], "maya-brooks")
    assert [(total.rule, total.total, total.line) for total in maya.years] == [("tax-1099", 6_400, None)]


def test_a_part_says_who_answers_and_when_it_was_checked(project: Project) -> None:
    [part] = rule_sheet(project, project.campaigns["spring-glow"], "anna-ivanova")
    assert part.lead == project.organisation.people["pavel-orlov"]
    assert (part.checked, part.next_check) == (day("2026-11-16"), day("2027-05-17"))
