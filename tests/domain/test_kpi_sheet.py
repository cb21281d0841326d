from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from samples import CAMPAIGN, load

from pipeline.document.bullets import bullet
from pipeline.document.dots import dots
from pipeline.document.traversal import figures, lines
from pipeline.document.tree import Document, Figure, Picture, Section, Table, plain
from pipeline.domain import targets
from pipeline.domain.kpi_sheet import sheet
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

N = "\u00a0"


def composed(project: Project, name: str) -> Document:
    [target] = targets.targets(project, f"{name}.pdf")
    return Composer(project).compose(target)


def tables(document: Document) -> list[Table]:
    blocks = [
        inner for block in document.blocks for inner in (block.blocks if isinstance(block, Section) else (block,))
    ]
    return [block for block in blocks if isinstance(block, Table)]


def table(document: Document, role: str) -> Table:
    return next(block for block in tables(document) if block.role == role)


def rows(found: Table) -> list[list[str]]:
    return [[plain(cell.children) for cell in row.cells] for row in found.rows]


# The table of the thread, as the sample prints it: metric, and in each market its range and last result.
TABLE = {
    "en": [
        ("CPM, ads included", "$2–4", "$3.80", "$8–15", "$9.10"),
        ("Engagement (ERV)", "4–6%", "5.8%", "1–2%", "○ 2.1%"),
        ("Click-through (CTR)", "0.8–1.2%", "0.9%", "1.2–1.8%", "○ 1.9%"),
        ("Completion (VTR)", "25–35%", "○ 36%", "20–30%", "29%"),
        ("Conversion (CR)", "2–3%", "▽ 1.8%", "1.5–2.5%", "2.2%"),
    ],
    "ru": [
        ("CPM, вместе с рекламой", "2–4 $", "3,80 $", "8–15 $", "9,10 $"),
        ("Вовлечённость (ERV)", "4–6 %", "5,8 %", "1–2 %", "○ 2,1 %"),
        ("Кликабельность (CTR)", "0,8–1,2 %", "0,9 %", "1,2–1,8 %", "○ 1,9 %"),
        ("Досматриваемость (VTR)", "25–35 %", "○ 36 %", "20–30 %", "29 %"),
        ("Конверсия (CR)", "2–3 %", "▽ 1,8 %", "1,5–2,5 %", "2,2 %"),
    ],
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_sample_is_the_table_that_ends_the_argument(project: Project, language: str) -> None:
    document = composed(project, f"spring-glow.kpi.all.{language}")
    # Beside each bar stand its values, for whoever searches, copies or edits: once on the page. Those of the second
    # market stand below those of the first, so that the bars compare.
    said = [[cell.replace(N, " ") for cell in row] for row in rows(table(document, "bars"))]
    pairs = list(zip(said[::2], said[1::2], strict=True))
    assert [(one[0], *one[3:5], *other[3:5]) for one, other in pairs] == TABLE[language]
    campaign = project.campaigns["spring-glow"]
    # Every metric has its reason in its own row, and beside the name of a market none says it again.
    for pair, measure in zip(pairs, campaign.metrics[1:], strict=True):
        for row, market in zip(pair, campaign.markets.values(), strict=True):
            reason = market.targets[measure.metric].here
            assert reason is not None
            assert row[5].strip().lower().startswith(reason[language].replace(N, " ").lower())
    # What is done after a miss stands with it, and at the head which one it is.
    assert pairs[-1][0][5].strip().endswith(LEVER[language])
    assert MISS[language] in " ".join(lines(document.blocks)).replace(N, " ")


LEVER = {
    "en": "To change: show price and shipping on the first screen.",
    "ru": "Меняем: цена и доставка — на первом экране.",
}
MISS = {
    "en": "One metric is below its range: conversion (CR), Russia, 1.8% against 2–3%",
    "ru": "Ниже диапазона одна метрика: конверсия (CR), Россия, 1,8 % вместо 2–3 %",
}


def test_the_bars_are_told_in_words_and_drawn_from_the_numbers(project: Project) -> None:
    first, second = table(composed(project, "spring-glow.kpi.all.en"), "bars").rows[-2:]
    [russia], [us] = first.cells[2].children, second.cells[2].children
    assert isinstance(russia, Picture)
    assert isinstance(us, Picture)
    # No number of its row is said twice.
    assert russia.alt.replace(N, " ") == "Russia: past results 1.8–3.1%"
    one, other = bullet(russia.source), bullet(us.source)
    assert (one.low, one.high, one.last, one.mark) == ("2.0", "3.0", "1.8", "below")
    # One metric has one scale, and its bars are equally long.
    assert (one.start, one.top, one.width) == (other.start, other.top, other.width)


@pytest.mark.parametrize(
    ("language", "findings"),
    [
        ("en", ["The last two results were above $12", "Down five times in a row: from $52.60 to $38.20"]),
        ("ru", ["Последние две кампании — выше 12 $", "Пять снижений подряд: с 52,60 $ до 38,20 $"]),
    ],
)
def test_the_range_of_each_market_stands_over_what_its_results_come_to(
    project: Project, language: str, findings: list[str]
) -> None:
    document = composed(project, f"spring-glow.kpi.all.{language}")
    found, plans, why = rows(table(document, "ranges"))
    assert [said.replace(N, " ") for said in found] == findings
    for said, market in zip(why, project.campaigns["spring-glow"].markets.values(), strict=True):
        target = market.targets["cpa"]
        assert target.here is not None
        assert target.here[language].split()[-1] in said
        assert target.reason is not None
        assert target.reason[language] in said.replace(N, " ")
    for said, market in zip(plans, project.campaigns["spring-glow"].markets.values(), strict=True):
        reason = market.targets["cpa"].plan_why
        assert reason is not None
        assert said.replace(N, " ").endswith(f"{reason[language]}.")
    if language == "en":
        assert plans[0].startswith("We plan $10.50, $2.60 below the last result, because the link")
        assert plans[1].startswith("We plan $41.00, $2.80 above the last result, because two of three")


def test_every_past_result_stands_in_a_table_of_both_formats(project: Project) -> None:
    found = table(composed(project, "spring-glow.kpi.finance.en"), "values")
    assert [plain(cell.children).replace(N, " ") for cell in found.head[0].cells[1:3]] == ["Q1 2025", "Q3 2025"]
    assert rows(found)[1] == ["United States", *(f"${value}" for value in US)]
    # What it rests on says how many posts that were: two numbers in a cell would need a key.
    assert len(rows(found)) == 2


US = ["52.60", "49.30", "47.00", "42.80", "40.10", "38.20"]


@pytest.mark.parametrize(
    ("view", "answer"),
    [
        ("finance.en", "Plan: $34,050 buys 1,500 first orders at $22.70 each"),
        ("finance.ru", "План: 34 050 $ на 1 500 первых заказов по 22,70 $"),
        ("all.en", "Russia: bring CPA down from $13.10 to $8–12\nUnited States: keep CPA at $35–45"),
        ("all.ru", "Россия: снизить CPA с 13,10 $ до 8–12 $\nСША: удержать CPA в пределах 35–45 $"),
        ("cmo.en", "Plan: 1,500 first orders at $22.70, $25.20 at most"),
        ("cmo.ru", "План: 1 500 первых заказов по 22,70 $, не выше 25,20 $"),
    ],
)
def test_what_the_page_comes_to_is_read_first(project: Project, view: str, answer: str) -> None:
    text = [said.replace(N, " ") for said in lines(composed(project, f"spring-glow.kpi.{view}").blocks)]
    assert answer in text[:5]


@pytest.mark.parametrize(
    ("period", "value", "en", "ru"),
    [
        (
            "2026-Q2",
            "12.5",
            "Russia was at $12.50 in Q2 2026; for 2027 we agreed on $9–12",
            "Россия: 2-й кв. 2026 — 12,50 $, а на 2027 год договорились о 9–12 $",
        ),
        ("2026-Q4", "12.5", "Russia ended 2026 at $12.50; for 2027 we agreed on $9–12", "Россия: 2026 год закончили"),
        (
            "2026-Q4",
            "8",
            "Russia ended 2026 at $8.00; for 2027 we agreed on $9–12",
            "на 8,00 $, на 2027 год договорились",
        ),
        ("2026-Q2", "11", "The last result lies inside the range agreed for 2027", "в границах, о которых"),
    ],
)
def test_a_headline_says_how_the_last_result_stands_to_the_range_and_of_which_years(
    minimal: Path, period: str, value: str, en: str, ru: str
) -> None:
    last = 'period: "2026-Q2", value: 12.5'
    changes = (
        (last, f'period: "{period}", value: {value}'),
        ("results: [", 'results: [{period: "2025-Q1", value: 13, posts: 4}, '),
    )
    project = load(minimal, "content/markets/ru.yaml", *changes)
    for language, said in (("en", en), ("ru", ru)):
        assert said in " ".join(lines(composed(project, f"dawn.kpi.all.{language}").blocks)).replace(N, " ")


def test_without_a_result_the_headline_names_what_was_agreed(minimal: Path) -> None:
    market = minimal / "content/markets/ru.yaml"
    text = market.read_text(encoding="utf-8")
    begin, end = text.index("history:\n"), text.index("rules:\n")
    market.write_text(text[:begin] + text[end:], encoding="utf-8")
    basis = ("currency: USD, why: {en: home", "currency: USD, basis: {en: a guess, ru: догадка}, why: {en: home")
    project = load(minimal, CAMPAIGN, basis)
    text = " ".join(lines(composed(project, "dawn.kpi.all.en").blocks)).replace(N, " ")
    assert "For 2027 we agreed on $9–12, with no result yet to compare" in text


def test_marketing_reads_what_it_decides_first_and_what_follows(project: Project) -> None:
    document = composed(project, "spring-glow.kpi.cmo.en")
    found = table(document, "cases")
    assert [plain(cell.children).replace(N, " ") for cell in found.head[0].cells] == [
        "The market’s CPA",
        "Russia: P. Orlov decides by April 9",
        "United States: R. Stone decides by April 30",
    ]
    # The head of the rows says whose result it is.
    cases = ["In range", "Above it once", "Above it twice"]
    assert [row[0].replace(N, " ") for row in rows(found)] == cases
    for place, market in enumerate(("ru", "us"), 1):
        text = project.markets[market].process.optimisation["en"].replace("**", "")
        told = [f"{row[0]}: {row[place][0].lower()}{row[place][1:]}" for row in rows(found)]
        assert " ".join(told).replace(N, " ").replace("In range", "CPA in range") == text
    figures_asked, about = ([cell.replace(N, " ") for cell in row] for row in rows(table(document, "asked")))
    assert figures_asked == ["$34,050", "$28,100", "$3,750", "April 9 and 30"]
    assert about == [
        "1,500 first orders",
        "to creators, 83% of plan",
        "needs approval by D. Kim",
        "Russia, United States",
    ]
    # What is decided stands before what it costs.
    text = " ".join(lines(document.blocks)).replace(N, " ")
    assert text.index("The result decides whether we go on") < text.index("At the last results, 1,500 first orders")
    [chart] = figures(document.blocks)
    assert isinstance(chart, Figure)
    # No table says them on this page.
    assert "the past result of Q3 2026 was $12.70" in chart.alt.replace(N, " ")


def test_finance_reads_what_the_ranges_cost(project: Project) -> None:
    document = composed(project, "spring-glow.kpi.finance.en")
    found = table(document, "costs")
    assert found.caption is not None
    assert (
        plain(found.caption.children).replace(N, " ")
        == "At the last results, 1,500 first orders would cost $34,710: $660 over plan"
    )
    said = [[cell.replace(N, " ") for cell in row] for row in rows(found)]
    assert said[0] == [
        "Russia\nin rubles\nCPA",
        "900",
        "$7,200\nRUB 576,000\n$8.00",
        "$9,450\nRUB 756,000\n$10.50",
        "$10,800\nRUB 864,000\n$12.00",
        "△ $11,790\nRUB 943,200\n$13.10",
        "$7,500\nRUB 600,000",
    ]
    text = " ".join(lines(document.blocks)).replace(N, " ")
    tiles, about = ([cell.replace(N, " ") for cell in row] for row in rows(table(document, "asked")))
    assert tiles == ["$37,800", "$28,100", "$5,950", "$660"]
    # A bare plus left open of what it was more.
    assert plain(table(document, "asked").head[0].cells[3].children) == "Risk: over plan"
    # 5,950 less 5,350 for these three.
    assert about[2] == "product, agency, promotion; $600 unassigned"
    # One measure of the risk; what the sum of both markets hides stands below: 900 × 13.10 is 990 more than 900 × 12.
    assert (about[0], about[3]) == (
        "$3,750 over plan, needs approval by D. Kim",
        "$34,710 at the last results; Russia above its own ceiling",
    )
    # What both come to is said by the head of the costs.
    assert "Russia: $2,340 over plan ($990 over its ceiling); United States: $1,680 under plan." in text
    # 9,450 ÷ 13.10 and 24,600 ÷ 38.20, whole orders each: 721 and 643.
    fewer = "1,364 first orders, 136 fewer. Russia 179 fewer, United States 43 more."
    assert f"At the last results, $34,050 buys {fewer}" in text
    assert "Russia: $8 is out of reach in this campaign; fees alone come to a CPA of $8.33." in text
    assert "Agreed The ranges on Feb 5, 2027; the numbers by D. Kim, P. Orlov, and R. Stone on Feb 10, 2027." in text
    # What may go wrong and who agreed stand before what it costs, and that before the past.
    places = [text.index(each) for each in ("By market", "Agreed", "At the last results, 1,500", "Past results")]
    assert places == sorted(places)
    ends = ["$28,200\n$18.80", "$34,050\n$22.70", "$37,800\n$25.20", "$34,710\n$23.14"]
    assert said[2] == ["Total\nBlended CPA", "1,500", *ends, "$28,100"]


@pytest.mark.parametrize(("language", "form"), [("en", "pdf"), ("en", "docx"), ("ru", "pdf"), ("ru", "docx")])
def test_both_formats_hold_the_table(project: Project, built: tuple[Path, object], language: str, form: str) -> None:
    import docx
    import pypdfium2

    path = built[0] / f"spring-glow/spring-glow.kpi.all.{language}.{form}"
    if form == "pdf":
        with pypdfium2.PdfDocument(path) as opened:
            text = "\n".join(page.get_textpage().get_text_bounded() for page in opened)
    else:
        text = "\n".join(paragraph.text or "" for paragraph in docx.Document(str(path)).element.body.iter("{*}t"))
    text = " ".join(text.replace("\u2060", "").replace("–\ufeff", "–").replace(N, " ").split())
    for _, *amounts in TABLE[language]:
        for said in amounts:
            assert said in text


def test_every_one_pager_is_one_page(project: Project, built: tuple[Path, object]) -> None:
    import pypdfium2

    for target in targets.targets(project, "*.kpi.*.pdf"):
        with pypdfium2.PdfDocument(built[0] / target.path) as opened:
            assert len(opened) == 1, target.id


def test_the_views_come_from_the_templates_front_matter(project: Project) -> None:
    found = {target.document.split(".", 2)[2] for target in targets.targets(project, "spring-glow.kpi.*")}
    views = ("all", "finance", "cmo", "creator-ru", "creator-us", "regional-ru", "regional-us")
    assert found == {f"{view}.{language}" for view in views for language in ("en", "ru")}
    [target] = targets.targets(project, "spring-glow.kpi.regional-ru.en.pdf")
    assert (target.view, target.market) == ("regional", "ru")


@pytest.mark.parametrize(
    ("view", "paper"),
    [("all.en", "Letter"), ("all.ru", "A4"), ("regional-ru.en", "A4"), ("regional-us.ru", "Letter")],
)
def test_paper_is_that_of_a_market_whose_readers_read_the_language(project: Project, view: str, paper: str) -> None:
    assert composed(project, f"spring-glow.kpi.{view}").property("paper") == paper


def test_every_view_shows_the_same_range_of_the_primary_metric(project: Project) -> None:
    for target in targets.targets(project, "spring-glow.kpi.*.en.pdf"):
        text = "\n".join(lines(Composer(project).compose(target).blocks))
        # A creator has no use for its name.
        assert ("CPA" in text) == (target.view != "creator")
        for market, said, limit in (("ru", "$8–12", "$12 or less"), ("us", "$35–45", "$45 or less")):
            # Nor for its lower end: a cheaper order is no miss.
            shown = limit if target.view == "creator" else said
            assert (shown in text) == (target.market in ("", market)), target.id


def test_a_regional_view_shows_its_own_market_alone_and_explains_every_metric(project: Project) -> None:
    found = rows(table(composed(project, "spring-glow.kpi.regional-us.en"), "market"))
    assert [row[0].split("\n")[0] for row in found] == [
        "CPM, ads included",
        "Engagement (ERV)",
        "Click-through (CTR)",
        "Completion (VTR)",
        "Conversion (CR)",
    ]
    campaign = project.campaigns["spring-glow"]
    for row, measure in zip(found, campaign.metrics[1:], strict=True):
        target = campaign.markets["us"].targets[measure.metric]
        assert (target.reason is None) or target.reason["en"].split(";")[0][:12] in row[4].replace(N, " ")


def test_a_market_lead_reads_what_it_costs_when_posts_go_live_and_what_follows(project: Project) -> None:
    document = composed(project, "spring-glow.kpi.regional-us.en")
    text = [said.replace(N, " ") for said in lines(document.blocks)]
    assert "600 first orders for $24,600, at most $27,000" in text[:5]
    ranges, findings, why = ([cell.replace(N, " ") for cell in row] for row in rows(table(document, "ranges")))
    assert ranges == ["$35–45", "$41.00"]
    assert findings[1] == "The range allows $21,000–27,000"
    target = project.campaigns["spring-glow"].markets["us"].targets["cpa"]
    assert target.reason is not None
    assert target.reason["en"] in why[0]
    assert why[1].startswith("We plan $41.00, $2.80 above the last result")
    follows = table(document, "follows")
    assert "By April 30 you decide whether to go on with two creators" in text
    cases = ["$45 or less", "Above $45 once", "Above $45 twice"]
    assert [row[0].replace(N, " ") for row in rows(follows)] == cases
    assert rows(follows)[1][1].replace(N, " ") == "We try a new opening for the same fee."
    days, who = ([cell.replace(N, " ") for cell in row] for row in rows(table(document, "moments")))
    assert days == ["February 26", "March 5", "March 15", "April 30"]
    assert who == [
        "T. Morgan: what to change",
        "You: what goes live",
        "Move the money, or not?",
        "Two on a trial contract",
    ]
    assert "Plan · 600 first orders · live March 9–19" in text


def test_a_market_whose_last_result_breaks_its_ceiling_says_so(project: Project) -> None:
    found = rows(table(composed(project, "spring-glow.kpi.regional-ru.en"), "ranges"))
    assert found[1][1].replace(N, " ") == "$11,790 at the last result: $990 over the ceiling"
    # 9,450 ÷ 13.10 in whole orders.
    fewer = "For the plan’s money at a CPA of $13.10: 721 first orders, 179 fewer."
    assert found[2][1].replace(N, " ").startswith(fewer)


def test_a_missed_range_is_marked_in_a_market_s_table_with_what_is_done(project: Project) -> None:
    found = rows(table(composed(project, "spring-glow.kpi.regional-ru.en"), "market"))
    last = found[-1]
    assert last[3].replace(N, " ") == "▽ 1.8%"
    assert last[4].strip().startswith("Below the range. To change: show price and shipping on the first screen.")


def test_most_metrics_of_one_source_are_the_rest_and_stand_last(project: Project) -> None:
    text = "\n".join(lines(composed(project, "spring-glow.kpi.regional-ru.en").blocks)).replace(N, " ")
    assert "conversion (CR): store orders; the rest: platform statistics." in text


def test_the_creators_view_says_it_in_words_and_whose_it_is(project: Project) -> None:
    document = composed(project, "spring-glow.kpi.creator-ru.en")
    text = "\n".join(lines(document.blocks)).replace(N, " ")
    assert "United States" not in text
    assert "We pay for the post, not the numbers\nWe hope for 4–6 reactions per 100 views" in text
    assert "In reports, these are engagement (ERV), click-through (CTR), and completion (VTR)." in text
    assert project.campaigns["spring-glow"].not_yours["en"][:30] in text
    assert "The ad label, the dates" in text
    found = table(document, "shares")
    assert [cell.replace(N, " ") for cell, *_ in rows(found)] == [
        "Reactions\n4–6 of 100",
        "Clicks\nabout 1 of 100",
        "Full views\n25–35 of 100",
    ]
    assert plain(found.head[0].cells[1].children) == "■ at least, □ at most"
    # One sentence each, and what a creator can do for it.
    sentences = [cell.replace(N, " ") for *_, cell in rows(found)]
    assert sentences[0].startswith("Of every 100 views, 4–6 end in a like, a comment, a share, or a save.\n")
    for sentence, metric in zip(sentences, ("er-views", "ctr", "vtr"), strict=True):
        lever = project.metrics.metrics[metric].lever
        assert lever is not None
        assert sentence.lower().endswith(f"\n{lever['en']}.")


@pytest.mark.parametrize(
    ("page", "range_", "said"),
    [
        ("ru.en", (1, 1), "about 1 of 100"),
        ("ru.ru", (1, 1), "около 1 из 100"),
        ("us.en", (1, 2), "about 1–2 of 100"),
    ],
)
def test_no_square_is_shown_in_part(project: Project, page: str, range_: tuple[int, int], said: str) -> None:
    found = table(composed(project, f"spring-glow.kpi.creator-{page}"), "shares").rows
    pictures = [row.cells[1].children[0] for row in found]
    arrays = [array for shown in pictures if isinstance(shown, Picture) for array in dots(shown.source).arrays]
    assert len(arrays) == 3
    assert all(end == round(end) for array in arrays for end in (array.low, array.high))
    assert (arrays[1].low, arrays[1].high) == range_
    assert plain(found[1].cells[0].children).replace(N, " ").endswith(f"\n{said}")


def test_the_creators_view_says_when_to_report_who_is_told_what_and_whom_to_ask(project: Project) -> None:
    text = "\n".join(lines(composed(project, "spring-glow.kpi.creator-us.en").blocks)).replace(N, " ")
    for said in (
        "March 26\n",
        "Screenshots of each post’s statistics",
        "We send them before we close the campaign; other creators do not see them.",
        "April 30",
        # Whose number it is, before what follows from it.
        "We go on if first orders across the market cost us $45 or less each.",
        # Whom the rest concerns.
        "Your trial campaign and the next",
        "$45 or less",
        "Above $45 once",
        "We try a new opening for the same fee.",
        "Above $45 twice",
        "We part ways and say why.",
        "t.morgan@",
    ):
        assert said in text
    # The abbreviation is none of a creator's words.
    assert "CPA" not in text
    # Their posts become ads with their yes alone.
    assert "with consent" in text
    others = [creator.name["en"] for creator in project.creators.values()]
    assert [name for name in others if name in text] == []


def test_the_channel_is_all_costs_over_all_orders_in_one_currency(project: Project) -> None:
    found = sheet(project, project.campaigns["spring-glow"])
    assert [round(plan.value, 2) for plan in found.plans] == [Decimal("10.5"), Decimal(41)]
    assert found.channel is not None
    assert (found.channel.currency, found.channel.value) == ("USD", Decimal("22.7"))
    # (8 × 900 + 35 × 600) ÷ 1,500 and (12 × 900 + 45 × 600) ÷ 1,500
    assert (found.channel.low, found.channel.high) == (Decimal("18.8"), Decimal("25.2"))
    said = rows(table(composed(project, "spring-glow.kpi.cmo.en"), "costs"))
    # Marketing reads totals, a row for each market; the rest is on the page for finance.
    assert said[0] == ["Russia", "900", "$9,450", "$10,800", "△ $11,790"]
    assert said[2] == ["Total", "1,500", "$34,050", "$37,800", "$34,710"]


@pytest.mark.parametrize("view", ["all", "finance", "cmo", "regional-ru"])
def test_the_rate_stands_with_its_day_and_source_where_rubles_become_dollars(project: Project, view: str) -> None:
    text = "\n".join(lines(composed(project, f"spring-glow.kpi.{view}.en").blocks))
    assert "Our planning rate: $1 = RUB 80, set Feb 3, 2027." in text.replace(N, " ")


def test_where_no_rubles_are_no_rate_is_printed(project: Project) -> None:
    assert sheet(project, project.campaigns["spring-glow"], "us").rates == ()


def test_every_departure_from_history_has_its_reason_on_the_page(project: Project) -> None:
    for view in ("all", "regional-ru", "regional-us"):
        for language in ("en", "ru"):
            text = "\n".join(lines(composed(project, f"spring-glow.kpi.{view}.{language}").blocks))
            market = view.partition("-")[2]
            found = sheet(project, project.campaigns["spring-glow"], market)
            for row in found.rows:
                for agreed in row.agreed:
                    if agreed.departs and not (view == "all" and row.diagnostic):
                        assert agreed.target.reason is not None
                        words = agreed.target.reason[language].replace(" —", "").split()
                        assert all(word in text.replace(N, " ") for word in words), (view, language, words)


def test_the_chart_is_told_in_words(project: Project) -> None:
    [found] = figures(composed(project, "spring-glow.kpi.all.en").blocks)
    assert isinstance(found, Figure)
    for said in (
        "Russia: agreed range $8–12",
        "the past result of Q1 2025 was $9.40",
        "the past result of Q4 2026 was $13.10",
        "2 of them outside",
        "$35–45",
    ):
        assert said in found.alt.replace(N, " ")
    assert "Same percentage scale" in found.picture


def test_finance_owns_the_primary_metric_where_nobody_is_named(project: Project) -> None:
    campaign = project.campaigns["spring-glow"]
    assert campaign.metrics[0].owner is None
    assert sheet(project, campaign).primary.owner is project.organisation.people["daniel-kim"]


def test_a_result_is_drawn_and_printed(minimal: Path) -> None:
    changed = "    results: {cpa: {value: 800, currency: RUB, posts: 2, measured: 2027-04-20}}\n    schedule:\n"
    rates = (
        "  traffic: organic\n  rates: [{of: USD, to: RUB, value: 80, date: 2027-01-19, source: {en: own, ru: свой}}]\n"
    )
    project = load(minimal, CAMPAIGN, ("    schedule:\n", changed), ("  traffic: organic\n", rates))
    [agreed] = sheet(project, project.campaigns["dawn"]).primary.agreed
    assert agreed.reached == 10
    document = composed(project, "dawn.kpi.all.en")
    assert f"Reached: $10, 2{N}posts" in "\n".join(lines(document.blocks)).replace("2 posts", f"2{N}posts")
    [figure] = figures(document.blocks)
    assert '"actual":{"value":"10"' in figure.picture
    assert "this campaign: $10" in figure.alt


def test_the_smallest_project_has_its_one_pagers(minimal: Path) -> None:
    project = load(minimal)
    for target in targets.targets(project, "dawn.kpi.*"):
        assert list(Composer(project).compose(target).blocks)
