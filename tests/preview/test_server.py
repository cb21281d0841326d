from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from boards import ROOT, RunningBoard, running
from samples import CAMPAIGN, CREATOR, MINIMAL, edit

BRIEF = "dawn.brief.ivan.ru"


@pytest.fixture
def board(minimal: Path) -> Iterator[RunningBoard]:
    with running(minimal) as found:
        yield found


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBoard]:
    """A board of a project that nobody edits."""
    folder = tmp_path_factory.mktemp("board") / "project"
    shutil.copytree(MINIMAL, folder)
    with running(folder) as found:
        shown(found, 'href="/of/dawn"', "/")
        yield found


def shown(board: RunningBoard, wanted: str, path: str = f"/document/{BRIEF}") -> str:
    """What is at an address once it says what is wanted, as a page does that hears of an event."""
    end = time.monotonic() + 60
    while wanted not in (text := board.get(path).text):
        assert time.monotonic() < end, text
        time.sleep(0.1)
    return text


@pytest.mark.long
def test_the_first_page_leads_to_each_document_and_its_pages(quiet: RunningBoard) -> None:
    index = shown(quiet, 'href="/of/dawn"', "/")
    assert quiet.get("/of/dawn").text.count(f'href="/document/{BRIEF}"') == 1
    page = shown(quiet, "/page/")
    pictures = re.findall(r'<img class="page" src="([^"]+)" alt="([^"]+)"', page)
    assert pictures
    for number, (source, alternative) in enumerate(pictures, 1):
        assert alternative == f"Page {number} of {len(pictures)}: {BRIEF}"
        answer = quiet.get(source)
        assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg")
        assert answer.content.startswith(b"\xff\xd8\xff")
    [pdf] = re.findall(r'href="(/file/[^"]+)"', page)
    assert quiet.get(pdf).content.startswith(b"%PDF")
    assert "<script" in index
    assert "https:" not in index


def test_a_document_is_shown_as_a_phone_shows_it(quiet: RunningBoard) -> None:
    assert f'href="/phone/{BRIEF}"' in shown(quiet, "/page/")
    page = shown(quiet, "<iframe", f"/phone/{BRIEF}")
    assert f'<iframe class="phone" src="/phone/{BRIEF}/' in page
    [framed] = re.findall(r'<iframe class="phone" src="([^"]+)"', page)
    [alone] = re.findall(r'href="(/phone/[^"]+[.]html)"', page)
    assert quiet.get(framed).content == quiet.get(alone).content
    assert quiet.get(alone).text.startswith("<!DOCTYPE html>")


