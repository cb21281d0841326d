"""Whatever happens to a content file: the documents are built, or what is wrong is told at a place that exists."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cases import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from test_problems import run

from pipeline.base.problems import Problems
from pipeline.build.run import build
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.reading import sources

pytestmark = pytest.mark.long

MINIMAL = ROOT / "tests/minimal/content"
SAMPLE = ROOT / "content"

# What people paste, mistype and attack with; values of every type but the expected one.
ODD = [
    *":-[]{},\"'#&*!|>%@`?~\\=<./\t\n ",
    *("null", "true", "no", "-1", "0", "1e400", "1e9999999999999999999", "0x1F", ".inf", "9" * 40, "2027-02-30"),
    *("0001-01-01", "9999-12-31", "24:00", "ada", "ivan", "ru", "nobody", "{en: a, ru: а}", "[a, b]", "[]", "{}"),
    *("*a", "&a ", "<<: *a", "!!str ", "---\n", "...\n", "? ", "- ", ": ", "|\n", ">-\n", "%YAML 1.1\n", "\r\n"),
    *("\u200b", "\u202e", "\u00a0", "\ufeff", "\u2028", "\x00", "\x85", "«", "é", "光", "\U0001f4a1", "\U000e0041"),
    *('"\\u202e"', '"\\ud800"', '"\\x"', "'", "''", "{{ 7 }}", "%s", "{0}", "{n}", "{erid}", "**", "[x](y)", "&shy;"),
    *("\u0301", "../../etc/passwd", "x" * 3000, "А" * 70, "  " * 30),
]
_VALUE = re.compile(r"(?<=: )[^\s{}\[\],#][^{}\[\],#\n]*")
_KEY = re.compile(r"[\w-]+(?=:(?:\s|$))", re.MULTILINE)

Change = tuple[str, int, int, int]
"""What is done, and three numbers that say where and with what, each taken as far as there is a choice."""


def delete_line(lines: list[str], first: int, second: int, third: int) -> None:
    lines.pop(first % len(lines))


def repeat_line(lines: list[str], first: int, second: int, third: int) -> None:
    lines.insert(second % len(lines), lines[first % len(lines)])


def swap_lines(lines: list[str], first: int, second: int, third: int) -> None:
    first, second = first % len(lines), second % len(lines)
    lines[first], lines[second] = lines[second], lines[first]


def indent(lines: list[str], first: int, second: int, third: int) -> None:
    line = lines[first % len(lines)]
    lines[first % len(lines)] = [f"  {line}", f" {line}", f"\t{line}", line[1:], line[2:], line.lstrip()][second % 6]


def insert(lines: list[str], first: int, second: int, third: int) -> None:
    line = lines[first % len(lines)]
    place = second % (len(line) + 1)
    lines[first % len(lines)] = line[:place] + ODD[third % len(ODD)] + line[place:]


def truncate(lines: list[str], first: int, second: int, third: int) -> None:
    del lines[first % len(lines) + 1 :]
    lines[-1] = lines[-1][: second % (len(lines[-1]) + 1)]


def _replace(lines: list[str], pattern: re.Pattern[str], first: int, word: Callable[[list[str]], str]) -> None:
    text = "\n".join(lines)
    found = list(pattern.finditer(text))
    if found:
        match = found[first % len(found)]
        text = text[: match.start()] + word([other[0] for other in found]) + text[match.end() :]
        lines[:] = text.split("\n")


def odd_value(lines: list[str], first: int, second: int, third: int) -> None:
    _replace(lines, _VALUE, first, lambda all_of_them: ODD[second % len(ODD)])


def value_of_another(lines: list[str], first: int, second: int, third: int) -> None:
    _replace(lines, _VALUE, first, lambda all_of_them: all_of_them[second % len(all_of_them)])


def rename_key(lines: list[str], first: int, second: int, third: int) -> None:
    _replace(lines, _KEY, first, lambda all_of_them: all_of_them[second % len(all_of_them)])


def misspell_key(lines: list[str], first: int, second: int, third: int) -> None:
    _replace(lines, _KEY, first, lambda all_of_them: all_of_them[first % len(all_of_them)][:-1] or "x")


CHANGES = {
    change.__name__: change
    for change in (
        *(delete_line, repeat_line, swap_lines, indent, insert, truncate),
        *(odd_value, value_of_another, rename_key, misspell_key),
    )
}
numbers = st.integers(0, 10**6)
changes = st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), numbers, numbers, numbers), min_size=1, max_size=3)


def changed(text: str, made: list[Change]) -> str:
    lines = text.split("\n")
    for name, first, second, third in made:
        if lines:
            CHANGES[name](lines, first, second, third)
    return "\n".join(lines)


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml"))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def nowhere(lines: list[str], folder: Path) -> Iterator[str]:
    """The lines that name no file, or a place that is not in it."""
    for line in lines:
        match = re.match(r"([^:]+)(?::(\d+))?(?::(\d+))?: ", line)
        path = folder / match[1] if match else folder / "nowhere"
        known = path.exists() or path.is_symlink()
        if match is None or not known or (match[2] and not exists(read(path), int(match[2]), int(match[3] or 1))):
            yield line


def exists(text: str, line: int, column: int) -> bool:
    rows = text.split("\n")
    return 1 <= line <= len(rows) and 1 <= column <= len(rows[line - 1]) + 1


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for the project, with the templates that are compiled once."""
    base = tmp_path_factory.getbasetemp()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(base))
        for name in ("templates", "locales"):
            shutil.copytree(ROOT / name, base / "mutated" / name)
        yield base / "mutated"


