from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.base import saved


@pytest.mark.parametrize(
    "raw", [b"", b"\xff", b"[", b"[" * 100_000, b"{" * 100_000, b"NaN", b"-Infinity", b"1" * 5000, b'{"a": 1, "a": 1}']
)
def test_what_is_no_json_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError):
        saved.parsed(raw)


VALUES: list[Any] = [None, True, 1, -1, 1.5, "a", "\ud800", [], {}, {"a": 1}]


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        (saved.mapping, [{}, {"a": 1}]),
        (saved.listed, [[]]),
        (saved.text, ["a"]),
        (saved.texts, [{}]),
        (saved.whole, [1]),
        (saved.below, ["a"]),
    ],
)
def test_a_value_of_another_type_is_refused(read: Any, kept: list[Any]) -> None:
    for value in VALUES:
        if any(value is other or (value == other and type(value) is type(other)) for other in kept):
            assert read(value) == value
        else:
            with pytest.raises(ValueError):
                read(value)


def test_a_mapping_has_the_names_that_are_asked_for() -> None:
    with pytest.raises(ValueError):
        saved.mapping({"a": 1}, "a", "b")


@pytest.mark.parametrize("path", ["a", "a/b.pdf", ".hidden", "a b/ü", "...", "a..b"])
def test_a_path_below_its_folder_is_kept(path: str) -> None:
    assert saved.below(path) == path


@pytest.mark.parametrize("path", ["", "/", "/etc/passwd", "..", "../a", "a/../../b", "a/..", ".", "a//b", "a/", "a\\b", "C:a", "C:/a", "a\0b"])  # fmt: skip
def test_a_path_that_may_lead_out_of_its_folder_is_refused(path: str) -> None:
    with pytest.raises(ValueError):
        saved.below(path)


def test_only_files_are_read_and_no_large_ones(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert saved.content(tmp_path / "a") == b"abc"
    os.mkfifo(tmp_path / "pipe")
    for path, most in ((tmp_path / "a", 2), (tmp_path, 9), (tmp_path / "pipe", 9), (Path("/dev/zero"), 9)):
        with pytest.raises(ValueError):
            saved.content(path, most)
    with pytest.raises(FileNotFoundError):
        saved.content(tmp_path / "b")


@pytest.mark.parametrize("levels", [0, 1, 2, 3])
@pytest.mark.parametrize("value", [{}, [], {"a": {}, "b": []}, {"ё": [1, {"c": None}], "d": {"e": [[], "x"]}}])
def test_what_is_written_piece_by_piece_is_what_is_written_at_once(value: Any, levels: int) -> None:
    assert b"".join(saved.pieces(value, levels=levels)) == json.dumps(value, ensure_ascii=False).encode()
