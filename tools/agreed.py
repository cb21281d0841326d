"""The codes in the sample's records, as its content is now: for whoever changed the sample and means it.

Every decision about a campaign's present version is given the code of the present content, and what these codes
stand for is kept anew; what no record names any more is dropped. In a project of one's own nobody does that: there, the
people are asked again.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pipeline.base.files import publish_together
from pipeline.checks import load
from pipeline.domain.approvals import CampaignAgreements
from pipeline.domain.recap import recap
from pipeline.domain.scopes import PARTNERSHIP, Scope
from pipeline.reading import agreed_content
from pipeline.reading.agreed_content import AgreedContent, AgreedContents, AgreedValue
from pipeline.reading.edited import edited

ROOT = Path(__file__).resolve().parent.parent

_FIELDS = ("confirmations", "approvals", "acceptances", "sent")
"""The records that name codes."""


def main() -> None:
    """Writes the records of each campaign of the sample, and says which."""
    project, _ = load.examine(ROOT)
    assert project is not None
    for name in project.agreements:
        agreed = CampaignAgreements(project, name)
        path = f"content/agreements/{name}.yaml"
        values, kept = _present(agreed, project.sources[path].data)
        text = edited(project.sources[path], values).encode()
        contents = agreed.kept.with_contents(map(_content(agreed), kept)).contents
        named = {entry["code"] for field in _FIELDS for entry in values[field] if "code" in entry}
        still = AgreedContents({code: content for code, content in contents.items() if code in named})
        publish_together({ROOT / path: text, ROOT / agreed_content.path_of(name): still.encoded()})
        sys.stdout.write(f"wrote {path}\n")


def _present(agreed: CampaignAgreements, data: dict[str, Any]) -> tuple[dict[str, Any], list[Scope]]:
    """The records with the codes of the present content, and the scopes that these are of."""
    values, kept = dict(data), []
    for field in _FIELDS:
        entries = []
        for entry in data.get(field) or []:
            scope = _scope(agreed, field, entry)
            if scope is not None and entry["version"] == agreed.campaign.version and "code" in entry:
                kept.append(scope)
                entry = {**entry, "code": scope.code}
            entries.append(entry)
        values[field] = entries
    return values, kept


def _scope(agreed: CampaignAgreements, field: str, entry: dict[str, Any]) -> Scope | None:
    if field == "confirmations":
        return recap(agreed, entry["who"])
    if field == "approvals":
        return agreed.scopes.get(entry["scope"])
    return agreed.scopes.get(f"{PARTNERSHIP}{entry.get('partnership') or entry.get('to')}")


def _content(agreed: CampaignAgreements) -> Any:
    def content(scope: Scope) -> AgreedContent:
        values = {fact.name: AgreedValue(fact.path, fact.field, fact.value) for fact in scope.facts}
        return AgreedContent(scope.name, agreed.campaign.version, values)

    return content


if __name__ == "__main__":
    main()
