"""The dates that hold: a market's, a wave's over them, one partnership's own over both."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from samples import ROOT, smallest

from pipeline.checks import load
from pipeline.domain.timetable import layers, of_market, of_markets, of_partnership
from pipeline.model.campaign import Campaign
from pipeline.model.plan import Duration, PlanStep

DATES = ("markets", "ru")
SPRING, AUTUMN, OWN = (*DATES, "waves", "spring"), (*DATES, "waves", "autumn"), ("partnerships", "vera-late", "dates")


@pytest.fixture(scope="module")
def waves(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    folder = smallest(tmp_path_factory.mktemp("waves"))
    shutil.copytree(ROOT / "tests/hard_cases/content", folder / "content", dirs_exist_ok=True)
    return load.load(folder).campaigns["waves"]


def told(campaign: Campaign, name: str) -> list[str]:
    dates = of_partnership(campaign, campaign.partnerships[name], name)
    return [f"{dated.step.milestone} {dated.step.date:%m-%d}" for dated in dates.steps]


def test_a_wave_has_its_own_dates_and_what_its_market_says_besides(waves: Campaign) -> None:
    spring = ["advance 02-15", "draft 02-24", "feedback 02-26", "approval 03-02", "payment 04-09"]
    assert told(waves, "vera-spring") == spring
    reviews = ["draft 08-25", "feedback 08-27", "draft 09-02", "feedback 09-06"]
    assert told(waves, "vera-autumn") == ["advance 08-16", *reviews, "payment 11-12"]
    places = [dated.place for dated in of_market(waves, "ru", "autumn").steps]
    assert places == [*((*AUTUMN, "schedule", index) for index in range(5)), (*DATES, "schedule", 0)]


def test_own_dates_take_the_place_of_all_steps_of_their_kinds(waves: Campaign) -> None:
    own = ["draft 09-15", "feedback 09-17", "final 09-22"]
    assert told(waves, "vera-late") == ["advance 08-16", *own, "payment 11-12"]
    dates = of_partnership(waves, waves.partnerships["vera-late"], "vera-late")
    assert [dated.own for dated in dates.steps] == [False, True, True, True, False]
    assert dates.steps[1].place == (*OWN, "schedule", 0)
    assert (dates.fixed_at, dates.fixed and dates.fixed.date.day) == ((*OWN, "fixed"), 30)


def test_every_date_is_typed_in_one_layer(waves: Campaign) -> None:
    assert [layer.place for layer in layers(waves)] == [DATES, SPRING, AUTUMN, OWN]
    assert [dates.name for dates in of_markets(waves)] == ["ru.spring", "ru.autumn"]


def test_what_an_earlier_version_promised_is_called_off_in_every_layer(waves: Campaign) -> None:
    section = waves.markets["ru"]
    gone = section.waves["spring"].schedule[1:2]
    changed = waves.model_copy(
        update={"markets": {"ru": section.model_copy(update={"cancelled": gone, "waves": section.waves})}}
    )
    assert of_market(changed, "ru", "spring").cancelled == gone


def test_a_step_of_a_wave_takes_the_place_of_the_market_s_of_that_id(waves: Campaign) -> None:
    one, two = (PlanStep(id="trial", actor="creator", days=Duration(calendar=days)) for days in (3, 14))
    section = waves.markets["ru"]
    spring = section.waves["spring"].model_copy(update={"steps": (two,)})
    changed = section.model_copy(update={"steps": (one,), "waves": {**section.waves, "spring": spring}})
    campaign = waves.model_copy(update={"markets": {"ru": changed}})
    work = {wave: of_market(campaign, "ru", wave).work for wave in ("spring", "autumn")}
    assert [(own.step, own.place) for own in work["spring"]] == [(two, (*SPRING, "steps", 0))]
    assert [(own.step, own.place) for own in work["autumn"]] == [(one, (*DATES, "steps", 0))]


def test_steps_of_one_day_from_two_layers_stand_in_the_order_of_the_work(waves: Campaign, tmp_path: Path) -> None:
    late = waves.partnerships["vera-late"]
    assert late.dates is not None
    approval = waves.markets["ru"].waves["spring"].schedule[3]
    of_same_day = approval.model_copy(update={"date": late.dates.schedule[0].date})
    autumn = waves.markets["ru"].waves["autumn"]
    section = waves.markets["ru"].model_copy(
        update={"waves": {"autumn": autumn.model_copy(update={"schedule": (*autumn.schedule, of_same_day)})}}
    )
    changed = waves.model_copy(update={"markets": {"ru": section}})
    assert told(changed, "vera-late")[1:3] == ["draft 09-15", "approval 09-15"]
