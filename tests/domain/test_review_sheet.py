"""The worked numbers of a review, as its pages print them in both languages, and whose they are."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from samples import edit

from pipeline.checks import load
from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.domain.review_sheet import Units, review_sheet
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

NAME = "spring-glow"
FILE = f"content/results/{NAME}.yaml"


def printed(project: Project, view: str, language: str) -> str:
    [target] = targets.targets(project, f"{NAME}.review.{view}.{language}.pdf")
    return "\n".join(lines(Composer(project).compose(target).blocks)).replace("\u00a0", " ")


def test_each_market_has_three_sentences_that_are_kept_apart(project: Project) -> None:
    russia, america = review_sheet(project, NAME).markets
    assert russia.verdict is not None and america.verdict is not None
    assert (russia.verdict.state, round(russia.verdict.beyond, 2)) == ("missed", Decimal("1.01"))
    assert (america.verdict.state, round(america.verdict.value, 2)) == ("hit", Decimal("41.96"))
    assert russia.luck is not None and america.luck is not None
    assert (russia.luck.clear, america.luck.clear) == (True, False)
    assert (russia.units.few, america.units.few) == (True, True)


def test_orders_that_the_money_had_to_bring_add_up_exactly(project: Project) -> None:
    russia, america = review_sheet(project, NAME).markets
    assert [member.had for member in russia.members] == [160, 240, 400]
    assert [member.gap for member in russia.members] == [54, 48, -164]
    assert (russia.had, russia.gap) == (800, -62)
    assert [member.gap for member in america.members] == [Decimal("2.7"), Decimal("25.3"), Decimal("11.2")]
    assert america.gap == Decimal("39.2")


def test_markets_together_are_shown_and_not_judged(project: Project) -> None:
    sheet = review_sheet(project, NAME)
    assert sheet.channel is not None and sheet.sheet.channel is not None
    assert (round(sheet.channel, 2), round(sheet.sheet.channel.value, 2)) == (Decimal("25.76"), Decimal("22.70"))
    assert sheet.orders == 1319


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Russia: missed by $1.01.", "United States: range kept.", "$12.10–14.00", "$38.68–45.59", "$13.01", "$41.96",
                "3 creators, with $8.97–20.34, are too few to tell", "+54", "+48", "−164", "−62", "+2.7", "+25.3", "+11.2", "CPA $25.76",
                "planned $22.70", "$20.34", "content/markets/ru.yaml"]),
        ("ru", ["Россия: промах на 1,01 $.", "12,10–14,00 $", "38,68–45,59 $", "13,01 $", "41,96 $",
                "3 блогеров, у которых вышло", "+54", "+48", "−164", "−62", "+2,7", "+25,3", "+11,2", "CPA 25,76 $", "20,34 $"]),
    ],
)  # fmt: skip
def test_the_page_of_all_says_the_worked_numbers(project: Project, language: str, said: list[str]) -> None:
    text = printed(project, "all", language)
    assert [words for words in said if words not in text] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_creators_read_what_changes_and_not_who_it_came_from(project: Project, language: str) -> None:
    causes = project.results[NAME].review["ru"].causes
    text = printed(project, "creator-anna-ivanova", language)
    for cause in causes:
        assert str(cause.change.to[language]).replace("\u00a0", " ") in text
        assert str(cause.what[language]).replace("\u00a0", " ") not in text


def test_a_creator_s_page_holds_nobody_else_s_numbers(project: Project) -> None:
    for name, partnership in project.campaigns[NAME].partnerships.items():
        sheet = review_sheet(project, NAME, "creator", partnership.market, name)
        [market] = sheet.markets
        assert [member.name for member in market.members] == [name]
        assert (market.units, market.had, market.gap, market.others) == (Units(()), None, None, ())
        assert (sheet.channel, sheet.orders) == (None, None)
        text = printed(project, f"creator-{name}", "en")
        others = [each for each in project.campaigns[NAME].partnerships.values() if each is not partnership]
        assert [each for each in others if project.creators[each.creator].name["en"] in text] == []


def test_an_interim_count_has_orders_and_no_verdict(project: Project) -> None:
    text = printed(project, "interim", "en")
    assert "The window is open" in text and "153" in text
    assert [words for words in ("missed", "kept", "$13", "738") if words in text] == []


def test_results_that_are_interim_are_judged_on_no_page(copy: Path) -> None:
    path = copy / FILE
    text = path.read_text(encoding="utf-8").replace("as_of: final", "as_of: interim")
    start, end = text.index("# The count of April 2"), text.index("review:\n  ru:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    # Before the count is final nothing is decided about anybody.
    shutil.rmtree(copy / "content/scorecards")
    edit(copy, FILE, ("          field: markets.ru.targets.cpa\n", "          field: markets.ru.meaning\n"))
    project = load.load(copy)
    for view in ("all", "finance", "regional-ru", "creator-anna-ivanova"):
        assert "The window is open" in printed(project, view, "en")


def test_the_blank_page_says_how_it_will_be_judged_and_nothing_of_results(project: Project) -> None:
    text = printed(project, "blank", "en")
    assert "Kept if CPA is $8–12, both ends included." in text
    assert [words for words in ("738", "13.01", "missed by") if words in text] == []
    sheet = review_sheet(project, NAME, "blank")
    assert all(market.verdict is None and not market.causes for market in sheet.markets)


def test_many_units_have_a_typical_value_and_few_have_none() -> None:
    few, some, many = (Units(tuple(Decimal(value) for value in range(10, 10 + count))) for count in (4, 6, 8))
    assert (few.few, some.few, some.inside, some.typical) == (True, False, 97, None)
    assert many.typical is not None
    assert many.least < many.typical[0] < many.typical[1] < many.greatest
