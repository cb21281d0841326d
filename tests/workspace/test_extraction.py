from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.base.message_language import CONTEXT
from pipeline.base.problems import Problems
from pipeline.workspace.extraction import Message, messages


def of_templates(folder: Path, **templates: str) -> list[Message]:
    """The messages of some templates, without those of the program itself."""
    (folder / "templates/kinds").mkdir(parents=True)
    for name, text in templates.items():
        (folder / f"templates/kinds/{name}.html").write_text(text, encoding="utf-8")
    return [message for message in messages(folder) if message.context != CONTEXT]


@pytest.fixture(scope="module")
def of_problems(tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    """What the program says of mistakes: a project without templates has nothing else to say."""
    return messages(tmp_path_factory.mktemp("empty"))


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ('<p>{{ _("Fee") }}</p>', Message("Fee")),
        ('<p>{{ _("by %(time)s", time=when) }}</p>', Message("by %(time)s")),
        ('{{ ngettext("%(num)s day", "%(num)s days", n) }}', Message("%(num)s day", "%(num)s days")),
        ('{{ pgettext("status", "draft") }}', Message("draft", context="status")),
        (
            '{{ npgettext("clip", "%(num)s part", "%(num)s parts", n) }}',
            Message("%(num)s part", "%(num)s parts", "clip"),
        ),
        ('{{ you("Your fee") }}', Message("Your fee", addressed=True)),
        ('{% if fee %}{{ _("Fee") if paid else "" }}{% endif %}', Message("Fee")),
        ('<table aria-label="{{ _("Key facts") }}">', Message("Key facts")),
    ],
)
def test_a_template_says_what_it_marks(tmp_path: Path, template: str, message: Message) -> None:
    assert of_templates(tmp_path, brief=template) == [message]


def test_words_that_are_not_marked_are_no_messages(tmp_path: Path) -> None:
    assert of_templates(tmp_path, brief='<p class="ask">Fee {{ fee.amount }} {{ "x"|upper }} {# _("No") #}</p>') == []


def test_front_matter_is_not_read_as_a_template(tmp_path: Path) -> None:
    text = '---\nvary: [campaign]\nformats: [pdf]  # {{ _("No") }}\n---\n{{ _("Fee") }}'
    assert of_templates(tmp_path, brief=text) == [Message("Fee")]


def test_a_template_that_cannot_be_read_is_a_problem_at_its_line(tmp_path: Path) -> None:
    with pytest.raises(Problems) as found:
        of_templates(tmp_path, brief='---\nvary: []\n---\n{{ _("Fee") }}\n{% if fee %}')
    [said] = found.value.problems
    assert str(said).startswith("templates/kinds/brief.html:5: cannot be read: Unexpected end of template")


def test_messages_come_in_the_order_of_the_templates_and_each_once(tmp_path: Path) -> None:
    found = of_templates(tmp_path, b='{{ _("Fee") }}{{ _("Dates") }}', a='{{ _("Terms") }}{{ _("Fee") }}')
    assert [message.id for message in found] == ["Terms", "Fee", "Dates"]


def test_the_same_words_in_another_context_are_another_message(tmp_path: Path) -> None:
    found = of_templates(tmp_path, brief='{{ _("Draft") }}{{ pgettext("stage", "Draft") }}')
    assert found == [Message("Draft"), Message("Draft", context="stage")]


@pytest.mark.parametrize(
    "text",
    [
        'no metric "{name}"',  # marked
        'unknown field "{name}"',  # given to what makes a problem
        "say why in reason:",  # a hint
        "write an IANA name such as Europe/Moscow",  # the hint of a mistake
        "low ({low}) is above high ({high})",  # a mistake of a record
        "a table without rows",  # one of two, chosen where it is given
    ],
)
def test_the_program_s_own_problems_are_messages_with_a_context(of_problems: list[Message], text: str) -> None:
    assert Message(text, context=CONTEXT) in of_problems


@pytest.mark.parametrize(
    "pair",
    [
        ("{n} problem", "{n} problems"),
        ("in {n} file", "in {n} files"),
        ("{n} document: {said}", "{n} documents: {said}"),
        ("{n} warning", "{n} warnings"),
    ],
)
def test_a_number_of_things_has_a_plural(of_problems: list[Message], pair: tuple[str, str]) -> None:
    assert pair in [(message.id, message.plural) for message in of_problems]


def test_every_message_stands_once_and_begins_with_a_word(of_problems: list[Message]) -> None:
    texts = [message.id for message in of_problems]
    assert len(texts) == len(set(texts))
    assert {message.context for message in of_problems} == {CONTEXT}
    assert [text for text in texts if not text or text[0].isspace()] == []


def test_what_a_template_tells_translators_comes_with_the_message(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.html").write_text(
        '{# Translators: a head #}<p>{{ _("Draft") }}</p>\n<p>{{ _("Fee") }}</p>', encoding="utf-8"
    )
    comments = {message.id: message.comments for message in messages(tmp_path)}
    assert (comments["Draft"], comments["Fee"]) == (("a head",), ())


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<p>\n\xe1</p>", "templates/kinds/brief.html:2:1: not UTF-8 text (save the file as UTF-8)"),
        (b"<p>{{ " + b"(" * 3000 + b" }}", "templates/kinds/brief.html: brackets nested too deeply"),
    ],
)
def test_a_template_that_cannot_be_read_is_a_problem(tmp_path: Path, raw: bytes, said: str) -> None:
    (tmp_path / "templates/kinds").mkdir(parents=True)
    (tmp_path / "templates/kinds/brief.html").write_bytes(raw)
    with pytest.raises(Problems) as found:
        messages(tmp_path)
    assert [str(item) for item in found.value.problems] == [said]
