from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.base.formulas import Quantity, UnitMismatch, formula
from pipeline.domain.metrics import (
    Basis,
    NoRate,
    baseline,
    basis,
    clashes,
    contradictions,
    converted,
    lookalikes,
    planned_inputs,
    worth,
)
from pipeline.model.localized import Localized
from pipeline.model.metric import Metrics
from pipeline.model.range import CountingMethod, MetricHistory, Range, Rate, Result
from pipeline.reading.project import Project


def values(**given: str) -> dict[str, Range]:
    """Ranges by metric id: "4" is one value, "4..6" a range, "4.." at least 4."""
    found = {}
    for name, said in given.items():
        low, dots, high = said.partition("..")
        top = Decimal(high) if high else None if dots else Decimal(low)
        found[name.replace("_", "-")] = Range.model_construct(low=Decimal(low), high=top)
    return found


@pytest.mark.parametrize(
    "given",
    [
        {"cpa": "10", "cr": "2", "cpc": "0.2"},
        {"cpa": "10", "cr": "2", "cpc": "0.203"},
        {"cpa": "8..12", "cr": "2..3", "cpc": "0.2..0.3"},
        {"cpa": "8..", "cr": "2", "cpc": "0.3"},
        {"drr": "25", "roas": "4"},
        {"cpm": "4", "impressions": "500000", "spend": "2000"},
        {"reach": "900", "impressions": "1000"},
        {"reach": "1000", "impressions": "1000"},
        {"cpa": "10", "cpc": "0.9"},
        {},
    ],
)
def test_values_that_can_all_be_true_are_left_alone(project: Project, given: dict[str, str]) -> None:
    assert list(contradictions(project.metrics, values(**given))) == []


@pytest.mark.parametrize(
    ("given", "metrics"),
    [
        ({"cpa": "10", "cr": "2", "cpc": "0.3"}, ("cpa", "cr", "cpc")),
        ({"cpa": "8..12", "cr": "2..3", "cpc": "0.5..0.6"}, ("cpa", "cr", "cpc")),
        ({"drr": "25", "roas": "3"}, ("drr", "roas")),
        ({"cpm": "4", "impressions": "500000", "spend": "3000"}, ("cpm", "impressions", "spend")),
        ({"cpc": "0.5", "ctr": "1", "cpm": "4"}, ("cpc", "ctr", "cpm")),
        ({"cpe": "0.2", "er-views": "5", "cpv": "0.02"}, ("cpe", "er-views", "cpv")),
        ({"reach": "1001", "impressions": "1000"}, ("reach", "impressions")),
        ({"reach": "500..900", "views": "100..400"}, ("reach", "views")),
    ],
)
def test_values_that_cannot_all_be_true_are_named(
    project: Project, given: dict[str, str], metrics: tuple[str, ...]
) -> None:
    [found] = contradictions(project.metrics, values(**given))
    assert found.metrics == metrics
    assert found.bound == (metrics[0] == "reach")


# --- formulas: each metric of the file, worked out ---------------------------

M, N = "money", "number"


def given(project: Project, **inputs: str) -> dict[str, Quantity]:
    """Inputs with the units that the metrics file gives them, money in dollars."""
    known = project.metrics.inputs
    names = {name.replace("_", "-"): Decimal(value) for name, value in inputs.items()}
    return {name: Quantity(v, (("USD", 1),) if known[name].unit == M else ()) for name, v in names.items()}


