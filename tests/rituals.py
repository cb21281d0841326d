"""A ritual for the smallest project, with the people it needs."""

from __future__ import annotations

from pathlib import Path

from samples import METRICS, ORGANISATION, Change, changed

RITUAL = "content/ritual.yaml"

TEXT = """\
host: ada
when: {nth: 2, weekday: tue, time: "17:00", zone: Europe/Moscow}
presenters: [ada, bea, cem, dov]
metrics:
  - {metric: cpa, owner: ada}
  - {metric: reach, owner: bea, tracker: cem}
  - {metric: ctr, market: ru, owner: cem, near: [dov]}
story:
  metric: cpa
  told: {en: It fell., ru: Она упала.}
  learned: {en: Why., ru: Почему.}
  question: {en: And now?, ru: И что теперь?}
months:
  - month: 2027-03
    on: 2027-03-09
    presented: {cpa: bea, reach: ada, "ctr:ru": ada}
    learned:
      cpa: {en: A lot., ru: Многое.}
    acts:
      - {what: {en: Ask., ru: Спросить.}, who: cem, by: 2027-03-20}
  - {month: 2027-04, on: 2027-04-13}
"""

_PERSON = """\
  {id}:
    name: {{en: {name}, ru: {name}}}
    signature: {{en: {name}, ru: {name}}}
    role: {{en: analyst, ru: аналитик}}
    email: "{id}@northlight.example"
    time_zone: Europe/Moscow
"""
_METRIC = """\
  {id}:
    name: {{en: {id}, ru: {id}}}
    short: {{en: {id}, ru: {id}}}
    formula: {{en: {id}, ru: {id}}}
    unit: count
    tier: context
    better: up
    measures: output
    group: {group}
    denominator: none
"""


def with_people(folder: Path) -> Path:
    """A project with three people more, and two metrics."""
    organisation, metrics = folder / ORGANISATION, folder / METRICS
    people = "".join(_PERSON.format(id=name, name=name.title()) for name in ("bea", "cem", "dov"))
    text = organisation.read_text(encoding="utf-8")
    organisation.write_text(text.replace("people:\n", f"people:\n{people}", 1), encoding="utf-8")
    more = _METRIC.format(id="reach", group="acquisition") + _METRIC.format(id="ctr", group="activation")
    text = metrics.read_text(encoding="utf-8")
    metrics.write_text(text.replace("metrics:\n", f"metrics:\n{more}", 1), encoding="utf-8")
    return folder


def write(folder: Path, *changes: Change) -> Path:
    """A project with a ritual, after some changes to it."""
    text, _ = changed(TEXT, *changes)
    (folder / RITUAL).write_text(text, encoding="utf-8")
    return folder
