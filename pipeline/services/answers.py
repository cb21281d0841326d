"""What was answered to a question about a project, for as long as nothing changed that it was answered from."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from pipeline.base import files, message_language, saved
from pipeline.build import inputs, seen
from pipeline.build.seen import Stamp

ANSWERS = "answers.json"
"""The file in the output folder that keeps what was answered last."""

_MOST = 100
"""So many answers are kept at a time: a program may ask for each document of many."""


def words(arguments: Sequence[str]) -> str:
    """What tells one question about a project from others: what was typed, and where, and what the terminal writes."""
    encoding = getattr(sys.stdout, "encoding", None)
    return json.dumps([*arguments, str(Path.cwd()), message_language.wanted(), encoding])


def again(root: Path, words: str) -> str | None:
    """What was answered last to a question about the project in a folder; None where something changed since."""
    output = root / "build"
    kept = _kept(output)
    if words not in kept.answers:
        return None
    found = inputs.found(root)
    stamp = None if found is None else _stamp(output, found.stamp, kept.files)
    return kept.answers[words] if stamp is not None and stamp.digest == kept.stamp else None


@dataclass(frozen=True)
class Question:
    """A question about a project, in words that tell it from others.

    `stamp` is what the system said of the inputs when it was asked; None where it says nothing of some file.
    """

    words: str
    output: Path
    stamp: Stamp | None
    moment: int

    @classmethod
    def about(cls, root: Path, words: str) -> Self:
        """A question about the project in a folder."""
        moment, found = time.time_ns(), inputs.found(root)
        return cls(words, root / "build", None if found is None else found.stamp, moment)

    def keep(self, answer: str) -> None:
        """Keeps what is answered, if the question was asked when all changes were long over and there is a build."""
        from pipeline.build import state

        # A folder with nothing but answers would not be known for an output folder of this program.
        if self.stamp is None or not (self.output / state.STATE).is_file():
            return
        # Where it cannot be kept, all is found out again.
        with contextlib.suppress(OSError, ModuleNotFoundError):
            names = state.load(self.output).files()
            stamp = _stamp(self.output, self.stamp, names)
            if stamp is None or not stamp.is_over(self.moment):
                return
            before = _kept(self.output)
            known = before.answers if before.stamp == stamp.digest else {}
            answers = dict([*known.items(), (self.words, answer)][-_MOST:])
            kept = json.dumps(_Kept(stamp.digest, tuple(names), answers)._asdict(), ensure_ascii=False)
            files.publish(self.output / ANSWERS, kept.encode("utf-8", "surrogatepass"))


class _Kept(NamedTuple):
    """Answers, the stamp of all that they were made from, and which files are that besides the inputs."""

    stamp: str = ""
    files: tuple[str, ...] = ()
    answers: dict[str, str] = {}


def _kept(output: Path) -> _Kept:
    """What is kept in an output folder; nothing where it is not whole."""
    try:
        kept = saved.mapping(saved.parsed(saved.content(output / ANSWERS)), *_Kept._fields)
        names = map(saved.text, saved.listed(kept["files"]))
        return _Kept(saved.text(kept["stamp"]), tuple(names), saved.texts(kept["answers"]))
    except (OSError, ValueError):
        return _Kept()


def _stamp(output: Path, found: Stamp, names: Iterable[str]) -> Stamp | None:
    """What the system says of the inputs, of which it says `found`, and of what an earlier build left or read besides.

    None where something of it is not there, or a run that was interrupted left something behind.
    """
    try:
        if any(files.temporaries(output)):
            return None
        return seen.with_more(found, output, names)
    except (OSError, ValueError):
        return None
