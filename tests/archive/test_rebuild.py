from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.archive import release
from pipeline.archive.manifest import MANIFEST, encoded
from pipeline.archive.rebuild import RebuildResult, rebuild
from pipeline.archive.release import Work
from pipeline.archive.store import ArchiveStore, names


def rebuilt(folder: Path, version: str = "1.1") -> RebuildResult:
    return rebuild(ArchiveStore(folder / "archive"), "dawn", version, "archive", Work(jobs=1))


def edited(folder: Path, name: str, content: bytes, version: str = "1.1") -> None:
    path = folder / "archive/dawn" / version / name
    path.chmod(0o644)
    path.write_bytes(content)


@pytest.mark.long
def test_every_version_comes_out_as_it_is_archived(two_versions: Path) -> None:
    before = names(two_versions / "archive")
    for version in ("1.0", "1.1"):
        count = len(names(two_versions / "archive/dawn" / version)) - 1
        assert rebuilt(two_versions, version) == RebuildResult(version, count, ())
    assert names(two_versions / "archive") == before


@pytest.mark.long
def test_a_document_that_comes_out_otherwise_is_named(kept: Path) -> None:
    edited(kept, "dawn.brief.ivan.en.pdf", b"%PDF-1.7 forged")
    assert [str(item) for item in rebuilt(kept).findings] == [
        "archive/dawn/1.1/dawn.brief.ivan.en.pdf: differs when rebuilt"
    ]


def test_other_libraries_are_named_and_nothing_is_compared(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = release.libraries

    def other(project: object) -> dict[str, str]:
        return {**now(project), "babel": "1.0"}  # type: ignore[arg-type]

    monkeypatch.setattr(release, "libraries", other)
    [line] = [str(item) for item in rebuilt(kept).findings]
    assert line.startswith("archive/dawn/1.1: cannot be compared: made with babel ")
    assert line.endswith(", but 1.0 is installed")


def record(folder: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads((folder / "archive/dawn/1.1" / MANIFEST).read_text(encoding="utf-8"))
    return content


def test_another_program_that_writes_the_same_documents_proves_them(kept: Path) -> None:
    edited(kept, MANIFEST, encoded({**record(kept), "program": {"version": "0.0.9", "source": "0" * 64}}))
    assert rebuilt(kept).findings == ()


def test_another_program_that_writes_others_cannot_compare(kept: Path) -> None:
    edited(kept, MANIFEST, encoded({**record(kept), "program": {"version": "0.0.9", "source": "0" * 64}}))
    edited(kept, "dawn.brief.ivan.en.pdf", b"%PDF-1.7 of an older program")
    [line] = [str(item) for item in rebuilt(kept).findings]
    assert line.startswith("archive/dawn/1.1: cannot be compared: made by briefs 0.0.9 (000000000000), but this is ")


def test_sources_that_cannot_be_read_are_no_crash(kept: Path) -> None:
    edited(kept, "sources/content/campaigns/dawn.yaml", b"name: {")
    found = [str(item) for item in rebuilt(kept).findings]
    assert found[0].startswith("archive/dawn/1.1/sources: cannot be read by this version of the program; made by ")
    assert len(found) > 1
