from __future__ import annotations

import datetime

from samples import CREATOR, content, record, refused

from pipeline.model.creator import Creator

TEXT = content(CREATOR)


def test_a_creator_has_a_clock() -> None:
    creator = record(Creator, TEXT)
    noon = datetime.datetime(2027, 3, 9, 12, tzinfo=creator.zone)
    assert noon.astimezone(datetime.UTC).hour == 5


def test_an_address_and_what_a_market_asks_for_are_not_needed() -> None:
    creator = record(Creator, TEXT)
    assert (creator.address, creator.accounts[0].identifiers) == (None, {})
    registered = record(Creator, TEXT, ("followers: 12000", 'followers: 12000, registry: "РКН-15"'))
    assert registered.accounts[0].identifiers == {"registry": "РКН-15"}


def test_a_creator_publishes_somewhere() -> None:
    [line] = refused(Creator, TEXT, ('[{platform: vk, handle: "ivan", followers: 12000}]', "^[]"))
    assert line == "^ accounts: expected at least 1, found 0"


def test_nobody_has_less_than_no_followers() -> None:
    assert "^ accounts.0.followers: -1 is below 0" in refused(Creator, TEXT, ("followers: 12000", "followers: ^-1"))
    assert record(Creator, TEXT, ("followers: 12000", "followers: 0")).accounts[0].followers == 0
