from __future__ import annotations

from pathlib import Path

import pytest
from rituals import RITUAL, with_people, write
from samples import Change, wrong


@pytest.fixture
def team(minimal: Path) -> Path:
    return with_people(minimal)


def test_a_ritual_that_is_right(team: Path) -> None:
    assert wrong(write(team)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("host: ada", "host: eva"), 'host: no person "eva"'),
        (("[ada, bea, cem, dov]", "[ada, bea, cem, dow]"), 'presenters.3: no person "dow" (did you mean "dov"?)'),
        (("zone: Europe/Moscow", "zone: EST"), 'when.zone: "EST" names no city'),
        (("metric: reach, owner", "metric: reech, owner"), 'metrics.1.metric: no metric "reech" (did you mean "reach"?)'),
        (("market: ru", "market: rus"), 'metrics.2.market: no market "rus" (did you mean "ru"?)'),
        (("owner: cem, near: [dov]", "owner: eva, near: [dov]"), 'metrics.2.owner: no person "eva"'),
        (("tracker: cem", "tracker: eva"), 'metrics.1.tracker: no person "eva"'),
        (("near: [dov]", "near: [eva]"), 'metrics.2.near.0: no person "eva"'),
        (("near: [dov]", "near: [dov, ada, bea]"),
         "metrics.2: nobody can present ctr:ru: all presenters own it, count it or work near it"
         " (add a presenter, or keep it for the host under kept_by_host:)"),
        (("who: cem", "who: eva"), 'months.0.acts.0.who: no person "eva"'),
        (("      cpa: {en: A", "      cpaa: {en: A"), 'months.0.learned.cpaa: no metric "cpaa" in this ritual (did you mean "cpa"?)'),
        (("on: 2027-04-13}", "on: 2027-04-13, presented: {cpa: ada}}"),
         "months.1.presented.cpa: ada owns, counts or works near cpa: somebody else tells it"
         " (briefs ritual --month 2027-04 says who)"),
        (("on: 2027-04-13}", "on: 2027-04-13, presented: {ctr: ada}}"),
         'months.1.presented.ctr: no metric "ctr" in this ritual (did you mean "ctr:ru"?)'),
    ],
)  # fmt: skip
def test_what_contradicts_the_rest_is_told_with_its_place(team: Path, change: Change, said: str) -> None:
    found = wrong(write(team, change))
    assert any(line.startswith(f"{RITUAL}:") and said in line for line in found), found


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("host: ada", 'host: "ADA"'), "host: "),
        (("host: ada", "minutes: 45\nhost: ada"), "minutes: "),
        (("month: 2027-04", "month: 2027-4"), "write year and month, such as 2027-03"),
        (("on: 2027-04-13", "on: 2027-05-11"), "months.1.on: 2027-05-11 is not in 2027-04"),
        (("2027-04, on: 2027-04-13", "2027-03, on: 2027-03-13"), "months.1.month: 2027-03 is not after 2027-03"),
        (("on: 2027-03-09", "on: 2027-03-09\n    absent: [bea]"), "bea was absent (write who presented it that day)"),
        (("metric: cpa\n", "metric: cpo\n"), '"cpo" is none of the metrics above'),
        (("presenters: [ada", "kept_by_host: [ctr]\npresenters: [ada"), 'kept_by_host.0: "ctr" is none of the metrics above'),
        (("metric: reach, owner", "metric: cpa, owner"), "metrics"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_told_with_its_place(team: Path, change: Change, said: str) -> None:
    found = wrong(write(team, change))
    assert any(line.startswith(f"{RITUAL}:") and said in line for line in found), found


def test_what_the_host_keeps_she_may_present_though_she_owns_it(team: Path) -> None:
    kept = ("presenters: [ada", "kept_by_host: [cpa]\npresenters: [ada")
    assert wrong(write(team, kept, ("on: 2027-04-13}", "on: 2027-04-13, presented: {cpa: ada}}"))) == []


def test_more_metrics_than_half_an_hour_holds_are_told_with_the_one_to_leave_out(team: Path) -> None:
    more = "".join(f"  - {{metric: cpa, market: ru, owner: {name}}}\n" for name in ("ada",))
    more += "".join(f"  - {{metric: {name}, owner: bea}}\n" for name in ("ctr",))
    more += "  - {metric: reach, market: ru, owner: bea}\n"
    six = write(team, ("story:\n", f"{more}story:\n"))
    assert wrong(six) == []
    (six / "content/metrics.yaml").write_text(
        (six / "content/metrics.yaml")
        .read_text(encoding="utf-8")
        .replace("  reach:\n", _likes("views") + "  reach:\n", 1),
        encoding="utf-8",
    )
    [said] = wrong(write(team, ("story:\n", f"{more}  - {{metric: views, owner: bea}}\nstory:\n")))
    assert "metrics: 7 metrics take 31 minutes, and there are 30 (leave out views: its group has the most)" in said


def _likes(name: str) -> str:
    return f"""\
  {name}:
    name: {{en: {name}, ru: {name}}}
    short: {{en: {name}, ru: {name}}}
    formula: {{en: {name}, ru: {name}}}
    unit: count
    tier: context
    better: up
    measures: output
    group: acquisition
    denominator: none
"""
