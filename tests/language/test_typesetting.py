from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_documents import DOCUMENTS, ROLES
from samples import edit

from pipeline.checks import load
from pipeline.document import html, reader
from pipeline.document.tree import Break, Document, Paragraph, Strong, Text, Token
from pipeline.language.typesetting import typeset
from pipeline.reading.project import Project
from pipeline.rendering.compose import typographers

N = "\u00a0"


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("ru", 'Сказать "да"', "Сказать «да»"),
        ("ru", 'Книга "Кто такой "он""', "Книга «Кто такой „он“»"),
        ("ru", "Это - тест", f"Это{N}— тест"),
        ("ru", "Это — тест", f"Это{N}— тест"),
        ("ru", "и в доме, к утру", f"и{N}в{N}доме, к{N}утру"),
        ("ru", "120 000 ₽", f"120{N}000{N}₽"),
        ("ru", "№ 5 и г. Москва", f"№{N}5 и{N}г.{N}Москва"),
        ("ru", "до 21 ноября", f"до{N}21{N}ноября"),
        ("ru", "О. Лебедева", f"О.{N}Лебедева"),
        ("ru", "Конец. Начало", "Конец. Начало"),
        ("ru", "5 %", f"5{N}%"),
        ("ru", "сайт https://a.example/в-и у нас", f"сайт https://a.example/в-и у{N}нас"),
        ("ru", "метка #на_а и @a_b", f"метка #на_а и{N}@a_b"),
        ("en", 'Say "yes"', "Say “yes”"),
        ("en", "don't", "don’t"),
        ("en", "this - that", "this—that"),
        ("en", "March 9 and so on...", f"March{N}9 and so on…"),
    ],
)
def test_text_is_set_by_the_habits_of_its_language(project: Project, language: str, text: str, printed: str) -> None:
    assert typographers(project)[language].text(text) == printed


SIGNS = "abк вЯё\"'-—–. 19№%$₽«»“”„‘’#@:/,(+\u00a0\n"


@pytest.mark.long
@settings(max_examples=300)
@given(st.text(alphabet=SIGNS, max_size=60))
def test_setting_twice_changes_nothing(project: Project, text: str) -> None:
    for typographer in typographers(project).values():
        once = typographer.text(text)
        assert typographer.text(once) == once


def test_a_letter_is_printed_as_the_organisation_has_it_and_in_names_as_it_is(minimal: Path) -> None:
    edit(minimal, "content/organisation.yaml", ("ru: Ада Берг", "ru: Алёна Семёнова"))
    text = "Ещё Алёны Семёновой, код ЁЖ-15, #ёлка"
    assert typographers(load.load(minimal))["ru"].text(text) == text
    edit(minimal, "content/organisation.yaml", ("accent:", "letter_yo: false\naccent:"))
    assert typographers(load.load(minimal))["ru"].text(text) == "Еще Алёны Семёновой, код ЁЖ-15, #ёлка"


def test_what_would_reach_beyond_a_text_stays(project: Project) -> None:
    document = Document("en", (), (), (Paragraph("", (Strong((Text("a "),)), Text("- b"), Break(), Text("-5"))),), ())
    [paragraph] = typeset(document, typographers(project)).blocks
    assert paragraph == Paragraph("", (Strong((Text("a "),)), Text("- b"), Break(), Text("−5")))


def test_quotes_see_across_the_markup_around_them(project: Project) -> None:
    document = Document("en", (), (), (Paragraph("", (Strong((Text('"a'),)), Text('b" c'), Token('"x"'))),), ())
    [paragraph] = typeset(document, typographers(project)).blocks
    assert paragraph == Paragraph("", (Strong((Text("“a"),)), Text("b” c"), Token('"x"')))


@pytest.mark.long
@settings(max_examples=100)
@given(document=DOCUMENTS)
def test_any_document_once_set_reads_back_as_it_was_set(project: Project, document: Document) -> None:
    setters = typographers(project)
    printed = typeset(document, {**dict.fromkeys(("en", "ru", "pt-BR"), setters["en"]), **setters})
    assert reader.read(html.html(printed), ROLES, "t.html") == printed
