"""What nobody agreed on is told with its value and what chance does to it, and judged on no page."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from result_files import FINAL, with_rate, write
from samples import wrong

from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.domain.reception import Reception, Unjudged
from pipeline.domain.review_sheet import review_sheet
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

NAME = "spring-glow"


def received(project: Project, market: str, partnership: str = "") -> Reception | None:
    [found] = review_sheet(project, NAME, market=market, partnership=partnership).markets
    return found.reception


def metrics(project: Project, market: str) -> dict[str, Unjudged]:
    found = received(project, market)
    assert found is not None
    return {item.metric.short["en"]: item for item in found.metrics}


def printed(project: Project, view: str, language: str) -> str:
    [target] = targets.targets(project, f"{NAME}.review.{view}.{language}.pdf")
    return "\n".join(lines(Composer(project).compose(target).blocks)).replace("\u00a0", " ")


def test_money_by_reactions_and_reach_by_money_have_the_worked_values(project: Project) -> None:
    russia, america = metrics(project, "ru"), metrics(project, "us")
    assert [(round(value, 2), currency) for value, currency in russia["CPE"].values] == [(Decimal("7.00"), "RUB")]
    assert [(round(value, 2), currency) for value, currency in america["CPE"].values] == [(Decimal("1.01"), "USD")]
    reach = [(round(value, 2), currency) for value, currency in russia["Reach per currency unit"].values]
    assert reach == [(Decimal("1.93"), "RUB"), (Decimal("154.17"), "USD")]
    [(value, currency)] = america["Reach per currency unit"].values
    assert (round(value, 1), currency) == (Decimal("37.1"), "USD")


def test_an_audience_has_the_points_of_its_formula_or_none(project: Project) -> None:
    points = {
        creator.name["en"]: value
        for market in ("ru", "us")
        for creator, value in metrics(project, market)["Audience quality"].members
    }
    assert points["Anna Ivanova"] == Decimal("80.2")
    assert points["Claire Bennett"] == Decimal("67.2")
    # Nobody knows how much her followers engage among accounts of her size: that is not 0.
    assert points["Katya Mironova"] is None


def test_a_lift_is_one_only_where_chance_leaves_out_zero(project: Project) -> None:
    lift = metrics(project, "us")["Brand lift"]
    assert (lift.values[0][0], lift.limits) == (Decimal("6.0"), (Decimal("-0.02"), Decimal("11.9")))
    assert not lift.is_apart
    assert "Brand lift" not in metrics(project, "ru")


def test_comments_have_the_limits_of_their_sample(project: Project) -> None:
    found = received(project, "ru")
    assert found is not None and found.comments is not None
    read = found.comments
    assert (read.positive, read.sample, read.low, read.high) == (62, 100, 52, 71)
    assert len(read.readers) == 2


@pytest.mark.parametrize(
    ("view", "language", "said"),
    [
        ("regional-ru", "en", ["CPE: RUB 7.00", "1.93 per RUB 1", "154 per $1", "Anna Ivanova 80.2", "52–71%"]),
        ("regional-ru", "ru", ["CPE: 7,00 ₽", "1,93 на 1 ₽", "154 на 1 $", "Анна Иванова 80,2", "52–71 %"]),
        ("regional-us", "en", ["CPE: $1.01", "37.1 per $1", "+6 points", "from −0.02 to +11.9", "not distinguishable"]),
        (
            "regional-us",
            "ru",
            ["CPE: 1,01 $", "37,1 на 1 $", "+6 п. п.", "от −0,02 до +11,9", "от нуля не отличается"],
        ),
    ],
)
def test_the_page_of_a_market_says_them_in_both_languages(
    project: Project, view: str, language: str, said: list[str]
) -> None:
    text = printed(project, view, language)
    assert [words for words in said if words not in text] == []


def test_a_creator_s_page_has_nothing_of_it(project: Project) -> None:
    assert received(project, "ru", "anna-ivanova") is None


def test_what_was_agreed_is_judged_and_not_told_beside(minimal: Path) -> None:
    with_rate(minimal)
    write(minimal, f"{FINAL}also: [cpa, cpz]\n")
    agreed, unknown = [line.partition(": also.")[2] for line in wrong(minimal) if ": also." in line]
    assert agreed.startswith("0: a range of cpa was agreed (remove it:")
    assert unknown.startswith('1: no metric "cpz"')
