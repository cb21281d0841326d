"""Six months of the sample, in both languages and both formats: each document of a month stands on its page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from pipeline.cli.main import main

pytestmark = pytest.mark.long


@pytest.mark.parametrize("kind", ["ritual", "cohort"])
def test_six_months_are_built_each_document_on_its_page(copy: Path, kind: str) -> None:
    done = CliRunner(env={"LANGUAGE": "en"}).invoke(main, ["build", f"2027-0[1-6].{kind}", "--project", str(copy)])
    assert done.exit_code == 0, done.output
    made = sorted((copy / "build").glob(f"2027-0[1-6]/*.{kind}.*.pdf"))
    assert {path.parent.name for path in made} == {f"2027-0{month}" for month in range(1, 7)}
    assert {path.name.rsplit(".", 2)[1] for path in made} == {"en", "ru"}
    assert all(path.with_suffix(".docx").is_file() for path in made)
    for path in made:
        with pypdfium2.PdfDocument(path) as document:
            assert len(document) == 1, path.name