@pytest.mark.parametrize(
    ("metric", "inputs", "value"),
    [
        # Total cost, not the fee alone: the fee of 20,600 would give 34.33.
        ("cpa", {"cost": "24600", "conversions": "600"}, "41"),
        ("cac", {"acquisition_cost": "60000", "new_customers": "1000"}, "60"),
        ("cpo", {"cost": "24600", "orders": "820"}, "30"),
        ("cpm", {"cost": "2000", "impressions": "500000"}, "4"),
        ("cpv", {"cost": "2000", "views": "400000"}, "0.005"),
        ("cpe", {"cost": "2000", "engagements": "20000"}, "0.1"),
        ("cpc", {"cost": "2000", "clicks": "5000"}, "0.4"),
        ("ctr", {"clicks": "5000", "impressions": "500000"}, "1"),
        ("cr", {"conversions": "100", "clicks": "5000"}, "2"),
        # One and the same post: five rates, none of which is another.
        ("er-followers", {"engagements": "4500", "followers": "90000"}, "5"),
        ("er-reach", {"engagements": "4500", "reach": "60000"}, "7.5"),
        ("er-views", {"engagements": "4500", "views": "100000"}, "4.5"),
        ("er-impressions", {"engagements": "4500", "impressions": "125000"}, "3.6"),
        ("err-telegram", {"post_reach": "60000", "followers": "90000"}, "66.67"),
        ("reach-rate", {"reach": "60000", "followers": "90000"}, "66.67"),
        ("reach", {"reach": "60000"}, "60000"),
        ("impressions", {"impressions": "125000"}, "125000"),
        ("views", {"views": "100000"}, "100000"),
        ("vtr", {"completions": "30000", "starts": "120000"}, "25"),
        ("aqs", {"authenticity": "90", "audience_match": "70", "engagement_score": "50"}, "74"),
        (
            "brand-lift",
            {"aware_viewers": "160", "viewers_asked": "400", "aware_control": "140", "control_asked": "400"},
            "5",
        ),
        (
            "emv",
            {
                "likes": "100",
                "like_price": "0.1",
                "comments": "10",
                "comment_price": "1",
                "shares": "5",
                "share_price": "2",
                "saves": "20",
                "save_price": "0.5",
            },
            "40",
        ),
        ("roas", {"revenue": "4000", "ad_spend": "1000"}, "4"),
        ("drr", {"ad_spend": "1000", "revenue": "4000"}, "25"),
        # Margin, not revenue: with the revenue of 4,000 it would be 300.
        ("roi", {"margin": "1500", "cost": "1000"}, "50"),
        ("roi", {"margin": "800", "cost": "1000"}, "-20"),
        ("romi", {"margin": "1500", "marketing_cost": "1200"}, "25"),
        ("roi-media", {"media_value": "4000", "cost": "1000"}, "300"),
        ("ltv-cac", {"lifetime_value": "180", "customer_cost": "60"}, "3"),
        ("code-revenue", {"code_revenue": "1234.5"}, "1234.5"),
        ("reach-per-money", {"reach": "60000", "cost": "1500"}, "40"),
        ("spend", {"cost": "24600"}, "24600"),
    ],
)
def test_a_metric_is_its_formula(project: Project, metric: str, inputs: dict[str, str], value: str) -> None:
    record = project.metrics.metrics[metric]
    found = worth(record, given(project, **inputs))
    assert round(found.amount, 2 if "." not in value or len(value) < 6 else 3) == round(Decimal(value), 3) or (
        found.amount == Decimal(value)
    )
    wanted = {"money": (("USD", 1),), "per-money": (("USD", -1),)}
    assert found.units == wanted.get(record.unit, ())


def test_every_metric_has_a_formula_and_no_other_is_untried(project: Project) -> None:
    assert [name for name, metric in project.metrics.metrics.items() if not metric.calculation] == []


def test_ad_cost_to_sales_is_the_inverse_of_return_on_ad_spend(project: Project) -> None:
    inputs = given(project, ad_spend="1300", revenue="4100")
    product = (
        worth(project.metrics.metrics["drr"], inputs).amount
        / 100
        * worth(project.metrics.metrics["roas"], inputs).amount
    )
    assert round(product, 12) == 1


def test_weights_are_printed_in_every_language(project: Project) -> None:
    score = project.metrics.metrics["aqs"]
    for language, separator in (("en", "."), ("ru", ",")):
        for weight in formula(score.calculation or "").constants:
            assert str(weight).replace(".", separator) in score.formula[language]


def test_a_metric_does_not_add_rubles_to_dollars(project: Project) -> None:
    mixed = given(project, margin="100") | {"cost": Quantity(Decimal(50), (("RUB", 1),))}
    with pytest.raises(UnitMismatch):
        worth(project.metrics.metrics["roi"], mixed)


# --- the guard ---------------------------------------------------------------


def rate(of: str = "USD", to: str = "RUB", value: str = "80") -> Rate:
    return Rate.model_construct(of=of, to=to, value=Decimal(value))


def resting(project: Project, metric: str = "cpa", currency: str = "USD", **counted: object) -> Basis:
    campaign = project.campaigns["spring-glow"]
    counting = CountingMethod.model_construct(**{"difference": None, **counted})
    return basis(metric, project.metrics.metrics[metric], campaign.measurement, counting, currency=currency)


def met(project: Project, first: Basis, second: Basis, *rates: Rate, stated: bool = False) -> list[tuple[str, bool]]:
    found = clashes(project.metrics, first, second, rates, stated=stated)
    return [(clash.aspect, clash.stated) for clash in found]


@pytest.mark.parametrize(
    ("counted", "aspect"),
    [
        ({"denominator": "orders"}, "denominator"),
        ({"window_days": 30}, "window_days"),
        ({"cost": Localized.model_construct(root={"en": "fees only", "ru": "x"})}, "cost"),
        ({"taxes": "included"}, "taxes"),
        ({"traffic": "paid"}, "traffic"),
        ({"traffic": "all"}, "traffic"),
    ],
)
def test_values_counted_unlike_meet_only_where_the_page_says_so(
    project: Project, counted: dict[str, object], aspect: str
) -> None:
    ours, theirs = resting(project), resting(project, **counted)
    assert met(project, ours, ours) == []
    assert met(project, ours, theirs) == [(aspect, True)]
    assert met(project, ours, theirs, stated=True) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("er-reach", "err-telegram"),
        ("er-reach", "reach-rate"),
        ("er-views", "er-followers"),
        ("er-reach", "er-impressions"),
        ("cpa", "cac"),
        ("cpa", "cpo"),
        ("roi", "roi-media"),
        ("roi", "romi"),
        ("roas", "drr"),
        ("views", "impressions"),
        ("reach", "reach-rate"),
        ("cpm", "cpv"),
    ],
)
def test_another_metric_is_never_excused(project: Project, first: str, second: str) -> None:
    for stated in (False, True):
        found = met(project, resting(project, first), resting(project, second), rate(), stated=stated)
        assert found == [("metric", False)]


