from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.archive.inspection import ArchiveInspector
from pipeline.archive.manifest import MANIFEST, SUMS, Manifest, StoredFile
from pipeline.archive.store import names, stored_file

VERSION = "lamp/1.0"


def inspected(folder: Path, listed: dict[str, StoredFile], raw: bytes = b"{}\n") -> list[str]:
    manifest = Manifest(
        id="lamp",
        version="1.0",
        issued="2027-02-01",
        previous=None,
        everything=False,
        files=listed,
        texts={},
        program={},
        libraries={},
        record={},
    )
    inspector = ArchiveInspector(folder, "archive")
    inspector.files(VERSION, raw, manifest)
    return [str(item) for item in inspector.findings]


def version(folder: Path) -> dict[str, StoredFile]:
    """A version of one file and what its manifest lists; without checksums."""
    (folder / VERSION).mkdir(parents=True)
    (folder / VERSION / "lamp.pdf").write_bytes(b"%PDF")
    (folder / VERSION / MANIFEST).write_bytes(b"{}\n")
    for path in (folder / VERSION).iterdir():
        path.chmod(0o444)
    return {"lamp.pdf": stored_file(folder / VERSION / "lamp.pdf")}


def test_checksums_have_to_be_those_of_the_manifest(tmp_path: Path) -> None:
    listed = version(tmp_path)
    assert inspected(tmp_path, listed) == [f"archive/{VERSION}/{SUMS}: is missing (it was archived)"]
    (tmp_path / VERSION / SUMS).write_text("no\n")
    (tmp_path / VERSION / SUMS).chmod(0o444)
    assert inspected(tmp_path, listed) == [f"archive/{VERSION}/{SUMS}: does not match the digests in {MANIFEST}"]


def test_a_change_of_size_is_told_from_a_change_of_content(tmp_path: Path) -> None:
    listed = version(tmp_path)
    for content, words in ((b"%PDF-1.7", "has 8 bytes; 4 were archived"), (b"%PDX", "differs from what was archived")):
        path = tmp_path / VERSION / "lamp.pdf"
        path.chmod(0o644)
        path.write_bytes(content)
        path.chmod(0o444)
        assert f"archive/{VERSION}/lamp.pdf: {words}" in inspected(tmp_path, listed)


def test_a_name_that_cannot_be_printed_is_shown_by_its_codes(tmp_path: Path) -> None:
    listed = version(tmp_path)
    (tmp_path / VERSION / "a\u202eb").touch()
    assert f"archive/{VERSION}/a\\u202eb: this file was never archived" in inspected(tmp_path, listed)


def test_without_a_manifest_links_alone_are_known_to_be_wrong(tmp_path: Path) -> None:
    version(tmp_path)
    (tmp_path / VERSION / "link").symlink_to("lamp.pdf")
    inspector = ArchiveInspector(tmp_path, "archive")
    inspector.files(VERSION, b"", None)
    assert [str(item) for item in inspector.findings if "link" in item.path] == [
        f"archive/{VERSION}/link: is a link; an archive may not contain links"
    ]
    shutil.rmtree(tmp_path / "lamp")


def test_folders_inside_are_looked_through(tmp_path: Path) -> None:
    listed = version(tmp_path)
    deep = tmp_path / VERSION / Path(*"abcdefghij")
    deep.mkdir(parents=True)
    (deep / "x").touch()
    found = inspected(tmp_path, listed)
    assert f"archive/{VERSION}/a: this folder was never archived" in found
    assert f"archive/{VERSION}/{'/'.join('abcdefghij')}/x: this file was never archived" in found
    assert names(tmp_path)
