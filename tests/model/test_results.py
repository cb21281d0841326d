from __future__ import annotations

import pytest
from result_files import FINAL
from samples import Change, record, refused

from pipeline.model.results import Results


def test_results_are_read_and_an_order_counts_once() -> None:
    results = record(Results, FINAL)
    assert results.orders["ivan"].total == 100
    assert results.posts[0].organic.views == 1000
    assert results.posts[0].organic.clicks is None
    assert [post.counted for post in results.posts] == [True, True]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("reach: 900", "reach: ^1001"),
         "^ posts.0.organic.reach: reach (1001) is more than views (1000), which it is part of"
         " (look whether both are of the same post and the same report)"),
        (("views: 1000", "views: ^-1"), "^ posts.0.organic.views: -1 is below 0"),
        (("views: 1000", "views: ^1.5"), "^ posts.0.organic.views: expected a whole number, not 1.5"),
        (("views: 1000", "views: ^~"), None),
        (("both: 10", "both: ^51"), "^ orders.ivan.both: 51 have both, but only 50 have one of them"),
        (("measured: 2027-05-07", "measured: ^2027-04-29"),
         "^ measured: 2027-04-29 is before 2027-04-30, through which it counts"),
        (("    post: 2", "    post: 1"),
         "20:5: posts.1: this post stands in the list twice (the first is number 1)"),
        (("live_on: 2027-03-16", "live_on: ^2027-05-08"),
         "^ posts.1.live_on: went out on 2027-05-08, after 2027-05-07, when it was counted"),
        (("    source: screenshot\n", ""),
         "20:5: posts.1: counts have no source (write source: server, platform or screenshot)"),
        (("    live_on: 2027-03-16\n", ""),
         "20:5: posts.1: counts of a post that did not go out (write live_on: and the day)"),
        (("amount: 250,", "amount: ^0,"), "^ costs.ru.1.amount: 0 is nothing to pay (leave out what is not paid)"),
    ],
)  # fmt: skip
def test_counts_that_cannot_be_are_refused(change: Change, said: str | None) -> None:
    if said is None:
        assert record(Results, FINAL, (change[0], change[1].replace("^", ""))).posts[0].organic.views is None
    else:
        assert refused(Results, FINAL, change) == [said]
