from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.base.assets import Assets
from pipeline.base.problems import Problems
from pipeline.language import catalogs
from pipeline.model.language import Language
from pipeline.reading.project import Project

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n\n'


@pytest.fixture
def russian(project: Project) -> Language:
    return project.languages["ru"]


def catalog(folder: Path, text: str) -> Path:
    path = folder / "locales/ru/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + text, encoding="utf-8")
    return folder


def said(folder: Path, language: Language) -> list[str]:
    with pytest.raises(Problems) as found:
        catalogs.load(Assets(folder), "ru", language)
    return [str(item) for item in found.value.problems]


def test_messages_are_compiled_in_memory(tmp_path: Path, russian: Language) -> None:
    text = 'msgid "Fee"\nmsgstr "Плата"\n\nmsgid "%(num)s day"\nmsgid_plural "%(num)s days"\nmsgstr[0] "%(num)s день"\nmsgstr[1] "%(num)s дня"\nmsgstr[2] "%(num)s дней"\n'
    messages = catalogs.load(Assets(catalog(tmp_path, text)), "ru", russian)
    assert messages.gettext("Fee") == "Плата"
    assert [messages.ngettext("%(num)s day", "%(num)s days", n) % {"num": n} for n in (1, 2, 5)] == [
        "1 день",
        "2 дня",
        "5 дней",
    ]
    assert [path.suffix for path in tmp_path.rglob("*.*")] == [".po"]


def test_letters_typed_as_two_characters_are_composed(tmp_path: Path, russian: Language) -> None:
    messages = catalogs.load(Assets(catalog(tmp_path, 'msgid "Fee"\nmsgstr "Чужои\u0306 е\u0308ж"\n')), "ru", russian)
    assert messages.gettext("Fee") == "Чужой ёж"


def test_the_forms_of_address_are_contexts(tmp_path: Path, russian: Language) -> None:
    text = 'msgid "Your fee"\nmsgstr "Ваша плата"\n\nmsgctxt "address: ты"\nmsgid "Your fee"\nmsgstr "Твоя плата"\n'
    messages = catalogs.load(Assets(catalog(tmp_path, text)), "ru", russian)
    assert [catalogs.addressed(messages, form, "Your fee") for form in ("", "ты")] == ["Ваша плата", "Твоя плата"]


def test_a_message_that_is_not_there_is_an_error_and_never_english(tmp_path: Path, russian: Language) -> None:
    messages = catalogs.load(Assets(catalog(tmp_path, 'msgid "CPA"\nmsgstr "CPA"\n')), "ru", russian)
    assert messages.gettext("CPA") == "CPA"
    with pytest.raises(catalogs.MissingMessage):
        messages.gettext("Fee")
    with pytest.raises(catalogs.MissingMessage):
        messages.pgettext("money", "CPA")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "Fee"\nmsgstr ""\n', 'locales/ru/LC_MESSAGES/messages.po:6: "Fee" is not translated'),
        (
            '#, fuzzy\nmsgid "Fee"\nmsgstr "Плата"\n',
            'locales/ru/LC_MESSAGES/messages.po:7: the translation of "Fee" is marked fuzzy (check it and remove the fuzzy mark)',
        ),
        (
            'msgid "By %(day)s"\nmsgstr "До %(date)s"\n',
            'locales/ru/LC_MESSAGES/messages.po:6: the translation of "By %(day)s" has other placeholders (day)',
        ),
    ],
)
def test_gaps_are_named_with_their_line(tmp_path: Path, russian: Language, text: str, line: str) -> None:
    assert said(catalog(tmp_path, text), russian) == [line]


def test_a_missing_catalog_is_named(tmp_path: Path, russian: Language) -> None:
    assert said(tmp_path, russian) == ["locales/ru/LC_MESSAGES/messages.po: no such file"]


def test_the_language_of_the_ids_needs_no_catalog(tmp_path: Path, project: Project) -> None:
    messages = catalogs.load(Assets(tmp_path), "en", project.languages["en"])
    assert [messages.ngettext("%(num)s day", "%(num)s days", n) for n in (1, 2)] == ["%(num)s day", "%(num)s days"]
