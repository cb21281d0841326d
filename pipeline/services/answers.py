"""What was answered to a question about a project, for as long as nothing changed that it was answered from."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pipeline.base import files, saved
from pipeline.build import inputs, state
from pipeline.build.seen import Stamp

ANSWERS = "answers.json"
"""The file in the output folder that keeps what was answered last."""


@dataclass(frozen=True)
class Question:
    """A question about a project, in any words that tell it from others.

    `stamp` is what the system said of the project when it was asked; None where it says nothing of some file.
    """

    words: str
    path: Path
    stamp: Stamp | None
    moment: int

    @classmethod
    def about(cls, root: Path, *words: str) -> Self:
        """A question about the project in a folder."""
        moment, found = time.time_ns(), inputs.found(root)
        return cls(json.dumps(words), root / "build" / ANSWERS, None if found is None else found.stamp, moment)

    def answered(self) -> str | None:
        """What was answered last; None where something changed since, or nobody asked."""
        return None if self.stamp is None else self._kept(self.stamp).get(self.words)

    def keep(self, answer: str) -> None:
        """Keeps what is answered, if the question was asked when all changes were long over and there is a build."""
        stamp = self.stamp
        # A folder with nothing but answers would not be known for an output folder of this program.
        if stamp is None or not stamp.is_over(self.moment) or not self.path.with_name(state.STATE).is_file():
            return
        kept = {"stamp": stamp.digest, "answers": {**self._kept(stamp), self.words: answer}}
        # Where it cannot be kept, the project is loaded again.
        with contextlib.suppress(OSError):
            files.publish(self.path, json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    def _kept(self, stamp: Stamp) -> Mapping[str, str]:
        """Every answer that was kept of the project as it is."""
        try:
            kept = saved.mapping(saved.parsed(saved.content(self.path)), "stamp", "answers")
            answers = saved.texts(kept["answers"])
        except (OSError, ValueError):
            return {}
        return answers if kept["stamp"] == stamp.digest else {}
