"""The words of every document of a project as plain data, for those who have no template of ours: FOLDER FILE."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.checks import load
from pipeline.document.tree import Aside, Block, DefinitionList, Heading, List, Paragraph, Section, Table, plain
from pipeline.domain import targets
from pipeline.rendering.compose import Composer


def blocks(found: tuple[Block, ...]) -> Iterator[dict[str, Any]]:
    """Headings, paragraphs and tables: what any peer can print."""
    for block in found:
        match block:
            case Heading(level, _, children):
                yield {"kind": f"h{level}", "text": plain(children)}
            case Paragraph(_, children):
                yield {"kind": "p", "text": plain(children)}
            case List(_, _, items):
                yield from (part for item in items for part in blocks(item))
            case DefinitionList(_, entries):
                rows = [[plain(entry.term), " ".join(map(plain, entry.details))] for entry in entries]
                yield {"kind": "table", "head": [], "rows": rows}
            case Table(_, _, caption, head, rows):
                if caption is not None:
                    yield {"kind": "h2", "text": plain(caption.children)}
                cells = [[plain(cell.children) for cell in row.cells] for row in (*head, *rows)]
                yield {"kind": "table", "head": cells[: len(head)], "rows": cells[len(head) :]}
            case Section(_, _, inner) | Aside(_, inner):
                yield from blocks(inner)


def main(folder: Path, file: Path) -> None:
    """Writes the documents as a list of records."""
    project = load.load(folder)
    composer = Composer(project)
    made = [
        {
            "id": target.document,
            "language": target.language,
            "paper": composer.compose(target).property("paper"),
            "blocks": list(blocks(composer.compose(target).blocks)),
        }
        for target in targets.targets(project, "*.pdf")
    ]
    file.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
