"""Plans: the worked dates of the sample, and a table of launches that another library counted."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

import pytest
from calendars import day

from pipeline.domain.backward import Cycle
from pipeline.domain.plan import NoActor, NoCalendar, PartnershipPlan, UnknownStep, plan, plans
from pipeline.domain.working_days import OutsideCalendar
from pipeline.model.calendar import Absence
from pipeline.model.campaign import Campaign
from pipeline.model.plan import Duration, FixedDay, PlanStep, Preparation
from pipeline.model.schedule import Milestone
from pipeline.reading.project import Project

SAMPLE = "spring-glow"
FIRST = {"ru": "anna-ivanova", "us": "maya-brooks"}
"""A partnership of each market."""
TRIAL = (
    PlanStep(id="product", actor="tessa-morgan", days=Duration(working=0)),
    PlanStep(id="trial", actor="creator", days=Duration(calendar=14), after=("product",)),
    PlanStep(id="draft", after=("trial",)),
)
WORDS = {"en": "a", "ru": "а"}

LAUNCHES = """
ru 2026-02-03 01-23 01-26 01-27 01-30 02-02
ru 2026-02-24 02-12 02-13 02-16 02-19 02-20
ru 2026-03-10 02-26 02-27 03-02 03-05 03-06
ru 2026-03-20 03-11 03-12 03-13 03-18 03-19
ru 2026-04-28 04-17 04-20 04-21 04-24 04-27
ru 2026-05-05 04-23 04-24 04-27 04-30 05-04
ru 2026-05-12 04-29 04-30 05-04 05-07 05-08
ru 2026-05-22 05-13 05-14 05-15 05-20 05-21
ru 2026-06-15 06-03 06-04 06-05 06-10 06-11
ru 2026-06-29 06-18 06-19 06-22 06-25 06-26
ru 2026-07-06 06-25 06-26 06-29 07-02 07-03
ru 2026-07-08 06-29 06-30 07-01 07-06 07-07
ru 2026-08-17 08-06 08-07 08-10 08-13 08-14
ru 2026-09-08 08-28 08-31 09-01 09-04 09-07
ru 2026-10-13 10-02 10-05 10-06 10-09 10-12
ru 2026-11-05 10-26 10-27 10-28 11-02 11-03
ru 2026-11-12 11-02 11-03 11-05 11-10 11-11
ru 2026-11-27 11-18 11-19 11-20 11-25 11-26
ru 2026-12-01 11-20 11-23 11-24 11-27 11-30
ru 2026-12-28 12-17 12-18 12-21 12-24 12-25
ru 2027-01-11 12-22 12-23 12-24 12-29 12-30
ru 2027-01-15 12-28 12-29 12-30 01-13 01-14
ru 2027-01-20 01-11 01-12 01-13 01-18 01-19
ru 2027-02-16 02-05 02-08 02-09 02-12 02-15
ru 2027-02-20 02-11 02-12 02-15 02-18 02-19
ru 2027-02-24 02-12 02-15 02-16 02-19 02-20
ru 2027-02-26 02-16 02-17 02-18 02-24 02-25
ru 2027-03-01 02-17 02-18 02-19 02-25 02-26
ru 2027-03-09 02-25 02-26 03-01 03-04 03-05
ru 2027-03-13 03-03 03-04 03-05 03-11 03-12
ru 2027-03-16 03-04 03-05 03-09 03-12 03-15
ru 2027-03-20 03-11 03-12 03-15 03-18 03-19
ru 2027-04-30 04-21 04-22 04-23 04-28 04-29
ru 2027-05-12 04-22 04-23 04-26 04-29 04-30
ru 2027-05-14 04-26 04-27 04-28 05-12 05-13
ru 2027-06-01 05-21 05-24 05-25 05-28 05-31
ru 2027-06-15 06-03 06-04 06-07 06-10 06-11
ru 2027-06-21 06-09 06-10 06-11 06-17 06-18
ru 2027-07-06 06-25 06-28 06-29 07-02 07-05
ru 2027-09-07 08-27 08-30 08-31 09-03 09-06
ru 2027-10-12 10-01 10-04 10-05 10-08 10-11
ru 2027-11-08 10-26 10-27 10-28 11-02 11-03
ru 2027-11-26 11-17 11-18 11-19 11-24 11-25
ru 2027-12-24 12-15 12-16 12-17 12-22 12-23
ru 2027-12-31 12-22 12-23 12-24 12-29 12-30
us 2026-02-03 01-21 01-22 01-26 01-29 02-02
us 2026-02-24 02-10 02-11 02-13 02-19 02-23
us 2026-03-10 02-25 02-26 03-02 03-05 03-09
us 2026-03-20 03-06 03-10 03-12 03-17 03-19
us 2026-04-28 04-15 04-16 04-20 04-23 04-27
us 2026-05-05 04-22 04-23 04-27 04-30 05-04
us 2026-05-12 04-29 04-30 05-04 05-07 05-11
us 2026-05-22 05-08 05-12 05-14 05-19 05-21
us 2026-06-15 06-02 06-03 06-05 06-10 06-12
us 2026-06-29 06-15 06-16 06-18 06-24 06-26
us 2026-07-06 06-22 06-23 06-25 06-30 07-02
us 2026-07-08 06-24 06-25 06-29 07-02 07-07
us 2026-08-17 08-04 08-05 08-07 08-12 08-14
us 2026-09-08 08-25 08-26 08-28 09-02 09-04
us 2026-10-13 09-29 09-30 10-02 10-07 10-09
us 2026-11-05 10-23 10-26 10-28 11-02 11-04
us 2026-11-12 10-29 10-30 11-03 11-06 11-10
us 2026-11-27 11-13 11-16 11-18 11-23 11-25
us 2026-12-01 11-17 11-18 11-20 11-25 11-30
us 2026-12-28 12-14 12-15 12-17 12-22 12-24
us 2027-01-11 12-28 12-29 12-31 01-06 01-08
us 2027-01-15 12-30 01-05 01-07 01-12 01-14
us 2027-01-20 12-30 01-07 01-11 01-14 01-19
us 2027-02-16 02-02 02-03 02-05 02-10 02-12
us 2027-02-20 02-08 02-09 02-11 02-17 02-19
us 2027-02-24 02-10 02-11 02-16 02-19 02-23
us 2027-02-26 02-12 02-16 02-18 02-23 02-25
us 2027-03-01 02-16 02-17 02-19 02-24 02-26
us 2027-03-09 02-24 02-25 03-01 03-04 03-08
us 2027-03-13 03-02 03-03 03-05 03-10 03-12
us 2027-03-16 03-03 03-04 03-08 03-11 03-15
us 2027-03-20 03-09 03-10 03-12 03-17 03-19
us 2027-04-30 04-19 04-20 04-22 04-27 04-29
us 2027-05-12 04-29 04-30 05-04 05-07 05-11
us 2027-05-14 04-30 05-04 05-06 05-11 05-13
us 2027-06-01 05-18 05-19 05-21 05-26 05-28
us 2027-06-15 06-02 06-03 06-07 06-10 06-14
us 2027-06-21 06-07 06-08 06-10 06-15 06-17
us 2027-07-06 06-22 06-23 06-25 06-30 07-02
us 2027-09-07 08-24 08-25 08-27 09-01 09-03
us 2027-10-12 09-28 09-29 10-01 10-06 10-08
us 2027-11-08 10-26 10-27 10-29 11-03 11-05
us 2027-11-26 11-12 11-15 11-17 11-22 11-24
us 2027-12-24 12-13 12-14 12-16 12-21 12-23
us 2027-12-31 12-17 12-20 12-22 12-28 12-30
"""
"""Market, first post, then the last days of brief (its author works in Moscow), draft, notes, final version and approval: 1, 3 and 1 working days in
Russia, 2, 3 and 2 in the US. Counted by is_working_day of the package holidays, less the market's quiet days."""


