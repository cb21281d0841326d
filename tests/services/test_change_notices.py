from __future__ import annotations

from pathlib import Path

from samples import CAMPAIGN, edit, load

from pipeline.services.change_notices import change_notice

FORMATS = ("html", "pdf")


def test_a_notice_of_what_one_creator_was_sent_before_is_a_file_in_each_format(kept: Path) -> None:
    edit(kept, CAMPAIGN, ("Два поста", "Три поста"))
    found = change_notice(load(kept), "dawn", "1.0", "ivan", FORMATS)
    assert [name.rpartition(".")[2] for name in found] == ["html", "pdf"]
    assert all(".changes.1.0-1.1." in name and "ivan" in name for name in found)
    [page] = [content.decode() for name, content in found.items() if name.endswith(".html")]
    assert "Три" in page and "Два" in page


def test_there_is_none_of_a_version_that_nobody_kept(kept: Path) -> None:
    assert change_notice(load(kept), "dawn", "0.9", "ivan", FORMATS) == {}


def test_there_is_none_where_nothing_has_changed(kept: Path) -> None:
    assert change_notice(load(kept), "dawn", "1.1", "ivan", FORMATS) == {}
