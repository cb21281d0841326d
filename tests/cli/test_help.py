from __future__ import annotations

import pytest
from click.testing import CliRunner

from pipeline.cli import help as topics
from pipeline.cli.main import main


def said(*arguments: str) -> str:
    return CliRunner().invoke(main, ["help", *arguments], env={"LANGUAGE": "en"}).output


def test_every_command_is_explained_as_its_own_help_does() -> None:
    for name in main.commands:
        own = CliRunner().invoke(main, [name, "--help"]).output
        assert said(name).split() == own.split()


def test_without_a_topic_commands_are_listed() -> None:
    assert "build" in said()


@pytest.mark.parametrize("topic", topics.TOPICS)
def test_every_topic_is_named_where_topics_are_listed(topic: str) -> None:
    assert said(topic).strip()
    assert topic in said("help")


def test_a_topic_that_is_none_gets_the_nearest() -> None:
    assert 'no help on "workspaces" (did you mean "workspace"?)' in said("workspaces")
    assert "there are ids, exit-status, workspace, and every command" in said("weather")
