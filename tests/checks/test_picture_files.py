from __future__ import annotations

import pytest

from pipeline.checks import picture_files


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"\xff\xd8\xff\xe0", "JPEG"), (b"GIF89a", "GIF"), (b"MM\x00*", "TIFF"), (b"%PDF-1.7", "PDF"), (b"PNG", "")],
)
def test_a_file_is_known_by_what_it_begins_with(content: bytes, kind: str) -> None:
    assert picture_files.kind(content) == kind


def test_a_file_is_neither_too_large_nor_empty() -> None:
    assert [str(item) for item in picture_files.too_large(b"12345", "a.png", 4, "save less")] == [
        "a.png: 5 bytes; a picture has at most 4 (save less)"
    ]
    assert [str(item) for item in picture_files.too_large(b" \n", "a.png", 4)] == ["a.png: the file is empty"]
    assert picture_files.too_large(b"1234", "a.png", 4) == []