def written(project: Path, content: Path, name: str, text: str) -> None:
    shutil.rmtree(project / "content", ignore_errors=True)
    shutil.rmtree(project / "build", ignore_errors=True)
    shutil.copytree(content, project / "content")
    (project / "content" / name).write_bytes(text.encode("utf-8", "surrogatepass"))


def judge(project: Path) -> None:
    status, said = run(project)
    assert status in (0, 1), said + "".join(read(path)[-3000:] for path in (project / "build").glob("crash.log"))
    *lines, count = said.splitlines() if status else (*said.splitlines(), "")
    assert list(nowhere(lines, project)) == []
    assert len(set(lines)) == len(lines)
    if status:
        assert re.fullmatch(r"\d+ problems? in \d+ files?; nothing was built", count)
        assert lines


@settings(max_examples=250)
@given(name=st.sampled_from(files(MINIMAL)), made=changes)
def test_a_changed_file_is_read_or_its_mistakes_are_named_where_they_are(
    project: Path, name: str, made: list[Change]
) -> None:
    written(project, MINIMAL, name, changed(read(MINIMAL / name), made))
    judge(project)


@settings(max_examples=40)
@given(name=st.sampled_from(files(SAMPLE)), made=changes)
def test_the_sample_with_a_changed_file_is_read_or_its_mistakes_are_named(
    project: Path, name: str, made: list[Change]
) -> None:
    written(project, SAMPLE, name, changed(read(SAMPLE / name), made))
    judge(project)


@settings(max_examples=1000)
@given(name=st.sampled_from(files(SAMPLE)), made=changes)
def test_changed_yaml_is_read_or_its_mistakes_are_named(name: str, made: list[Change]) -> None:
    reads(changed(read(SAMPLE / name), made))


@settings(max_examples=1000)
@given(st.lists(st.one_of(st.sampled_from(ODD), st.sampled_from(["a", "b: ", "\n", "\n  "])), max_size=25))
def test_any_yaml_is_read_or_its_mistakes_are_named(parts: list[str]) -> None:
    reads("".join(parts))


def reads(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        sources.parse(text, "f.yaml")
    except Problems as found:
        assert found.problems
        assert [item for item in found.problems if not exists(text, item.line, item.column)] == []
        assert [item for item in found.problems if item.message == "{said}"] == []


@settings(max_examples=4)
@given(st.text(st.characters(codec="utf-8", max_codepoint=0x450, exclude_categories=["C"]), min_size=1, max_size=60))
def test_a_text_that_passes_the_check_is_built_in_every_format(project: Path, text: str) -> None:
    said = text.replace("\\", "\\\\").replace('"', '\\"')
    name = "campaigns/dawn.yaml"
    before = read(MINIMAL / name)
    written(project, MINIMAL, name, before.replace("en: Two posts about the lamp.", f'en: "{said}"'))
    judge(project)
    status, _ = run(project)
    if status == 0:
        loaded = load.load(project)
        summary = build(loaded, targets.targets(loaded, "dawn.brief.ivan.en.*"), project / "build", jobs=1)
        assert (len(summary.built), summary.failed) == (3, [])
