"""Every role of the theme's vocabulary, in every format: what a role looks like never decides whether it is written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from trees import ROOT, THEME, document, t

from pipeline.base.assets import Assets
from pipeline.document.qr_codes import QrCode
from pipeline.document.tree import (
    Aside,
    Block,
    Cell,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    List,
    Paragraph,
    Row,
    Section,
    Table,
)
from pipeline.writers import registry
from pipeline.writers.registry import Writers

pytestmark = pytest.mark.long

ROLES = [(element, role) for element, names in sorted(THEME.roles.items()) for role in sorted(names)]
WORDS = ("first words", "second words")
READ = [form for form in registry.names() if form not in ("ics", "xlsx")]
"""A calendar holds dates alone, a workbook what people fill in."""


def of_role(element: str, role: str) -> Iterator[Block]:
    """Blocks with one element in a role, which say WORDS."""
    one, other = map(t, WORDS)
    plain = Row("", (Cell("row", "", t("a")), Cell("", "", t("b"))))
    match element:
        case "h1" | "h2" | "h3":
            # What stands above it has no role: one is of its own level alone.
            own = int(element[1])
            levels = range(min(own, 2), own + 1)
            yield from (Heading(level, role if level == own else "", one) for level in levels)
            yield Paragraph("", other)
        case "p":
            yield from (Paragraph(role, one), Paragraph(role, other))
        case "ul" | "ol" | "li":
            yield List(element == "ol" or role == "ordered", "", ((Paragraph("", one),), (Paragraph("", other),)))
        case "dl" | "dt" | "dd":
            yield DefinitionList("", (Definition(one, (other,)),))
        case "aside":
            yield Aside(role, (Paragraph("", one), Paragraph("", other)))
        case "section":
            yield Section(role, "part", (Paragraph("", one), Paragraph("", other)))
        case "table" | "caption":
            head = Row("", (Cell("col", "", one), Cell("col", "", t("c"))))
            yield Table(
                role if element == "table" else "list",
                "label",
                None,
                (head,),
                (plain, Row("", (Cell("", "", other), Cell("", "", t("d"))))),
            )
        case "tr":
            yield Table("list", "label", None, (), (plain, Row(role, (Cell("row", "", one), Cell("", "", other)))))
        case "th":
            # A row's head may be a heading of the third level.
            yield Heading(2, "", t("part"))
            scope = "col" if role in ("col", "") else "row"
            yield Table("list", "label", None, (), (plain, Row("", (Cell(scope, role, one), Cell("", "", other)))))
        case "td":
            yield Table("list", "label", None, (), (plain, Row("", (Cell("", role, one), Cell("", role, other)))))
        case "figure" | "figcaption":
            drawn = QrCode("https://aurora.example/", 300.0).reference
            yield from (Figure(role, "A code", drawn, one), Paragraph("", other))
        case _:
            yield Paragraph("", (*one, *other))


@pytest.fixture(scope="module")
def writers() -> Writers:
    return Writers(THEME, Assets(ROOT))


@pytest.mark.parametrize("form", READ)
def test_every_role_of_the_vocabulary_is_written(writers: Writers, form: str) -> None:
    reader = registry.chosen(form).reader
    wrong = []
    for element, role in ROLES:
        first = () if element == "h1" else (Heading(1, "", t("All roles")),)
        given = document(*first, *of_role(element, role))
        written = writers.writer(form).write(given)
        said = " ".join(reader(written.content).text.split()) if written.content else ""
        wrong += [(element, role, words) for words in WORDS if words not in said]
    assert wrong == []
