"""Milliseconds from an edited text to its new page where everything is loaded: python -m tools.bench.edits FOLDER."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from pipeline.base import cycles
from pipeline.preview import engine
from pipeline.preview.session import PDF, PHONE, Edition

EDITS = 9
_EDITED = "Let us into your morning"
"""What one creator of a generated project is asked for."""


def main(folder: Path) -> None:
    """Prints a line for each format: its name, and how long each edit took."""
    path = folder / "content/campaigns/wave-001.yaml"
    text = path.read_text(encoding="utf-8")
    # As in the process that makes pages for a board.
    cycles.look_rarely()
    engine.start(folder)
    document = "wave-001.brief.anna-ivanova-1.en"
    try:
        for form in (PHONE, PDF):
            engine.view(Edition(document, form))
            taken = []
            for number in range(EDITS):
                path.write_text(text.replace(_EDITED, f"{_EDITED} {number}", 1), encoding="utf-8")
                begun = time.perf_counter()
                engine.changed()
                found = engine.view(Edition(document, form))
                taken.append(1000 * (time.perf_counter() - begun))
                if found.problems or not found.content:
                    raise SystemExit("\n".join(map(str, found.problems)) or "no page")
            sys.stdout.write(f"{form} {' '.join(f'{each:.1f}' for each in taken)}\n")
    finally:
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
