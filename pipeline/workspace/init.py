"""A folder, languages and markets → a workspace: content to start from, and what tools need beside it."""

from __future__ import annotations

import datetime
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import babel

from pipeline.base import files, program
from pipeline.base.assets import Assets
from pipeline.checks import load
from pipeline.model.language import Language
from pipeline.reading.location import MARK
from pipeline.workspace import market_library, new, schema
from pipeline.workspace.language_choice import in_languages
from pipeline.workspace.starting_texts import StartingTexts, flow
from pipeline.workspace.starting_values import CannotStart

_TEMPLATES = "templates/new/workspace"
_PLAIN = {
    "Makefile": "Makefile",
    "editorconfig": ".editorconfig",
    "extensions.json": ".vscode/extensions.json",
    "gitattributes": ".gitattributes",
    "gitignore": ".gitignore",
}
"""What tools look for, by the names of the files that it is copied from: a wheel leaves hidden ones out."""
_FROM_THE_SAMPLE = ("content/metrics.yaml", "content/platforms.yaml")
"""What says nothing of one organization."""
_PROCEDURE = "working-with-creators"
_ALLOWED = frozenset({".git"})
"""What may be in a folder that counts as empty."""


@dataclass(frozen=True)
class Wanted:
    """What a workspace starts with: its name, languages, the ids of its markets, and the day its procedure is of."""

    name: str
    languages: Sequence[str]
    markets: Sequence[str]
    issued: datetime.date | None = None


def usual() -> Wanted:
    """The languages and markets of the sample, which a workspace has where none are asked for. Raises Problems."""
    sample = load.load(program.assets())
    return Wanted("", sample.organisation.languages, tuple(sample.markets))


def start(folder: Path, wanted: Wanted) -> None:
    """Makes a workspace of a folder that is not there or empty. Raises CannotStart, Problems, OSError."""
    wanted = replace(wanted, name=wanted.name or _title(folder))
    with _Staged(folder) as stage:
        _content(stage, wanted)
        _beside(stage, wanted.name)


def start_sample(folder: Path) -> None:
    """Makes a workspace with the program's sample in it. Raises CannotStart, Problems, OSError."""
    with _Staged(folder) as stage:
        shutil.copytree(program.assets() / "content", stage / "content", ignore=shutil.ignore_patterns(".*", "*~"))
        _beside(stage, _title(folder))


class _Staged:
    """A folder beside the one that is wanted, whose entries go there when all of them are right."""

    def __init__(self, folder: Path) -> None:
        self.folder = files.real(folder)

    def __enter__(self) -> Path:
        _refuse(self.folder)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.stage = Path(tempfile.mkdtemp(dir=self.folder.parent, prefix=".", suffix=".part"))
        return self.stage

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                _refuse(self.folder)
                self.folder.mkdir(exist_ok=True)
                for path in sorted(self.stage.iterdir()):
                    path.rename(self.folder / path.name)
        finally:
            shutil.rmtree(self.stage, ignore_errors=True)


def _refuse(folder: Path) -> None:
    if (folder / MARK).exists():
        raise CannotStart(
            "{folder} is a workspace already (nothing was written; briefs check says how it is)", folder=folder
        )
    if folder.exists() and not folder.is_dir():
        raise CannotStart("{folder} is a file (name a folder that is not there yet, or an empty one)", folder=folder)
    there = sorted(path.name for path in folder.iterdir() if path.name not in _ALLOWED) if folder.exists() else []
    if there:
        raise CannotStart(
            "{folder} is not empty, it has {there} (name a folder that is not there, or an empty one)",
            folder=folder,
            there=there[0],
        )


def _content(stage: Path, wanted: Wanted) -> None:
    """Writes the content: what markets name goes first."""
    assets = Assets.of(None)
    known = load.languages(program.assets())
    _check_languages(wanted.languages, known)
    cldr = {name: known[name].cldr for name in wanted.languages}
    home = market_library.home(babel.Locale.parse(next(iter(cldr.values()))))
    _write(stage, MARK, _organisation(assets, wanted, market_library.time_zone(assets, home)))
    sample = load.load(program.assets()).organisation.languages
    for name in _FROM_THE_SAMPLE:
        _write(stage, name, in_languages((program.assets() / name).read_text(encoding="utf-8"), sample, cldr))
    for market in wanted.markets:
        new.start(stage, "market", market)
    verified = [rule.verified_on for record in load.load(stage).markets.values() for rule in record.rules.values()]
    new.start(stage, "sop", _PROCEDURE, wanted.issued or max(verified, default=None))
    schema.write(stage)


def _check_languages(wanted: Sequence[str], known: Mapping[str, Language]) -> None:
    for name in wanted:
        if name not in known:
            raise CannotStart('there is no language "{name}" ({known})', name=name, known=", ".join(known))


def _organisation(assets: Assets, wanted: Wanted, usual_zone: str) -> str:
    """The text of the organization's file: somebody leads each market, and one person answers creators."""
    texts = StartingTexts(wanted.languages)
    zones = {name: market_library.time_zone(assets, market_library.territory(name)) for name in wanted.markets}
    values = {
        "name": flow(dict.fromkeys(wanted.languages, wanted.name)),
        "languages": tuple(wanted.languages),
        "leads": tuple({"id": f"lead-{name}", "zone": zone or usual_zone} for name, zone in zones.items()),
        "text": texts.text,
    }
    return new.rendered(assets, f"{_TEMPLATES}/organisation.yaml", values, MARK)


def _beside(stage: Path, title: str) -> None:
    """Writes what stands beside the content."""
    assets = Assets.of(None)
    for source, name in _PLAIN.items():
        _write(stage, name, assets.path(f"{_TEMPLATES}/{source}").read_text(encoding="utf-8"))
    _write(stage, ".vscode/settings.json", _settings(stage))
    _write(stage, "README.md", new.rendered(assets, f"{_TEMPLATES}/README.md", {"title": title}, "README.md"))


def _settings(stage: Path) -> str:
    """Where an editor finds the schema of each file, for files without a line that names it."""
    schemas = {}
    for name in sorted(schema.files(stage).keys() - {schema.WHOLE}):
        alone = f"content/{Path(name).stem}.yaml"
        schemas[name] = [alone if (stage / alone).is_file() else f"content/{Path(name).stem}s/*.yaml"]
    return json.dumps({"yaml.schemas": schemas, "files.eol": "\n"}, indent=2) + "\n"


def _write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    files.publish(folder / name, text.encode())


def _title(folder: Path) -> str:
    return files.real(folder).name.replace("-", " ").replace("_", " ").title()
