from __future__ import annotations

from pathlib import Path

from samples import load, only_kinds


def test_the_formats_are_those_of_all_kinds(minimal: Path) -> None:
    kinds = minimal / "templates/kinds"
    only_kinds(minimal, "note", "sheet")
    for name, formats in (("note", "[pdf]"), ("sheet", "[docx, pdf]")):
        (kinds / f"{name}.html").write_text(f"---\nvary: [campaign]\nformats: {formats}\n---\n", encoding="utf-8")
    assert load(minimal).formats == ("docx", "pdf")
