from __future__ import annotations

import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from pipeline.language.localization import Localization
from pipeline.model.localized import Localized
from pipeline.model.platform import CountedPhrase
from pipeline.model.range import MetricTarget, Range
from pipeline.reading.project import Project

N = "\u00a0"
WHY = Localized.model_construct({})


@pytest.fixture(scope="module")
def languages(project: Project) -> dict[str, Localization]:
    return {name: Localization(name, language) for name, language in project.languages.items()}


@pytest.mark.parametrize(
    ("amount", "currency", "en", "ru"),
    [
        ("150000", "RUB", f"RUB{N}150,000", f"150{N}000{N}₽"),
        ("6400", "USD", "$6,400", f"6{N}400{N}$"),
        ("9.4", "USD", "$9.40", f"9,40{N}$"),
        ("0.05", "USD", "$0.05", f"0,05{N}$"),
        ("1000", "JPY", f"JPY{N}1,000", f"1{N}000{N}JPY"),
        ("1234.567", "KWD", f"KWD{N}1,234.567", f"1{N}234,567{N}KWD"),
        ("1234.5", "KWD", f"KWD{N}1,234.500", f"1{N}234,500{N}KWD"),
        ("1499.6", "JPY", f"JPY{N}1,500", f"1{N}500{N}JPY"),
    ],
)
def test_money_by_sign_where_the_reader_knows_it(
    languages: dict[str, Localization], amount: str, currency: str, en: str, ru: str
) -> None:
    assert [languages[name].money(Decimal(amount), currency) for name in ("en", "ru")] == [en, ru]


@pytest.mark.parametrize(
    ("value", "en", "ru"), [("4.5", "4.5%", f"4,5{N}%"), ("4", "4%", f"4{N}%"), ("0.125", "0.125%", f"0,125{N}%")]
)
def test_percent_keeps_its_precision(languages: dict[str, Localization], value: str, en: str, ru: str) -> None:
    assert [languages[name].percent(Decimal(value)) for name in ("en", "ru")] == [en, ru]


@pytest.mark.parametrize(
    ("low", "high", "currency", "unit", "en", "ru"),
    [
        ("8", "12", "USD", "money", "$8–12", f"8–12{N}$"),
        ("35", "45", "USD", "money", "$35–45", f"35–45{N}$"),
        ("500", "900", "RUB", "money", f"RUB{N}500–900", f"500–900{N}₽"),
        ("1.25", "2", "KWD", "money", f"KWD{N}1.250–2.000", f"1,250–2,000{N}KWD"),
        ("4", "6", None, "percent", "4–6%", f"4–6{N}%"),
        ("0.8", "1.2", None, "percent", "0.8–1.2%", f"0,8–1,2{N}%"),
        ("25", None, None, "percent", "25%+", f"от{N}25{N}%"),
        ("100", "200", None, "count", "100–200", "100–200"),
    ],
)
def test_ranges_in_their_unit(
    languages: dict[str, Localization], low: str, high: str | None, currency: str | None, unit: str, en: str, ru: str
) -> None:
    target = MetricTarget.model_construct(low=Decimal(low), high=high and Decimal(high), currency=currency, why=WHY)
    assert [languages[name].target(target, unit) for name in ("en", "ru")] == [en, ru]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("style", "en", "ru"),
    [
        ("full", "March 9, 2027", f"9 марта 2027{N}г."),
        ("short", "Mar 9, 2027", "09.03.2027"),
        ("day", "March 9", "9 марта"),
        ("weekday", "Tue, Mar 9", "9 марта, вт"),
        ("weekday_name", "Tuesday", "вторник"),
    ],
)
def test_dates_in_each_style(languages: dict[str, Localization], style: str, en: str, ru: str) -> None:
    day = datetime.date(2027, 3, 9)
    assert [languages[name].date(day, style) for name in ("en", "ru")] == [en, ru]  # type: ignore[arg-type]


def test_the_month_of_a_range_is_said_once(languages: dict[str, Localization]) -> None:
    first, same, other = datetime.date(2027, 3, 9), datetime.date(2027, 3, 19), datetime.date(2027, 4, 2)
    assert [languages[name].dates(first, same) for name in ("en", "ru")] == ["March 9–19", "9–19 марта"]
    assert [languages[name].dates(first, other) for name in ("en", "ru")] == [
        "March 9–April 2",
        "9 марта\u00a0— 2 апреля",
    ]
    assert [languages[name].dates(first, first) for name in ("en", "ru")] == ["March 9", "9 марта"]


