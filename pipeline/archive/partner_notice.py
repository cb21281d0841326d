"""Two versions of a campaign → a notice for each partner whose own document says something else, in their language."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.archive.notice import CALENDAR, Edition, Press, marked
from pipeline.base.problems import Problem
from pipeline.document import difference
from pipeline.document.difference import Change, Pieces
from pipeline.document.tree import EVENT, DatedEvent, Document
from pipeline.domain import languages
from pipeline.domain.agreement import Agreement, agreement
from pipeline.domain.dated_steps import in_calendars
from pipeline.domain.scopes import PARTNERSHIP, scopes
from pipeline.domain.subjects import Subject
from pipeline.domain.targets import Target, speaks_of_records, targets
from pipeline.model import agreements
from pipeline.model.creator import Creator
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.selfcheck.claims import ProjectFacts

_TEMPLATE = "notices/partner.html"


@dataclass(frozen=True)
class PartnerNotice:
    """What one partner is told. Of one who is no longer part of the campaign there is nothing in `now`.

    `document` is the id of their own document, `code` that of what it says now; `asked` is the change that the
    records ask them about, where there is one.
    """

    document: str
    language: str
    was: Agreement
    now: Agreement | None
    changes: tuple[Change, ...]
    code: str
    asked: agreements.Change | None
    paper: str
    own: tuple[Target, ...]
    """Their document in the earlier version and, where they still have one, in the later."""
    calendar: Document | None = None
    """Of one who is no longer part of the campaign, the dates that they were sent, each of them canceled."""

    @property
    def creator(self) -> Creator:
        """Whom it is for."""
        return (self.now or self.was).creator

    @property
    def moved(self) -> tuple[tuple[datetime.date, datetime.date], ...]:
        """The dates of steps that are other ones now, each as it was and as it is."""
        if self.now is None:
            return ()
        after = {(step.milestone, step.round): step.date for step in self.now.schedule}
        pairs = ((step.date, after.get((step.milestone, step.round))) for step in self.was.schedule)
        return tuple((was, now) for was, now in pairs if now is not None and now != was)


def partner_notices(before: Edition, now: Edition, number: str = "") -> list[PartnerNotice]:
    """A notice for each partner of the earlier version whose document says something else, or is gone.

    A partner is known by the number of the partnership, whatever its id is; with one, the others are not looked at.
    Raises Problems.
    """
    if before.subject.id not in before.project.campaigns:
        return []
    old, new = (_partners(edition) for edition in (before, now))
    composers = Composer(before.project), Composer(now.project)
    wanted = (each for each in old if number in ("", each))
    found = (_notice(composers, before, now, old[each], new.get(each)) for each in wanted)
    return [notice for notice in found if notice is not None]


def of_partners(edition: Edition) -> frozenset[str]:
    """The ids of documents that are for one partner alone, a plan and a card of rules among them."""
    found = targets(edition.project, f"{edition.subject.id}.*")
    return frozenset(target.document for target in found if target.partnership)


def _own(edition: Edition) -> Iterator[Target]:
    for target in targets(edition.project, f"{edition.subject.id}.*"):
        is_own = "partnership" in edition.project.kinds[target.kind].vary
        if is_own and not speaks_of_records(edition.project, target):
            yield target


def _partners(edition: Edition) -> dict[str, list[Target]]:
    """The documents of each partner in their own language, by the partnership's number."""
    found: dict[str, list[Target]] = {}
    for target in _own(edition):
        campaign = edition.project.campaigns[target.campaign]
        partnership = campaign.partnerships[target.partnership]
        language = edition.project.creators[partnership.creator].language
        spoken = languages.of_partnership(edition.project, campaign, target.partnership)
        documents = found.setdefault(partnership.number, [])
        known = [each.document for each in documents]
        if target.document not in known and target.language == (language if language in spoken else spoken[0]):
            documents.append(target)
    return found