def with_section(campaign: Campaign, market: str, **changes: object) -> Campaign:
    """A campaign with other fields in one market's section."""
    section = campaign.markets[market].model_copy(update=changes)
    return campaign.model_copy(update={"markets": {**campaign.markets, market: section}})


def posted(campaign: Campaign, name: str, date: datetime.date) -> Campaign:
    """A campaign in which a creator's only post goes out on a day."""
    partnership = campaign.partnerships[name]
    item = partnership.deliverables[0]
    post = item.publish[0].model_copy(update={"date": date})
    only = item.model_copy(update={"publish": (post,)})
    changed = partnership.model_copy(update={"deliverables": (only,)})
    return campaign.model_copy(update={"partnerships": {**campaign.partnerships, name: changed}})


def made(project: Project, market: str, *steps: PlanStep, **changes: object) -> PartnershipPlan:
    """The plan of a market's first partnership, with steps of its own."""
    return plan(project, with_section(project.campaigns[SAMPLE], market, steps=steps, **changes), FIRST[market])


def latest(found: PartnershipPlan, *names: str) -> list[str]:
    days = {step.id: step.latest.finish for step in found.steps}
    return [f"{days[name]:%m-%d}" for name in names]


@pytest.mark.parametrize("row", LAUNCHES.strip().splitlines())
def test_every_last_day_of_a_launch(project: Project, row: str) -> None:
    market, post, *expected = row.split()
    name = FIRST[market]
    found = plan(project, posted(project.campaigns[SAMPLE], name, day(post)), name)
    assert latest(found, "issued", "draft", "feedback", "final", "approval") == expected


