from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest

from pipeline.archive.manifest import FORM, Index, Manifest, Release, StoredFile, encoded, sums

A, B = "a" * 64, "b" * 64
MANIFEST = {
    "form": FORM,
    "id": "lamp",
    "version": "1.1",
    "issued": "2027-02-01",
    "previous": {"version": "1.0", "manifest": A},
    "sources": "own",
    "program": {"version": "0.1.0", "source": B},
    "libraries": {"typst": "1.0"},
    "documents": [{"id": "lamp.brief.ru.pdf"}],
    "texts": {"lamp.brief.ru": B},
    "files": {"lamp.pdf": {"sha256": A, "bytes": 4}, "sources/content/lamp.yaml": {"sha256": B, "bytes": 5}},
}
INDEX = Index({"lamp": (Release("1.0", A), Release("1.1", B)), "candle": (Release("2.0", A),)})


def changed(**values: Any) -> bytes:
    return encoded({**MANIFEST, **values})


def test_a_manifest_says_what_it_holds() -> None:
    manifest = Manifest.read(encoded(MANIFEST))
    assert (manifest.id, manifest.version, manifest.previous) == ("lamp", "1.1", Release("1.0", A))
    assert manifest.files["lamp.pdf"] == StoredFile(A, 4)
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
        changed(issued="yesterday"),
        changed(issued=None),
        changed(texts=[]),
        changed(texts={"a": 1}),
        changed(program={}),
        changed(program={"version": 1, "source": "x"}),
        changed(libraries=[1]),
        changed(documents={}),
        changed(documents=["x"]),
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


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_a_manifest_without_one_of_its_parts_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        Manifest.read(encoded({key: value for key, value in MANIFEST.items() if key != name}))


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "sources/../../x", "sources\\x", "", ".", "sources//x"])
def test_a_manifest_that_lists_a_file_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        Manifest.read(changed(files={name: {"sha256": A, "bytes": 4}}))


@pytest.mark.parametrize("value", [None, True, 1, 1.5, "x", [], {}, [1], {"x": 1}, [[]], {"a": {"b": []}}])
def test_a_manifest_or_an_index_of_any_shape_is_read_or_refused(value: Any) -> None:
    for raw in (encoded(value), *(changed(**{name: value}) for name in MANIFEST)):
        for read in (Manifest.read, Index.read):
            with contextlib.suppress(ValueError):
                read(raw)
    with contextlib.suppress(ValueError):
        Index.read(encoded({"form": FORM, "subjects": value}))


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
        encoded({"form": FORM, "subjects": {"lamp": []}}),
        encoded({"form": FORM, "subjects": {"": []}}),
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
    lines = sums({"b.pdf": StoredFile(A, 1), "a b.pdf": StoredFile(B, 1)}, b"{}\n").decode().splitlines()
    assert [line.split("  ", 1)[1] for line in lines] == ["MANIFEST.json", "a b.pdf", "b.pdf"]
    assert lines[2] == f"{A}  b.pdf"
