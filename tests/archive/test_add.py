from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, archived, edit

from pipeline.archive.store import names
from pipeline.base.problems import Problems


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {name: ((folder / name).read_bytes(), (folder / name).stat().st_mtime_ns) for name in names(folder)}


def refused(folder: Path) -> list[str]:
    """What is said of a version that is not archived; the archive stays as it is."""
    before = {name: state for name, state in tree(folder / "archive").items() if name != ".lock"}
    with pytest.raises(Problems) as found:
        archived(folder)
    assert {name: state for name, state in tree(folder / "archive").items() if name != ".lock"} == before
    return [str(item) for item in found.value.problems]


@pytest.mark.long
def test_the_same_content_again_is_there_already(kept: Path) -> None:
    before = tree(kept / "archive")
    done = archived(kept)
    assert not done.added
    assert tree(kept / "archive") == before


def test_a_comment_is_no_other_content(kept: Path) -> None:
    (kept / CAMPAIGN).write_text("# A note.\n" + (kept / CAMPAIGN).read_text(encoding="utf-8"), encoding="utf-8")
    assert not archived(kept).added


def test_other_content_under_the_same_version_is_refused_with_its_places(kept: Path) -> None:
    [ask] = edit(kept, CAMPAIGN, ("en: Three posts about", "en: ^Six posts about"))
    assert refused(kept) == [
        f"{CAMPAIGN}:{ask}: partnerships.ivan.ask.en: changed since version 1.1 was archived; it said "
        f'"Three posts about the lamp." (update version and issued in {CAMPAIGN}, or undo the change)'
    ]


def test_another_look_under_the_same_version_is_refused(kept: Path) -> None:
    sheet = kept / "templates/theme/print.typ"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "\n// wider\n", encoding="utf-8")
    assert refused(kept) == [
        f"templates/theme/print.typ: changed since version 1.1 was archived "
        f"(update version and issued in {CAMPAIGN}, or undo the change)"
    ]


def test_a_raised_version_is_added(kept: Path) -> None:
    before = tree(kept / "archive/dawn/1.1")
    edit(
        kept,
        CAMPAIGN,
        ("en: Three posts about", "en: Six posts about"),
        ('version: "1.1"\nissued: 2027-02-03', 'version: "1.10"\nissued: 2027-02-04'),
    )
    assert archived(kept).added
    assert tree(kept / "archive/dawn/1.1") == before
    assert sorted(path.name for path in (kept / "archive/dawn").iterdir()) == ["1.0", "1.1", "1.10"]


@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_what_is_not_agreed_is_refused(kept: Path, status: str) -> None:
    [place] = edit(kept, CAMPAIGN, ("status: in-force", f"status: ^{status}"))
    assert refused(kept) == [
        f"{CAMPAIGN}:{place}: status: {status}: only versions in force can be archived (set it to in-force once it is agreed)"
    ]


@pytest.mark.parametrize("version", ["0.9", "1.01"])
def test_a_version_out_of_order_is_refused(kept: Path, version: str) -> None:
    [place] = edit(kept, CAMPAIGN, ('version: "1.1"', f'version: ^"{version}"'))
    assert refused(kept) == [
        f"{CAMPAIGN}:{place}: version: {version} is not newer than 1.1, the latest archived version (update version and issued)"
    ]


def test_a_version_issued_before_the_newest_is_refused(kept: Path) -> None:
    [version, place] = edit(
        kept, CAMPAIGN, ('version: "1.1"', 'version: ^"1.2"'), ("issued: 2027-02-03", "issued: ^2027-02-01")
    )
    assert version
    assert refused(kept) == [
        f"{CAMPAIGN}:{place}: issued: 2027-02-01 is before 2027-02-03, when 1.1 was issued (update version and issued)"
    ]


def test_nothing_is_added_to_a_damaged_archive(kept: Path) -> None:
    path = kept / "archive/dawn/1.0/README.txt"
    path.chmod(0o644)
    path.write_text("other", encoding="utf-8")
    path.chmod(0o444)
    edit(kept, CAMPAIGN, ('version: "1.1"', 'version: "1.2"'))
    [line] = refused(kept)
    assert line.startswith("archive/dawn/1.0/README.txt: has 5 bytes; ")


def test_a_damaged_index_is_a_problem_and_no_crash(kept: Path) -> None:
    index = kept / "archive/INDEX.json"
    index.chmod(0o644)
    index.write_text("{", encoding="utf-8")
    edit(kept, CAMPAIGN, ('version: "1.1"', 'version: "1.2"'))
    assert refused(kept)[0] == "archive/INDEX.json: has changed since it was written"


def test_an_archive_without_its_index_gets_no_new_one(kept: Path) -> None:
    (kept / "archive/INDEX.json").unlink()
    edit(kept, CAMPAIGN, ('version: "1.1"', 'version: "1.2"'))
    assert refused(kept) == [
        "archive/INDEX.json: is missing (it lists every archived version)",
        "archive/dawn: this folder was never archived",
    ]


def test_a_folder_that_is_no_archive_is_not_made_one(only_briefs: Path) -> None:
    (only_briefs / "archive").mkdir()
    (only_briefs / "archive/letter.txt").touch()
    assert refused(only_briefs)[-1] == "archive/letter.txt: this file was never archived"


def test_a_campaign_without_documents_is_refused(only_briefs: Path) -> None:
    text = (only_briefs / CAMPAIGN).read_text(encoding="utf-8")
    (only_briefs / CAMPAIGN).write_text(text[: text.index("partnerships:")], encoding="utf-8")
    with pytest.raises(Problems) as found:
        archived(only_briefs)
    assert [str(item) for item in found.value.problems] == [f"{CAMPAIGN}: it has no documents to archive"]


def test_a_place_that_cannot_be_written_is_a_problem(kept: Path) -> None:
    (kept / "file").touch()
    with pytest.raises(Problems) as found:
        archived(kept, archive_path=kept / "file")
    assert [str(item) for item in found.value.problems] == ["archive: cannot be written: File exists"]
