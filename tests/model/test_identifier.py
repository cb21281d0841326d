from __future__ import annotations

import pytest
from samples import record, refused

from pipeline.base.problems import Problems
from pipeline.model.creator import Account
from pipeline.model.identifier import Identifier, declarations
from pipeline.model.partnership import Publication
from pipeline.reading import sources
from pipeline.reading.validation import validate

CHECK_DIGIT = '"{value}" is not a valid {name}: its check digit is wrong'
LENGTH = '"{value}" is not a valid {name}: it is too long or too short'
CHARACTER = '"{value}" is not a valid {name}: it contains an invalid character'


def identifier(standard: str) -> Identifier:
    return record(Identifier, f"{{of: advertiser, check: {standard}}}")


@pytest.mark.parametrize(
    ("standard", "value", "fault"),
    [
        ("ru.inn", "7707083893", ""),
        ("ru.inn", "500100732259", ""),
        ("ru.inn", "7707083892", CHECK_DIGIT),
        ("ru.inn", "500100732269", CHECK_DIGIT),
        ("ru.inn", "500100732258", CHECK_DIGIT),
        ("ru.inn", "77070838", LENGTH),
        ("ru.inn", "770708389x", CHARACTER),
        # Digits of another script are digits to Python, and no cash register reads them.
        ("ru.inn", "770708389٣", CHARACTER),
        ("us.ein", "04-2103594", ""),
        ("us.ein", "042103594", ""),
        ("us.ein", "0421-03594", CHARACTER),
        ("br.cnpj", "16.727.230/0001-97", ""),
        ("br.cnpj", "16.727.230/0001-98", CHECK_DIGIT),
        ("letters-and-digits", "2VfnxwQ8dKs", ""),
        ("letters-and-digits", "2Vfn-wQ8dKs", CHARACTER),
        ("letters-and-digits", "2VfnxwQ8dКs", CHARACTER),
        ("letters-and-digits", "0000000000", '"{value}" is not a valid {name}'),
        ("lei", "213800KUD8LAJWSQ9D15", ""),
        # Germany: Steuernummer, Umsatzsteuer-Identifikationsnummer.
        ("de.stnr", "181/815/08155", ""),
        ("de.stnr", "18181508155", ""),
        ("de.stnr", "181/815/08", LENGTH),
        ("de.stnr", "181-815-08155", CHARACTER),
        ("de.vat", "DE136695976", ""),
        ("de.vat", "DE 136695976", ""),
        ("de.vat", "136695976", ""),
        ("de.vat", "DE136695978", CHECK_DIGIT),
        ("de.vat", "AT136695976", CHARACTER),
        ("eu.vat", "DE136695976", ""),
        # The United Kingdom: unique taxpayer reference, VAT number.
        ("gb.utr", "1955839661", ""),
        ("gb.utr", "2955839661", CHECK_DIGIT),
        ("gb.vat", "GB980780684", ""),
        ("gb.vat", "GB 980 7806 84", ""),
        ("gb.vat", "980780684", ""),
        ("gb.vat", "GB802311781", CHECK_DIGIT),
    ],
)
def test_a_standard_says_what_is_wrong_with_a_number(standard: str, value: str, fault: str) -> None:
    assert identifier(standard).fault("number", value) == fault


@pytest.mark.parametrize("place", range(10))
def test_every_digit_counts(place: int) -> None:
    digits = list("7707083893")
    digits[place] = str((int(digits[place]) + 1) % 10)
    assert identifier("ru.inn").fault("inn", "".join(digits)) == CHECK_DIGIT


def test_without_a_standard_every_code_will_do() -> None:
    assert record(Identifier, "{of: publication}").fault("erid", "2VfnxwQ8dKs") == ""


@pytest.mark.parametrize(
    "name", ["util", "exceptions", "ru", "os", "kz.bin", "kz.iin", "ru.inn.validate", "..ru.inn", "ru/inn", "RU.INN"]
)
def test_what_checks_no_number_is_no_standard(name: str) -> None:
    [line] = refused(Identifier, f"{{of: account, check: ^{name}}}")
    assert line.startswith(f'^ check: there is no check called "{name}"')


