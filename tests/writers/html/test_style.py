from __future__ import annotations

import re

import pytest
from trees import ROOT, THEME, t

from pipeline.document.tree import Cell
from pipeline.writers.html.style import class_of, pixels, style_sheet

SHEET = (ROOT / "templates/theme/screen.css").read_text(encoding="utf-8")
STYLE = style_sheet(THEME, "#0B5D51", SHEET, {("text", "bold"): b"wOF2"})


def test_every_style_of_the_theme_is_in_the_sheet() -> None:
    for key, words in {
        "p.ask": "p.ask{",
        "h2.market": "h2.market{",
        "td.figure": ".td-figure{",
        "th.col": ".col{",
    }.items():
        assert key in THEME.styles and words in STYLE
    assert STYLE.count("font-family") > len(THEME.styles)


def test_letters_keep_their_order_of_sizes_and_are_never_smaller_than_can_be_read() -> None:
    sizes = sorted({THEME.style(key).size or 10 for key in THEME.styles})
    assert [pixels(size) for size in sizes] == sorted(pixels(size) for size in sizes)
    assert (pixels(10), pixels(24)) == (16, 28)
    assert pixels(sizes[0]) > 15


def test_every_color_of_the_sheet_is_one_of_the_palette_in_both_schemes() -> None:
    used = set(re.findall(r"var\(--(\w+)\)", STYLE))
    for scheme in re.findall(r":root\{([^}]*)\}", STYLE):
        assert used <= set(re.findall(r"--(\w+):", scheme))
    assert len(re.findall(r":root\{", STYLE)) == 2


def test_a_cell_has_the_class_of_the_closest_style() -> None:
    pairs = [
        (("col", ""), "col"),
        (("row", ""), "row"),
        (("", ""), ""),
        (("", "figure"), "td-figure"),
        (("", "new"), ""),
    ]
    assert [class_of(THEME, Cell(scope, role, t("x"))) for (scope, role), _ in pairs] == [name for _, name in pairs]


def test_faces_are_inside() -> None:
    assert (
        "@font-face{font-family:'text';font-weight:700;font-style:normal;src:url(data:font/woff2;base64,d09GMg=="
        in STYLE
    )


def test_the_hand_written_sheet_loses_what_only_its_writers_need() -> None:
    sheet = """
        /* of quotes: " and ' */
        q::before { content: "a;  {b} /* c */ \\"  d" }  /* one *//* two */
        q::after,  q /**/ i { content: ';  ' ; color:red; }
    """
    made = style_sheet(THEME, "#0B5D51", sheet, {}).splitlines()[-1]
    assert made == """q::before{content:"a;  {b} /* c */ \\"  d"}q::after,q i{content:';  ';color:red;}"""


def test_of_some_classes_there_are_no_other_styles() -> None:
    whole = style_sheet(THEME, "#0B5D51", "", {}).splitlines()
    some = style_sheet(THEME, "#0B5D51", "", {}, {"ask", "td-number", "col"}).splitlines()
    assert set(some) < set(whole)
    selectors = {line.partition("{")[0] for line in some}
    assert {"body", "h1", "td", ".col", ".td-number"} <= selectors
    assert not {".row", "p.caption"} & selectors


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (".a{x:1}.b{x:2}", ".a{x:1}"),
        (".a,.b,p{x:1}", ".a,p{x:1}"),
        ("p .b{x:1}.a .a-b{x:2}q{x:3}", "q{x:3}"),
        ("@media print{.b{x:1}}p{x:2}", "p{x:2}"),
        ("@media print{.b{x:1}.a{x:2}}", "@media print{.a{x:2}}"),
        (".a:not(.b){x:1}.b:not(.a){x:2}", ".a:not(.b){x:1}"),
        (":is(.b,.a){x:1}", ":is(.b,.a){x:1}"),
        (".a:has(.b,p){x:1}.a:has(> .b){x:2}", ".a:has(.b,p){x:1}"),
        ('.a::after{content:".b{}"}.b::after{content:"\\"}.a{"}', '.a::after{content:".b{}"}'),
        ("@keyframes k{12.5%{x:1}}", "@keyframes k{12.5%{x:1}}"),
        (".a{x:1;& .b{x:2}}", ".a{x:1;& .b{x:2}}"),
        ("#b{x:1}[class]{x:2}", "#b{x:1}[class]{x:2}"),
        (".b\\:c{x:1}", ".b\\:c{x:1}"),
    ],
)
def test_a_rule_for_elements_that_there_are_none_of_is_left_out(sheet: str, left: str) -> None:
    assert style_sheet(THEME, "#0B5D51", sheet, {}, {"a"}).splitlines()[-1] == left
