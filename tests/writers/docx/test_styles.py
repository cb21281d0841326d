from lxml import etree
from trees import LAYOUT, THEME, attributes

from pipeline.model.word_names import RESERVED
from pipeline.writers.docx.layout import WordLayout
from pipeline.writers.docx.ooxml import Element, qualified
from pipeline.writers.docx.styles import marks_style, style_id, styles


def made(layout: WordLayout = LAYOUT, *combinations: frozenset[str]) -> dict[str, Element]:
    """The styles by their ids."""
    root = styles(layout, "ru", combinations)
    return {style.get(qualified("w:styleId")) or "": style for style in root.iter(qualified("w:style"))}


def test_every_style_and_mark_and_table_of_the_theme_has_its_style_in_word() -> None:
    words = {part.word for group in (THEME.styles, THEME.marks, THEME.tables) for part in group.values()}
    assert {word.replace(" ", "") for word in words} - set(made()) == {"UBEmoji"}


def test_what_is_there_besides_is_what_no_theme_may_name() -> None:
    """What the theme itself names is in other names checked for being its own."""
    words = {part.word for group in (THEME.styles, THEME.marks, THEME.tables) for part in group.values()}
    words |= {figure.word for figure in THEME.figures.values()} | {look.lined(0).word for look in THEME.tables.values()}
    assert set(made()) - {style_id(word) for word in words} == {style_id(word) for word in RESERVED}


def test_the_style_of_emoji_is_there_where_there_are_any() -> None:
    assert "UBEmoji" not in made()
    assert "UBEmoji" in made(LAYOUT, frozenset({"emoji"}))
    assert {"UBEmoji", "UBHyperlinkEmoji"} - set(made(LAYOUT, frozenset({"a", "emoji"}))) == {"UBEmoji"}


def test_every_style_stands_on_one_that_exists() -> None:
    known = made()
    bases = {attributes(style, "w:basedOn").get("val", "Normal") for style in known.values()}
    assert bases <= set(known)


def test_names_of_words_own_styles_are_written_as_word_writes_them() -> None:
    known = made()
    names = {key: attributes(known[key], "w:name")["val"] for key in ("Heading1", "Header", "ListBullet", "Normal")}
    assert names == {"Heading1": "heading 1", "Header": "header", "ListBullet": "List Bullet", "Normal": "Normal"}
    assert "customStyle" not in attributes(known["Heading1"], "w:style")
    assert attributes(known["UBAsk"], "w:style")["customStyle"] == "1"


def test_a_style_says_what_its_base_does_not() -> None:
    panel = made()["UBHeadingPanel"]
    assert [etree.QName(part).localname for part in panel] == [
        "name",
        "basedOn",
        "next",
        "uiPriority",
        "qFormat",
        "pPr",
    ]
    assert attributes(panel, "w:spacing") == {"after": "90"}


def test_lines_are_exactly_as_high_as_the_theme_says() -> None:
    known = made()
    assert attributes(known["Normal"], "w:spacing") == {"after": "90", "line": "270", "lineRule": "exact"}
    for style in known.values():
        spacing = attributes(style, "w:spacing")
        assert ("line" in spacing) == ("lineRule" in spacing)


def test_all_font_slots_name_the_face() -> None:
    family = THEME.fonts["voice"].family
    expected = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), family)
    assert attributes(made()["UBAsk"], "w:rFonts") == expected


def test_a_rule_is_a_border_in_the_accent() -> None:
    expected = {"val": "single", "sz": "18", "space": "6", "color": "0B5D51"}
    assert attributes(made()["UBMasthead"], "w:top") == expected


def test_the_section_gap_is_the_papers() -> None:
    letter = WordLayout(THEME, THEME.papers["Letter"], THEME.palette("#0B5D51"))
    gaps = [attributes(made(layout)["Heading2"], "w:spacing")["before"] for layout in (LAYOUT, letter)]
    assert gaps == ["270", "180"]


def test_headings_stay_with_what_follows_and_have_their_level() -> None:
    heading = made()["Heading2"]
    assert attributes(heading, "w:outlineLvl") == {"val": "1"}
    assert next(heading.iter(qualified("w:keepNext")), None) is not None


def test_a_definition_is_not_bold_and_has_its_text_on_the_axis() -> None:
    definition = made()["UBDefinition"]
    assert next(definition.iter(qualified("w:b")), None) is None
    axis = str(LAYOUT.share(25))
    assert attributes(definition, "w:ind") == {"left": axis, "hanging": axis}
    assert attributes(definition, "w:tab") == {"val": "left", "pos": axis}


def test_the_document_is_proofed_in_its_language() -> None:
    root = styles(LAYOUT, "ru", ())
    assert attributes(root, "w:lang") == dict.fromkeys(("val", "eastAsia", "bidi"), "ru-RU")


def test_a_code_is_never_proofed() -> None:
    assert next(made()["UBToken"].iter(qualified("w:noProof")), None) is not None


def test_marks_at_once_are_one_style_that_says_all_of_them() -> None:
    marks = frozenset({"strong", "a"})
    style = made(LAYOUT, marks)[marks_style(THEME, marks)]
    assert attributes(style, "w:name") == {"val": "UB Strong Hyperlink"}
    assert {etree.QName(part).localname for part in style[-1]} == {"b", "bCs", "color", "u"}
