"""Campaign → the sheet of its approvals: scopes by people, each creator's reply, and what shows each decision."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.approvals import CampaignAgreements, Difference, Standing
from pipeline.domain.field_names import FieldName, Value, field_name, typed_value
from pipeline.domain.scopes import MARKET, PARTNERSHIP
from pipeline.model.agreements import Approval
from pipeline.model.localized import Localized
from pipeline.model.organisation import Person
from pipeline.reading.project import Project


@dataclass(frozen=True)
class ScopeRow:
    """One scope of the brand: its code, and what each of the sheet's people decided; None where it is not theirs.

    `market` is the name of the market, where the scope is of one.
    """

    name: str
    code: str
    market: Localized | None
    cells: tuple[Standing | None, ...]

    @property
    def approved(self) -> bool:
        """Whether everybody approved it as it is now."""
        return all(cell.state == "approved" for cell in self.cells if cell is not None)


@dataclass(frozen=True)
class CreatorRow:
    """One partnership: the code of its brief, when it was sent last, and the reply."""

    creator: Localized
    code: str
    sent: datetime.date | None
    reply: Standing


@dataclass(frozen=True)
class ChangeRow:
    """One value that changed since: its field, what was and is there, and the language of a text of one language."""

    field: FieldName
    was: Value
    now: Value
    language: str | None = None

    @property
    def place(self) -> str:
        """The path of the field, the same for each of its languages."""
        return self.field.path.removesuffix(f".{self.language}")


@dataclass(frozen=True)
class DecisionRow:
    """One approval in the order of the records; `fell` is whether another content has taken its place since."""

    person: Person
    market: Localized | None
    approval: Approval
    fell: bool
    why: tuple[ChangeRow, ...]


@dataclass(frozen=True)
class ApprovalSheet:
    """Everything that the sheet says."""

    people: tuple[Person, ...]
    scopes: tuple[ScopeRow, ...]
    creators: tuple[CreatorRow, ...]
    decisions: tuple[DecisionRow, ...]

    @property
    def approved(self) -> int:
        """How many scopes everybody approved as they are now."""
        return sum(row.approved for row in self.scopes)


def told(rows: Sequence[ChangeRow], language: str) -> tuple[ChangeRow, ...]:
    """What changed, as a document in one language tells it: each text in that language where it changed there."""
    own = {row.place for row in rows if row.language in (None, language)}
    return tuple(row for row in rows if row.language in (None, language) or row.place not in own)


def approval_sheet(project: Project, name: str, language: str) -> ApprovalSheet:
    """The sheet of a campaign in one language."""
    agreed = CampaignAgreements(project, name)
    ids = tuple(dict.fromkeys(person for people in agreed.approvers.values() for person in people))
    people = project.organisation.people
    standing = {(each.scope, each.person): each for each in agreed.approvals}
    return ApprovalSheet(
        people=tuple(people[person] for person in ids),
        scopes=tuple(
            ScopeRow(
                scope,
                agreed.scopes[scope].code,
                _market(project, scope),
                tuple(standing.get((scope, person)) for person in ids),
            )
            for scope in agreed.approvers
        ),
        creators=tuple(_creators(agreed)),
        decisions=tuple(_decisions(agreed, language)),
    )


def _creators(agreed: CampaignAgreements) -> Iterator[CreatorRow]:
    for reply in agreed.acceptances:
        partnership = agreed.campaign.partnerships[reply.person]
        days = [sent.on for sent in agreed.records.sent if sent.to == reply.person]
        code = agreed.scopes[f"{PARTNERSHIP}{reply.person}"].code
        yield CreatorRow(agreed.project.creators[partnership.creator].name, code, max(days, default=None), reply)


def _decisions(agreed: CampaignAgreements, language: str) -> Iterator[DecisionRow]:
    for entry in agreed.records.approvals:
        scope = agreed.scopes.get(entry.scope)
        fell = scope is not None and entry.code != scope.code
        why = agreed.difference(entry.scope, entry.code) or () if fell else ()
        person = agreed.project.organisation.people[entry.principal]
        rows = tuple(_changed(agreed, difference) for difference in why)
        yield DecisionRow(person, _market(agreed.project, entry.scope), entry, fell, told(rows, language))


def _changed(agreed: CampaignAgreements, difference: Difference) -> ChangeRow:
    field = difference.field
    name = field_name(agreed.project, agreed.name, difference.path, field)
    last = field.rpartition(".")[2]
    language = last if last in agreed.project.languages else None
    return ChangeRow(name, typed_value(field, difference.was), typed_value(field, difference.now), language)


def _market(project: Project, scope: str) -> Localized | None:
    """The name of the market that a scope is of."""
    market = project.markets.get(scope.removeprefix(MARKET)) if scope.startswith(MARKET) else None
    return market.name if market else None
