from __future__ import annotations

import zoneinfo

import babel
import pytest

from pipeline.language import zones

PLACES = sorted(name for name in zoneinfo.available_timezones() if zones.is_of_a_place(name))
NEWER_THAN_CLDR = {"America/Coyhaique"}


@pytest.mark.parametrize(
    ("zone", "english", "russian", "german"),
    [
        ("Asia/Kolkata", "Kolkata", "Калькутта", "Kalkutta"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "Буэнос-Айрес", "Buenos Aires"),
        ("Asia/Ho_Chi_Minh", "Ho Chi Minh City", "Хошимин", "Ho-Chi-Minh-Stadt"),
        ("America/Indiana/Indianapolis", "Indianapolis", "Индианаполис", "Indianapolis"),
        ("Europe/Kyiv", "Kyiv", "Киев", "Kiew"),
        ("Europe/Kiev", "Kyiv", "Киев", "Kiew"),
        ("US/Eastern", "New York", "Нью-Йорк", "New York"),
        ("Europe/Berlin", "Berlin", "Берлин", "Berlin"),
        ("Europe/London", "London", "Лондон", "London"),
        ("America/Coyhaique", "Coyhaique", "", "Coyhaique"),
        ("UTC", "", "", ""),
        ("EST", "", "", ""),
        ("Etc/GMT+3", "", "", ""),
    ],
)
def test_a_zone_is_known_by_its_city(zone: str, english: str, russian: str, german: str) -> None:
    assert [zones.city(zone, babel.Locale.parse(name)) for name in ("en", "ru", "de")] == [english, russian, german]


@pytest.mark.parametrize("language", ["en", "ru", "kk", "de", "pt_BR", "uk"])
def test_every_place_that_has_a_clock_has_its_name(language: str) -> None:
    locale = babel.Locale.parse(language)
    assert {zone for zone in PLACES if not zones.city(zone, locale)} <= NEWER_THAN_CLDR


def test_no_city_is_in_latin_letters_where_the_language_has_others() -> None:
    locale = babel.Locale.parse("ru")
    assert [name for zone in PLACES if (name := zones.city(zone, locale)).isascii() and name] == []


@pytest.mark.parametrize(
    ("zone", "other"), [("GB", "Europe/London"), ("Japan", "Asia/Tokyo"), ("EST", ""), ("UTC", ""), ("Nowhere", "")]
)
def test_a_clock_without_a_place_may_have_one_of_the_same(zone: str, other: str) -> None:
    assert zones.of_the_place(zone) == other
