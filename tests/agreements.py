"""The smallest project with records: a campaign in review, and everybody who has to agree to it."""

from __future__ import annotations

import html as html_text
import re
from pathlib import Path

from samples import CAMPAIGN, MARKET, ORGANISATION, edit, smallest

from pipeline.document.html import html
from pipeline.domain.targets import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

AGREEMENTS = "content/agreements/dawn.yaml"
CONTENTS = "content/agreements/dawn.json"

RECORDS = """\
# What is agreed about the launch of the lamp.
intake:
  asked_by: dee
  on: 2027-01-04
  wants: {en: Sell lamps., ru: Продать лампы.}
  really_for: {en: New buyers., ru: Новые покупатели.}
  must_not: {en: Lies., ru: Ложь.}
  decided_by: [dee]
alignment:
  on: 2027-01-12
  time: "15:00"
  minutes: 30
  time_zone: Europe/Moscow
  present: [ada, cy]
  answers:
    accomplish:
      said:
        - {who: cy, answer: {en: Orders., ru: Заказы.}, why: {en: The plan., ru: План.}}
        - {who: ivan, answer: {en: A good post., ru: Хороший пост.}, why: {en: My readers., ru: Мои читатели.}}
      agreed: {en: Orders from good posts., ru: Заказы с хороших постов.}
    know: {said: [], agreed: {en: By orders., ru: По заказам.}}
    three_months: {said: [], agreed: {en: 100 orders., ru: 100 заказов.}}
    cannot_go_wrong: {said: [], agreed: {en: The label., ru: Пометка.}}
views:
  - partnership: ivan
    metric: cpa
    expects: {low: 8, high: 11}
    on: 2027-01-14
    about_version: "1.0"
    format_ok: [{deliverable: 1, ok: true}]
confirmations:
  - {who: ada, version: "1.0", code: "0000-0001", reply: yes, on: 2027-01-13, evidence: "mail of Jan 13"}
  - {who: cy, version: "1.0", code: "0000-0001", reply: yes, on: 2027-01-13, evidence: "mail of Jan 13"}
  - {who: ivan, version: "1.0", code: "0000-0002", reply: yes, on: 2027-01-14, evidence: "mail of Jan 14"}
checkpoints:
  - step: goal
    planned: 2027-01-12
    held: 2027-01-12
    question: {en: Why?, ru: Зачем?}
    outcome: {en: For orders., ru: Ради заказов.}
  - step: strategy
    planned: 2027-01-13
    held: 2027-01-13
    question: {en: How?, ru: Как?}
    outcome: {en: By posts., ru: Постами.}
  - step: execution
    planned: 2027-01-14
    question: {en: Who?, ru: Кто?}
    skipped: {en: One creator., ru: Блогер один.}
  - step: metrics
    planned: 2027-01-15
    held: 2027-01-15
    question: {en: By what?, ru: По чему?}
    outcome: {en: By cost., ru: По цене.}
approvals: []  # briefs approve adds them
acceptances: []
sent: []
kickoffs: []
"""

_PERSON = """\
  {id}:
    name: {{en: {name}, ru: {name}}}
    signature: {{en: {name}, ru: {name}}}
    role: {{en: a role, ru: роль}}
    email: "{id}@northlight.example"
    time_zone: Europe/Moscow
"""
_RULE = """\
  platforms:
    kind: platform
    applies_to: {platforms: [vk]}
    effective_from: 2024-01-01
    text: {en: VK is in use., ru: ВКонтакте работает.}
    severity: allow
    source: {en: a list, ru: перечень}
    confidence: high
    verified_on: 2026-11-01
    review_by: 2027-06-30
    source_kind: law
    owner: cy
"""


def reviewed(folder: Path, *, status: str = "in-review") -> Path:
    """A project whose campaign is in review, with records: ada owns it, bo answers for money, cy for the market, dee
    for the message, ivan is its creator."""
    smallest(folder)
    people = "".join(_PERSON.format(id=name.lower(), name=name) for name in ("Bo", "Cy", "Dee"))
    edit(folder, ORGANISATION, ("decision_makers: [ada]\n", f"{people}decision_makers: [dee]\nfinance: bo\n"))
    edit(folder, MARKET, ("lead: ada", "lead: cy"), ("rules:\n", f"rules:\n{_RULE}"))
    edit(
        folder,
        CAMPAIGN,
        ("approvers: [ada]", "approvers: [bo, cy, dee]"),
        ("    owner: ada\n", ""),
        ("status: in-force", f"status: {status}"),
    )
    (folder / AGREEMENTS).parent.mkdir()
    (folder / AGREEMENTS).write_text(RECORDS, encoding="utf-8")
    return folder


def page(project: Project, name: str) -> str:
    """All that a document says, before its type is set, with one space between words."""
    [target] = targets(project, f"{name}.pdf")
    words = re.sub(r"<[^>]+>", " ", html(Composer(project).read(target)))
    return " ".join(html_text.unescape(words).split())