def test_in_russia_the_sample_has_a_day_to_spare_before_its_draft(project: Project) -> None:
    found = made(project, "ru")
    draft = found.step("draft")
    assert draft is not None
    assert (draft.latest.finish, draft.date, draft.slack) == (day("2027-02-26"), day("2027-02-25"), 1)
    assert found.critical == ("draft", "feedback", "final")


def test_the_working_saturday_makes_twelve_days_of_what_would_be_thirteen(project: Project) -> None:
    found = made(project, "ru")
    assert found.working_days("issued", "final") == 12
    weekdays = [day("2027-02-12") + datetime.timedelta(n) for n in range(1, 20)]
    assert sum(each.weekday() < 5 for each in weekdays) == 13
    assert found.working_days("issued", "approval") is None


def test_in_the_us_the_product_ships_before_the_brief_where_a_draft_shows_day_fourteen(project: Project) -> None:
    found = made(project, "us", *TRIAL)
    assert latest(found, "product", "draft", "approval") == ["02-10", "02-25", "03-08"]
    issued = found.step("issued")
    assert issued is not None
    assert issued.date == day("2027-02-12")


def test_a_product_in_the_schedule_is_there_before_the_draft(project: Project) -> None:
    section = project.campaigns[SAMPLE].markets["us"]
    sent = Milestone(milestone="product", date="2027-02-11")
    others = tuple(step for step in section.schedule if step.milestone != "product")
    found = made(project, "us", *TRIAL[1:], schedule=(sent, *others))
    product = found.step("product")
    assert product is not None
    assert (product.latest.finish, product.slack, product.index) == (day("2027-02-10"), -1, 0)


def test_a_second_draft_takes_its_own_days(project: Project) -> None:
    steps = project.campaigns[SAMPLE].markets["ru"].schedule
    again = tuple(Milestone(milestone=kind, date="2027-02-26") for kind in ("draft", "feedback"))
    found = made(project, "ru", schedule=(*steps[:3], *again, *steps[3:]))
    names = ("draft", "feedback", "draft-2", "feedback-2", "final", "approval")
    assert latest(found, *names) == ["02-19", "02-20", "02-26", "03-01", "03-04", "03-05"]