def test_a_phone_edition_is_kept_apart_from_the_board(quiet: RunningBoard) -> None:
    page = shown(quiet, "<iframe", f"/phone/{BRIEF}")
    [framed] = re.findall(r'<iframe class="phone" src="([^"]+)"', page)
    inside, alone = (quiet.get(path).headers for path in (framed, framed.removesuffix("?framed")))
    assert inside["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in inside["content-security-policy"]
    assert alone["x-frame-options"] == "DENY"
    # Whatever a file holds: no script of it runs as a page of the board.
    assert "allow-scripts" not in inside["content-security-policy"]
    assert "allow-same-origin" not in alone["content-security-policy"]


@pytest.mark.long
def test_what_is_not_known_yet_is_being_prepared(minimal: Path) -> None:
    addresses = {"/": "/of/dawn", "/of/dawn": BRIEF, f"/document/{BRIEF}": "/page/", f"/phone/{BRIEF}": "<iframe"}
    with running(minimal) as board:
        # It has just said its address: nothing is read yet.
        first = {address: board.get(address) for address in addresses}
        for address, wanted in addresses.items():
            assert first[address].status == 200
            assert "Being prepared" in first[address].text or wanted in first[address].text
            assert "Nothing yet" not in first[address].text
            assert "Being prepared" not in shown(board, wanted, address)
        assert "Being prepared" in first["/"].text


@pytest.mark.long
def test_what_there_is_not_is_said_once_it_is_known(minimal: Path) -> None:
    with running(minimal) as board:
        for address in ("/of/nothing", "/document/nothing"):
            shown(board, "There is no such document.", address)
            assert board.get(address).status == 404


@pytest.mark.long
def test_a_file_that_is_saved_is_shown_and_told(minimal: Path, board: RunningBoard) -> None:
    before = shown(board, "/page/")
    with board.events() as events:
        edit(minimal, CREATOR, ("Иван Петров", "Иван Сидоров"))
        assert BRIEF in events
    after = shown(board, "/page/")
    assert re.findall(r"/page/[^\"]+", before) != re.findall(r"/page/[^\"]+", after) != []


@pytest.mark.long
def test_a_problem_takes_the_place_of_the_page_until_it_is_mended(minimal: Path, board: RunningBoard) -> None:
    good = re.findall(r"/page/[^\"]+", shown(board, "/page/"))
    text = (minimal / CREATOR).read_text(encoding="utf-8")
    [place] = edit(minimal, CREATOR, ("language: ru", "language: ^xx"))
    page = shown(board, f"{CREATOR}:{place}")
    assert "/page/" not in page
    assert re.findall(r"/page/[^\"]+", board.get(f"/document/{BRIEF}?good").text) == good
    assert f"{CREATOR}:{place}" in shown(board, f"{CREATOR}:{place}", "/")
    (minimal / CREATOR).write_text(text, encoding="utf-8")
    assert f"{CREATOR}:{place}" not in shown(board, "/page/")


@pytest.mark.long
def test_what_is_wrong_between_files_is_shown_too(minimal: Path, board: RunningBoard) -> None:
    shown(board, "/page/")
    edit(minimal, CAMPAIGN, ("creator: ivan", "creator: nobody"))
    assert "nobody" in shown(board, CAMPAIGN)


@pytest.mark.long
def test_a_folder_that_is_renamed_and_renamed_back_is_shown_again(minimal: Path, board: RunningBoard) -> None:
    shown(board, "/page/")
    (minimal / "content").rename(minimal / "other")
    assert "content/organisation.yaml" in shown(board, "content/organisation.yaml")
    (minimal / "other").rename(minimal / "content")
    shown(board, "/page/")


@pytest.mark.long
def test_ten_thousand_files_saved_at_once_are_one_change(minimal: Path, board: RunningBoard) -> None:
    shown(board, "/page/")
    (minimal / "content/notes").mkdir()
    for number in range(10_000):
        (minimal / f"content/notes/{number}.txt").touch()
    edit(minimal, CREATOR, ("Иван Петров", "Иван Сидоров"))
    started = time.monotonic()
    assert board.get("/").status == 200
    assert time.monotonic() - started < 5
    shown(board, "/page/")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/of/nothing",
        "/of/..",
        "/of/..%2f..%2fetc",
        "/document/nothing",
        "/document/..%2f..%2fcontent%2forganisation.yaml",
        f"/page/{BRIEF}/0000000000000000/0.jpeg",
        f"/page/{BRIEF}/x/-1.jpeg",
        f"/page/{BRIEF}/x/1e9.jpeg",
        "/phone/nothing",
        "/phone/dawn.kpi.cmo.ru",
        f"/phone/{BRIEF}/0000000000000000.html",
        f"/phone/{BRIEF}/..%2f..%2fetc%2fpasswd.html",
        f"/file/{BRIEF}/..%2f..%2fetc%2fpasswd.pdf",
        "/board/..%2fboard%2fpage.jinja",
        "/board/page.jinja",
        "/board/../../pyproject.toml",
        "//etc/passwd",
        "/%00",
        "/document/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    ],
)
def test_there_is_nothing_at_another_address(quiet: RunningBoard, path: str) -> None:
    answer = quiet.get(path)
    assert answer.status == 404
    assert "<script>alert" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("host", ["", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "[::1]"])
def test_a_foreign_host_is_refused(quiet: RunningBoard, host: str) -> None:
    assert quiet.get("/", host=host).status == 400


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_this_machine_may_ask_by_both_of_its_names(quiet: RunningBoard, host: str) -> None:
    assert quiet.get("/", host=f"{host}:{quiet.port}").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "image"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
    ],
)
def test_another_site_is_refused(quiet: RunningBoard, headers: dict[str, str]) -> None:
    for path in ("/", "/events", f"/document/{BRIEF}"):
        assert quiet.get(path, **headers).status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(quiet: RunningBoard, method: str) -> None:
    assert quiet.get("/", method).status == 405


def test_a_page_may_load_nothing_from_elsewhere_and_stand_in_no_frame(quiet: RunningBoard) -> None:
    for path in ("/", f"/document/{BRIEF}", f"/phone/{BRIEF}", "/nowhere"):
        headers = quiet.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert headers["cache-control"] == "no-store"


@pytest.mark.long
def test_it_closes_cleanly_also_while_somebody_looks(minimal: Path) -> None:
    with running(minimal) as board, board.events():
        assert board.get("/").status == 200
        assert board.close() == 0


@pytest.mark.long
def test_two_boards_of_one_project_do_not_disturb_each_other(minimal: Path) -> None:
    with running(minimal) as one, running(minimal) as other:
        assert one.port != other.port
        shown(one, "/page/")
        shown(other, "/page/")


def test_a_port_that_is_taken_is_told(minimal: Path, quiet: RunningBoard) -> None:
    tried = subprocess.run(
        [sys.executable, "-m", "pipeline", "serve", "--project", str(minimal), "--port", str(quiet.port)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert tried.returncode == 2
    assert f"port {quiet.port} cannot be used" in tried.stderr
    assert "leave --port out" in tried.stderr


@pytest.mark.long
def test_what_people_write_is_never_markup(minimal: Path) -> None:
    edit(minimal, CREATOR, ("language: ru", "language: '<script>alert(1)</script>'"))
    with running(minimal) as board:
        page = shown(board, "&lt;script&gt;", "/")
        assert "<script>alert" not in page


@pytest.mark.long
def test_a_board_speaks_the_language_of_messages(minimal: Path) -> None:
    with running(minimal, "--messages", "ru") as board:
        page = shown(board, "dawn", "/")
        assert '<html lang="ru">' in page
        assert "Кампании" in page