def test_two_currencies_meet_at_a_rate_and_no_words_replace_it(project: Project) -> None:
    dollars, rubles = resting(project), resting(project, currency="RUB")
    assert met(project, dollars, rubles, stated=True) == [("currency", False)]
    assert met(project, dollars, rubles, rate()) == []
    assert met(project, dollars, rubles, rate("EUR", "RUB")) == [("currency", False)]
    assert met(project, resting(project, "reach-per-money"), resting(project, "reach-per-money", currency="RUB")) == [
        ("currency", False)
    ]


def test_what_money_includes_does_not_part_metrics_that_are_not_money(project: Project) -> None:
    assert met(project, resting(project, "er-views", ""), resting(project, "er-views", "", taxes="included")) == []


def test_the_later_counting_is_above_the_earlier(project: Project) -> None:
    campaign, metric = project.campaigns["spring-glow"], project.metrics.metrics["cpm"]
    first, second = (CountingMethod.model_construct(traffic=traffic) for traffic in ("all", "paid"))
    assert basis("cpm", metric, campaign.measurement).traffic == "organic"
    assert basis("cpm", metric, campaign.measurement, None, first).traffic == "all"
    assert basis("cpm", metric, campaign.measurement, first, second).traffic == "paid"


def test_metrics_that_share_a_name_are_found_whichever_comes_first(project: Project) -> None:
    for pair in (["er-reach", "err-telegram"], ["err-telegram", "er-reach"]):
        assert list(lookalikes(project.metrics, pair)) == [tuple(pair)]
    assert list(lookalikes(project.metrics, ["cpa", "cpm", "er-views", "ctr", "vtr", "cr"])) == []


# --- money and history -------------------------------------------------------


@pytest.mark.parametrize(("of", "to", "value"), [("USD", "RUB", "800"), ("RUB", "USD", "0.125"), ("USD", "USD", "10")])
def test_money_is_converted_at_its_rate_in_either_direction(of: str, to: str, value: str) -> None:
    assert converted(Decimal(10), of, to, [rate()])[0] == Decimal(value)


def test_the_rate_is_told_where_one_was_used() -> None:
    used = rate()
    assert converted(Decimal(10), "RUB", "USD", [used])[1] is used
    assert converted(Decimal(10), "USD", "USD", [used])[1] is None
    with pytest.raises(NoRate):
        converted(Decimal(10), "EUR", "USD", [used])


def past(*results: str, currency: str | None = "USD") -> MetricHistory:
    found = tuple(
        Result.model_construct(period=f"2026-Q{number}", value=Decimal(value), posts=number)
        for number, value in enumerate(results, 1)
    )
    return MetricHistory.model_construct(currency=currency, results=found, counted=None)


@pytest.mark.parametrize(
    ("target", "holds"),
    [
        ("9..12", True),
        ("9..12.5", True),
        ("8.99..12", False),
        ("9..12.51", False),
        ("10..", True),
        ("12.6..", False),
        ("8..", False),
    ],
)
def test_a_range_stays_within_history_or_does_not(target: str, holds: bool) -> None:
    [wanted] = values(x=target).values()
    assert baseline(past("9", "12.5", "10"), "USD", []).holds(wanted) is holds


def test_history_is_told_in_the_currency_of_the_target() -> None:
    found = baseline(past("720", "1000", "880", currency="RUB"), "USD", [rate()])
    assert (found.low, found.high, found.median, found.posts) == (9, Decimal("12.5"), 11, 6)
    assert found.rate == rate()
    with pytest.raises(NoRate):
        baseline(past("720", currency="RUB"), "USD", [])


def test_a_metrics_file_without_formulas_is_a_metrics_file() -> None:
    assert Metrics.model_fields["inputs"].default == {}


def test_a_plan_is_told_in_one_currency(project: Project) -> None:
    campaign = project.campaigns["spring-glow"]
    found = planned_inputs(campaign, campaign.markets["ru"], "USD")
    assert (found["cost"].amount, found["cost"].unit) == (Decimal(9450), "USD")
    assert (found["conversions"].amount, found["conversions"].unit) == (Decimal(900), "")


def test_without_a_rate_a_plan_is_told_in_its_own_currency_alone(project: Project) -> None:
    campaign = project.campaigns["spring-glow"]
    assert planned_inputs(campaign, campaign.markets["ru"], "RUB")["cost"].amount == 756000
    with pytest.raises(NoRate):
        planned_inputs(campaign, campaign.markets["ru"], "EUR")
