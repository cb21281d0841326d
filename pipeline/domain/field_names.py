"""A field of content → what a reader calls it, and what of the campaign it belongs to."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath

from pipeline.model.localized import Localized
from pipeline.reading.project import Project

Value = str | Decimal | datetime.date

_NAMES = {
    "partnerships.*.fee": "fee",
    "partnerships.*.commission": "fee",
    "partnerships.*.bonus": "fee",
    "partnerships.*.payment": "payment",
    "partnerships.*.deliverables.*.publish": "posts",
    "partnerships.*.deliverables": "deliverables",
    "partnerships.*.tracking": "tracking",
    "partnerships.*.ask": "ask",
    "partnerships.*.tax_status": "payment",
    "partnerships.*.why_you": "why-you",
    "partnerships.*.rights": "rights",
    "partnerships.*.schedule": "schedule",
    "partnerships.*": "own-terms",
    "markets.*.targets.*": "range",
    "markets.*.plan": "plan",
    "markets.*.costs": "plan",
    "markets.*.schedule": "schedule",
    "markets.*.reply_by": "schedule",
    "markets.*.trial_days": "schedule",
    "markets.*.strategy": "strategy",
    "markets.*.meaning": "meaning",
    "markets.*.framings": "framings",
    "markets.*.messages": "messages",
    "messages": "messages",
    "freedom": "freedom",
    "yours": "freedom",
    "not_yours": "freedom",
    "objective": "objective",
    "pillars": "pillars",
    "audience": "audience",
    "product": "product",
    "measurement": "measurement",
    "metrics": "metrics",
    "alignment": "alignment",
    "people": "contacts",
    "advertiser": "advertiser",
    "disclosure": "label",
    "rules": "rules",
    "quiet": "quiet",
    "tax_documents": "payment",
    "terms.payment": "payment",
    "terms.payment_note": "payment",
    "terms.payment_documents": "payment",
    "terms.exclusivity": "exclusivity",
    "terms.stages": "rounds",
    "terms.revision_rounds": "rounds",
    "terms.revision_rule": "rounds",
    "terms.silence": "rounds",
    "terms.reporting": "reporting",
    "terms.rights": "rights",
    "terms": "terms",
    "accounts": "accounts",
    "platforms": "platforms",
    "formats": "platforms",
}
"""What fields are called, by the longest of these that a field begins with; "*" is any one part."""

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMERIC = {"amount", "low", "high", "value", "count", "share", "window_days", "threshold", "rate", "cap"}


@dataclass(frozen=True)
class FieldName:
    """A field's path, the key of its name, empty where it has none of its own, and what it is of, the widest first."""

    path: str
    key: str
    of: tuple[Localized, ...]


def field_name(project: Project, campaign: str, path: str, field: str) -> FieldName:
    """What a field of a file is called, as one campaign knows it."""
    parts = field.split(".")
    known = (_name(parts[:length]) for length in range(len(parts), 0, -1))
    owners = _owners(project, campaign, PurePosixPath(path), parts)
    return FieldName(field, next(filter(None, known), ""), tuple(owners))


def typed_value(field: str, text: str) -> Value:
    """What a text in the records stands for: a day, a number where the field holds one, or the text."""
    if _DAY.fullmatch(text):
        return datetime.date.fromisoformat(text)
    return Decimal(text) if field.rpartition(".")[2] in _NUMERIC and _NUMBER.fullmatch(text) else text


def _name(parts: list[str]) -> str:
    for pattern, name in _NAMES.items():
        wanted = pattern.split(".")
        if len(wanted) == len(parts) and all(own in ("*", part) for own, part in zip(wanted, parts, strict=True)):
            return name
    return ""


def _owners(project: Project, campaign: str, path: PurePosixPath, parts: list[str]) -> list[Localized]:
    """The market, metric or creator that a field is of, by its file or by its place in the campaign."""
    match (path.parent.name, *parts):
        case ("campaigns", "partnerships", name, *_) if partnership := project.campaigns[campaign].partnerships.get(
            name
        ):
            return [project.creators[partnership.creator].name]
        case ("campaigns", "markets", market, "targets", metric, *_) if market in project.markets:
            named = project.metrics.metrics.get(metric)
            return [project.markets[market].name, *([named.short] if named else [])]
        case ("campaigns", "markets", market, *_) if market in project.markets:
            return [project.markets[market].name]
        case ("markets", *_) if path.stem in project.markets:
            return [project.markets[path.stem].name]
        case ("creators", *_) if path.stem in project.creators:
            return [project.creators[path.stem].name]
    return []
