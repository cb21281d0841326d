"""Whatever is done to an archive is named; an archive to which nothing was done is not accused."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive.manifest import INDEX, MANIFEST, SUMS, Index, Manifest, encoded, sums
from pipeline.archive.store import ATTRIBUTES, PENDING
from pipeline.archive.verify import VerificationResult, verify
from pipeline.base.locks import LOCK
from pipeline.base.problems import Problem

LEAST = 290
OLD, NEW = "dawn/1.0", "dawn/1.1"
SHARES = [0.0, 0.21, 0.5, 0.83, 1.0]


@pytest.fixture(scope="module")
def folder(two_versions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two versions that each test leaves as it found it."""
    return Path(shutil.copytree(two_versions / "archive", tmp_path_factory.mktemp("tampered") / "archive"))


def looked_at(folder: Path, only: str = "", *expected: str) -> VerificationResult:
    return verify(folder, "archive", only, expected)


def findings(folder: Path) -> list[str]:
    return [str(item) for item in looked_at(folder).findings]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in (LOCK, ATTRIBUTES))


@contextmanager
def restored(path: Path) -> Iterator[Path]:
    """A file or folder that is put back as it was, whatever is done to it."""
    store = _store(path)
    (shutil.copytree if path.is_dir() else shutil.copy2)(path, store)
    try:
        yield path
    finally:
        _remove(path)
        shutil.move(store, path)


def _store(path: Path) -> Path:
    """Where a copy stands meanwhile: beside the archive, not in it."""
    top = next(parent for parent in path.parents if parent.name == "archive").parent
    return top / f"{hashlib.sha256(str(path).encode()).hexdigest()}.kept"


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.is_symlink() or path.exists():
        path.unlink()


def named(folder: Path, path: Path, what: str) -> None:
    """Asserts that the archive is not as it was, and that what was done to is among what is named."""
    name = f"archive/{path.relative_to(folder).as_posix()}"
    found = looked_at(folder).findings
    assert found, f"{what} {name}: nothing was found"
    assert any(_names(item, name) for item in found), f"{what} {name}: {[str(item) for item in found]}"


def _names(item: Problem, name: str) -> bool:
    if name.endswith(INDEX) and INDEX in str(item):
        # A digest that changed there and the manifest that it was of accuse each other.
        return True
    return item.path == name or name.startswith(f"{item.path}/") or item.path.startswith(f"{name}/")


def rewrite(path: Path, content: bytes) -> None:
    """New content for a read-only file, which stays read-only."""
    mode = path.stat().st_mode
    path.chmod(0o644)
    path.write_bytes(content)
    path.chmod(mode)


# --- nothing was done -------------------------------------------------------


def test_an_archive_as_it_was_written_is_not_accused(folder: Path) -> None:
    done = looked_at(folder)
    assert done.findings == []
    [history] = done.histories
    assert [release.version for release in history.releases] == ["1.0", "1.1"]
    assert history.files == len(files(folder)) - 1
    assert history.digest == hashlib.sha256((folder / NEW / MANIFEST).read_bytes()).hexdigest()


def test_times_alone_say_nothing(kept: Path) -> None:
    for path in (kept / "archive").rglob("*"):
        os.utime(path, (1, 1))
    assert findings(kept / "archive") == []


def test_an_archive_may_stand_anywhere_and_be_read_by_one_who_may_not_write(kept: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere/Архив 2027"
    moved.parent.mkdir()
    shutil.move(kept / "archive", moved)
    for path in moved.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o400)
    assert findings(moved) == []


def test_no_archive_is_no_finding(tmp_path: Path) -> None:
    assert looked_at(tmp_path) == VerificationResult([], [])


def as_windows_has_it(folder: Path) -> None:
    """Changes line ends as git does for a clone on Windows, and leaves out what git does not keep."""
    for path in folder.rglob("*"):
        if path.is_file() and b"\0" not in path.read_bytes():
            path.chmod(0o644)
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
            path.chmod(0o444)


