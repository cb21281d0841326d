from __future__ import annotations

import pytest
from hypothesis import given, settings
from random_documents import DOCUMENTS
from random_documents import ROLES as ANY_ROLES

from pipeline.document import html, reader
from pipeline.document.tree import (
    Aside,
    Break,
    Cell,
    Contents,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    ForeignWords,
    Heading,
    Inline,
    Link,
    List,
    PageNumber,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Time,
    Token,
)
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer


def t(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


DOCUMENT = Document(
    "en",
    (("title", "A & B"), ("author", 'the "<author>"'), ("watermark", "")),
    (Paragraph("running", t("head")),),
    (
        Heading(1, "", t("one")),
        Contents(t("Contents")),
        Section(
            "",
            "make",
            (
                Heading(2, "page", t("two")),
                Paragraph(
                    "",
                    (
                        Strong((Text("a"), Emphasis(t("b")))),
                        Link("https://x.example/?a=1&b=2", t("c")),
                        Break(),
                        Token("<D>"),
                        Time("2027-03-09", t("e")),
                        ForeignWords("ru", t("ё")),
                    ),
                ),
                List(True, "", ((Paragraph("", t("x")),), (Paragraph("", t("y")), Paragraph("", t("z"))))),
            ),
        ),
        Aside("", (Paragraph("note", t("aside")),)),
        DefinitionList("", (Definition(t("term"), (t("first"), t("second"))),)),
        Table(
            "list",
            "",
            Heading(2, "", t("caption")),
            (Row("", (Cell("col", "number", t("n")),)),),
            (Row("", (Cell("row", "", t("h")),)), Row("", (Cell("", "number", t("1")),))),
        ),
        Table("", "label", Paragraph("", t("plain")), (), (Row("", (Cell("", "", ()),)),)),
    ),
    (Paragraph("control", (PageNumber(total=False), Text(" / "), PageNumber(total=True))),),
)

BODY = """\
<h1>one</h1>
<nav>Contents</nav>
<section id="make">
<h2 class="page">two</h2>
<p><strong>a<em>b</em></strong><a href="https://x.example/?a=1&amp;b=2">c</a><br/><code>&lt;D&gt;</code>\
<time datetime="2027-03-09">e</time><span lang="ru">ё</span></p>
<ol><li>x</li><li><p>y</p><p>z</p></li></ol>
</section>
<aside><p class="note">aside</p></aside>
<dl><dt>term</dt><dd>first</dd><dd>second</dd></dl>
<table class="list"><caption><h2>caption</h2></caption><thead><tr><th scope="col" class="number">n</th></tr></thead>\
<tbody><tr><th scope="row">h</th></tr><tr><td class="number">1</td></tr></tbody></table>
<table aria-label="label"><caption>plain</caption><tbody><tr><td></td></tr></tbody></table>"""

ROLES = {
    "p": frozenset({"running", "control", "note"}),
    "h2": frozenset({"page"}),
    "table": frozenset({"list"}),
    "th": frozenset({"number"}),
    "td": frozenset({"number"}),
}


def test_a_document_is_written_as_html_with_its_head_and_foot() -> None:
    assert html.html(DOCUMENT) == (
        '<html lang="en"><head><title>A &amp; B</title>'
        '<meta name="author" content="the &quot;&lt;author&gt;&quot;"/>'
        '<meta name="watermark" content=""/></head>\n'
        f'<body><header><p class="running">head</p></header>\n{BODY}\n'
        '<footer><p class="control"><data value="page"></data> / <data value="pages"></data></p></footer>'
        "</body></html>\n"
    )


def test_the_body_is_the_blocks_alone() -> None:
    assert html.body(DOCUMENT) == BODY


def test_what_is_written_reads_back_as_the_same_document() -> None:
    assert reader.read(html.html(DOCUMENT), ROLES, "t.html") == DOCUMENT


@pytest.mark.long
@settings(max_examples=300)
@given(DOCUMENTS)
def test_any_document_reads_back_as_the_same_tree(document: Document) -> None:
    assert reader.read(html.html(document), ANY_ROLES, "t.html") == document


def test_a_text_longer_than_a_parser_s_buffer_is_one_text() -> None:
    long = Document("en", (("title", ""),), (), (Paragraph("", t("слово " * 5_000 + "end")),), ())
    assert reader.read(html.html(long), ROLES, "t.html") == long


@pytest.mark.long
def test_every_sample_document_reads_back_as_the_tree_that_was_set(project: Project) -> None:
    composer = Composer(project)
    documents = {target.document: target for target in targets.targets(project, review=True)}
    composed = {name: composer.compose(target) for name, target in documents.items()}
    lost = [n for n, made in composed.items() if reader.read(html.html(made), project.theme.roles, n) != made]
    assert lost == []
    assert len(composed) > 40


def test_words_are_escaped_where_they_stand_and_never_twice() -> None:
    document = Document("en", (), (), (Paragraph("", t('&amp; <p> "q"')),), ())
    assert html.body(document) == '<p>&amp;amp; &lt;p&gt; "q"</p>'
