from __future__ import annotations

import pytest

from pipeline.base.problems import Problems
from pipeline.document import html, reader
from pipeline.document.tree import (
    Break,
    Cell,
    Contents,
    Emphasis,
    Figure,
    Heading,
    Link,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Token,
)

ROLES = {"p": frozenset({"ask"}), "table": frozenset({"list"}), "td": frozenset({"number"})}


def page(body: str) -> str:
    return f'<html lang="en"><head><title>T</title><meta name="author" content="A"/></head><body>{body}</body></html>'


def read(body: str) -> tuple[object, ...]:
    return reader.read(page(body), ROLES, "t.html").blocks


def said(body: str) -> list[str]:
    with pytest.raises(Problems) as found:
        read(body)
    return [str(item) for item in found.value.problems]


def test_blocks_become_nodes() -> None:
    assert read('<h1>A</h1><section id="x"><h2>B</h2><p class="ask">C</p></section>') == (
        Heading(1, "", (Text("A"),)),
        Section("", "x", (Heading(2, "", (Text("B"),)), Paragraph("ask", (Text("C"),)))),
    )


def test_inlines_become_nodes_and_white_space_is_folded() -> None:
    assert read('<p>\n a  <strong>b</strong>\n<a href="https://x.example">c</a><br/>\n<code>D_1</code> \n</p>') == (
        Paragraph(
            "",
            (
                Text("a "),
                Strong((Text("b"),)),
                Text(" "),
                Link("https://x.example", (Text("c"),)),
                Break(),
                Text(" "),
                Token("D_1"),
            ),
        ),
    )


def test_no_break_spaces_are_not_white_space() -> None:
    assert read("<p>\u00a0a\u00a0\u00a0b</p>") == (Paragraph("", (Text("\u00a0a\u00a0\u00a0b"),)),)


def test_a_table_has_a_caption_a_head_and_rows() -> None:
    table = '<table class="list"><caption><h1>T</h1></caption><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td class="number">1</td></tr></tbody></table>'
    assert read(table) == (
        Table(
            "list",
            "",
            Heading(1, "", (Text("T"),)),
            (Row("", (Cell("col", "", (Text("a"),)),)),),
            (Row("", (Cell("", "number", (Text("1"),)),)),),
        ),
    )


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<div>x</div>", "the element div is not in the vocabulary"),
        ('<p style="color:red">x</p>', "p has no attribute style"),
        ('<p class="loud">x</p>', 'p has no role "loud" (ask)'),
        ("words", 'text outside a paragraph: "words"'),
        ("<h2>x</h2>", "the first heading is h2"),
        ("<h1>x</h1><h3>y</h3>", "h3 follows h1"),
        (
            '<p><a href="javascript:x">y</a></p>',
            'a link to "javascript:x": expected https, mailto, tel or a place in the document',
        ),
        (
            '<p><a href="file:///etc/passwd">y</a></p>',
            'a link to "file:///etc/passwd": expected https, mailto, tel or a place in the document',
        ),
        ("<p>x", "p is not closed before its parent ends (write </p>, or <p/> if it is empty)"),
        ("<p>x</strong></p>", "p is not closed before its parent ends"),
        ("<p>&nbsp;</p>", "a named character inside p (write its number, such as &#160;)"),
        ("<p>a & b</p>", "p is not well formed"),
        ("<table><tbody><tr><td>1</td></tr></tbody></table>", "a table needs a caption or an aria-label"),
        (
            '<table aria-label="x"><tbody><tr><td>1</td></tr><tr><td>1</td><td>2</td></tr></tbody></table>',
            "a table's rows have different numbers of cells",
        ),
        ('<table aria-label="x"><tbody><tr><td rowspan="2">1</td></tr></tbody></table>', "td has no attribute rowspan"),
        ('<table aria-label="x"><tbody><tr><th>1</th></tr></tbody></table>', 'th needs scope="col" or scope="row"'),
        ("<dl><dd>x</dd></dl>", "dd before the first dt"),
        ("<dl><dt>x</dt></dl>", "a dt without a dd"),
        ("<p><span>x</span></p>", "span needs a lang"),
        ('<p><data value="x"></data></p>', 'data needs value="page" or value="pages"'),
        ("<p><p>x</p></p>", "p is not allowed in p"),
        ('<table aria-label="x"><tbody><tr><td colspan="2">1</td></tr></tbody></table>', "td has no attribute colspan"),
        ('<section style="opacity: .5"><p>x</p></section>', "section has no attribute style"),
        (
            '<p><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg></p>',
            "the element svg is not in the vocabulary",
        ),
        ('<p><a href="https://x.example"><img src="content/a.png" alt="A"/></a></p>', "img is not allowed in a"),
        (
            '<p><a href="https://x.example">to <em><img src="content/a.png" alt="A"/></em></a></p>',
            "img is not allowed in a",
        ),
        ('<p><a href="https://x.example">to <a href="https://y.example">y</a></a></p>', "a is not allowed in a"),
        ('<p data-at="templates/a.html:7"><img src="x"/></p>', '"x" is not a picture below content/'),
    ],
)
def test_anything_outside_the_vocabulary_is_refused(body: str, message: str) -> None:
    assert any(message in line for line in said(body))