def test_line_ends_that_git_changed_are_named_with_what_to_type(kept: Path) -> None:
    folder = kept / "archive"
    as_windows_has_it(folder)
    (folder / ATTRIBUTES).unlink()
    remedy = " (type git config core.autocrlf false, delete the folder archive, then type git checkout -- archive)"
    said = findings(folder)
    assert said[0] == f"archive/{INDEX}: its line endings were changed{remedy}"
    assert {line.partition(": ")[0] for line in said} == {
        f"archive/{INDEX}",
        *(f"archive/dawn/{version}{name}" for version in ("1.0", "1.1") for name in ("", f"/{MANIFEST}")),
    }
    [listed] = [line for line in said if line.startswith("archive/dawn/1.1: ")]
    assert re.fullmatch(
        rf"archive/dawn/1.1: line endings were changed in README.txt, .*, … \(\d+\){re.escape(remedy)}", listed
    )


@pytest.mark.parametrize("text", ["", "* text\n", "* -text\n* text\n"])
def test_other_words_to_git_than_an_archive_s_own_are_named(kept: Path, text: str) -> None:
    (kept / "archive" / ATTRIBUTES).write_text(text)
    assert findings(kept / "archive") == [f"archive/{ATTRIBUTES}: this file was never archived"]


def test_a_clone_is_as_it_was_archived_whatever_its_owner_has_git_do_with_line_ends(kept: Path, tmp_path: Path) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], cwd=kept, check=True)
    clone = tmp_path / "clone"
    subprocess.run([*git, "-c", "core.autocrlf=true", "clone", "-q", str(kept), str(clone)], check=True)
    assert b"\r\n" in (clone / "content/organisation.yaml").read_bytes()
    assert findings(clone / "archive") == []
    path = clone / "archive/dawn/1.0/README.txt"
    path.chmod(0o755)
    assert findings(clone / "archive") == [
        "archive/dawn/1.0/README.txt: is writable or executable (chmod -R a=rX makes it read-only)"
    ]


def test_verifying_writes_nothing(folder: Path) -> None:
    def state() -> list[tuple[str, int]]:
        return [(str(path), path.stat().st_mtime_ns) for path in sorted(folder.rglob("*"))]

    before = state()
    looked_at(folder)
    assert state() == before


# --- each file --------------------------------------------------------------


@pytest.mark.long
@pytest.mark.parametrize("share", SHARES)
def test_one_flipped_bit_is_named(folder: Path, share: float) -> None:
    for number, path in enumerate(files(folder)):
        content = bytearray(path.read_bytes())
        content[round(share * (len(content) - 1))] ^= 1 << number % 8
        with restored(path):
            rewrite(path, bytes(content))
            named(folder, path, f"flipped at {share}")


def _truncated(path: Path) -> None:
    rewrite(path, path.read_bytes()[:-1])


def _longer(path: Path) -> None:
    rewrite(path, path.read_bytes() + b"\n")


def _emptied(path: Path) -> None:
    rewrite(path, b"")


def _renamed(path: Path) -> None:
    path.rename(path.with_name(f"{path.stem}-2{path.suffix}"))


def _linked(path: Path) -> None:
    copy = _store(path).with_suffix(".copy")
    shutil.copy2(path, copy)
    path.unlink()
    path.symlink_to(copy)


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _writable(path: Path) -> None:
    path.chmod(0o644)


def _a_program(path: Path) -> None:
    path.chmod(0o555)


CHANGES = [_truncated, _longer, _emptied, Path.unlink, _renamed, _linked, _a_folder, _a_pipe, _writable, _a_program]


@pytest.mark.long
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_is_done_to_a_file_is_named(folder: Path, change: Callable[[Path], None]) -> None:
    for path in files(folder):
        with restored(path):
            change(path)
            named(folder, path, change.__name__)
            renamed = path.with_name(f"{path.stem}-2{path.suffix}")
            renamed.unlink(missing_ok=True)
    assert findings(folder) == []


@pytest.mark.long
def test_two_files_that_changed_places_are_both_named(folder: Path) -> None:
    inside = files(folder / NEW)
    for first, second in itertools.pairwise(inside):
        with restored(first), restored(second):
            one, other = first.read_bytes(), second.read_bytes()
            if one == other:
                continue
            rewrite(first, other)
            rewrite(second, one)
            # A manifest that cannot be read lists nothing that another file could be unlike.
            both = (first, second) if MANIFEST not in (first.name, second.name) else (folder / NEW / MANIFEST,)
            for path in both:
                named(folder, path, "swapped")


