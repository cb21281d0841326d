import pytest
from lxml import etree

from pipeline.writers.docx.ooxml import (
    bookmark,
    bookmark_name,
    border,
    field,
    full_language,
    half_points,
    hyperlink,
    qualified,
    run,
    twips,
    w,
)


def text(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode").replace(
        ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"', ""
    )


def test_an_element_and_its_attributes_are_of_the_main_namespace() -> None:
    assert text(w("pPr", w("jc", val="right"))) == '<w:pPr><w:jc w:val="right"/></w:pPr>'


@pytest.mark.parametrize(("points", "expected"), [(13.5, 270), (2.25, 45), (595.28, 11906), (841.89, 16838)])
def test_a_point_is_twenty_twips(points: float, expected: int) -> None:
    assert twips(points) == expected


def test_type_is_measured_in_half_points_and_borders_in_eighths() -> None:
    assert half_points(10) == 20
    assert text(border("top", 2.25, "#0B5D51", 6)) == '<w:top w:val="single" w:sz="18" w:space="6" w:color="0B5D51"/>'


def test_a_plain_run_says_nothing_of_itself() -> None:
    assert text(run("words")) == "<w:r><w:t>words</w:t></w:r>"


def test_a_run_names_its_style_and_language() -> None:
    expected = '<w:rPr><w:rStyle w:val="Strong"/><w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ru-RU"/></w:rPr>'
    assert expected in text(run("слова", "Strong", "ru"))


def test_a_field_opens_tells_its_result_and_closes() -> None:
    runs = [text(part) for part in field("PAGE", "1")]
    assert [part for part in runs if "fldChar" in part] == [
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    ]
    assert runs[3] == "<w:r><w:t>1</w:t></w:r>"


def test_a_link_leads_to_a_bookmark_or_to_a_relationship() -> None:
    assert hyperlink([], anchor="terms").get(qualified("w:anchor")) == "_terms"
    assert hyperlink([], relation="rId7").get(qualified("r:id")) == "rId7"


def test_a_bookmark_encloses_the_words_and_not_the_properties() -> None:
    paragraph = w("p", w("pPr"), run("words"))
    bookmark(paragraph, "terms", 1)
    assert [etree.QName(part).localname for part in paragraph] == ["pPr", "bookmarkStart", "r", "bookmarkEnd"]


def test_a_bookmarks_name_is_one_that_word_allows() -> None:
    assert bookmark_name("what-to-make") == "_what_to_make"
    assert len(bookmark_name("a" * 80)) == 40


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ru", "ru-RU"), ("en", "en-US"), ("en-GB", "en-GB"), ("sr-Latn", "sr-Latn-RS"), ("zh-Hant", "zh-Hant-TW")],
)
def test_a_language_is_named_with_its_likeliest_region(tag: str, expected: str) -> None:
    assert full_language(tag) == expected
