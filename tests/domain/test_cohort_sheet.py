from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from samples import ROOT

from pipeline.checks import load
from pipeline.domain.cohort_sheet import aggregate, cohort_sheet
from pipeline.reading.project import Project

JULY = datetime.date(2027, 7, 15)


@pytest.fixture(scope="module")
def crowded() -> Project:
    """The sample as if all creators of Spring Glow worked in Russia."""
    project = load.load(ROOT)
    campaign = project.campaigns["spring-glow"]
    partnerships = {name: each.model_copy(update={"market": "ru"}) for name, each in campaign.partnerships.items()}
    everybody = campaign.model_copy(update={"partnerships": partnerships})
    campaigns = {**project.campaigns, "spring-glow": everybody}
    return Project(**{**vars(project), "campaigns": campaigns})


def test_nothing_is_told_of_fewer_than_five_creators(project: Project) -> None:
    assert aggregate(project, "ru", JULY) is None
    assert aggregate(project, "us", JULY) is None


def test_five_creators_are_told_of_as_sum_over_sum_and_no_money(crowded: Project) -> None:
    found = aggregate(crowded, "ru", JULY)
    assert found is not None
    assert (found.creators, found.posts) == (6, len(crowded.results["spring-glow"].posts))
    assert found.rates
    posts = crowded.results["spring-glow"].posts
    engagements = sum(
        sum(getattr(post.organic, name) for name in ("likes", "comments", "shares", "saves")) for post in posts
    )
    views = sum(post.organic.views or 0 for post in posts)
    [rate] = [row.value for row in found.rates if row.metric == crowded.metrics.metrics["er-views"]]
    assert rate == pytest.approx(Decimal(100 * engagements) / views)
    assert {row.metric.unit for row in found.rates} == {"percent"}


def test_nothing_is_told_before_it_is_counted(crowded: Project) -> None:
    assert aggregate(crowded, "ru", datetime.date(2027, 5, 11)) is None


def test_a_call_takes_its_minutes_and_no_more(project: Project) -> None:
    found = cohort_sheet(project, "ru", "2027-07")
    assert sum(part.minutes for part in found.parts) == found.minutes == 45
    assert [part.what for part in found.parts][1] == "told"


def test_the_lead_reads_what_is_open_and_due_and_who_asked(project: Project) -> None:
    found = cohort_sheet(project, "ru", "2027-06")
    assert found.open == ()
    assert [row.asker["en"] for row in found.topics if row.asker] == ["Anna Ivanova"]
    assert [name["en"] for name in found.missed] == ["Claire Bennett"]
    july = cohort_sheet(project, "ru", "2027-07")
    assert [row.promise.overdue for row in july.open] == [True]
    assert {row.first.isoformat() for row in found.off} == set()
    may = cohort_sheet(project, "ru", "2027-04")
    assert "2027-05-01" in {row.first.isoformat() for row in may.off}
    assert all(row.by <= datetime.date(2027, 6, 14) for row in may.due)
