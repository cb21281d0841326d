"""How cases of the public YAML suite are judged, by a few of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import yaml_suite
from tools.yaml_suite import Case


def suite(folder: Path, *cases: dict[str, object]) -> Path:
    """A folder with one file, as the suite has them."""
    text = "// Generated\n\nexport default " + json.dumps({"id": "AB12", "cases": cases})
    (folder / "AB12.js").write_text(text, encoding="utf-8")
    (folder / "index.js").write_text("export {default as AB12} from './AB12.js'\n", encoding="utf-8")
    return folder


def test_what_is_read_or_refused_as_it_should_be_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right: list[dict[str, object]] = [
        {"yaml": "one: [2, 1.5]\n", "json": '{"one": [2, 1.5]}'},
        {"yaml": "1: true\n", "json": '{"1": true}'},
        {"yaml": "one: !!str 2\n", "json": '{"one": "2"}'},
        {"yaml": "key: [one,\ntwo]\n", "fail": True},
        {"yaml": "- one\n", "json": '["one"]\n["two"]\n'},
    ]
    assert yaml_suite.main(suite(tmp_path, *right)) == 0
    assert capsys.readouterr().out == "5 of 5 cases of the YAML suite passed\n"


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ({"yaml": "one: 2\n", "fail": True}, "AB12 is forbidden, and read as {'one': 2}"),
        ({"yaml": "one: 2\n", "json": '{"one": "2"}'}, 'AB12 means {"one": "2"}, and is read as {\'one\': 2}'),
    ],
)
def test_what_is_read_otherwise_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: dict[str, object], said: str
) -> None:
    assert yaml_suite.main(suite(tmp_path, case)) == 1
    assert capsys.readouterr().out.splitlines() == [said, "0 of 1 cases of the YAML suite passed"]


def test_a_suite_without_cases_is_none(tmp_path: Path) -> None:
    assert yaml_suite.main(tmp_path) == 1


def test_a_reader_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_suite.sources, "parse", lambda *_: 1 // 0)
    assert yaml_suite.wrong(Case("AB12", "one: 2", "", False)).startswith("ends with ZeroDivisionError")