def test_a_fixed_day_before_the_posts_moves_everything(project: Project) -> None:
    found = made(project, "ru", fixed=FixedDay(date="2027-03-04", what=WORDS, why=WORDS))
    assert latest(found, "draft", "final", "approval", "publish", "fixed") == [
        "02-24",
        "03-02",
        "03-03",
        "03-04",
        "03-04",
    ]
    assert found.post.slack == -2


def test_a_fixed_day_after_the_posts_moves_nothing(project: Project) -> None:
    found = made(project, "ru", fixed=FixedDay(date="2027-03-10", what=WORDS, why=WORDS))
    assert latest(found, "draft", "publish") == ["02-26", "03-09"]


def test_a_creators_preparation_comes_between_brief_and_draft(project: Project) -> None:
    anna = project.creators["anna-ivanova"].model_copy(update={"prep": Preparation(days=5, why=WORDS)})
    slow = dataclasses.replace(project, creators={**project.creators, "anna-ivanova": anna})
    assert latest(made(slow, "ru"), "issued", "draft") == ["02-18", "02-26"]


def test_absences_of_the_actor_alone_move_a_step(project: Project) -> None:
    away = (Absence.model_validate({"from": "2027-03-01", "to": "2027-03-04"}),)
    anna = project.creators["anna-ivanova"].model_copy(update={"away": away})
    other = dataclasses.replace(project, creators={**project.creators, "anna-ivanova": anna})
    assert latest(made(other, "ru"), "final", "approval") == ["02-26", "03-05"]


def test_a_step_of_the_campaign_takes_the_place_of_what_the_terms_say(project: Project) -> None:
    found = made(project, "ru", PlanStep(id="feedback", actor="rachel-stone", days=Duration(working=2)))
    feedback = found.step("feedback")
    assert feedback is not None
    assert (feedback.actor, feedback.latest.start) == ("rachel-stone", day("2027-02-25"))


@pytest.mark.parametrize(
    ("steps", "error"),
    [
        ([PlanStep(id="a", days=Duration(working=1))], NoActor),
        ([PlanStep(id="a", actor="creator")], NoActor),
        ([PlanStep(id="a", actor="creator", days=Duration(working=1), after=("b",))], UnknownStep),
        ([PlanStep(id="issued", after=("draft",))], Cycle),
        ([PlanStep(id="draft", days=Duration(working=600))], OutsideCalendar),
    ],
)
def test_what_cannot_be_planned(project: Project, steps: Sequence[PlanStep], error: type[Exception]) -> None:
    with pytest.raises(error):
        made(project, "ru", *steps)


def test_nothing_is_counted_without_a_calendar(project: Project) -> None:
    bare = project.markets["ru"].model_copy(update={"calendar": None})
    with pytest.raises(NoCalendar):
        made(dataclasses.replace(project, markets={**project.markets, "ru": bare}), "ru")


def test_where_nobody_has_a_partnership_yet_a_market_is_planned_to_its_fixed_day(project: Project) -> None:
    campaign = project.campaigns["spring-glow"]
    left = {name: each for name, each in campaign.partnerships.items() if each.market == "us"}
    fixed = FixedDay(date="2027-03-09", what=WORDS, why=WORDS)
    section = campaign.markets["ru"].model_copy(update={"fixed": fixed})
    bare = campaign.model_copy(update={"partnerships": left, "markets": {**campaign.markets, "ru": section}})
    *agreed, russia = plans(project, bare)
    assert [each.partnership for each in agreed] == list(left)
    assert (russia.partnership, russia.market) == ("", "ru")
    days = {step.id: f"{step.latest.finish:%m-%d}" for step in russia.steps}
    # As for a first post on that day: the worked dates of Spring Glow in Russia.
    assert {name: days[name] for name in ("draft", "feedback", "final", "approval", "publish")} == {
        "draft": "02-26", "feedback": "03-01", "final": "03-04", "approval": "03-05", "publish": "03-09",
    }  # fmt: skip
