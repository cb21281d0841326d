from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive.manifest import FORM, Index, Manifest, Release, Stored, encoded, small, sums

A, B = "a" * 64, "b" * 64
MANIFEST = {
    "form": FORM,
    "id": "lamp",
    "version": "1.1",
    "previous": {"version": "1.0", "manifest": A},
    "sources": "own",
    "texts": {"lamp.brief.ru": B},
    "files": {"lamp.pdf": {"sha256": A, "bytes": 4}, "sources/content/lamp.yaml": {"sha256": B, "bytes": 5}},
}
INDEX = Index({"lamp": (Release("1.0", A), Release("1.1", B)), "candle": (Release("2.0", A),)})


def changed(**values: Any) -> bytes:
    return encoded({**MANIFEST, **values})


def test_a_manifest_says_what_it_holds() -> None:
    manifest = Manifest.read(encoded(MANIFEST))
    assert (manifest.id, manifest.version, manifest.previous) == ("lamp", "1.1", Release("1.0", A))
    assert manifest.files["lamp.pdf"] == Stored(A, 4)
    assert manifest.sources == {"content/lamp.yaml": B}
    assert manifest.texts == {"lamp.brief.ru": B}
    assert not manifest.everything
    assert Manifest.read(changed(previous=None)).previous is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        changed(form=2),
        changed(id="../x"),
        changed(id=1),
        changed(version="1"),
        changed(previous=[]),
        changed(previous={"version": "1.0"}),
        changed(files=[]),
        changed(files={"a": 1}),
        changed(files={"a": {"sha256": "x", "bytes": 1}}),
        changed(files={"a": {"sha256": A, "bytes": "1"}}),
        changed(files={"a": {"sha256": A, "bytes": True}}),
    ],
)
def test_what_is_no_manifest_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError):
        Manifest.read(raw)


def test_an_index_reads_as_it_was_written() -> None:
    assert Index.read(INDEX.encoded()) == INDEX
    assert INDEX.of("lamp")[-1] == Release("1.1", B)
    assert INDEX.of("nobody") == ()


def test_a_further_version_comes_last() -> None:
    assert INDEX.with_release("lamp", Release("1.2", A)).of("lamp") == (*INDEX.of("lamp"), Release("1.2", A))
    assert INDEX.with_release("torch", Release("1.0", A)).of("torch") == (Release("1.0", A),)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        encoded({"form": FORM}),
        encoded({"form": FORM, "subjects": []}),
        encoded({"form": FORM, "subjects": {"lamp": [1]}}),
        encoded({"form": FORM, "subjects": {"lamp": 1}}),
        encoded({"form": FORM, "subjects": {"../lamp": []}}),
        json.dumps(json.loads(INDEX.encoded())).encode(),
        INDEX.encoded() + b"\n",
        INDEX.encoded().replace(b'"form": 1', b'"form": 1, "form": 1'),
    ],
)
def test_an_index_that_was_written_in_any_other_way_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError):
        Index.read(raw)


def test_checksums_list_every_file_and_the_manifest() -> None:
    lines = sums({"b.pdf": Stored(A, 1), "a b.pdf": Stored(B, 1)}, b"{}\n").decode().splitlines()
    assert [line.split("  ", 1)[1] for line in lines] == ["MANIFEST.json", "a b.pdf", "b.pdf"]
    assert lines[2] == f"{A}  b.pdf"


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        small(tmp_path)
    with pytest.raises(FileNotFoundError):
        small(tmp_path / "x")
