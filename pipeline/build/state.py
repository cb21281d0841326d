"""What was built, from what: the state for the next build, and the manifest made from it for everyone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.base.digests import of_bytes
from pipeline.base.files import publish
from pipeline.build.fingerprint import Fingerprint

if TYPE_CHECKING:
    from pipeline.domain.targets import Target

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

    @property
    def folder(self) -> str:
        """The folder below the output folder that it is in."""
        return self.path.partition("/")[0]

    def fault(self, output: Path) -> str:
        """What became of the file since it was written: missing or altered; empty if it is as it was."""
        try:
            data = (output / self.path).read_bytes()
        except OSError:
            return "output missing"
        return "" if of_bytes(data) == self.sha256 else "output altered"


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
        sha256=of_bytes(data),
        bytes=len(data),
        pages=pages,
        version=version,
        fingerprint=fingerprint.digest,
    )


@dataclass(frozen=True)
class Standing:
    """What the inputs of the last build ask for, so that the next one can tell that nothing changed.

    `inputs` is their digest and `fonts` that of each font file, by its path; `targets` is every
    document they ask for, with its campaign; `current` those that were made from these very inputs.
    """

    inputs: str = ""
    fonts: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    current: frozenset[str] = frozenset()


@dataclass(frozen=True)
class State:
    """The outputs of earlier builds, by target id, with what each was made from.

    `rendered` is the digest of a document before its type was set: where it is the same, so is the rest.
    """

    artifacts: Mapping[str, Artifact]
    fingerprints: Mapping[str, Fingerprint]
    rendered: Mapping[str, str] = field(default_factory=dict)
    standing: Standing = Standing()

    def reason(self, target: Target, fingerprint: Fingerprint, output: Path) -> str:
        """Why a target is stale, from a closed list; empty if its output can stay."""
        record, before = self.artifacts.get(target.id), self.fingerprints.get(target.id)
        if record is None or before is None:
            return "new"
        for name, why in (("text", "text changed"), ("theme", "theme changed"), ("writer", "writer changed")):
            if getattr(before, name) != getattr(fingerprint, name):
                return why
        return record.fault(output)


NOTHING = State({}, {})


def load(output: Path) -> State:
    """The state left by the last build; an empty one where there is none or it cannot be trusted."""
    try:
        written = json.loads((output / STATE).read_bytes())
        kept = written["state"]
        if written["seal"] != of_bytes(_json(kept)):
            return NOTHING
        artifacts = {record["id"]: Artifact(**record) for record in kept["outputs"]}
        standing = kept["standing"]
        return State(
            artifacts,
            {name: Fingerprint(**fields) for name, fields in kept["fingerprints"].items()},
            kept["rendered"],
            Standing(standing["inputs"], standing["fonts"], standing["targets"], frozenset(standing["current"])),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return NOTHING


def save(output: Path, state: State, libraries: Mapping[str, str]) -> None:
    """Writes the state, then the manifest, which says nothing that the state does not. Raises OSError."""
    ordered = sorted(state.artifacts)
    standing = asdict(state.standing) | {"current": sorted(state.standing.current)}
    kept = {
        "libraries": dict(libraries),
        "outputs": [asdict(state.artifacts[name]) for name in ordered],
        "fingerprints": {name: state.fingerprints[name].fields() for name in ordered},
        "rendered": {name: state.rendered[name] for name in ordered if name in state.rendered},
        "standing": standing,
    }
    publish(output / STATE, _json({"seal": of_bytes(_json(kept)), "state": kept}))
    publish(output / MANIFEST, manifest(state))


def manifest(state: State) -> bytes:
    """The manifest of a state: one record for each output, in the order of ids."""
    return _json([asdict(state.artifacts[name]) for name in sorted(state.artifacts)])


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False) + "\n").encode()