def _notice(
    composers: tuple[Composer, Composer],
    before: Edition,
    now: Edition,
    old: Sequence[Target],
    new: Sequence[Target] | None,
) -> PartnerNotice | None:
    """What one partner is told; None where their documents say the same."""
    if not new:
        return PartnerNotice(
            old[0].document,
            old[0].language,
            _agreed(before, old[0]),
            None,
            (),
            "",
            None,
            _paper(before, old[0]),
            (old[0],),
            _cancelled([composers[0].compose(target) for target in old], now.subject),
        )
    later = {target.kind: target for target in new}
    changes = [
        change
        for target in old
        if target.kind in later
        for change in _changes(composers, target, later[target.kind], before.subject.version, now.subject.version)
    ]
    if not changes:
        return None
    name = new[0].partnership
    return PartnerNotice(
        new[0].document,
        new[0].language,
        _agreed(before, old[0]),
        _agreed(now, new[0]),
        tuple(changes),
        scopes(now.project, now.subject.id)[f"{PARTNERSHIP}{name}"].code,
        _asked(now, name),
        _paper(now, new[0]),
        (old[0], new[0]),
    )


def _cancelled(documents: Sequence[Document], now: Subject) -> Document | None:
    """The dates of some documents as a version cancels them, under the ids that they had; None where there are none."""
    dated = {each.uid: replace(each, sequence=in_calendars(now.version), cancelled=True) for each in _events(documents)}
    if not dated:
        return None
    others = [(name, value) for name, value in documents[0].properties if not name.startswith(EVENT) and name != "date"]
    events = [each.as_property for each in dated.values()]
    return replace(documents[0], properties=(*others, ("date", now.issued.isoformat()), *events))


def _events(documents: Sequence[Document]) -> Iterator[DatedEvent]:
    return (each for document in documents for each in document.events)


def _changes(composers: tuple[Composer, Composer], old: Target, new: Target, was: str, now: str) -> Iterator[Change]:
    """What one document says otherwise; that it names the later version is no change."""
    documents: list[Document] = [
        composer.compose(target) for composer, target in zip(composers, (old, new), strict=True)
    ]
    for change in difference.changes(*documents):
        if _text(change.was).replace(was, now) != _text(change.now):
            yield change


def _text(pieces: Pieces | None) -> str:
    return difference.text(pieces) if pieces is not None else ""


def _agreed(edition: Edition, target: Target) -> Agreement:
    campaign = edition.project.campaigns[target.campaign]
    return agreement(edition.project, campaign, campaign.partnerships[target.partnership])


def _paper(edition: Edition, target: Target) -> str:
    return edition.project.markets[target.market].paper


def _asked(now: Edition, partnership: str) -> agreements.Change | None:
    """The change of a partnership to this version that the records ask about."""
    records = now.project.agreements.get(now.subject.id)
    asked = [each for each in records.changes if each.partnership == partnership] if records else []
    return next((each for each in reversed(asked) if each.to_version == now.subject.version), None)


def write(
    project: Project,
    found: Sequence[PartnerNotice],
    before: Edition,
    now: Edition,
    output: Path,
    done: Callable[[Path], None],
) -> list[Problem]:
    """Writes each notice in every format, below a folder; what went wrong. Raises Problems, OSError."""
    facts, earlier = ProjectFacts(project), ProjectFacts(before.project)
    composer, press = Composer(project), Press(project, _TEMPLATE, now.subject.path, done, facts.ledgers)
    for notice in found:
        page = composer.page(_TEMPLATE, notice.language, _context(project, notice, before, now))
        name = f"{notice.document}.changes.{before.subject.version}-{now.subject.version}"
        press.write(page, output, name, facts=facts.of_partner(notice.own[-1], earlier.own(notice.own[0])))
        if notice.calendar is not None:
            press.write(notice.calendar, output, name, (CALENDAR,))
    return press.problems


def _context(project: Project, notice: PartnerNotice, before: Edition, now: Edition) -> Mapping[str, object]:
    return {
        "old": before.subject,
        "new": now.subject,
        "notice": notice,
        "campaign": (now.project.campaigns.get(now.subject.id) or before.project.campaigns[before.subject.id]),
        "people": project.organisation.people,
        "changes": [(change.section, marked(change.was), marked(change.now)) for change in notice.changes],
    }


def as_lines(notice: PartnerNotice) -> Iterator[str]:
    """What somebody still has to write before a notice says why, and by when an answer is awaited."""
    if notice.now is not None and notice.asked is None:
        yield f"{notice.document}: the records do not say why, nor by when they answer: write it under changes:"
