from __future__ import annotations

import contextlib
import errno
import itertools
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import edit

from pipeline.archive import add
from pipeline.archive.manifest import FORM, INDEX, MANIFEST, SUMS, Release, encoded
from pipeline.archive.release import Work
from pipeline.archive.store import PENDING, ArchiveStore, names, stored_file, write
from pipeline.archive.verify import verify
from pipeline.base.locks import LOCK
from pipeline.base.problems import Problems
from pipeline.checks import load
from pipeline.domain.subjects import subjects
from tools.faults.system_calls import at_call, failing, killed

FILES = {"lamp.pdf": b"%PDF", "sources/content/lamp.yaml": b"name: Lamp\n", "sources/a/b/c.html": b"<p>"}


def put(folder: Path, version: str = "1.0", files: dict[str, bytes] = FILES) -> None:
    """Puts a version into an archive, if it is not there yet."""
    store = ArchiveStore(folder)
    with store.held():
        releases = store.index().of("lamp")
        if version in [release.version for release in releases]:
            return
        with store.stage("lamp", version) as stage:
            write(stage, files)
            store.place(stage, "lamp", version, manifest(stage, version, releases))


def manifest(stage: Path, version: str, releases: tuple[Release, ...]) -> bytes:
    previous = {"version": releases[-1].version, "manifest": releases[-1].sha256} if releases else None
    listed = {
        name: {"sha256": stored_file(stage / name).sha256, "bytes": stored_file(stage / name).bytes}
        for name in names(stage)
    }
    return encoded(
        {
            "form": FORM,
            "id": "lamp",
            "version": version,
            "issued": "2027-02-01",
            "previous": previous,
            "sources": "own",
            "program": {"version": "0.1.0", "source": "0"},
            "libraries": {},
            "documents": [],
            "texts": {},
            "files": listed,
        }
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names(folder) if name != LOCK}


def test_a_version_is_there_with_its_manifest_and_checksums(tmp_path: Path) -> None:
    put(tmp_path)
    assert set(tree(tmp_path / "lamp/1.0")) == {*FILES, MANIFEST, SUMS}
    assert {name: content for name, content in tree(tmp_path / "lamp/1.0").items() if name in FILES} == FILES
    [release] = ArchiveStore(tmp_path).index().of("lamp")
    assert release == Release("1.0", stored_file(tmp_path / "lamp/1.0" / MANIFEST).sha256)


def test_checksums_are_what_sha256sum_reads(tmp_path: Path) -> None:
    put(tmp_path)
    lines = (tmp_path / "lamp/1.0" / SUMS).read_text().splitlines()
    assert lines == sorted(lines, key=lambda line: line.split("  ")[1])
    assert f"{stored_file(tmp_path / 'lamp/1.0/lamp.pdf').sha256}  lamp.pdf" in lines
    assert {line.split("  ")[1] for line in lines} == {*FILES, MANIFEST}


def test_files_are_for_reading_only_whatever_the_user_s_mask_is(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        put(tmp_path)
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "lamp/1.0").rglob("*") if path.is_file()}
    assert modes == {0o444}
    assert stat.S_IMODE((tmp_path / INDEX).stat().st_mode) == 0o444
    folders = [path for path in (tmp_path / "lamp/1.0").rglob("*") if path.is_dir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "lamp/1.0", *folders)} == {0o755}


def test_what_fails_before_it_is_placed_leaves_nothing(tmp_path: Path) -> None:
    store = ArchiveStore(tmp_path)
    with pytest.raises(RuntimeError), store.held(), store.stage("lamp", "1.0") as stage:
        write(stage, FILES)
        raise RuntimeError
    assert tree(tmp_path) == {}
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]


def calls_of_one_version(folder: Path) -> int:
    put(folder, "1.0")
    with at_call(0, lambda: None) as made:
        put(folder, "1.1")
    return len(made)


@pytest.mark.long
@pytest.mark.parametrize(("codes", "lasting"), [((), False), ((errno.EACCES,), False), ((errno.EACCES,), True)])
def test_a_system_call_that_fails_leaves_the_whole_version_or_nothing(
    tmp_path: Path, codes: tuple[int, ...], lasting: bool
) -> None:
    count = calls_of_one_version(tmp_path / "undisturbed")
    wanted = tree(tmp_path / "undisturbed")
    assert count >= 100
    for number in range(1, count + 1):
        folder = tmp_path / str(number)
        put(folder, "1.0")
        before = tree(folder)
        fault = failing(number, *codes)
        with at_call(number, fault, lasting=lasting) as made, contextlib.suppress(OSError):
            put(folder, "1.1")
        now = {name: content for name, content in tree(folder).items() if lasting is False or "/.1.1.part/" not in name}
        assert now in (before, wanted) or whole_and_pending(folder, wanted) or lasting, (number, made[-1])
        findings = [str(item) for item in verify(folder, "archive").findings]
        assert findings == [] or (lasting and all("interrupted run" in line for line in findings)), (number, made[-1])
        put(folder, "1.1")
        assert tree(folder) == wanted, (number, made[-1])
        assert verify(folder, "archive").findings == [], (number, made[-1])