def test_an_instant_is_told_on_each_party_s_clock(languages: dict[str, Localization]) -> None:
    winter = datetime.datetime(2027, 3, 9, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))
    summer = datetime.datetime(2027, 3, 16, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))
    assert [languages["ru"].time(moment, "America/New_York") for moment in (winter, summer)] == ["04:00", "05:00"]
    assert languages["en"].time(winter, "America/New_York") == "4:00 a.m."
    assert [languages[name].zone("America/New_York") for name in ("en", "ru")] == ["New York", "Нью-Йорк"]


@pytest.mark.parametrize(
    ("count", "printed"),
    [("1", "1 пост"), ("2", "2 поста"), ("5", "5 постов"), ("21", "21 пост"), ("1.5", "1,5 поста")],
)
def test_counted_things_take_the_plural_of_their_number(
    languages: dict[str, Localization], count: str, printed: str
) -> None:
    phrase = CountedPhrase({"ru": {"one": "{n} пост", "few": "{n} поста", "many": "{n} постов", "other": "{n} поста"}})
    assert languages["ru"].counted(phrase, Decimal(count)) == printed.replace(" ", "\u00a0")


def test_lists_lengths_and_ratios(languages: dict[str, Localization]) -> None:
    assert languages["en"].joined(["A", "B", "C"]) == "A, B, and C"
    assert languages["ru"].joined(["А", "Б", "В"]) == "А, Б и В"


def test_a_name_inside_a_sentence_begins_as_its_language_has_it(languages: dict[str, Localization]) -> None:
    assert languages["ru"].in_sentence("Вовлечённость (ERV)") == "вовлечённость (ERV)"
    assert languages["en"].in_sentence("Engagement (ERV)") == "engagement (ERV)"
    assert [languages["ru"].in_sentence(name) for name in ("CPA", "A", "")] == ["CPA", "A", ""]
    assert languages["de"].in_sentence("Reichweite") == "Reichweite"
    length = Range.model_construct(low=Decimal(30), high=Decimal(45))
    assert [languages[name].seconds(length) for name in ("en", "ru")] == [f"30–45{N}s", f"30–45{N}с"]
    assert [languages[name].ratio("9:16") for name in ("en", "ru")] == ["9:16", "9:16"]


def test_a_language_is_called_by_its_name_in_the_documents_own(languages: dict[str, Localization]) -> None:
    assert [languages["en"].language_name(tag) for tag in ("en", "ru", "pt-BR")] == ["English", "Russian", "Portuguese"]
    assert [languages["ru"].language_name(tag) for tag in ("en", "ru", "kk")] == ["английский", "русский", "казахский"]


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", ["January 5", "January 5, 2028", "Wed, Jan 5", "Wed, Jan 5, 2028", "January 5–January 9, 2028"]),
        ("ru", ["5 января", "5 января 2028\u00a0г.", "5 января, ср", "5 января 2028\u00a0г., ср", "5 января\u00a0— 9 января 2028\u00a0г."]),
        ("de", ["5. Januar", "5. Januar 2028", "Mi, 5. Januar", "Mi, 5. Januar 2028", "5. Januar – 9. Januar 2028"]),
        ("en-GB", ["5 January", "5 January 2028", "Wed 5 Jan", "Wed 5 Jan 2028", "5 January – 9 January 2028"]),
    ],
)  # fmt: skip
def test_a_day_beside_days_of_another_year_has_its_year(project: Project, language: str, printed: list[str]) -> None:
    told = Localization(language, project.languages[language])
    day, last = datetime.date(2028, 1, 5), datetime.date(2028, 1, 9)
    assert [
        told.date(day, "day", 2028),
        told.date(day, "day", 2027),
        told.date(day, "weekday"),
        told.date(day, "weekday", 2027),
        told.dates(day, last, 2027),
    ] == printed
    assert told.dates(day, last, 2028) == told.dates(day, last)


@pytest.mark.parametrize(
    ("beside", "en", "ru"),
    [
        (2027, "November 22–January 17, 2028", "22 ноября\u00a0— 17 января 2028\u00a0г."),
        (2026, "November 22, 2027–January 17, 2028", "22 ноября 2027\u00a0г.\u00a0— 17 января 2028\u00a0г."),
        (0, "November 22, 2027–January 17, 2028", "22 ноября 2027\u00a0г.\u00a0— 17 января 2028\u00a0г."),
    ],
)
def test_the_first_year_of_a_range_goes_without_saying_beside_days_of_it(
    languages: dict[str, Localization], beside: int, en: str, ru: str
) -> None:
    first, last = datetime.date(2027, 11, 22), datetime.date(2028, 1, 17)
    assert [languages[name].dates(first, last, beside) for name in ("en", "ru")] == [en, ru]
