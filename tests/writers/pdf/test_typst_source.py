from __future__ import annotations

import pytest
from trees import THEME, brief, document, t, table

from pipeline.document.tree import (
    Break,
    Cell,
    Definition,
    DefinitionList,
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
from pipeline.writers.pdf import typst_source
from pipeline.writers.pdf.stylesheet import language, string
from pipeline.writers.pdf.typst_source import MAIN, STYLE, TypstSource


def lines(*blocks: object, **properties: str) -> list[str]:
    """The lines of the body, without the frame."""
    return TypstSource(document(*blocks, **properties), THEME).lines  # type: ignore[arg-type]


def said(*children: Inline) -> str:
    [line] = lines(Paragraph("note", children))
    return line.removeprefix('#paragraph("p.note", [').removesuffix("])")


@pytest.mark.parametrize(
    ("text", "written"),
    [("a", '"a"'), ('"', '"\\""'), ("\\", '"\\\\"'), ("a\nb", '"a\\nb"'), ("#x", '"#x"'), ('\\"', '"\\\\\\""')],
)
def test_a_text_is_an_inert_string(text: str, written: str) -> None:
    assert string(text) == written


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("ru", 'lang: "ru", region: none'),
        ("pt-BR", 'lang: "pt", region: "BR"'),
        ("zh-Hant", 'lang: "zh", region: none'),
    ],
)
def test_a_language_tag_is_a_language_and_a_region(tag: str, written: str) -> None:
    assert language(tag) == written


@pytest.mark.parametrize(
    ("child", "written"),
    [
        (Text("a"), '#"a";'),
        (Token("ANNA15"), '#code("ANNA15")'),
        (Strong(t("a")), '#strong[#"a";]'),
        (Emphasis(t("a")), '#emph[#"a";]'),
        (Link('https://a.example/?q="', t("a")), '#link("https://a.example/?q=\\"")[#"a";]'),
        (Link("#make", t("a")), '#link(label("make"))[#"a";]'),
        (Time("2027-02-12", t("a")), '#"a";'),
        (ForeignWords("ru", t("а")), '#text(lang: "ru", region: none)[#"а";]'),
        (PageNumber(False), "#page-number"),
        (PageNumber(True), "#page-total"),
        (Break(), "#linebreak()"),
    ],
)
def test_what_stands_inside_a_line(child: Inline, written: str) -> None:
    assert said(child) == written


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("9–19 марта", ["9–19"]),
        ("1\u00a0490–1\u00a0990 ₽", ["1\u00a0490–1\u00a0990"]),
        ("от 0,5–1,5 с", ["0,5–1,5"]),
        ("1-й и 2-я", ["1-й", "2-я"]),
        ("March 9–19, 2027", ["9–19"]),
        ("−3–−1", ["3–−1"]),
        ("бренд-директор", []),
        ("2027-02-12", []),
    ],
)
def test_ranges_and_ordinals_stay_on_one_line(text: str, whole: list[str]) -> None:
    written = said(Text(text))
    assert [part.split('"')[1] for part in written.split("#whole(")[1:]] == whole
    assert (
        "".join(written.replace("#whole(", "#").replace(")", "").replace("#", "").replace(";", "").split('"')) == text
    )


def test_a_word_is_divided_only_where_its_column_may_have_no_room() -> None:
    def written(word: str, share: int) -> str:
        cells = tuple(Cell("", "", t(word)) for _ in range(share))
        return lines(Table("list", "x", None, (), (Row("", cells),)))[0]

    assert "#long(" not in written("предоставление", 2)
    assert '#long("предоставление")' in written("предоставление", 5)
    assert "#long(" not in said(Text("человеконенавистничество"))


