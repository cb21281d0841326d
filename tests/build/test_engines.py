from __future__ import annotations

from pathlib import Path

import pytest
from samples import ORGANISATION, archived, load

from pipeline.archive.manifest import MANIFEST, Manifest
from pipeline.base.problems import Problems
from pipeline.build import engines
from pipeline.build.formats import check_formats
from pipeline.writers import registry


def chosen(folder: Path, engine: str) -> None:
    path = folder / ORGANISATION
    path.write_text(path.read_text(encoding="utf-8") + f"pdf_engine: {engine}\n", encoding="utf-8")


def test_an_engine_is_the_one_asked_for_or_that_of_the_organization(minimal: Path) -> None:
    assert engines.used(load(minimal)) == ""
    chosen(minimal, "weasyprint")
    assert engines.used(load(minimal)) == "weasyprint"
    assert engines.used(load(minimal), "typst") == "typst"


def test_an_engine_that_there_is_not_is_refused_at_its_place(minimal: Path) -> None:
    chosen(minimal, "latex")
    with pytest.raises(Problems) as found:
        check_formats(load(minimal))
    [problem] = found.value.problems
    assert str(problem).startswith(f"{ORGANISATION}:")
    assert str(problem).endswith("no PDFs by latex (typst, weasyprint)")


def test_what_the_system_lacks_is_told_with_what_to_type(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "missing", lambda name, engine: ("libpango-1.0-0",))
    chosen(minimal, "weasyprint")
    with pytest.raises(Problems) as found:
        check_formats(load(minimal))
    assert "(apt-get install libpango-1.0-0)" in str(found.value.problems[0])
    # The usual engine needs none of it.
    check_formats(load(minimal), "typst")


def test_what_claims_less_is_not_archived(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = registry.claims
    monkeypatch.setattr(registry, "claims", lambda name, engine="": usual(name, engine)[: 1 if engine else 2])
    chosen(minimal, "weasyprint")
    with pytest.raises(Problems) as found:
        archived(minimal)
    [problem] = [problem for problem in found.value.problems if "claim" in str(problem)]
    assert str(problem).startswith(f"{ORGANISATION}:")
    assert "dawn: PDFs by weasyprint do not claim PDF/UA-1" in str(problem)


@pytest.mark.system
def test_what_another_engine_made_is_archived_with_its_claims(minimal: Path) -> None:
    chosen(minimal, "weasyprint")
    archived(minimal)
    kept = Manifest.read((minimal / "archive/dawn/1.0" / MANIFEST).read_bytes())
    claims = {document["format"]: document["claims"] for document in kept.record["documents"]}
    assert claims == {"pdf": ["PDF/A-3a", "PDF/UA-1"], "docx": [], "html": []}


def test_every_engine_says_what_it_claims() -> None:
    assert registry.claims("pdf") == registry.claims("pdf", "weasyprint") == ("PDF/A-3a", "PDF/UA-1")
    assert registry.claims("docx", "weasyprint") == ()
