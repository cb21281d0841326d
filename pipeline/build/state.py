"""What was built, from what: the state for the next build, and the manifest made from it for everyone."""

from __future__ import annotations

import re
import stat
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.base import font_package, saved
from pipeline.base.digests import of_bytes, of_pieces
from pipeline.base.files import publish_pieces
from pipeline.base.problems import Problem
from pipeline.build.fingerprint import Fingerprint

if TYPE_CHECKING:
    from pipeline.domain.targets import Target

MANIFEST = "manifest.json"
STATE = "state.json"

_SEALED = re.compile(rb'\{"seal": "(?P<seal>[0-9a-f]{64})", "state": (?P<state>.*)\}\n', re.DOTALL)
_DIGEST = re.compile("[0-9a-f]{64}")
_PARTS = tuple(part.name for part in fields(Fingerprint))
_OF_PROBLEMS = tuple(part.name for part in fields(Problem))


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
    claims: tuple[str, ...] = ()
    """The standards that the file says it keeps."""

    def fault(self, output: Path) -> str:
        """What became of the file since it was written: missing or altered; empty if it is as it was."""
        path = output / self.path
        try:
            # What has another size, or is no file at all, need not be read.
            status = path.stat()
            same = stat.S_ISREG(status.st_mode) and status.st_size == self.bytes
            return "" if same and of_bytes(path.read_bytes()) == self.sha256 else "output altered"
        except OSError:
            return "output missing"


def folder(name: str) -> str:
    """The folder below the output folder that the output of an id is in: that of its campaign or procedure."""
    return name.partition(".")[0]


def place(name: str) -> str:
    """The one place below the output folder where the output of an id is ever put."""
    return f"{folder(name)}/{name}"


def artifact(
    target: Target,
    data: bytes,
    pages: int | None,
    version: str,
    fingerprint: Fingerprint,
    claims: tuple[str, ...] = (),
) -> Artifact:
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
        claims=claims,
    )


@dataclass(frozen=True)
class LastInputs:
    """What the inputs of the last build ask for, so that the next one can tell that nothing changed.

    `inputs` is their digest and `fonts` that of each font file, by its package and the path in it; `targets` is every
    document they ask for, with its campaign; `current` those that were made from these very inputs. `failed` are those
    that could not be, with what would be wrong again, and nothing where another try may do. `reasons` says why these,
    and the other formats of their documents, were to be made.
    """

    inputs: str = ""
    fonts: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    current: frozenset[str] = frozenset()
    failed: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class State:
    """The outputs of earlier builds, by target id, with what each was made from.

    `rendered` is the digest of a document before its type was set: where it is the same, so is the rest.
    """

    artifacts: Mapping[str, Artifact]
    fingerprints: Mapping[str, Fingerprint]
    rendered: Mapping[str, str] = field(default_factory=dict)
    standing: LastInputs = LastInputs()
    manifest: str = field(default="", compare=False)
    """The digest of the manifest that was made from it."""

    def reason(self, target: Target, fingerprint: Fingerprint, output: Path) -> str:
        """Why a target is stale, from a closed list; empty if its output can stay."""
        record, before = self.artifacts.get(target.id), self.fingerprints.get(target.id)
        if record is None or before is None:
            return "new"
        for name, why in (("text", "text changed"), ("theme", "theme changed"), ("writer", "writer changed")):
            if getattr(before, name) != getattr(fingerprint, name):
                return why
        return record.fault(output)

    def files(self) -> list[str]:
        """Every file that it tells of, by its name in the output folder; fonts by where they are.

        Raises ModuleNotFoundError where the package of a font is gone.
        """
        fonts = [str(font_package.file(name)) for name in self.standing.fonts]
        return [STATE, MANIFEST, *(record.path for record in self.artifacts.values()), *fonts]


NOTHING = State({}, {})


def load(output: Path) -> State:
    """The state left by the last build; an empty one where there is none or it cannot be trusted.

    Anybody can seal a state: each value is held to its type, and each path to the folder `output`.
    """
    try:
        sealed = _SEALED.fullmatch(saved.content(output / STATE))
        if sealed is None or sealed["seal"].decode() != of_bytes(sealed["state"]):
            return NOTHING
        kept = saved.mapping(
            saved.parsed(sealed["state"]), "outputs", "fingerprints", "rendered", "standing", "manifest"
        )
        artifacts = {record.id: record for record in map(_artifact, saved.listed(kept["outputs"]))}
        fingerprints = {name: _fingerprint(value) for name, value in saved.mapping(kept["fingerprints"]).items()}
        if artifacts.keys() != fingerprints.keys():
            return NOTHING
        standing, manifest = _standing(kept["standing"]), saved.text(kept["manifest"])
        return State(artifacts, fingerprints, saved.texts(kept["rendered"]), standing, manifest)
    except (OSError, ValueError):
        return NOTHING


