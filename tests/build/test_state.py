from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.build import state
from pipeline.build.fingerprint import Fingerprint
from pipeline.build.state import Artifact, Standing, State
from pipeline.domain.targets import Target

TARGET = Target("dawn.brief.ivan.ru.pdf", "brief", "dawn", "ivan", "ru", "ru", "pdf")
SHEET = Target("dawn.sheet.en.docx", "sheet", "dawn", "", "", "en", "docx")
MADE = Fingerprint("1a", "2b", "3c")
LIBRARIES = {"weasyprint": "70.0"}


def saved(output: Path) -> State:
    """One output with its file, on record."""
    (output / "dawn").mkdir()
    (output / TARGET.path).write_bytes(b"words")
    record = state.artifact(TARGET, b"words", 3, "1.0", MADE)
    made = State({TARGET.id: record}, {TARGET.id: MADE})
    state.save(output, made, LIBRARIES)
    return made


def test_a_record_tells_what_a_file_is_and_what_is_in_it() -> None:
    assert state.artifact(TARGET, b"words", 3, "1.0", MADE) == Artifact(
        id="dawn.brief.ivan.ru.pdf",
        kind="brief",
        campaign="dawn",
        partnership="ivan",
        market="ru",
        language="ru",
        format="pdf",
        path="dawn/dawn.brief.ivan.ru.pdf",
        sha256="dba36bffa5cab0f922d087a3aeb179f9d4e745df40b323e1b1471402848c8a3e",
        bytes=5,
        pages=3,
        version="1.0",
        fingerprint=MADE.digest,
    )
    sheet = state.artifact(SHEET, b"", None, "1.0", MADE)
    assert (sheet.partnership, sheet.market, sheet.pages, sheet.bytes) == (None, None, None, 0)


def test_an_output_whose_inputs_and_file_are_as_recorded_can_stay(tmp_path: Path) -> None:
    assert saved(tmp_path).reason(TARGET, MADE, tmp_path) == ""


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        (replace(MADE, text="x"), "text changed"),
        (replace(MADE, theme="x"), "theme changed"),
        (replace(MADE, writer="x"), "writer changed"),
        (replace(MADE, theme="x", writer="x"), "theme changed"),
        (replace(MADE, text="x", theme="x", writer="x"), "text changed"),
    ],
)
def test_the_first_input_that_changed_is_the_reason(tmp_path: Path, now: Fingerprint, reason: str) -> None:
    assert saved(tmp_path).reason(TARGET, now, tmp_path) == reason


def test_a_file_that_is_gone_or_not_as_it_was_written_is_a_reason(tmp_path: Path) -> None:
    made = saved(tmp_path)
    (tmp_path / TARGET.path).write_bytes(b"w0rds")
    assert made.reason(TARGET, MADE, tmp_path) == "output altered"
    (tmp_path / TARGET.path).unlink()
    assert made.reason(TARGET, MADE, tmp_path) == "output missing"


def test_an_output_that_is_not_on_record_is_new(tmp_path: Path) -> None:
    made = saved(tmp_path)
    assert made.reason(SHEET, MADE, tmp_path) == "new"
    assert State(made.artifacts, {}).reason(TARGET, MADE, tmp_path) == "new"


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    made = saved(tmp_path)
    assert state.load(tmp_path) == made


def test_the_manifest_is_a_list_in_the_order_of_ids_and_the_state_names_the_libraries(tmp_path: Path) -> None:
    records = {target.id: state.artifact(target, b"", None, "1.0", MADE) for target in (SHEET, TARGET)}
    standing = Standing("4d", {"a.ttf": "5e"}, {SHEET.id: "dawn", TARGET.id: "dawn"}, frozenset({TARGET.id}))
    state.save(tmp_path, State(records, dict.fromkeys(records, MADE), {TARGET.id: "6f"}, standing), LIBRARIES)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert [entry["id"] for entry in manifest] == ["dawn.brief.ivan.ru.pdf", "dawn.sheet.en.docx"]
    assert json.loads((tmp_path / "state.json").read_text(encoding="utf-8"))["state"] == {
        "libraries": {"weasyprint": "70.0"},
        "outputs": manifest,
        "fingerprints": {entry["id"]: {"text": "1a", "theme": "2b", "writer": "3c"} for entry in manifest},
        "rendered": {TARGET.id: "6f"},
        "standing": {
            "inputs": "4d",
            "fonts": {"a.ttf": "5e"},
            "targets": {SHEET.id: "dawn", TARGET.id: "dawn"},
            "current": [TARGET.id],
        },
    }


@pytest.mark.parametrize("text", [None, "", "{}", "[1]", "null", '{"seal": "", "state": {}}', "[" * 100_000])
def test_a_state_that_cannot_be_read_is_empty(tmp_path: Path, text: str | None) -> None:
    saved(tmp_path)
    if text is None:
        (tmp_path / "state.json").unlink()
    else:
        (tmp_path / "state.json").write_text(text, encoding="utf-8")
    assert state.load(tmp_path) == State({}, {})


def test_a_state_of_which_any_byte_was_changed_says_what_it_said_or_nothing(tmp_path: Path) -> None:
    made = saved(tmp_path)
    raw = (tmp_path / "state.json").read_bytes()
    for place in range(0, len(raw), 7):
        for change in (bytes([raw[place] ^ 1]), b"", raw[place : place + 1] * 2):
            damaged = raw[:place] + change + raw[place + 1 :]
            (tmp_path / "state.json").write_bytes(damaged)
            # Another space between two values says nothing else; whatever does is not believed.
            assert state.load(tmp_path) in (State({}, {}), made)


def test_a_state_of_another_form_is_empty_even_if_its_seal_is_whole(tmp_path: Path) -> None:
    saved(tmp_path)
    other = {"outputs": [{"id": "a"}]}
    text = json.dumps({"seal": state.of_bytes(state._json(other)), "state": other})
    (tmp_path / "state.json").write_text(text, encoding="utf-8")
    assert state.load(tmp_path) == State({}, {})


def test_saving_the_same_again_writes_nothing(tmp_path: Path) -> None:
    made = saved(tmp_path)
    before = [(tmp_path / name).stat().st_mtime_ns for name in ("manifest.json", "state.json")]
    state.save(tmp_path, made, LIBRARIES)
    assert [(tmp_path / name).stat().st_mtime_ns for name in ("manifest.json", "state.json")] == before


def test_a_procedure_is_of_no_campaign() -> None:
    target = Target("care.sop.en.pdf", "sop", "", "", "", "en", "pdf", sop="care")
    record = state.artifact(target, b"x", 2, "2.0", Fingerprint("a", "b", "c"))
    assert (record.campaign, record.partnership, record.market) == (None, None, None)
    assert (record.path, record.version) == ("care/care.sop.en.pdf", "2.0")
