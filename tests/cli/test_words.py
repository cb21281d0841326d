"""Help and usage errors, in the language of the terminal."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from samples import MINIMAL, ROOT

from pipeline.cli.help import TOPICS
from pipeline.cli.main import main
from pipeline.workspace import extraction


def said(*arguments: str, language: str = "ru") -> str:
    return CliRunner().invoke(main, arguments, env={"LANGUAGE": language}, prog_name="briefs").output


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


def command(path: tuple[str, ...]) -> click.Command:
    found: click.Command = main
    for name in path:
        assert isinstance(found, click.Group)
        found = found.commands[name]
    return found


def texts(path: tuple[str, ...]) -> Iterator[str]:
    """What a command says of itself in English, without line ends."""
    own = command(path)
    yield from (own.help or "").split("\n\n")
    if isinstance(own, click.Group):
        yield from (each.get_short_help_str(200) for each in own.commands.values())
    yield from (each.help or "" for each in own.params if isinstance(each, click.Option) and not each.hidden)
    yield from ("Options:", "Show this message and exit.", "Usage:")


@pytest.mark.parametrize("path", list(commands(main)), ids=" ".join)
def test_all_help_is_in_russian_on_a_russian_terminal(path: tuple[str, ...]) -> None:
    in_russian = "".join(said(*path, "--help").split())
    in_english = "".join(said(*path, "--help", language="en").split())
    for text in texts(path):
        shown = "".join(text.split())
        assert shown in in_english
        assert shown not in in_russian or text.startswith("money, numbers")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["buld"], "Ошибка: Нет команды 'buld'. Может быть, 'build'?"),
        (["build", "--jobs", "x"], "Ошибка: Недопустимое значение для '--jobs' / '-j': 'x' — не целое число."),
        (["build", "--jobs", "99"], "99 вне диапазона 1<=x<=64."),
        (["build", "--nosuch"], "Нет параметра '--nosuch'."),
        (["approve", "spring-glow"], "Не указан параметр '--by'."),
        (["new"], "Не указан аргумент"),
        (["completion", "tcsh"], "'tcsh' — не одно из: 'bash', 'zsh', 'fish'."),
        (["doctor", "--project", "nowhere"], "нет такого пути: 'nowhere'"),
        (["help", "weather"], "справки о «weather» нет (есть ids, exit-status, workspace и каждая команда)"),
        (["ritual", "--month", "13"], "«13» — не месяц (напишите так: 2027-03)"),
        (["new", "nosuch", "--project", str(MINIMAL)], "«nosuch» создать нельзя (можно campaign, market"),
        (["new", "campaign", "--project", str(MINIMAL)], "для campaign нужно имя (наберите briefs new campaign ID)"),
        (["eject", "nosuch", "--project", str(MINIMAL)], "в программе нет файла «nosuch» (бывают, например, brief"),
        (["status", "--market", "xx", "--project", str(MINIMAL)], "нет рынка «xx»"),
        (["init", str(MINIMAL)], "уже рабочая папка (ничего не записано"),
        (["messages", "--missing", "rus", "--project", str(MINIMAL)], "«rus» — не язык (возможно, «ru»?)"),
    ],
)
def test_wrong_usage_is_told_in_russian(arguments: list[str], words: str) -> None:
    assert words in said(*arguments).replace("\u00a0", " ")
    assert "Справка: 'briefs" in said(*arguments)


def test_elsewhere_it_is_told_in_english() -> None:
    for language in ("en", "C", "xx"):
        assert said("--help", language=language).startswith("Usage: briefs [OPTIONS] COMMAND [ARGS]...\n")
        assert "Error: No such command 'buld'. Did you mean 'build'?" in said("buld", language=language)


def test_the_language_asked_for_goes_before_that_of_the_terminal() -> None:
    assert "Параметры:" in said("check", "--messages", "ru", "--help", language="en")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--messages", "ru", "nope"),
        ("--messages=ru", "build", "--nope"),
        ("build", "--messages", "ru", "--nope"),
        ("build", "--nope", "--messages=ru"),
        ("build", "--jobs", "x", "--messages", "ru"),
        ("--messages", "en", "build", "--nope", "--messages", "ru"),
        ("check", "--language", "ru", "--campaign", "nope", "--project", str(MINIMAL)),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_in_the_language_asked_for_wherever_it_stands(arguments: tuple[str, ...]) -> None:
    told = said(*arguments, language="en")
    assert told.startswith("Использование: briefs ")
    assert "Справка: 'briefs" in told
    assert "\nОшибка: " in told
    assert not re.search(r"Usage|Error|Try|No such|Invalid", told)


@pytest.mark.parametrize(
    "arguments", [("build", "--nope", "--messages"), ("build", "--nope", "--", "--messages", "ru")]
)
def test_what_names_no_language_leaves_that_of_the_terminal(arguments: tuple[str, ...]) -> None:
    assert "Error: No such option '--nope'." in said(*arguments, language="en")


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_explained_in_russian(topic: str) -> None:
    english = said("help", topic, language="en").splitlines()
    russian = said("help", topic).splitlines()
    assert len(russian) == len(english)
    assert not [line for line in russian if line in english and re.search("[a-z]{3,} [a-z]{2,}", line)]


def test_what_the_machine_has_is_told_in_russian() -> None:
    assert [line.split()[0] for line in said("doctor", "--project", str(MINIMAL)).splitlines()] == ["есть"] * 6


ASIDE = {"cli/rules.py": {"allowed until"}, "cli/review.py": {"no history", "no rate"}}
"""Keys of tables, which nobody is told."""
LETTERS, WORDS = re.compile("[a-z]{3,}"), re.compile("[a-z]{2,} [a-z]{2,}")


def sentences(path: Path, known: frozenset[str]) -> Iterator[str]:
    """What a module may print in English alone: words that are no message, and words put together."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            loose = LETTERS.search(node.value) and not re.search(r"[/.#]|^briefs $|^, Python $", node.value)
            if (id(node) in parts and loose) or (WORDS.search(node.value) and node.value not in known):
                yield node.value


@pytest.fixture(scope="module")
def known() -> frozenset[str]:
    found = extraction.messages(ROOT)
    return frozenset(text for message in found for text in (message.id, message.plural))


def test_no_command_says_anything_that_is_no_message(known: frozenset[str]) -> None:
    package = ROOT / "pipeline"
    for path in sorted((package / "cli").glob("*.py")):
        name = path.relative_to(package).as_posix()
        assert set(sentences(path, known)) == ASIDE.get(name, set()), name


@pytest.mark.parametrize("code", ['f"wrote {path}"', '"nothing to do"', 'x = f"{count} problems"'])
def test_such_sentences_are_found(tmp_path: Path, code: str) -> None:
    (tmp_path / "a.py").write_text(f"print({code})" if "=" not in code else code, encoding="utf-8")
    assert list(sentences(tmp_path / "a.py", frozenset()))


def test_whoever_refuses_does_so_in_messages() -> None:
    """A refusal is made of a message and its values: words put together have no translation."""
    refusals = {"CannotFill", "CannotStart", "NoRitual", "NoSuchLanguage", "NothingDated", "Requirement", "UsageError"}
    for path in (ROOT / "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in refusals:
                assert not any(isinstance(part, ast.JoinedStr) for part in node.args), f"{path}:{node.lineno}"