def _artifact(value: Any) -> Artifact:
    record = saved.mapping(value, *(item.name for item in fields(Artifact)))
    name = saved.text(record["id"])
    path = place(name)
    # What a record says of it may be deleted later.
    if "/" in name or saved.below(record["path"]) != path:
        raise ValueError(f"not at {path}")
    return Artifact(
        id=name,
        kind=saved.text(record["kind"]),
        campaign=_text_or_none(record["campaign"]),
        partnership=_text_or_none(record["partnership"]),
        market=_text_or_none(record["market"]),
        language=saved.text(record["language"]),
        format=saved.text(record["format"]),
        path=path,
        sha256=saved.text(record["sha256"], _DIGEST),
        bytes=saved.whole(record["bytes"]),
        pages=None if record["pages"] is None else saved.whole(record["pages"]),
        version=saved.text(record["version"]),
        fingerprint=saved.text(record["fingerprint"], _DIGEST),
        claims=tuple(map(saved.text, saved.listed(record["claims"]))),
    )


def _text_or_none(value: Any) -> str | None:
    return None if value is None else saved.text(value)


def _fingerprint(value: Any) -> Fingerprint:
    parts = saved.mapping(value, *_PARTS)
    return Fingerprint(**{part: saved.text(parts[part]) for part in _PARTS})


def _standing(value: Any) -> LastInputs:
    standing = saved.mapping(value, "inputs", "fonts", "targets", "current", "failed", "reasons")
    return LastInputs(
        saved.text(standing["inputs"]),
        {saved.below(name): saved.text(digest) for name, digest in saved.mapping(standing["fonts"]).items()},
        saved.texts(standing["targets"]),
        frozenset(map(saved.text, saved.listed(standing["current"]))),
        {
            saved.text(name): tuple(map(_problem, saved.listed(said)))
            for name, said in saved.mapping(standing["failed"]).items()
        },
        saved.texts(standing["reasons"]),
    )


def _problem(value: Any) -> Problem:
    said = saved.mapping(value, *_OF_PROBLEMS)
    values = saved.texts(said["values"])
    return Problem(
        path=saved.text(said["path"]),
        message=_message(said["message"], values),
        line=saved.whole(said["line"]),
        column=saved.whole(said["column"]),
        where=saved.text(said["where"]),
        hint=_message(said["hint"], values),
        values=tuple(values.items()),
    )


def _message(value: Any, values: Mapping[str, str]) -> str:
    """A message id whose placeholders are names of values, and no more: a width alone could fill the memory."""
    message = saved.text(value)
    for _, name, form, conversion in string.Formatter().parse(message):
        if name is not None and (name not in values or form or conversion):
            raise ValueError("no message id")
    return message


def save(output: Path, state: State, libraries: Mapping[str, str]) -> None:
    """Writes the state, then the manifest, which says nothing that the state does not. Raises OSError."""
    ordered, listed = sorted(state.artifacts), partial(manifest, state)
    standing = asdict(state.standing) | {
        "current": sorted(state.standing.current),
        "failed": {name: [_said(item) for item in said] for name, said in sorted(state.standing.failed.items())},
    }
    kept = {
        "libraries": dict(libraries),
        "outputs": [state.artifacts[name] for name in ordered],
        "fingerprints": {name: state.fingerprints[name] for name in ordered},
        "rendered": {name: state.rendered[name] for name in ordered if name in state.rendered},
        "standing": standing,
        "manifest": of_pieces(listed()),
    }
    publish_pieces(output / STATE, sealed(kept))
    publish_pieces(output / MANIFEST, listed)


def sealed(kept: Mapping[str, Any]) -> Callable[[], Iterable[bytes]]:
    """A state as it is saved: on one line, as nobody reads it and more of them take many times longer."""
    said = partial(saved.pieces, kept, levels=2)
    seal = of_pieces(said()).encode()
    return lambda: chain((b'{"seal": "%s", "state": ' % seal,), said(), (b"}\n",))


def _said(item: Problem) -> dict[str, Any]:
    return asdict(item) | {"values": dict(item.values)}


def manifest(state: State) -> Iterator[bytes]:
    """The manifest of a state: one record for each output, in the order of ids."""
    start = b"[\n "
    for name in sorted(state.artifacts):
        yield start + saved.dumped(state.artifacts[name], indent=1).replace(b"\n", b"\n ")
        start = b",\n "
    yield b"\n]\n" if state.artifacts else b"[]\n"
