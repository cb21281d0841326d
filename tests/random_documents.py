"""Documents of every kind of node and of any words, as a reader of HTML makes them: hypothesis draws them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from pipeline.document.charts import Chart, Panel, Point, Value
from pipeline.document.elements import BLANK, folded
from pipeline.document.tree import (
    ATTACHMENT,
    Aside,
    Block,
    Break,
    Cell,
    Contents,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    ForeignWords,
    Heading,
    Inline,
    Link,
    List,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Time,
    Token,
)

ROLES: Mapping[str, frozenset[str]] = {
    tag: frozenset({"one", "other"})
    for tag in ("p", "h1", "h2", "h3", "ul", "ol", "dl", "aside", "section", "table", "tr", "td", "th", "figure")
}
"""What `class` may hold on the elements of these documents."""

_NOT_IN_XML = {chr(code) for code in range(0x20)} - set("\t\n\r") | {"\ufffe", "\uffff"}
_SIGNS = st.one_of(
    st.sampled_from(" \u00a0\u202f\u2009\u2011–—-«»“”\"'&<>%@#/.,7aяё"),
    st.characters(exclude_categories=["Cs"], exclude_characters=_NOT_IN_XML),
)
_ANY = st.text(_SIGNS, max_size=12)
_NAME = st.text("abcxyz-", min_size=1, max_size=6)
_ROLE = st.sampled_from(["", "one", "other"])
_LANGUAGE = st.sampled_from(["en", "ru", "pt-BR"])


def _folded(text: str) -> str:
    return folded(text) if text else ""


def _trimmed(text: str) -> str:
    return _folded(text).strip(BLANK)


_TITLE = _ANY.map(_trimmed)
_ALT = _ANY.map(_trimmed).filter(lambda text: bool(text.strip()))
_TEXT = _ANY.map(_folded).filter(bool).map(Text)
_ASCII = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=12)
_HREF = st.builds(str.__add__, st.sampled_from(["https://", "http://", "mailto:", "tel:", "#"]), _ASCII)
_FILE = st.builds("content/{}.{}".format, _NAME, st.sampled_from(["svg", "png"]))
_NUMBER = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-10000, max_value=10**9).map(str)
_YEAR = st.floats(2000, 2100, allow_nan=False)
_POINT = st.builds(Point, _YEAR, _NUMBER, _ANY)
_VALUE = st.none() | st.builds(Value, _NUMBER, _ANY)
_POINTS = st.lists(_POINT, max_size=2).map(tuple)
_PANEL = st.builds(Panel, _NUMBER, st.just("") | _NUMBER, _ANY, _ANY, _ANY, _POINTS, _VALUE, _VALUE)
_PANELS = st.lists(_PANEL, min_size=1, max_size=2).map(tuple)
_CHART = st.builds(Chart, st.sampled_from([441.25, 459.0]), st.integers(0, 70), st.integers(140, 900), _PANELS)
_PICTURE = st.builds(Picture, _FILE, _ANY.filter(lambda text: bool(text.strip())), _NAME)
_ALONE = st.one_of(st.builds(Token, _ANY), st.builds(PageNumber, st.booleans()), st.just(Break()))


def _run(children: list[Inline]) -> tuple[Inline, ...]:
    """The same inlines with no two texts beside each other: nothing tells such apart in HTML."""
    return tuple(
        child
        for index, child in enumerate(children)
        if not (index and isinstance(child, Text) and isinstance(children[index - 1], Text))
    )


def _line(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The same inlines with no blank at either end."""
    line = list(children)
    if line and isinstance(first := line[0], Text):
        line[0] = Text(first.text.lstrip(BLANK))
    if line and isinstance(last := line[-1], Text):
        line[-1] = Text(last.text.rstrip(BLANK))
    return tuple(child for child in line if child != Text(""))


def _nested(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    inner = st.lists(children, max_size=3).map(_run)
    return st.one_of(
        st.builds(Strong, inner),
        st.builds(Emphasis, inner),
        st.builds(Time, _ANY, inner),
        st.builds(ForeignWords, _LANGUAGE, inner),
    )


_UNLINKED: st.SearchStrategy[Inline] = st.recursive(st.one_of(_TEXT, _ALONE), _nested, max_leaves=4)
_LINK = st.builds(Link, _HREF, st.lists(_UNLINKED, max_size=2).map(_run))
_INLINE: st.SearchStrategy[Inline] = st.one_of(_TEXT, _ALONE, _LINK, _PICTURE, _UNLINKED, _nested(_LINK))
_INLINES = st.lists(_INLINE, max_size=4).map(_run).map(_line)
_PARAGRAPH = st.builds(Paragraph, _ROLE, _INLINES)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    cell = st.builds(Cell, st.sampled_from(["", "col", "row"]), _ROLE, _INLINES)
    row = st.builds(Row, _ROLE, st.tuples(*[cell] * columns))
    captions = st.one_of(
        st.none(), st.builds(Heading, st.just(1), _ROLE, _INLINES), st.builds(Paragraph, st.just(""), _INLINES)
    )
    caption = draw(captions)
    label = draw(_NAME if caption is None else st.one_of(st.just(""), _ANY))
    head, rows = st.lists(row, max_size=1).map(tuple), st.lists(row, min_size=1, max_size=2).map(tuple)
    return Table(draw(_ROLE), label, caption, draw(head), draw(rows))


_ENTRY = st.builds(Definition, _INLINES, st.lists(_INLINES, min_size=1, max_size=2).map(tuple))
_PLAIN: st.SearchStrategy[Block] = st.one_of(
    # Levels begin at 1 and skip none: that is enough for any order.
    st.builds(Heading, st.just(1), _ROLE, _INLINES),
    _PARAGRAPH,
    st.builds(DefinitionList, _ROLE, st.lists(_ENTRY, min_size=1, max_size=2).map(tuple)),
    _tables(),
    st.builds(Figure, _ROLE, _ALT, st.one_of(_FILE, _CHART.map(lambda chart: chart.reference)), _INLINES),
)


def _holding(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    inner = st.lists(blocks, max_size=2).map(tuple)
    item = st.one_of(
        st.builds(Paragraph, st.just(""), _INLINES).map(lambda line: (line,)),
        st.lists(blocks, min_size=1, max_size=2).map(tuple),
    )
    return st.one_of(
        st.builds(Section, _ROLE, st.one_of(st.just(""), _NAME), inner),
        st.builds(Aside, _ROLE, inner),
        st.builds(List, st.booleans(), _ROLE, st.lists(item, max_size=2).map(tuple)),
    )


_BLOCK = st.recursive(_PLAIN, _holding, max_leaves=4)


def _whole(title: str, others: dict[str, str], carried: str, **parts: Any) -> Document:
    properties = (("title", title), *others.items(), (f"{ATTACHMENT}source.yaml", carried))
    return Document(properties=properties, **parts)


DOCUMENTS: st.SearchStrategy[Document] = st.builds(
    _whole,
    _TITLE,
    st.dictionaries(_NAME.filter(lambda name: name != "title"), _ANY, max_size=2),
    st.text(st.one_of(st.sampled_from("\t\n\r"), _SIGNS), max_size=20),
    language=_LANGUAGE,
    header=st.lists(_PARAGRAPH, max_size=1).map(tuple),
    blocks=st.lists(st.one_of(_BLOCK, st.builds(Contents, _INLINES)), max_size=4).map(tuple),
    footer=st.lists(_PARAGRAPH, max_size=2).map(tuple),
)
"""Documents as they are handed to writers."""
