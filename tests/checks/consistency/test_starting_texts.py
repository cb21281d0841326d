from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, edit, load, rewritten, wrong

from pipeline.checks import warnings
from pipeline.checks.consistency.starting_texts import UNCHANGED, examples
from pipeline.workspace import new

TEMPLATE = """\
name:{{ text(2, title, ru="Название") }}
why:{{ text(2, "an \\"example\\"", ru="пример") }}
taxes:{{ usual(2, "taxes included", ru="включая налоги") }}
source:{{ text(2, "the list of " ~ source ~ ", not compared", ru="перечень") }}
link: "{{ example("https://shop.example/" ~ creator) }}"
lines:
  - {{ line("one line", ru="одна строка") if a else line("another", ru="другая") }}
"""


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("en", 'an "example"', True),
        ("en", "an example", False),
        ("ru", "пример", True),
        ("ru", "Название", True),
        ("en", "anything", False),
        ("de", "one line", True),
        ("de", "пример", False),
        ("ru-KZ", "другая", True),
        ("en", "the list of holidays, not compared", True),
        ("en", "the list of holidays, compared", False),
        ("en", "taxes included", False),
    ],
)
def test_an_example_is_known_by_its_words(language: str, words: str, told: bool) -> None:
    assert examples(TEMPLATE).has(language, words) is told


def test_a_template_that_cannot_be_read_has_no_examples() -> None:
    assert examples("a: {% if %}").parts == []


def told(folder: Path) -> list[str]:
    found = warnings.warnings(load(folder))
    return [str(item) for item in found if item.message.startswith("examples of the starting file")]


# Results start with numbers to fill in, calls with a day, and neither with words; a ritual starts with the people of its
# organization.
@pytest.mark.parametrize("kind", sorted(set(new.KINDS) - {"cohort", "result", "ritual", "scorecard"}))
def test_a_file_that_nobody_has_rewritten_is_to_be_looked_at(minimal: Path, kind: str) -> None:
    if kind == "agreement":
        # Its records are of a campaign.
        rewritten(minimal, new.start(minimal, "campaign", "first-light"))
    path = new.start(minimal, kind, "first-light")
    [line] = told(minimal)
    assert line.startswith(f"{path}:")
    rewritten(minimal, path)
    assert told(minimal) == []


@pytest.mark.parametrize("kind", ["campaign", "sop"])
def test_what_is_no_draft_any_more_holds_no_examples(minimal: Path, kind: str) -> None:
    path = new.start(minimal, kind, "first-light")
    edit(minimal, path, ("status: draft  #", "status: in-review  #"))
    examples_in_it = [line for line in wrong(minimal) if f": {UNCHANGED}" in line]
    assert len(examples_in_it) >= 15
    assert {line.partition(":")[0] for line in examples_in_it} == {path}
    assert all(line.endswith("(write what is true, or go back to status: draft)") for line in examples_in_it)
    rewritten(minimal, path)
    assert [line for line in wrong(minimal) if UNCHANGED in line] == []


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("market", [(CAMPAIGN, "markets:\n  ru:", "markets:\n  first-light:"), (CAMPAIGN, "    market: ru", "    market: first-light")]),
        ("creator", [(CAMPAIGN, "    creator: ivan", "    creator: first-light")]),
        ("calendar", [("content/creators/ivan.yaml", "language: ru\n", "language: ru\ncalendar: first-light\n")]),
    ],
)  # fmt: skip
def test_nor_does_what_it_names(minimal: Path, kind: str, changes: list[tuple[str, str, str]]) -> None:
    path = new.start(minimal, kind, "first-light")
    for name, old, replacement in changes:
        edit(minimal, name, (old, replacement))
    found = [line for line in wrong(minimal) if UNCHANGED in line]
    assert found
    assert {line.partition(":")[0] for line in found} == {path}
    assert all(line.endswith("(write what is true: dawn is no draft any more)") for line in found)
    rewritten(minimal, path)
    assert [line for line in wrong(minimal) if UNCHANGED in line] == []


def test_the_usual_ad_label_may_stay(minimal: Path) -> None:
    path = new.start(minimal, "market", "atlantis")
    edit(minimal, CAMPAIGN, ("markets:\n  ru:", "markets:\n  atlantis:"), ("    market: ru", "    market: atlantis"))
    assert "Advertisement. {advertiser}" in (minimal / path).read_text(encoding="utf-8")
    assert [line for line in wrong(minimal) if UNCHANGED in line and "wording" in line] == []


@pytest.mark.long
def test_nor_do_the_records_of_what_was_agreed(minimal: Path) -> None:
    campaign = new.start(minimal, "campaign", "first-light")
    path = new.start(minimal, "agreement", "first-light")
    rewritten(minimal, campaign)
    edit(minimal, campaign, ("status: draft  #", "status: in-review  #"))
    assert {line.partition(":")[0] for line in wrong(minimal) if UNCHANGED in line} == {path}


def test_the_link_of_the_example_is_one_too(minimal: Path) -> None:
    path = new.start(minimal, "campaign", "first-light")
    edit(minimal, path, ("status: draft  #", "status: in-review  #"))
    assert any("tracking.link: " in line for line in wrong(minimal))
