"""A file of the program → a copy in a workspace that goes before it, with its original beside."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline import __version__
from pipeline.base.assets import SHARED, Assets
from pipeline.base.files import publish
from pipeline.base.problems import nearest
from pipeline.workspace.own_files import ORIGINALS, VERSIONS, versions
from pipeline.workspace.starting_values import CannotStart


def eject(folder: Path, wanted: str) -> str:
    """The path of the copy that a workspace now has of one of the program's files. Raises CannotStart, OSError."""
    assets = Assets.of(folder)
    if assets.program is None:
        raise CannotStart("this folder is the program's own: its files can be edited as they are")
    name = _named(assets.program, wanted)
    if (folder / name).exists():
        raise CannotStart("{name} is there already (briefs doctor says what became of it)", name=name)
    content = (assets.program / name).read_bytes()
    publish(folder / ORIGINALS / name, content)
    known = {**versions(folder), name: __version__}
    publish(folder / VERSIONS, (json.dumps(known, indent=1, sort_keys=True) + "\n").encode())
    publish(folder / name, content)
    return name


def _named(program: Path, wanted: str) -> str:
    """The file that is meant: by its path, its name, its name without an ending, or the id of a language."""
    names = [name for part in SHARED for name, path in Assets(program).below(part) if path.is_file()]
    found = [name for name in names if wanted in (name, Path(name).name, Path(name).stem)]
    catalog = f"locales/{wanted}/LC_MESSAGES/messages.po"
    found = [wanted] if wanted in found else [catalog] if catalog in names else found
    if len(found) == 1:
        return found[0]
    if found:
        raise CannotStart('"{wanted}" may mean each of: {found}', wanted=wanted, found=", ".join(found))
    if close := nearest(wanted, [*names, *(Path(name).stem for name in names)]):
        raise CannotStart('the program has no file "{wanted}" (did you mean "{close}"?)', wanted=wanted, close=close)
    raise CannotStart(
        'the program has no file "{wanted}" (such as brief, theme, ru or templates/macros/terms.html)', wanted=wanted
    )