def whole_and_pending(folder: Path, wanted: dict[str, bytes]) -> bool:
    """Whether the version is there, and what says so has not its name yet."""
    now = tree(folder)
    if PENDING not in now:
        return False
    now[INDEX] = now.pop(PENDING)
    return now == wanted


@pytest.mark.long
def test_a_process_that_is_killed_at_any_call_leaves_the_whole_version_or_nothing(tmp_path: Path) -> None:
    count = calls_of_one_version(tmp_path / "undisturbed")
    wanted = tree(tmp_path / "undisturbed")
    for number in itertools.count(1):
        folder = tmp_path / str(number)
        put(folder, "1.0")
        before = tree(folder)
        if not killed(number, lambda: put(folder, "1.1")):  # noqa: B023 - it is called at once
            break
        # Nothing has the version's name before all of it is there.
        now = tree(folder)
        versions = {name: content for name, content in now.items() if "/." not in name and name != PENDING}
        assert versions in (before, wanted) or whole_and_pending(folder, wanted), number
        findings = [str(item) for item in verify(folder, "archive").findings]
        assert all("interrupted run" in line for line in findings), (number, findings)
        put(folder, "1.1")
        assert tree(folder) == wanted, number
        assert verify(folder, "archive").findings == [], number
    assert number > count


def test_a_pending_index_that_is_no_run_s_is_not_believed(tmp_path: Path) -> None:
    put(tmp_path, "1.0")
    store = ArchiveStore(tmp_path)
    for content in (
        b"",
        b"{}",
        store.index().encoded(),
        store.index().with_release("lamp", Release("1.1", "0" * 64)).encoded(),
    ):
        (tmp_path / PENDING).write_bytes(content)
        assert store.pending() is None
        assert [release.version for release in store.index().of("lamp")] == ["1.0"]
    with store.held():
        assert not (tmp_path / PENDING).exists()


def test_what_a_link_leads_to_is_not_swept(tmp_path: Path) -> None:
    (tmp_path / "elsewhere/.1.0.part").mkdir(parents=True)
    (tmp_path / "archive/lamp").mkdir(parents=True)
    (tmp_path / "archive/other").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "archive/lamp/.1.0.part").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "archive/lamp/.1.1.part").mkdir()
    with ArchiveStore(tmp_path / "archive").held():
        assert not (tmp_path / "archive/lamp/.1.1.part").exists()
    assert (tmp_path / "elsewhere/.1.0.part").is_dir()


# --- the same with documents ------------------------------------------------


@pytest.fixture
def work(only_briefs: Path) -> Callable[[Path], object]:
    """Archiving one campaign with its documents, with everything that is read once read already."""
    edit(only_briefs, "templates/kinds/brief.html", ("formats: [pdf, docx]", "formats: [docx]"))
    project = load.load(only_briefs)
    subject = subjects(project)["dawn"]

    def run(folder: Path) -> object:
        return add.archive(project, subject, folder, "archive", Work(jobs=1))

    # Twice: what the second still reads for the first time is not read again either.
    run(only_briefs / "first")
    run(only_briefs / "second")
    return run


def visible(folder: Path) -> set[str]:
    """The files that stand below a folder, but for those that only the program minds."""
    return {name for name in tree(folder) if "/." not in name and not name.startswith(".")}


def count_calls(work: Callable[[Path], object], folder: Path) -> int:
    with at_call(0, lambda: None) as made:
        work(folder)
    return len(made)


@pytest.mark.long
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.98])
def test_a_run_that_dies_leaves_the_whole_version_or_nothing(
    work: Callable[[Path], object], tmp_path: Path, share: float
) -> None:
    number = round(share * count_calls(work, tmp_path / "undisturbed"))
    wanted = tree(tmp_path / "undisturbed")
    folder = tmp_path / "archive"
    assert killed(number, lambda: work(folder))
    whole = visible(folder) in (set(), visible(tmp_path / "undisturbed"))
    assert whole or whole_and_pending(folder, wanted)
    work(folder)
    assert tree(folder) == wanted


@pytest.mark.long
@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.95])
def test_a_run_on_a_failing_disk_says_so_and_leaves_the_whole_version_or_nothing(
    work: Callable[[Path], object], tmp_path: Path, share: float
) -> None:
    number = round(share * count_calls(work, tmp_path / "undisturbed"))
    wanted = tree(tmp_path / "undisturbed")
    folder = tmp_path / "archive"
    with at_call(number, failing(number)):
        try:
            work(folder)
        except Problems as found:
            assert all("cannot be" in str(item) for item in found.problems)
            assert not folder.exists() or tree(folder) == {}
    work(folder)
    assert tree(folder) == wanted
