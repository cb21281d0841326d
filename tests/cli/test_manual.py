"""The manual page: what commands say of themselves, as man sets it."""

from __future__ import annotations

import re

import click
import pytest
from click.testing import CliRunner

from pipeline.cli.help import TOPICS
from pipeline.cli.main import main


def page(language: str) -> str:
    done = CliRunner().invoke(main, ["help", "--manual", "--messages", language], prog_name="briefs")
    assert done.exit_code == 0, done.output
    return done.output


def plain(text: str) -> str:
    words = re.sub(r"(?m)^\.[A-Z]+$|\\f[BR]", "", text)
    return "".join(words.replace("\\-", "-").split())


@pytest.fixture(scope="module")
def english() -> str:
    return page("en")


def test_every_command_and_every_option_is_in_it(english: str) -> None:
    words = plain(english)
    for name, command in main.commands.items():
        for below in command.commands.values() if isinstance(command, click.Group) else (command,):
            assert plain(below.help or "") in words, name
            for option in below.params:
                if isinstance(option, click.Option) and not option.hidden:
                    assert plain(option.help or "") in words, (name, option.name)


def test_every_topic_is_in_it(english: str) -> None:
    for text in TOPICS.values():
        assert plain(text) in plain(english)


def test_no_word_of_it_is_taken_for_a_request(english: str) -> None:
    known = {"TH", "SH", "SS", "PP", "TP", "nf", "fi"}
    requests = {line[1:].split()[0] for line in english.splitlines() if re.match("[.']", line)}
    assert requests == known


@pytest.mark.long
def test_a_russian_page_is_in_russian(english: str) -> None:
    russian = page("ru")
    assert [line for line in russian.splitlines() if line.startswith((".SH", ".SS"))][:2] == [".SH ИМЯ", ".SH ВЫЗОВ"]
    both = set(russian.splitlines()) & set(english.splitlines())
    assert [
        line for line in both if re.search("[a-z]{3,} [a-z]{3,}", line) and "\\fB" not in line and ".SS" not in line
    ] == []