def test_a_long_email_address_may_end_a_line_behind_its_signs() -> None:
    long = "anna-maria.hohenlohe@partnerschaften.aurora.example"
    parts = ["anna-", "maria.", "hohenlohe@", "partnerschaften.", "aurora.", "example"]
    assert said(Link(f"mailto:{long}", (Text(long),))).endswith(
        "[" + "".join(f'#whole("{part}");' for part in parts) + "]"
    )
    assert said(Link("mailto:a@b.example", (Text("a@b.example"),))).endswith('[#"a@b.example";]')
    words = "write to whoever answers for the campaign in Germany"
    assert said(Link(f"mailto:{long}", (Text(words),))).endswith(f'[#"{words}";]')


def test_a_heading_in_a_caption_comes_before_its_table_and_bears_the_section_s_name() -> None:
    made = lines(Section("", "make", (table(1, caption=Heading(2, "panel", t("What"))),)))
    assert made[0] == '#title("h2.panel", 2, [#"What";]) <make>'
    assert made[1].startswith('#grid-of("list", false, 2, (), true, false, (cell("th.col", [#"Format ";]), ')


def test_a_section_that_begins_with_a_paragraph_can_be_linked_to() -> None:
    assert lines(Section("", "make", (Paragraph("", t("a")),))) == ["#anchor <make>", '#paragraph("p", [#"a";])']


def test_a_name_is_given_once() -> None:
    one = Section("", "make", (Heading(1, "", t("a")),))
    assert [line.count("<make>") for line in lines(one, one)] == [1, 0]


def test_lists_and_definitions() -> None:
    entry = Definition(t("Who"), (t("Irina."), t("Olga.")))
    items = ((Paragraph("", t("a")),), (Paragraph("", t("b")), List(False, "", ((Paragraph("", t("c")),),))))
    assert lines(DefinitionList("", (entry,)), List(True, "", items)) == [
        '#definitions(([#"Who";], [#"Irina.";], [#"Olga.";]))',
        '#items(true, [#paragraph("p", [#"a";])], [#paragraph("p", [#"b";])#items(false, [#paragraph("p", [#"c";])])])',
    ]


def test_the_frame_has_the_properties_the_running_parts_and_the_watermark() -> None:
    frame = TypstSource(brief(watermark="Draft"), THEME).files("")[MAIN].splitlines()
    assert frame[1:3] == ['#set text(lang: "en", region: none)', '#show: page-frame.with("Draft", true)']
    assert frame[3].startswith("#metadata((head: [")
    assert frame[3].endswith('#page-number#" of ";#page-total])) <margins>')
    assert "date: datetime(year: 2027, month: 2, day: 12)" in frame[-1]


def test_without_margins_there_are_neither_running_parts_nor_a_watermark() -> None:
    with_margins, without = (
        TypstSource(brief(watermark="Draft"), THEME).files("", margins=on)[MAIN].splitlines() for on in (True, False)
    )
    assert without[2] == "#show: page-frame.with(none, false)"
    assert without[3:] == with_margins[4:]


def test_a_block_has_the_same_file_in_every_document() -> None:
    shared = [Paragraph("", t(f"block {index}")) for index in range(50)]
    first, second = (
        TypstSource(document(Paragraph("", t(words)), *shared, *shared[:3]), THEME).files("") for words in ("a", "b")
    )
    assert len(first) == len(second) == 53
    assert {name for name in first if first[name] == second.get(name)} == first.keys() & second.keys() - {MAIN}
    assert len(first.keys() & second.keys()) == 52
    assert first[MAIN].count("#include") == 54


def test_two_blocks_of_one_document_never_share_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst_source, "_NAMES", 20)
    files = TypstSource(document(*(Paragraph("", t(f"block {index}")) for index in range(20))), THEME).files("style")
    assert len(files) == 22
    assert files[STYLE] == "style"
    assert {text.count(f'"block {index}"') for index in range(20) for text in files.values()} == {0, 1}


def test_every_key_that_a_cell_asks_for_is_the_theme_s() -> None:
    row = Row("", (Cell("row", "label", t("a")), Cell("", "number", t("1"))))
    made = lines(Table("list", "x", None, (), (row,)))[0]
    assert 'cell("th.label", ' in made
    assert 'cell("td.number", ' in made
