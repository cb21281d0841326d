from __future__ import annotations

import pytest

from pipeline.base.problems import Problem
from pipeline.document.elements import parse
from pipeline.document.inline_reader import WordingReader
from pipeline.document.tree import Break, Emphasis, ForeignWords, Link, PageNumber, Strong, Text, Time, Token


def read(html: str) -> tuple[tuple[object, ...], list[Problem]]:
    root, problems = parse(f'<html lang="en"><body><p>{html}</p></body></html>', "a.html")
    body = root.find("body")
    assert body is not None
    reader = WordingReader(problems)
    return reader.inlines(next(body.elements())), reader.problems


@pytest.mark.parametrize(
    ("html", "node"),
    [
        ("a  b", Text("a b")),
        ("<strong>a</strong>", Strong((Text("a"),))),
        ("<em>a</em>", Emphasis((Text("a"),))),
        ('<a href="https://x.example">a</a>', Link("https://x.example", (Text("a"),))),
        ('<a href="https://аврора.рф/я">я</a>', Link("https://xn--80aaf2cjb.xn--p1ai/%D1%8F", (Text("я"),))),
        ("<code>a  b</code>", Token("a  b")),
        ('<time datetime="2027-01-02">a</time>', Time("2027-01-02", (Text("a"),))),
        ('<span lang="ru">а</span>', ForeignWords("ru", (Text("а"),))),
        ('<data value="pages"></data>', PageNumber(total=True)),
        ("<br/>", Break()),
    ],
)
def test_each_inline_is_a_node(html: str, node: object) -> None:
    assert read(html) == ((node,), [])


@pytest.mark.parametrize(
    "html", ['<a href="file:///x">a</a>', "<span>a</span>", '<data value="x"></data>', "<table></table>"]
)
def test_what_an_inline_lacks_is_a_problem(html: str) -> None:
    assert len(read(html)[1]) == 1
