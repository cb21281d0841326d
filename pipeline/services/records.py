"""A decision that somebody told us → an entry of the campaign's records, written only where all rules allow it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.archive.records import rewritten
from pipeline.archive.store import ArchiveStore
from pipeline.base import files, locks
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.checks import load
from pipeline.domain import progress, refusals
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.progress import Unmet
from pipeline.domain.recap import RECAP, recap
from pipeline.domain.scopes import PARTNERSHIP, Scope
from pipeline.reading import agreed_content
from pipeline.reading.agreed_content import AgreedContent, AgreedValue
from pipeline.reading.edited import added, edited
from pipeline.reading.project import Project
from pipeline.services.archive_folder import ArchiveFolder
from pipeline.services.selection import NamesNothing
from pipeline.services.sendable import Entry, sendable

_FOLDER = "content/agreements"


@dataclass(frozen=True)
class Recorded:
    """What was written: the file, and the lines that it has gained."""

    path: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """What one person decided about one scope, as somebody typed it. `note` is by language, `evidence` may be."""

    by: str
    scope: str
    code: str
    on: datetime.date
    evidence: str | Mapping[str, str]
    changes: bool = False
    declines: bool = False
    note: Mapping[str, str] | None = None
    delegate_of: str = ""
    delegation: str = ""


def approve(root: Path, campaign: str, decision: Decision) -> Recorded:
    """An approval, or the acceptance of a creator, in the records. Raises Problems, NamesNothing; then nothing is."""
    with _Records.opened(root, campaign) as records:
        if decision.scope == RECAP:
            return _confirmed(records, decision)
        scope = records.scope(decision.scope)
        records.refuse(progress.ended(records.agreed))
        records.refuse(refusals.wrong_code(records.agreed, scope, decision.code))
        records.refuse(refusals.late_range(records.agreed, scope, decision.on))
        said: dict[str, Any] = {
            "version": records.agreed.campaign.version,
            "code": scope.code,
            "on": decision.on.isoformat(),
            "evidence": decision.evidence,
            **({"note": dict(decision.note)} if decision.note else {}),
        }
        name = scope.name.removeprefix(PARTNERSHIP)
        if name != scope.name:
            records.refuse(refusals.not_theirs(records.agreed, name, decision.by))
            records.refuse(refusals.not_sent(records.agreed, name, decision.on))
            if not (decision.changes or decision.declines):
                records.refuse(refusals.accepted(records.agreed, name))
            said_no = "propose-changes" if decision.changes else "decline" if decision.declines else ""
            reply = {"reply": said_no} if said_no else {}
            return records.append("acceptances", [{"partnership": name, **reply, **said}], [scope])
        if decision.declines:
            message, hint = N_("only a creator declines"), N_("type --changes: what has to change first")
            records.refuse([Unmet(message, hint)])
        delegated = {"for": {"person": decision.delegate_of, "evidence": decision.delegation}}
        entry = {
            "person": decision.by,
            "scope": scope.name,
            **({"decision": "changes"} if decision.changes else {}),
            **said,
            **(delegated if decision.delegate_of else {}),
        }
        if not decision.changes:
            records.refuse(refusals.again(records.agreed, scope, decision.delegate_of or decision.by))
        return records.append("approvals", [entry], [scope])


def _confirmed(records: _Records, decision: Decision) -> Recorded:
    """The reply of one side to the recap in the records. Raises Problems, NamesNothing."""
    agreed = records.agreed
    parties = agreed.records.alignment.parties if agreed.records.alignment else ()
    records.known(decision.by, parties, N_('nobody on the call or in its answers is "{word}"'))
    scope = recap(agreed, decision.by)
    records.refuse(refusals.wrong_code(agreed, scope, decision.code))
    entry = {
        "who": decision.by,
        "version": agreed.campaign.version,
        "code": scope.code,
        "reply": "not-so" if decision.changes else "yes",
        "on": decision.on.isoformat(),
        **({"corrections": dict(decision.note)} if decision.note else {}),
        "evidence": decision.evidence,
    }
    return records.append("confirmations", [entry], [scope])


def kickoff(
    root: Path,
    campaign: str,
    on: datetime.date,
    *,
    effective: datetime.date | None = None,
    present: Sequence[str] = (),
    without: Collection[str] = (),
    reason: Mapping[str, str] | None = None,
) -> Recorded:
    """The kick-off of the present version in the records. Raises Problems, NamesNothing; then nothing is written."""
    with _Records.opened(root, campaign) as records:
        agreed = records.agreed
        for name in without:
            records.known(name, agreed.campaign.partnerships, N_('no partnership "{word}"'))
        records.refuse(progress.ended(agreed))
        begin = [name for name in agreed.campaign.partnerships if name not in without]
        unmet = list(progress.before_kickoff(agreed, begin))
        if agreed.campaign.status == progress.DRAFT:
            unmet = [
                Unmet(N_("it is a draft"), N_("set status: in-review first")),
                *progress.before_review(agreed),
                *unmet,
            ]
        records.refuse([*unmet, *progress.agreed_after(agreed, begin, on)])
        entry: dict[str, Any] = {
            "version": agreed.campaign.version,
            "on": on.isoformat(),
            "effective": (effective or on).isoformat(),
            **({"present": list(present)} if present else {}),
            "for": begin,
            **({"left_out": {name: dict(reason or {}) for name in without}} if without else {}),
        }
        return records.append("kickoffs", [entry], list(agreed.scopes.values()))


def send(
    root: Path, campaign: str, on: datetime.date, *, to: Collection[str] = (), way: str = "", document: str = ""
) -> Recorded:
    """Who was sent the present version, in the records. Raises Problems, NamesNothing; then nothing is written."""
    with _Records.opened(root, campaign) as records:
        agreed = records.agreed
        for name in to:
            people = agreed.project.organisation.people
            records.known(name, [*agreed.campaign.partnerships, *people], N_('no person or partnership "{word}"'))
        if not document:
            records.refuse([*progress.ended(agreed), *progress.before_approval(agreed)])
        entries, codes = [], []
        for entry in sendable(agreed.project, campaign, to):
            if not (way or entry["way"]):
                message, hint = (
                    N_("nothing says how {person} is reached"),
                    N_("give --way, or write email: in their file"),
                )
                records.refuse([Unmet(message, hint, values={"person": entry["to"]})])
            said = {**entry, "on": on.isoformat(), "way": way or entry["way"]}
            entries.append({**said, "document": document} if document else said)
            codes += [scope for scope in agreed.scopes.values() if scope.name == f"{PARTNERSHIP}{entry['to']}"]
        if not entries:
            records.refuse(
                [Unmet(N_("everybody has version {version} already"), values={"version": agreed.campaign.version})]
            )
        return records.append("sent", entries, codes)


def end(root: Path, campaign: str, said: Entry) -> Recorded:
    """The end of the present version in the records. Raises Problems, NamesNothing; then nothing is written."""
    with _Records.opened(root, campaign) as records:
        agreed = records.agreed
        for name in said.get("pays", ()):
            records.known(name, agreed.campaign.partnerships, N_('no partnership "{word}"'))
        records.refuse(progress.ended(agreed))
        now = progress.status(agreed.project, campaign)
        if said["status"] == progress.CLOSED and now != progress.IN_FORCE:
            message = N_("it is {status}: only what is in force is closed")
            records.refuse([Unmet(message, N_("what never began is stopped"), values={"status": now})])
        entry = {"status": said["status"], "version": agreed.campaign.version, **said}
        unlocked = said["status"] == progress.CLOSED and not ArchiveFolder.of(root).holds(campaign, entry["version"])
        return records.append("ends", [entry], list(agreed.scopes.values()), [progress.unarchived(agreed)] * unlocked)


class _Records:
    """The records of one campaign, while nobody else writes them."""

    def __init__(self, root: Path, project: Project, campaign: str) -> None:
        self.root = root
        self.path = _path_of(campaign)
        self.agreed = CampaignAgreements(project, campaign)

    @classmethod
    @contextmanager
    def opened(cls, root: Path, campaign: str) -> Iterator[_Records]:
        """The records of a campaign, held until they are written. Raises Problems, NamesNothing."""

        def busy() -> None:
            message, hint = N_("somebody else writes here at this moment"), N_("nothing was written; try again")
            raise Problems([problem(_path_of(campaign), message, hint=hint)])

        if not (root / _FOLDER).is_dir():
            # No campaign has records, and there is nothing to be held: this says which of the two is missing.
            cls._demand(load.load(root), campaign)
        try:
            with locks.held(root / _FOLDER, busy):
                project = load.load(root)
                cls._demand(project, campaign)
                yield cls(root, project, campaign)
        except locks.NoLock as error:
            raise Problems([error.problem(_FOLDER)]) from None

    @staticmethod
    def _demand(project: Project, campaign: str) -> None:
        """Raises NamesNothing where there is no such campaign, and Problems where it has no records."""
        if campaign not in project.campaigns:
            raise NamesNothing(N_('no campaign "{word}"'), campaign, list(project.campaigns))
        if campaign not in project.agreements:
            message = N_("there are no records of this campaign")
            hint = N_("type briefs new agreement {name}; records begin with a draft")
            raise Problems([problem(_path_of(campaign), message, hint=hint, name=campaign)])

    def scope(self, name: str) -> Scope:
        """The scope of a name. Raises NamesNothing."""
        self.known(name, self.agreed.scopes, N_('no scope "{word}"'))
        return self.agreed.scopes[name]

    def known(self, name: str, names: Collection[str], message: str) -> None:
        """Raises NamesNothing for a name that is not among some."""
        if name not in names:
            raise NamesNothing(message, name, list(names))

    def refuse(self, unmet: Collection[Unmet] | Iterator[Unmet]) -> None:
        """Raises Problems where there is anything that keeps an entry from being written."""
        found = [problem(self.path, each.message, hint=each.hint, **dict(each.values)) for each in unmet]
        if found:
            raise Problems(found)

    def append(
        self, field: str, entries: Sequence[Entry], kept: Sequence[Scope], unmet: Sequence[Unmet] = ()
    ) -> Recorded:
        """Entries added to a list, and what the codes in them stand for.

        Raises Problems where a rule is broken or anything is `unmet`, with all of it.
        """
        source = self.agreed.project.sources[self.path]
        values = dict(source.data)
        values[field] = [*(values.get(field) or []), *entries]
        text = edited(source, values)
        self._refuse_rewritten()
        _, after = load.examine(self.root, {self.path: text})
        more = [problem(self.path, each.message, hint=each.hint, **dict(each.values)) for each in unmet]
        if after or more:
            raise Problems([*(_without_place(found, self.path) for found in after), *more])
        files.publish_together({self.root / self.path: text.encode(), self._contents_path: self._contents(kept)})
        return Recorded(self.path, tuple(line for _, line in added(source.raw.decode(), text)))

    def _refuse_rewritten(self) -> None:
        """Raises Problems where an archived entry does not say any more what it said."""
        archive = ArchiveFolder.of(self.root)
        if archive.is_there():
            found = list(rewritten(self.agreed.project, ArchiveStore(archive.path), self.agreed.name))
            if found:
                raise Problems(found)

    @property
    def _contents_path(self) -> Path:
        return self.root / agreed_content.path_of(self.agreed.name)

    def _contents(self, kept: Sequence[Scope]) -> bytes:
        version = self.agreed.campaign.version
        contents = [
            AgreedContent(
                scope.name,
                version,
                {fact.name: AgreedValue(fact.path, fact.field, fact.value) for fact in scope.facts},
            )
            for scope in kept
        ]
        return self.agreed.kept.with_contents(contents).encoded()


def _path_of(campaign: str) -> str:
    return f"{_FOLDER}/{campaign}.yaml"


def _without_place(found: Problem, path: str) -> Problem:
    """A problem of a file that is not written: its lines are nowhere to be looked at."""
    return replace(found, line=0, column=0) if found.path == path else found
