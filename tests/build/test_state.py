from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.base.digests import of_bytes
from pipeline.base.problems import problem
from pipeline.build import state
from pipeline.build.fingerprint import Fingerprint
from pipeline.build.state import Artifact, LastInputs, State
from pipeline.domain.targets import Target

TARGET = Target("dawn.brief.ivan.ru.pdf", "brief", "dawn", "ivan", "ru", "ru", "pdf")
SHEET = Target("dawn.sheet.en.docx", "sheet", "dawn", "", "", "en", "docx")
MADE = Fingerprint("1a", "2b", "3c")
PATHS = [
    "../victim",
    "/victim",
    "dawn/../../victim",
    "dawn/victim",
    "victim",
    "dawn\\victim",
    "dawn",
    "",
    "..",
    None,
    1,
]
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
    standing = LastInputs("4d", {"a.ttf": "5e"}, {SHEET.id: "dawn", TARGET.id: "dawn"}, frozenset({TARGET.id}))
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
            "failed": {},
            "reasons": {},
        },
        "manifest": of_bytes((tmp_path / "manifest.json").read_bytes()),
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
    (tmp_path / "state.json").write_bytes(b"".join(state.sealed(other)()))
    assert state.load(tmp_path) == State({}, {})


def sealed(output: Path, kept: Any) -> None:
    """Writes a state as anybody can who knows how it is sealed."""
    (output / "state.json").write_bytes(b"".join(state.sealed(kept)()))


def kept(output: Path) -> Any:
    return json.loads((output / "state.json").read_text(encoding="utf-8"))["state"]


@pytest.mark.parametrize("path", PATHS)
def test_a_record_of_a_file_that_no_build_puts_there_is_not_believed(tmp_path: Path, path: Any) -> None:
    saved(tmp_path)
    state_of_a_stranger = kept(tmp_path)
    state_of_a_stranger["outputs"][0]["path"] = path
    sealed(tmp_path, state_of_a_stranger)
    assert state.load(tmp_path) == state.NOTHING


@pytest.mark.parametrize("name", ["../victim", "..", "/etc/passwd", "../../dawn.pdf", "dawn/x.pdf", "C:.x"])
def test_a_record_under_a_name_that_leads_elsewhere_is_not_believed(tmp_path: Path, name: str) -> None:
    saved(tmp_path)
    state_of_a_stranger = kept(tmp_path)
    state_of_a_stranger["outputs"][0] |= {"id": name, "path": f"{name.partition('.')[0]}/{name}"}
    sealed(tmp_path, state_of_a_stranger)
    assert state.load(tmp_path) == state.NOTHING


def test_names_that_no_build_writes_are_passed_over(tmp_path: Path) -> None:
    made = saved(tmp_path)
    kept = json.loads((tmp_path / "state.json").read_bytes())["state"]
    for part in (kept, kept["standing"], kept["outputs"][0], kept["fingerprints"][TARGET.id]):
        part["of another program"] = "x"
    sealed(tmp_path, kept)
    assert state.load(tmp_path) == made


@pytest.mark.parametrize("part", ["outputs", "fingerprints"])
def test_an_output_of_which_only_half_is_on_record_counts_for_nothing(tmp_path: Path, part: str) -> None:
    saved(tmp_path)
    kept = json.loads((tmp_path / "state.json").read_bytes())["state"]
    kept[part].clear()
    sealed(tmp_path, kept)
    assert state.load(tmp_path) == state.NOTHING


@pytest.mark.parametrize("name", ["../x.ttf", "/etc/passwd", "/dev/zero", "a/../../x.ttf"])
def test_a_font_elsewhere_is_not_read(tmp_path: Path, name: str) -> None:
    saved(tmp_path)
    state_of_a_stranger = kept(tmp_path)
    state_of_a_stranger["standing"]["fonts"] = {name: "0" * 64}
    sealed(tmp_path, state_of_a_stranger)
    assert state.load(tmp_path) == state.NOTHING


def _places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield place
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _places(item, (*place, key))


WRONG = problem("content/a.yaml", 'no "{what}"', line=3, column=5, hint="write {what}", what="fee", target=SHEET.id)
FAILED = LastInputs(
    "4d",
    {"a.ttf": "5e"},
    {SHEET.id: "dawn", TARGET.id: "dawn"},
    frozenset({TARGET.id}),
    {SHEET.id: (WRONG,), "dawn.sheet.en.pdf": ()},
    {SHEET.id: "new"},
)


def test_what_was_wrong_is_saved_with_its_words(tmp_path: Path) -> None:
    record = state.artifact(TARGET, b"words", 3, "1.0", MADE)
    state.save(tmp_path, State({TARGET.id: record}, {TARGET.id: MADE}, {}, FAILED), LIBRARIES)
    found = state.load(tmp_path).standing
    assert found == FAILED
    assert str(found.failed[SHEET.id][0]) == 'content/a.yaml:3:5: no "fee" (write fee)'


@pytest.mark.parametrize(
    "message", ["{other}", "{what.__class__}", "{what[0]}", "{what:>999999999}", "{what!r}", "{", "{0}"]
)
def test_a_message_of_a_stranger_is_told_by_its_values_alone(tmp_path: Path, message: str) -> None:
    for name in ("message", "hint"):
        state.save(tmp_path, State({}, {}, {}, FAILED), LIBRARIES)
        assert state.load(tmp_path) != state.NOTHING
        changed = kept(tmp_path)
        changed["standing"]["failed"][SHEET.id][0][name] = message
        sealed(tmp_path, changed)
        assert state.load(tmp_path) == state.NOTHING


def test_a_sealed_state_of_any_shape_is_read_or_counts_for_nothing(tmp_path: Path) -> None:
    standing = FAILED
    record = state.artifact(TARGET, b"words", 3, "1.0", MADE)
    state.save(tmp_path, State({TARGET.id: record}, {TARGET.id: MADE}, {TARGET.id: "6f"}, standing), LIBRARIES)
    whole = kept(tmp_path)
    seen = 0
    for place in _places(whole):
        for value in (None, True, 0, -1, 1.5, 10**30, "x", "../x", [], {}, [1], {"x": 1}, [[]], "\ud800"):
            changed = copy.deepcopy({"": whole})
            *above, last = ("", *place)
            inner: Any = changed
            for key in above:
                inner = inner[key]
            inner[last] = value
            try:
                sealed(tmp_path, changed[""])
            except UnicodeEncodeError:
                continue
            found = state.load(tmp_path)
            assert all(item.path == TARGET.path for item in found.artifacts.values()), (place, value)
            assert {type(name) for name in (*found.rendered, *found.standing.targets)} <= {str}
            seen += 1
    assert seen > 400


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    made = saved(tmp_path)
    for name in ("state.json", TARGET.path):
        (tmp_path / name).unlink()
        os.mkfifo(tmp_path / name)
    assert state.load(tmp_path) == state.NOTHING
    assert made.reason(TARGET, MADE, tmp_path) == "output altered"


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
