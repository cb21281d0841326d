from __future__ import annotations

import pytest

from pipeline.document.elements import Element, in_vocabulary, parse


def tree(html: str) -> Element:
    root, problems = parse(html, "t.html")
    assert problems == []
    return root


def said(html: str) -> list[str]:
    return [str(item) for item in parse(html, "t.html")[1]]


def outline(element: Element) -> str:
    inside = (child if isinstance(child, str) else outline(child) for child in element.children)
    return f"{element.tag}({''.join(inside)})"


def test_elements_hold_elements_and_words() -> None:
    html = '<html lang="en"><body><p>a <strong>b</strong> c<br/>d</p><ul><li>e</li></ul></body></html>'
    assert outline(tree(html)) == "html(body(p(a strong(b) cbr()d)ul(li(e))))"


def test_an_element_that_closes_itself_holds_nothing() -> None:
    assert outline(tree('<html><body><p>a<br/>b</p><data value="page"/><p>c</p></body></html>')) == (
        "html(body(p(abr()b)data()p(c)))"
    )


def test_references_to_characters_are_characters_and_comments_are_nothing() -> None:
    root = tree("<html><body><p>&lt;a&gt; &amp; &#1103;&#160;<!-- no -->b</p></body></html>")
    assert root.text() == "<a> & я\u00a0b"


def test_elements_are_found_directly_inside_or_anywhere() -> None:
    root = tree("<html><head></head><body><p>a<em>b</em></p><p>c</p></body></html>")
    body = root.find("body")
    assert body is not None
    assert [child.text() for child in body.children_named("p")] == ["ab", "c"]
    assert root.find("p") is None
    assert [element.tag for element in root.walk()] == ["head", "body", "p", "em", "p"]


def test_an_element_knows_the_template_line_that_it_or_its_nearest_marked_parent_has() -> None:
    root = tree(
        '<html data-at="templates/a:b.html:3"><body><p data-at="templates/c.html:12">a<em>b</em></p></body></html>'
    )
    places = {element.tag: (element.template, element.line) for element in root.walk()}
    assert places == {
        "body": ("templates/a:b.html", 3),
        "p": ("templates/c.html", 12),
        "em": ("templates/c.html", 12),
    }
    assert str(root.problem("is {this}", this="{wrong}")) == "templates/a:b.html:3: is {wrong}"


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<html><div>x</div></html>", ["the element div is not in the vocabulary"]),
        ("<html><script>a</script></html>", ["the element script is not in the vocabulary"]),
        ('<html><p style="x" class="y" onclick="z">a</p></html>', ["p has no attribute onclick", "p has no attribute style"]),
        ("<html><p>x</html>", ["p is not closed before its parent ends (write </p>, or <p/> if it is empty)"]),
        ("<html><p>a<br>b</p></html>", ["br is not closed before its parent ends (write </br>, or <br/> if it is empty)"]),
        ("<html></em></html>", ["html is not closed before its parent ends (write </html>, or <html/> if it is empty)"]),
        ("<html><p>x</p>", ["html is never closed"]),
        ("<html><p>&nbsp;</p></html>", ["a named character inside p (write its number, such as &#160;)"]),
        ('<!DOCTYPE html [<!ENTITY a "b">]><html><p>&a;</p></html>', ["a declaration inside the document"]),
    ],
)  # fmt: skip
def test_what_no_document_may_hold_is_named(html: str, lines: list[str]) -> None:
    assert said(html) == [f"t.html: {line}" for line in lines]


@pytest.mark.parametrize("html", ["<html><p>a & b</p></html>", "<html><p>a\x01b</p></html>", "<html><p a>b</p></html>"])
def test_what_is_not_well_formed_is_named_with_the_element_around_it(html: str) -> None:
    [line] = said(html)
    assert "is not well formed: " in line
    assert line.startswith(("t.html: p ", "t.html: html "))


def test_problems_before_the_place_where_reading_stops_are_kept() -> None:
    assert [line.removeprefix("t.html: ") for line in said('<html><p style="x">a</p><p>b</html>')] == [
        "p has no attribute style",
        "p is not closed before its parent ends (write </p>, or <p/> if it is empty)",
    ]


def test_nesting_is_bounded() -> None:
    assert said("<html>" + "<section>" * 59 + "</section>" * 59 + "</html>") == []
    assert said("<html>" + "<section>" * 60) == ["t.html: elements nested deeper than 60"]
    assert said("<html>" + "<em>" * 100_000) == ["t.html: elements nested deeper than 60"]


def test_the_vocabulary_is_closed() -> None:
    assert [tag for tag in ("p", "h3", "h4", "div", "img", "style", "data") if in_vocabulary(tag)] == [
        "p",
        "h3",
        "img",
        "data",
    ]
