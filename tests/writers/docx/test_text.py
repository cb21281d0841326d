from __future__ import annotations

import pytest
from lxml import etree
from trees import LAYOUT, THEME, Package, all_said, document, every, t, value, written

from pipeline.document.tree import (
    Break,
    Emphasis,
    ForeignWords,
    Heading,
    Link,
    PageNumber,
    Paragraph,
    Strong,
    Text,
    Time,
    Token,
)
from pipeline.writers.docx.ooxml import qualified
from pipeline.writers.docx.package import Part
from pipeline.writers.docx.text import Story, paragraph
from pipeline.writers.docx.writer import write


def story() -> Story:
    return Story(LAYOUT, Part("document.xml", "officeDocument"), set())


def test_the_wordmark_stands_left_and_the_kind_of_document_right() -> None:
    body = written(Paragraph("masthead", (Strong(t("Aurora")), Text(" Creator brief"))))
    assert all_said(body) == [("UBMasthead", "Aurora\tCreator brief")]
    assert value(every(body, "w:rStyle")[0]) == "UBBrand"


def test_marks_that_meet_share_one_style() -> None:
    package = Package(write(document(Paragraph("", (Strong((Token("ANNA15"),)),))), THEME))
    assert [value(style) for style in every(package.body, "w:rStyle")] == ["UBStrongToken"]
    style = next(
        s for s in every(package.part("word/styles.xml"), "w:style") if value(s, "w:styleId") == "UBStrongToken"
    )
    assert every(style, "w:b")
    assert every(style, "w:noProof")


def test_strong_words_in_a_bold_paragraph_stay_bold() -> None:
    # Word turns bold off where a bold character style meets a bold paragraph style.
    body = written(Heading(1, "", (Strong(t("bold")), Text(" all of it"))))
    assert every(body, "w:rStyle") == []


def test_a_word_joiner_is_left_out_and_spaces_are_kept() -> None:
    body = written(Paragraph("", t(" 9\u2060–\u206019 ")))
    assert every(body, "w:t")[0].text == " 9–\ufeff19 "
    assert every(body, "w:t")[0].get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("1 article, 3\u00a0000–5\u00a0000 characters", "1 article, 3\u00a0000–\ufeff5\u00a0000 characters"),
        ("$35–45", "$35–\ufeff45"),
        ("10:00–18:30", "10:00–\ufeff18:30"),
        ("Monday–Friday", "Monday–Friday"),
    ],
)
def test_a_range_of_numbers_stays_on_one_line(words: str, held: str) -> None:
    assert every(written(Paragraph("", t(words))), "w:t")[0].text == held


def test_a_code_is_copied_as_it_is() -> None:
    assert every(written(Paragraph("", (Token("ID 3–5"),))), "w:t")[0].text == "ID 3–5"


def test_foreign_words_are_proofed_in_their_own_language() -> None:
    body = written(Paragraph("", (Text("Say "), ForeignWords("ru", t("Сияние")))))
    assert [value(language) for language in every(body, "w:lang")] == ["ru-RU"]


def test_a_spell_checker_passes_over_codes_and_words_of_another_script() -> None:
    body = written(Paragraph("", t("Пост в TikTok с #реклама и @anna, код SPRING-15.")), language="ru")
    unproofed = ["".join(run.itertext()) for run in every(body, "w:r") if every(run, "w:noProof")]
    assert unproofed == ["TikTok", "#реклама", "@anna", "SPRING-15"]
    assert "".join(body.itertext()) == "Пост в TikTok с #реклама и @anna, код SPRING-15."


def test_the_hyphen_of_an_ordinal_ends_no_line() -> None:
    body = written(Paragraph("", t("1-й и 2027-03-09")), language="ru")
    assert [part.tag for part in every(body, "w:r")[0]] == [
        qualified("w:t"),
        qualified("w:noBreakHyphen"),
        qualified("w:t"),
    ]


def test_the_hyphen_of_a_form_s_name_ends_no_line_either() -> None:
    body = written(Paragraph("", t("W-9 or W-8BEN, part A-b")))
    assert len(every(body, "w:noBreakHyphen")) == 2


def test_a_link_leads_to_its_address() -> None:
    package = Package(write(document(Paragraph("", (Link("https://example.com/?a=1&b=2", t("here")),))), THEME))
    [link] = every(package.body, "w:hyperlink")
    relations = {part.get("Id"): part for part in package.part("word/_rels/document.xml.rels")}
    target = relations[link.get(qualified("r:id")) or ""]
    assert (target.get("Target"), target.get("TargetMode")) == ("https://example.com/?a=1&b=2", "External")
    assert value(every(link, "w:rStyle")[0]) == "Hyperlink"


def test_a_break_ends_the_line() -> None:
    body = written(Paragraph("", (Text("one"), Break(), Text("two"))))
    assert [part.tag for run in every(body, "w:r") for part in run] == [
        qualified("w:t"),
        qualified("w:br"),
        qualified("w:t"),
    ]


def test_marks_inside_each_other_are_one_set() -> None:
    here = story()
    runs = here.runs("p", (Strong((Text("a"), Emphasis((Token("b"),)))), Time("2027-02-12", t("c"))))
    assert [("".join(run.itertext()), value(next(run.iter(qualified("w:rStyle")), None))) for run in runs] == [
        ("a", "Strong"),
        ("b", "UBStrongEmphasisToken"),
        ("c", None),
    ]
    assert here.combinations == {frozenset({"strong"}), frozenset({"strong", "em", "code"}), frozenset()}


def test_a_link_twice_is_one_relationship() -> None:
    here = story()
    here.runs(
        "p", (Link("https://a.example", t("a")), Link("https://b.example", t("b")), Link("https://a.example", t("c")))
    )
    assert list(here.part.relations) == [
        ("hyperlink", "https://a.example", True),
        ("hyperlink", "https://b.example", True),
    ]


def test_page_numbers_are_computed_by_word() -> None:
    runs = story().runs("p.control", (PageNumber(total=False), PageNumber(total=True)))
    said = [code.text for run in runs for code in run.iter(qualified("w:instrText"))]
    assert said == [" PAGE ", " NUMPAGES "]


def test_a_masthead_without_a_wordmark_is_a_paragraph() -> None:
    written_one = story().masthead("p.masthead", t("Creator brief"))
    assert all_said(written_one) == [("UBMasthead", "Creator brief")]


def test_what_no_style_can_hold_stands_behind_the_style() -> None:
    made = paragraph("UB Note", properties=(etree.Element(qualified("w:keepNext")),))
    assert [etree.QName(part).localname for part in made[0]] == ["pStyle", "keepNext"]
    assert value(made[0][0]) == "UBNote"