def test_the_name_of_an_identifier_is_none() -> None:
    said = '"{value}" is a placeholder for a code that has not been issued yet'
    assert record(Identifier, "{of: publication}").fault("erid", "ERID") == said


def test_a_record_holds_the_identifiers_that_are_declared_for_it() -> None:
    assert record(Publication, '{date: 2027-03-09, erid: "2Vf"}').identifiers == {"erid": "2Vf"}
    assert record(Publication, "{date: 2027-03-09, erid: }").identifiers == {}
    assert record(Publication, "{date: 2027-03-09}").identifiers == {}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("{date: 2027-03-09, erid: ^2027}", ["^ erid: expected text, not 2027 (put it in quotes)"]),
        ('{date: 2027-03-09, erid: ^""}', ["^ erid: is empty"]),
        ('{date: 2027-03-09, ^errid: "2Vf"}', ['^ unknown field "errid" (did you mean "erid"?)']),
        ('{date: 2027-03-09, ^registry: "49"}', ['^ unknown field "registry" (an identifier is declared under identifiers: in its market\'s file; briefs migrate does so in older content)']),
        ("{date: 2027-03-09, ^identifiers: {erid: a}}", ['^ unknown field "identifiers" (an identifier is declared under identifiers: in its market\'s file; briefs migrate does so in older content)']),
        ('^{date: 2027-03-09, "[identifiers]": {erid: a}}', ['^ unknown field "[identifiers]"']),
        ('{date: 2027-03-09, erid: ^"TBD"}', ['^ erid: "TBD" is a placeholder for a code that has not been issued yet (write the code as it was issued, or leave the field out until it is)']),
        ('{date: 2027-03-09, erid: ^"ERID"}', ['^ erid: "ERID" is a placeholder for a code that has not been issued yet (write the code as it was issued, or leave the field out until it is)']),
        ('{date: 2027-03-09, erid: ^"erid=2Vfnxw"}', ['^ erid: "erid=2Vfnxw" is more than a code (write what follows "=")']),
        ('{date: 2027-03-09, erid: ^"2Vfn-xw"}', ['^ erid: "2Vfn-xw" is not a valid erid: it contains an invalid character (Latin letters and digits)']),
        ('{^dat: 2027-03-09, erid: ^"a b"}', ['^ unknown field "dat" (did you mean "date"?)', '^ erid: "a b" contains a space, character 2 (delete it)']),
    ],
)  # fmt: skip
def test_what_is_not_declared_is_no_field(text: str, lines: list[str]) -> None:
    assert refused(Publication, text) == lines


@pytest.mark.parametrize(
    ("entries", "names"),
    [
        (None, {}),
        ([], {}),
        ({"erid": None, 7: {"of": "account"}, "b": {"of": []}, "c": {"of": "post"}}, {7: "account"}),
        # What is wrong with a declaration is told where it stands, not at each record that holds the identifier.
        ({"inn": {"of": "advertiser", "check": "ru.in"}}, {"inn": "advertiser"}),
        ({"erid": {"of": "publication"}, "inn": {"of": "advertiser"}}, {"erid": "publication", "inn": "advertiser"}),
    ],
)
def test_declarations_are_read_as_far_as_they_can_be(entries: object, names: dict[object, str]) -> None:
    found = declarations({"identifiers": entries})
    assert {name: holder for holder, held in found.items() for name in held} == names


@pytest.mark.parametrize("market", [None, "text", []])
def test_a_market_that_is_no_record_declares_nothing(market: object) -> None:
    assert not any(declarations(market).values())


def test_a_name_that_two_markets_share_may_follow_either_standard() -> None:
    one, other = (
        declarations({"identifiers": {"tax": {"of": "account", "check": name}}}) for name in ("ru.inn", "us.ein")
    )
    both = {"account": {"tax": one["account"]["tax"] + other["account"]["tax"]}}
    text = '{platform: vk, handle: "ivan", followers: 1, tax: "%s"}'
    for value, problems in (("7707083893", 0), ("04-2103594", 0), ("7707083892", 1)):
        source = sources.parse(text % value, "f.yaml")
        try:
            assert validate(Account, source, (), (), both).identifiers == {"tax": value}
        except Problems as found:
            assert len(found.problems) == problems
