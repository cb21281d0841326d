"""Who approves which scope of a campaign, what each of them decided, and whether it still stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from pipeline.domain import editorial
from pipeline.domain.scopes import MARKET, MESSAGE, MONEY, NUMBERS, PARTNERSHIP, Scope, scopes
from pipeline.model.agreements import Acceptance, Agreements, Approval
from pipeline.model.campaign import Campaign
from pipeline.reading.agreed_content import AgreedContents, AgreedValue
from pipeline.reading.project import Project

State = Literal["approved", "fell", "changes", "missing"]
"""approved at its present content or one that means the same; at another; changes are asked for; nothing was said."""


@dataclass(frozen=True)
class Difference:
    """One value that is not what somebody agreed to. Empty values were not there, or are there no longer."""

    path: str
    field: str
    was: str
    now: str


@dataclass(frozen=True)
class Standing:
    """What one person decided about one scope, and what became of it.

    For the scope of a partnership the person is the partnership, whose creator accepts. `index` is the place
    of the decision in its list; `why` is what has changed since, None where nobody kept what it was.
    """

    scope: str
    person: str
    state: State
    decision: Approval | Acceptance | None = None
    index: int = 0
    why: tuple[Difference, ...] | None = ()


class CampaignAgreements:
    """What was agreed about one campaign, beside what it says now."""

    def __init__(self, project: Project, name: str) -> None:
        self.project = project
        self.name = name
        self.path = f"content/agreements/{name}.yaml"
        self.campaign: Campaign = project.campaigns[name]
        self.records = project.agreements.get(name) or Agreements()

    @cached_property
    def scopes(self) -> Mapping[str, Scope]:
        """Its scopes as they are now, by name."""
        return scopes(self.project, self.name)

    @cached_property
    def kept(self) -> AgreedContents:
        """What codes stood for; nothing where that cannot be read, which is told elsewhere."""
        try:
            return AgreedContents.read(self.project.folder, self.name)
        except (OSError, ValueError):
            return AgreedContents()

    @cached_property
    def approvers(self) -> Mapping[str, tuple[str, ...]]:
        """Who approves each scope of the brand, by id."""
        return approvers(self.project, self.campaign)

    @cached_property
    def approvals(self) -> tuple[Standing, ...]:
        """The last decision of each approver of each scope of the brand."""
        return tuple(
            self._standing(scope, person, self._decision(scope, person))
            for scope, people in self.approvers.items()
            for person in people
        )

    @cached_property
    def acceptances(self) -> tuple[Standing, ...]:
        """The last reply of each partnership."""
        return tuple(
            self._standing(f"{PARTNERSHIP}{name}", name, self._reply(name)) for name in self.campaign.partnerships
        )

    def difference(self, scope: str, code: str) -> tuple[Difference, ...] | None:
        """What a scope says now and did not say under a code; None where nobody kept what it said."""
        return self.since(self.scopes[scope], code) if scope in self.scopes else None

    def since(self, scope: Scope, code: str) -> tuple[Difference, ...] | None:
        """The same of what is no scope of the campaign itself, such as a recap."""
        if code == scope.code:
            return ()
        kept = self.kept.of(code)
        if kept is None:
            return None
        now = {fact.name: AgreedValue(fact.path, fact.field, fact.value) for fact in scope.facts}
        return tuple(_differences(kept.values, now))

    def _decision(self, scope: str, person: str) -> tuple[int, Approval] | None:
        found = [
            (index, entry)
            for index, entry in enumerate(self.records.approvals)
            if entry.scope == scope and entry.principal == person
        ]
        return found[-1] if found else None

    def _reply(self, partnership: str) -> tuple[int, Acceptance] | None:
        replies = enumerate(self.records.acceptances)
        found = [(index, entry) for index, entry in replies if entry.partnership == partnership]
        return found[-1] if found else None

    def _standing(self, scope: str, person: str, last: tuple[int, Approval | Acceptance] | None) -> Standing:
        if last is None:
            return Standing(scope, person, "missing")
        index, decision = last
        said = decision.decision if isinstance(decision, Approval) else decision.reply
        if said not in ("approve", "accept"):
            return Standing(scope, person, "changes", decision, index)
        if decision.code == self.scopes[scope].code:
            return Standing(scope, person, "approved", decision, index)
        why = self.difference(scope, decision.code)
        only_words = bool(why) and all(map(self._is_editorial, why or ()))
        return Standing(scope, person, "approved" if only_words else "fell", decision, index, why)

    def _is_editorial(self, change: Difference) -> bool:
        """Whether a change is one of words alone, and somebody else confirmed that it means the same."""
        language = self.project.languages.get(change.field.rpartition(".")[2])
        return (
            language is not None
            and bool(change.was and change.now)
            and not editorial.is_locked(change.field)
            and editorial.same_meaning(language, change.was, change.now)
            and editorial.confirmed(self.records.editorial, change.path, change.field, change.now)
        )


def approvers(project: Project, campaign: Campaign) -> Mapping[str, tuple[str, ...]]:
    """Who approves each scope of the brand: as the campaign says, else who answers for what it covers.

    That is finance for money, finance and the markets' leads for numbers, each lead for the market, and for the
    message all other approvers of the campaign.
    """
    primary = next((measure.owner for measure in campaign.metrics if measure.tier == "primary"), None)
    finance = [person for person in (project.organisation.finance or primary,) if person]
    leads = {name: project.markets[name].lead for name in campaign.markets if name in project.markets}
    others = [person for person in campaign.approvers if person not in (*finance, *leads.values(), campaign.owner)]
    usual = {
        MONEY: finance,
        NUMBERS: [*finance, *leads.values()],
        **{f"{MARKET}{name}": [lead] for name, lead in leads.items()},
        MESSAGE: others,
    }
    return MappingProxyType(
        {
            scope: tuple(dict.fromkeys(campaign.approves.get(scope) or people or campaign.approvers))
            for scope, people in usual.items()
        }
    )


def _differences(was: Mapping[str, AgreedValue], now: Mapping[str, AgreedValue]) -> Iterator[Difference]:
    for key in sorted({*was, *now}):
        old, new = was.get(key), now.get(key)
        if old is None and new is not None:
            yield Difference(new.path, new.field, "", new.value)
        elif old is not None and (new is None or old.value != new.value):
            place = new or old
            yield Difference(place.path, place.field, old.value, new.value if new else "")
