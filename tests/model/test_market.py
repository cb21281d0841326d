from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from samples import MARKET, Change, content, record, refused

from pipeline.model.market import Market, TermsOverride

TEXT = content(MARKET)
PAYMENT = "[{share: 50, at: advance}, {share: 50, at: payment}]"


def test_a_market_is_what_its_file_says() -> None:
    market = record(Market, TEXT)
    assert (market.territory, market.currency, market.paper) == ("RU", "RUB", "A4")
    assert market.rules["old-video"].effective_from == datetime.date(2027, 4, 1)
    assert (market.rules["old-video"].on_card, market.rules["old-video"].effective_to) == (False, None)


@pytest.mark.parametrize(("shares", "total"), [((50, 49), "99"), ((50, 51), "101"), (("33.3", "66.6"), "99.9")])
def test_the_shares_of_the_fee_make_the_whole(shares: tuple[object, object], total: str) -> None:
    payment = "[{{share: {}, at: advance}}, {{share: {}, at: payment}}]".format(*shares)
    assert refused(Market, TEXT, (PAYMENT, f"^{payment}")) == [
        f"^ terms.payment: the shares add up to {total} %, not 100 %"
    ]


def test_a_fraction_of_a_percent_is_a_share() -> None:
    terms = record(Market, TEXT, (PAYMENT, "[{share: 33.3, at: advance}, {share: 66.7, at: payment}]")).terms
    assert [part.share for part in terms.payment] == [Decimal("33.3"), Decimal("66.7")]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("territory: RU", "territory: ^ru"), '^ territory: "ru" does not have the expected form (write the two letters of ISO 3166, such as RU)'),
        (("languages: [ru]", "languages: ^[]"), "^ languages: expected at least 1, found 0"),
        (('inn: "7799012346"', 'inn: ^"7799012345"'), '^ advertiser.inn: "7799012345" is not a valid inn: its check digit is wrong (10 digits for a company)'),
        (("check: ru.inn", "check: ^ru.iban"), '^ identifiers.inn.check: there is no check called "ru.iban" (write letters-and-digits, or the module of python-stdnum that knows it, such as lei or eu.vat)'),
        (("  erid: {of:", "  product: ^{of: publication}\n  erid: {of:"), '^ identifiers.product: "product" already means something else'),
        (("{of: publication", "{of: ^post"), '^ identifiers.erid.of: "post" is not one of advertiser, account, publication'),
        (("erid: {erid}", "erid: {registry}"), '15:21: disclosure.lines.0.wording.ru: nothing provides a value for "{registry}" ({advertiser}, {organisation}, {product}, {inn}, {erid})'),
        (("revision_rounds: 1", "revision_rounds: ^0"), "^ terms.revision_rounds: 0 is below 1"),
        (("effective_from: 2027-04-01", "effective_from: ^soon"), '^ rules.old-video.effective_from: "soon" is not a date (write year-month-day, such as 2027-03-09)'),
    ],
)  # fmt: skip
def test_what_a_market_may_not_say_is_refused(change: Change, line: str) -> None:
    assert refused(Market, TEXT, change) == [line]


def test_a_partnership_s_own_terms_take_the_place_of_the_market_s_and_leave_the_others() -> None:
    terms = record(Market, TEXT).terms
    own = record(
        TermsOverride,
        "reason: {en: a, ru: а}\nrevision_rounds: 3\npayment: [{share: 100, at: payment}]\n",
    )
    agreed = own.over(terms)
    assert agreed.revision_rounds == 3
    assert [(part.share, part.at) for part in agreed.payment] == [(100, "payment")]
    assert agreed.rights == terms.rights
    assert terms.revision_rounds == 1


def test_terms_that_differ_have_a_reason() -> None:
    assert refused(TermsOverride, "^revision_rounds: 3") == ['^ the field "reason" is missing']