def test_swapped_files_are_told_from_damaged_ones(folder: Path) -> None:
    first, second = (folder / NEW / f"dawn.brief.ivan.{language}.pdf" for language in ("en", "ru"))
    with restored(first), restored(second):
        one, other = first.read_bytes(), second.read_bytes()
        rewrite(first, other)
        rewrite(second, one)
        assert findings(folder) == [
            f"archive/{NEW}/{first.name}: contains what {second.name} should contain",
            f"archive/{NEW}/{second.name}: contains what {first.name} should contain",
        ]


def test_a_file_of_one_version_in_another_is_named(folder: Path) -> None:
    for path in files(folder / OLD):
        twin = folder / NEW / path.relative_to(folder / OLD)
        if path.read_bytes() != twin.read_bytes():
            with restored(twin):
                rewrite(twin, path.read_bytes())
                named(folder, twin, "rolled back")


# --- what does not belong ---------------------------------------------------


PLACES = ["", "dawn", OLD, NEW, f"{NEW}/sources", f"{OLD}/sources/content/campaigns"]
STRANGERS = ["extra.pdf", ".hidden", "Thumbs.db", "заметка.txt", "1.2", "a b\n", ".1.2.part"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("what", ["file", "folder", "link", "pipe"])
def test_a_stranger_is_named(folder: Path, place: str, name: str, what: str) -> None:
    path = folder / place / name
    if what == "file":
        path.write_text("x")
    elif what == "folder":
        path.mkdir()
        (path / "inside").write_text("x")
    elif what == "link":
        path.symlink_to("/dev/null")
    else:
        os.mkfifo(path)
    try:
        start = f"archive/{place}/".replace("//", "/")
        assert any(line.startswith(start) and repr(name)[1:-2][:3] in line for line in findings(folder))
    finally:
        _remove(path)
    assert findings(folder) == []


def test_what_is_written_into_the_lock_is_named(folder: Path) -> None:
    (folder / LOCK).write_text("kept here")
    try:
        assert findings(folder) == [f"archive/{LOCK}: this file was never archived"]
    finally:
        (folder / LOCK).write_text("")


# --- whole versions ---------------------------------------------------------


def index_of(folder: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    return record


def drop(folder: Path, position: int) -> None:
    """Takes a version out of the index, as one who knows the form would."""
    record = index_of(folder)
    record["subjects"]["dawn"].pop(position)
    rewrite(folder / INDEX, encoded(record))


def forge(version: Path, **values: Any) -> str:
    """Edits a version's manifest and puts right whatever in the version has to agree with it; the new digest."""
    record = json.loads((version / MANIFEST).read_text(encoding="utf-8")) | values
    for name, entry in record["files"].items():
        content = (version / name).read_bytes()
        entry |= {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    raw = encoded(record)
    rewrite(version / MANIFEST, raw)
    rewrite(version / SUMS, sums(Manifest.read(raw).files, raw))
    return hashlib.sha256(raw).hexdigest()


def list_as(folder: Path, position: int, digest: str) -> None:
    record = index_of(folder)
    record["subjects"]["dawn"][position]["manifest"] = digest
    rewrite(folder / INDEX, encoded(record))


def _remove_old(folder: Path) -> None:
    shutil.rmtree(folder / OLD)


def _remove_new(folder: Path) -> None:
    shutil.rmtree(folder / NEW)


def _remove_subject(folder: Path) -> None:
    shutil.rmtree(folder / "dawn")


def _remove_versions(folder: Path) -> None:
    _remove_old(folder)
    _remove_new(folder)


def _empty_version(folder: Path) -> None:
    shutil.rmtree(folder / NEW)
    (folder / NEW).mkdir()


def _swap_versions(folder: Path) -> None:
    (folder / OLD).rename(folder / "dawn/x")
    (folder / NEW).rename(folder / OLD)
    (folder / "dawn/x").rename(folder / NEW)


def _old_in_place_of_new(folder: Path) -> None:
    shutil.rmtree(folder / NEW)
    shutil.copytree(folder / OLD, folder / NEW)


def _duplicate(folder: Path) -> None:
    shutil.copytree(folder / NEW, folder / "dawn/1.2")


def _duplicate_subject(folder: Path) -> None:
    shutil.copytree(folder / "dawn", folder / "dusk")


def _rename_version(folder: Path) -> None:
    (folder / NEW).rename(folder / "dawn/1.3")


def _rename_subject(folder: Path) -> None:
    (folder / "dawn").rename(folder / "dusk")


def _version_as_link(folder: Path) -> None:
    (folder / NEW).rename(folder.parent / "moved")
    (folder / NEW).symlink_to(folder.parent / "moved")


def _subject_as_link(folder: Path) -> None:
    (folder / "dawn").rename(folder.parent / "moved")
    (folder / "dawn").symlink_to(folder.parent / "moved")


def _sources_as_link(folder: Path) -> None:
    (folder / NEW / "sources").rename(folder.parent / "moved")
    (folder / NEW / "sources").symlink_to(folder.parent / "moved")


def _old_unlisted(folder: Path) -> None:
    drop(folder, 0)


def _new_unlisted(folder: Path) -> None:
    drop(folder, 1)


def _old_removed_and_unlisted(folder: Path) -> None:
    drop(folder, 0)
    _remove_old(folder)


def _index_of_an_earlier_day(folder: Path) -> None:
    rewrite(folder / INDEX, Index({"dawn": Index.read((folder / INDEX).read_bytes()).of("dawn")[:1]}).encoded())


def _index_reversed(folder: Path) -> None:
    record = index_of(folder)
    record["subjects"]["dawn"].reverse()
    rewrite(folder / INDEX, encoded(record))


def _listed_twice(folder: Path) -> None:
    record = index_of(folder)
    record["subjects"]["dawn"] *= 2
    rewrite(folder / INDEX, encoded(record))


def _index_of_nothing(folder: Path) -> None:
    rewrite(folder / INDEX, Index({}).encoded())


def _index_as_somebody_would_type_it(folder: Path) -> None:
    rewrite(folder / INDEX, json.dumps(index_of(folder)).encode())


def _index_too_deep(folder: Path) -> None:
    rewrite(folder / INDEX, b"[" * 100_000)


def _manifest_with_hashes(folder: Path) -> None:
    rewrite(folder / NEW / "dawn.brief.ivan.en.pdf", b"%PDF-1.7 another")
    forge(folder / NEW)


def _manifest_with_hashes_in_the_old_version(folder: Path) -> None:
    rewrite(folder / OLD / "dawn.brief.ivan.en.pdf", b"%PDF-1.7 another")
    list_as(folder, 0, forge(folder / OLD))


def _another_issue_date(folder: Path) -> None:
    list_as(folder, 0, forge(folder / OLD, issued="2027-01-01"))


def _new_version_without_its_past(folder: Path) -> None:
    list_as(folder, 1, forge(folder / NEW, previous=None))


def _old_version_under_the_new_number(folder: Path) -> None:
    _old_in_place_of_new(folder)
    list_as(folder, 1, hashlib.sha256((folder / NEW / MANIFEST).read_bytes()).hexdigest())


def _version_of_another_subject(folder: Path) -> None:
    list_as(folder, 1, forge(folder / NEW, id="dusk"))


def _file_struck_from_the_manifest(folder: Path) -> None:
    manifest = json.loads((folder / NEW / MANIFEST).read_text(encoding="utf-8"))
    gone = manifest["files"].pop("dawn.brief.ivan.ru.pdf")
    assert gone
    forge(folder / NEW, files=manifest["files"])


def _pending_index_for_an_added_version(folder: Path) -> None:
    shutil.copytree(folder / NEW, folder / "dawn/1.2")
    record = index_of(folder)
    record["subjects"]["dawn"].append({"version": "1.2", "manifest": record["subjects"]["dawn"][1]["manifest"]})
    (folder / PENDING).write_bytes(encoded(record))


def _every_file_writable(folder: Path) -> None:
    for path in files(folder / NEW):
        path.chmod(0o644)


WHOLE = [value for name, value in list(globals().items()) if name.startswith("_") and callable(value) and "folder" in getattr(value, "__annotations__", {})]  # fmt: skip


@pytest.mark.parametrize("change", WHOLE, ids=lambda change: change.__name__)
def test_what_is_done_to_versions_is_named(kept: Path, change: Callable[[Path], None]) -> None:
    archive = kept / "archive"
    change(archive)
    assert findings(archive) != []


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (_remove_new, [f"archive/{NEW}: is missing (it was archived)"]),
        (_duplicate, ["archive/dawn/1.2: this folder was never archived"]),
        (_new_unlisted, [f"archive/{NEW}: this folder was never archived"]),
        (_index_as_somebody_would_type_it, [f"archive/{INDEX}: has changed since it was written", "archive/dawn: this folder was never archived"]),
        (_manifest_with_hashes, [f"archive/{NEW}/{MANIFEST}: is not the one listed in {INDEX}"]),
        (_version_as_link, [f"archive/{NEW}: is a link; an archive may not contain links", f"archive/{NEW}: is missing (it was archived)"]),
        (_every_file_writable, [f"archive/{NEW}: every file is writable or executable (chmod -R a=rX makes it read-only)"]),
    ],
)  # fmt: skip
def test_the_words_say_what_was_done(kept: Path, change: Callable[[Path], None], lines: list[str]) -> None:
    change(kept / "archive")
    assert findings(kept / "archive") == lines


def test_a_version_that_was_rewritten_with_the_index_breaks_the_chain(kept: Path) -> None:
    _manifest_with_hashes_in_the_old_version(kept / "archive")
    [line] = findings(kept / "archive")
    assert line.startswith(f"archive/{NEW}/{MANIFEST}: follows 1.0 (")
    assert f"; {INDEX} lists 1.0 (" in line


# --- what only a digest kept elsewhere can prove ----------------------------


def _newest_taken_away_everywhere(folder: Path) -> None:
    drop(folder, 1)
    _remove_new(folder)


def _newest_rewritten_everywhere(folder: Path) -> None:
    rewrite(folder / NEW / "dawn.brief.ivan.en.pdf", b"%PDF-1.7 another")
    list_as(folder, 1, forge(folder / NEW))


def _all_removed(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


@pytest.mark.parametrize("change", [_newest_taken_away_everywhere, _newest_rewritten_everywhere, _all_removed])
def test_a_digest_that_was_kept_elsewhere_names_what_nothing_in_the_archive_can(
    kept: Path, change: Callable[[Path], None]
) -> None:
    archive = kept / "archive"
    [history] = looked_at(archive).histories
    assert looked_at(archive, "", history.digest).findings == []
    change(archive)
    # Whoever may rewrite everything leaves nothing to find.
    assert findings(archive) == []
    [line] = [str(item) for item in looked_at(archive, "", history.digest).findings]
    assert line.startswith(f"archive/{INDEX}: no version has the digest {history.digest} (")


def test_a_digest_of_an_earlier_version_still_holds(folder: Path) -> None:
    [history] = looked_at(folder).histories
    assert looked_at(folder, "dawn", *(release.sha256 for release in history.releases)).findings == []


# --- one subject ------------------------------------------------------------


def test_one_subject_is_looked_at_alone(kept: Path) -> None:
    archive = kept / "archive"
    (archive / "extra.pdf").touch()
    assert looked_at(archive, "dawn").findings == []
    assert [str(item) for item in looked_at(archive, "dusk").findings] == [
        "archive/dusk: nothing is archived under this id"
    ]
    shutil.copytree(archive / "dawn", archive / "dusk")
    assert str(looked_at(archive, "dusk").findings[0]) == f"archive/dusk: is not listed in {INDEX}"


def test_enough_is_tried(folder: Path) -> None:
    of_files = (len(SHARES) + len(CHANGES)) * len(files(folder))
    assert of_files + len(PLACES) * len(STRANGERS) * 4 + len(WHOLE) >= LEAST