def test_a_problem_names_the_template_line_that_rendering_marked() -> None:
    assert said('<p data-at="templates/a.html:7"><em class="x">y</em></p>') == [
        "templates/a.html:7: em has no attribute class"
    ]


def test_every_problem_is_found_in_one_go() -> None:
    assert len(said('<div>x</div><p class="loud">y</p>words')) == 3


def test_reading_what_markup_writes_gives_the_same_document() -> None:
    body = '<h1>A</h1><p class="ask">«b» <em>c</em> &amp; <code>d&lt;</code></p><ul><li>x</li></ul><dl><dt>t</dt><dd>d</dd><dd>e</dd></dl>'
    document = reader.read(page(body), ROLES, "t.html")
    assert reader.read(html.html(document), ROLES, "t.html") == document


def test_a_table_of_contents_is_its_title_and_stands_in_the_body() -> None:
    assert read("<h1>A</h1><nav>Contents</nav>")[1] == Contents((Text("Contents"),))
    assert said("<h1>A</h1><section>\n<nav>Contents</nav></section>") == ["t.html: nav is not allowed in section"]
    assert said('<h1>A</h1><nav class="x">Contents</nav>') == ["t.html: nav has no attribute class"]


CHART = (
    "chart:{&quot;width&quot;:496,&quot;bottom&quot;:70,&quot;top&quot;:140,&quot;panels&quot;:[{&quot;low&quot;:"
    "&quot;8&quot;,&quot;high&quot;:&quot;12&quot;,&quot;low_printed&quot;:&quot;8&quot;,&quot;high_printed&quot;:"
    "&quot;12&quot;,&quot;year&quot;:&quot;2027&quot;,&quot;points&quot;:[]}]}"
)


def figure(inside: str) -> str:
    return f'<html lang="en"><head><title>t</title></head><body><figure class="chart">{inside}</figure></body></html>'


@pytest.mark.parametrize("source", ["content/logo.svg", "content/pictures/logo-2.png", CHART])
def test_a_figure_is_a_picture_with_words_and_a_caption(source: str) -> None:
    html = figure(f'<img src="{source}" alt="A range"/><figcaption>From <em>zero</em></figcaption>')
    [block] = reader.read(html, {"figure": frozenset({"chart"})}, "a.html").blocks
    assert block == Figure(
        "chart", "A range", source.replace("&quot;", '"'), (Text("From "), Emphasis((Text("zero"),)))
    )


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ('<img src="content/logo.svg"/>', "a picture needs an alt text"),
        ('<img src="content/logo.svg" alt=" "/>', "a picture needs an alt text"),
        ("<figcaption>a</figcaption>", "a figure contains exactly one img"),
        ('<img src="content/a.png" alt="a"/><img src="content/b.png" alt="b"/>', "a figure contains exactly one img"),
        ('<img src="https://x.example/a.png" alt="a"/>', "is not a picture"),
        ('<img src="content/../a.png" alt="a"/>', "is not a picture"),
        ('<img src="/content/a.png" alt="a"/>', "is not a picture"),
        ('<img src="content/a.gif" alt="a"/>', "is not a picture"),
        ('<img src="data:image/png;base64,AA" alt="a"/>', "is not a picture"),
        ('<img src="chart:{}" alt="a"/>', "a chart without its data"),
        ('<img src="chart:nothing" alt="a"/>', "a chart without its data"),
        ('<img src="content/a.png" alt="a"/>words', 'text directly in figure: "words"'),
    ],
)
def test_a_figure_that_cannot_be_shown_or_told_is_refused(inside: str, message: str) -> None:
    with pytest.raises(Problems) as found:
        reader.read(figure(inside), {"figure": frozenset({"chart"})}, "a.html")
    assert any(message in str(item) for item in found.value.problems)
