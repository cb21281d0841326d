from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.base.files import below, entries, inside, publish, publish_pieces, publish_together, real, sweep

# Files of this process may hold 100 bytes; more is refused, or ends the process as a power cut would.
WRITE = """
import resource, signal, sys
from pathlib import Path
from pipeline.base.files import publish

resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
if sys.argv[2] == "die":
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
try:
    publish(Path(sys.argv[1]), b"new" * 1000)
except OSError as error:
    print(error.strerror)
"""


def left(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def interrupted(path: Path, how: str) -> str:
    done = subprocess.run([sys.executable, "-c", WRITE, path, how], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.strip()


def test_a_file_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    publish(tmp_path / "a/b/c.pdf", b"new")
    assert left(tmp_path) == {"a/b/c.pdf": b"new"}


def test_a_file_takes_the_place_of_the_former_one(tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(b"a longer one")
    publish(tmp_path / "c.pdf", b"new")
    assert left(tmp_path) == {"c.pdf": b"new"}


def test_a_write_that_fails_leaves_the_former_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(b"old")
    assert interrupted(tmp_path / "c.pdf", "fail") == "File too large"
    assert left(tmp_path) == {"c.pdf": b"old"}


def test_a_process_that_dies_while_it_writes_leaves_the_former_file(tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(b"old")
    assert interrupted(tmp_path / "c.pdf", "die") == ""
    assert (tmp_path / "c.pdf").read_bytes() == b"old"
    [part] = set(left(tmp_path)) - {"c.pdf"}
    sweep(tmp_path)
    assert part.startswith(".c.pdf.")
    assert left(tmp_path) == {"c.pdf": b"old"}


def test_a_place_that_cannot_be_written_is_an_error_and_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "c.pdf/inside").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        publish(tmp_path / "c.pdf", b"new")
    assert left(tmp_path) == {}


def test_sweeping_takes_what_is_half_written_and_leaves_the_rest(tmp_path: Path) -> None:
    kept = ("a.pdf", ".lock", "b.part", "folder/.hidden")
    for name in (*kept, ".a.pdf.12.part", "folder/.b.docx.345.part"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    sweep(tmp_path)
    assert set(left(tmp_path)) == set(kept)


def test_links_deeper_below_and_what_they_lead_to_are_not_swept(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build/dawn/deeper").mkdir(parents=True)
    (tmp_path / "build/link").symlink_to(tmp_path / "elsewhere")
    for name in ("elsewhere/.a.pdf.12.part", "build/dawn/deeper/.a.pdf.12.part", "build/dawn/.a.pdf.12.part"):
        (tmp_path / name).touch()
    sweep(tmp_path / "build")
    assert set(left(tmp_path)) == {"elsewhere/.a.pdf.12.part", "build/dawn/deeper/.a.pdf.12.part"}


def test_a_write_that_fails_names_the_file_and_not_its_temporary_one(tmp_path: Path) -> None:
    (tmp_path / "c.pdf/inside").mkdir(parents=True)
    with pytest.raises(IsADirectoryError) as found:
        publish(tmp_path / "c.pdf", b"new")
    assert found.value.filename == str(tmp_path / "c.pdf")


def test_a_link_that_leads_out_of_a_folder_is_an_error(tmp_path: Path) -> None:
    for name in ("elsewhere", "build/dawn"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "build/link").symlink_to("../elsewhere")
    (tmp_path / "build/near").symlink_to("dawn")
    (tmp_path / "build/round").symlink_to("round")
    assert inside(tmp_path / "build", "dawn/a.pdf") == tmp_path / "build/dawn/a.pdf"
    assert inside(tmp_path / "build", "near/a.pdf") == tmp_path / "build/near/a.pdf"
    for name in ("link/a.pdf", "../a.pdf", "round/a.pdf"):
        with pytest.raises(OSError):
            inside(tmp_path / "build", name)
    with pytest.raises(OSError):
        real(tmp_path / "build/round")


def test_what_stands_in_a_folder_is_listed_in_order_and_a_folder_that_cannot_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b/c", "a/d/e", ".f"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "b/link").symlink_to(tmp_path)
    named = [path.relative_to(tmp_path).as_posix() for path in below(tmp_path)]
    assert named == [".f", "a", "a/d", "a/d/e", "b", "b/c", "b/link"]
    assert entries(tmp_path / "nowhere") == []

    def refused(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("os.scandir", refused)
    for look in (below, entries):
        with pytest.raises(PermissionError):
            look(tmp_path)


def test_files_that_are_published_together_are_all_new_or_all_old(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("a.docx", "b.pdf", "c.pdf"))
    first.write_bytes(b"old")
    third.mkdir()
    with pytest.raises(OSError) as found:
        publish_together({first: b"new", second: b"new", third: b"new"})
    assert found.value.filename == str(third)
    assert left(tmp_path) == {"a.docx": b"old"}
    publish_together({first: b"new", second: b"new"})
    assert left(tmp_path) == {"a.docx": b"new", "b.pdf": b"new"}


def test_of_files_published_together_none_is_touched_before_all_are_written(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError):
        publish_together({tmp_path / "a.docx": b"new", tmp_path / "file/b.pdf": b"new"})
    assert left(tmp_path) == {"a.docx": b"old", "file": b""}


def test_a_file_that_comes_in_pieces_is_written_where_it_differs(tmp_path: Path) -> None:
    path = tmp_path / "list"
    for content in ([b"one", b"", b"two"], [b"one"], [b"one", b"more"], []):
        publish_pieces(path, lambda content=content: iter(content))  # type: ignore[misc]
        assert path.read_bytes() == b"".join(content)
        before = path.stat()
        publish_pieces(path, lambda content=content: iter(content))  # type: ignore[misc]
        assert path.stat() == before
    assert [*tmp_path.iterdir()] == [path]
