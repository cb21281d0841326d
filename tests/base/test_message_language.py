from __future__ import annotations

import gettext
import string
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.base import message_language
from pipeline.base.assets import Assets
from pipeline.base.message_language import MessageTranslator, wanted
from pipeline.base.problems import Problem, problem
from pipeline.cli.main import main
from pipeline.language import catalogs
from pipeline.workspace import extraction

ROOT = Path(__file__).resolve().parents[2]
SILENT = dict.fromkeys(("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))


@pytest.fixture
def russian() -> MessageTranslator:
    return MessageTranslator(catalogs.readable(Assets.of(ROOT), "ru"))


@pytest.fixture
def broken(copy: Path) -> Path:
    """The sample with a word in one file that is no field."""
    file = copy / "content/organisation.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("accent:", "acent:"), encoding="utf-8")
    return copy


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def in_files(problems: int, files: int) -> tuple[Problem, ...]:
    return tuple(problem(f"content/{number % files}.yaml", "is empty", line=number + 1) for number in range(problems))


def check(folder: Path, *options: str, **environment: str) -> Result:
    return CliRunner(env=SILENT | environment).invoke(main, ["check", "--project", str(folder), *options])


# --- what is said -----------------------------------------------------------


def test_every_problem_is_told_in_russian_with_the_values_it_has_in_english() -> None:
    catalog = catalogs.read(ROOT, "ru")
    untold, other = [], []
    for message in extraction.messages(ROOT):
        if message.context != message_language.CONTEXT:
            continue
        known = catalog.get(message.id, message.context)
        told = [] if known is None else [known.string] if isinstance(known.string, str) else list(known.string)
        if not told or not all(told):
            untold.append(message.id)
        other += [text for text in told if text and placeholders(text) != placeholders(message.id)]
    assert (untold, other) == ([], [])


def test_no_problem_is_told_with_english_quotes_around_a_value() -> None:
    catalog = catalogs.read(ROOT, "ru")
    told = [str(message.string) for message in catalog if message.context == message_language.CONTEXT]
    assert [text for text in told if '"{' in text or '}"' in text] == []


def test_a_problem_names_its_place_its_values_and_what_to_type(russian: MessageTranslator) -> None:
    found = problem("content/a.yaml", 'no metric "{name}"', hint='did you mean "{nearest}"?', line=3, column=7, name="cpx", nearest="cpa")  # fmt: skip
    assert russian.problem(found) == "content/a.yaml:3:7: нет метрики «cpx» (возможно, «cpa»?)"


def test_what_a_catalog_lacks_is_told_in_english(russian: MessageTranslator) -> None:
    assert russian.problem(problem("a.yaml", "a message of tomorrow")) == "a.yaml: a message of tomorrow"


def test_a_word_of_a_template_is_not_the_translation_of_a_problem() -> None:
    catalog = gettext.NullTranslations()
    assert MessageTranslator(catalog)("Fee") == "Fee"
    assert MessageTranslator(catalogs.readable(Assets.of(ROOT), "ru"))("Fee") == "Fee"


@pytest.mark.parametrize(
    ("problems", "files", "line"),
    [
        (1, 1, "1 проблема в 1 файле; ничего не собрано"),
        (2, 1, "2 проблемы в 1 файле; ничего не собрано"),
        (5, 2, "5 проблем в 2 файлах; ничего не собрано"),
        (11, 5, "11 проблем в 5 файлах; ничего не собрано"),
        (21, 21, "21 проблема в 21 файле; ничего не собрано"),
    ],
)
def test_problems_and_files_take_the_plural_of_their_number(
    russian: MessageTranslator, problems: int, files: int, line: str
) -> None:
    assert russian.count(in_files(problems, files)) == line


@pytest.mark.parametrize(
    ("problems", "files", "line"),
    [(1, 1, "1 problem in 1 file; nothing was built"), (3, 2, "3 problems in 2 files; nothing was built")],
)
def test_problems_are_counted_in_english_too(problems: int, files: int, line: str) -> None:
    assert MessageTranslator(gettext.NullTranslations()).count(in_files(problems, files)) == line


def test_the_count_comes_last(russian: MessageTranslator) -> None:
    assert list(message_language.problem_lines(in_files(2, 1), russian)) == [
        "content/0.yaml:1: пусто",
        "content/0.yaml:2: пусто",
        "2 проблемы в 1 файле; ничего не собрано",
    ]


# --- in which language ------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, ""),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "RU"}, "ru"),
        ({"LANG": "C"}, ""),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "POSIX"}, ""),
        ({"LANG": ""}, ""),
        ({"LC_ALL": "", "LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LC_ALL": "C", "LANG": "ru_RU.UTF-8"}, ""),
        ({"LC_ALL": "en_GB.UTF-8", "LC_MESSAGES": "ru_RU.UTF-8"}, "en"),
        ({"LC_MESSAGES": "ru_RU.UTF-8", "LANG": "en_US.UTF-8"}, "ru"),
        ({"LANGUAGE": "ru:en", "LC_ALL": "en_US.UTF-8"}, "ru"),
        ({"LANGUAGE": "", "LANG": "ru_RU.UTF-8"}, "ru"),
    ],
)
def test_the_terminal_says_which_language_it_wants(environment: dict[str, str], language: str) -> None:
    assert wanted(environment) == language


def test_the_command_line_speaks_the_language_it_is_asked_for(broken: Path) -> None:
    done = check(broken, "--language", "ru")
    assert done.exit_code == 1
    assert "неизвестное поле «acent» (возможно, «accent»?)" in done.stderr
    assert done.stderr.endswith("; ничего не собрано\n")


def test_the_language_may_be_asked_for_before_the_command(broken: Path) -> None:
    done = CliRunner(env=SILENT).invoke(main, ["--language", "ru", "check", "--project", str(broken)])
    assert "неизвестное поле «acent»" in done.stderr


def test_the_command_line_speaks_the_language_of_the_terminal(broken: Path) -> None:
    assert "неизвестное поле «acent»" in check(broken, LANG="ru_RU.UTF-8").stderr
    assert 'unknown field "acent"' in check(broken, LANG="en_US.UTF-8").stderr
    assert 'unknown field "acent"' in check(broken).stderr


def test_the_language_asked_for_comes_before_that_of_the_terminal(broken: Path) -> None:
    assert 'unknown field "acent"' in check(broken, "--language", "en", LANG="ru_RU.UTF-8").stderr


def test_a_language_without_a_catalog_is_told_in_english(broken: Path) -> None:
    assert 'unknown field "acent"' in check(broken, "--language", "de").stderr
    assert 'unknown field "acent"' in check(broken, LANG="de_DE.UTF-8").stderr


def test_a_catalog_that_cannot_be_read_leaves_the_program_s(broken: Path) -> None:
    (broken / catalogs.path("ru")).write_bytes(b'msgid "Fee"\nmsgstr "\xff"\n')
    assert "неизвестное поле «acent»" in check(broken, "--language", "ru").stderr
    assert MessageTranslator(catalogs.readable(Assets(broken), "ru"))("is empty") == "is empty"
