"""What was built, from what: the manifest for everyone, the fingerprints for the next build."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.fingerprint import Fingerprint, content
from pipeline.matrix import Target
from pipeline.publishing import publish

MANIFEST = "manifest.json"
STATE = "state.json"


@dataclass(frozen=True)
class Artifact:
    """One output as the manifest records it. `path` is relative to the output folder."""

    id: str
    kind: str
    campaign: str | None
    partnership: str | None
    market: str | None
    language: str
    format: str
    path: str
    sha256: str
    bytes: int
    pages: int | None
    version: str
    fingerprint: str


def artifact(target: Target, data: bytes, pages: int | None, version: str, fingerprint: Fingerprint) -> Artifact:
    """The record of a finished output."""
    return Artifact(
        id=target.id,
        kind=target.kind,
        campaign=target.campaign or None,
        partnership=target.partnership or None,
        market=target.market or None,
        language=target.language,
        format=target.format,
        path=target.path,
        sha256=content(data),
        bytes=len(data),
        pages=pages,
        version=version,
        fingerprint=fingerprint.digest,
    )


@dataclass(frozen=True)
class State:
    """The outputs of earlier builds, by target id, with what each was made from."""

    artifacts: Mapping[str, Artifact]
    fingerprints: Mapping[str, Fingerprint]

    def reason(self, target: Target, fingerprint: Fingerprint, output: Path) -> str:
        """Why a target is stale, from a closed list; empty if its output can stay."""
        record, before = self.artifacts.get(target.id), self.fingerprints.get(target.id)
        if record is None or before is None:
            return "new"
        for name, why in (("text", "text changed"), ("theme", "theme changed"), ("writer", "writer changed")):
            if getattr(before, name) != getattr(fingerprint, name):
                return why
        try:
            data = (output / record.path).read_bytes()
        except OSError:
            return "output missing"
        return "" if content(data) == record.sha256 else "output altered"


def load(output: Path) -> State:
    """The state left by the last build; an empty one where there is none or it cannot be trusted."""
    try:
        records = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
        digests = json.loads((output / STATE).read_text(encoding="utf-8"))["fingerprints"]
        artifacts = {record["id"]: Artifact(**record) for record in records}
        fingerprints = {name: Fingerprint(**fields) for name, fields in digests.items()}
        trusted = {
            name
            for name, record in artifacts.items()
            if name in fingerprints and fingerprints[name].digest == record.fingerprint and _is_below(record.path)
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return State({}, {})
    return State(
        {name: record for name, record in artifacts.items() if name in trusted},
        {name: fingerprint for name, fingerprint in fingerprints.items() if name in trusted},
    )


def _is_below(path: str) -> bool:
    """Whether a recorded path stays in the output folder: what is recorded may be removed."""
    return not Path(path).is_absolute() and ".." not in Path(path).parts


def save(output: Path, state: State, libraries: Mapping[str, str]) -> None:
    """Writes the manifest, then the fingerprints. Raises OSError."""
    ordered: Iterable[str] = sorted(state.artifacts)
    publish(output / MANIFEST, _json([asdict(state.artifacts[name]) for name in ordered]))
    digests = {name: state.fingerprints[name].fields() for name in ordered}
    publish(output / STATE, _json({"libraries": dict(libraries), "fingerprints": digests}))


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False) + "\n").encode()
