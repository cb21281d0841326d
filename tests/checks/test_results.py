from __future__ import annotations

from pathlib import Path

import pytest
from result_files import FINAL, RESULTS, with_rate, write
from samples import Change, changed, wrong


@pytest.fixture
def dawn(minimal: Path) -> Path:
    return with_rate(minimal)


def test_final_results_are_right(dawn: Path) -> None:
    write(dawn)
    assert wrong(dawn) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("partnership: ivan\n    deliverable: 1\n    post: 1", "partnership: ^ivn\n    deliverable: 1\n    post: 1")],
         ['posts.0.partnership: no partnership "ivn" in this campaign (did you mean "ivan"?)',
          "posts: no counts of 1 of 2 posts: ivan 1.1 (what was not counted is not 0: write it, or as_of: interim)"]),
        ([("deliverable: 1\n    post: 2", "deliverable: 2\n    post: 2")],
         ["posts: no counts of 1 of 2 posts: ivan 1.2 (what was not counted is not 0: write it, or as_of: interim)",
          "posts.1.deliverable: ivan has 1 deliverables"]),
        ([("post: 2\n", "post: 3\n"), ("as_of: final", "as_of: interim")],
         ["posts.1.post: this deliverable has 2 posts"]),
        ([("who: ada", "who: eva")], ['posts.0.label_ok.who: no person "eva"']),
        ([("  ru:\n", "  us:\n")],
         ['costs: nothing of ru (what was not counted is not 0: write it, or as_of: interim)',
          'costs.us: no market "us"']),
        ([("amount: 250, currency: USD", "amount: 250, currency: EUR")],
         ["costs.ru.1.currency: no rate from EUR to RUB was agreed"
          " (write the cost in RUB, or a rate under measurement: rates: in the campaign)"]),
        ([("value: 80", "value: 81")], ["rates.0.value: 81 is not the agreed rate (80, of 2027-02-01, was agreed)"]),
        ([("of: USD, to: RUB", "of: EUR, to: RUB")], ["rates.0: no rate from EUR to RUB was agreed"]),
        ([("measured: 2027-05-07", "measured: 2027-05-06")],
         ["measured: orders count until 2027-05-07 (measure on that day or later, or write as_of: interim)"]),
        ([("  ivan: {by_link: 60, by_code: 50, both: 10}", "  {}")],
         ["orders: nothing of ivan (what was not counted is not 0: write it, or as_of: interim)"]),
    ],
)  # fmt: skip
def test_what_was_not_agreed_or_is_left_out_is_told(dawn: Path, changes: list[Change], said: list[str]) -> None:
    write(dawn, changed(FINAL, *changes)[0])
    found = sorted(line.split(": ", 1)[1] for line in wrong(dawn))
    assert len(found) == len(said)
    assert all(line.startswith(words) for line, words in zip(found, sorted(said), strict=True)), found
    assert all(line.startswith(f"{RESULTS}:") for line in wrong(dawn))


def test_interim_results_may_lack_what_is_still_counted(dawn: Path) -> None:
    write(dawn, "as_of: interim\ncounted_through: 2027-03-10\nmeasured: 2027-03-10\n")
    assert wrong(dawn) == []


def test_results_are_those_of_a_campaign(dawn: Path) -> None:
    write(dawn, name="content/results/down.yaml")
    [line] = wrong(dawn)
    assert line.endswith('there is no campaign "down" (did you mean "dawn"?)')
