"""The phone edition of documents with every kind of node, and of texts that would be something else in HTML."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from trees import ROOT, THEME, brief, document, t

from pipeline.document.letters import LABEL, LETTER, Letter
from pipeline.document.tree import (
    EVENT,
    Block,
    Break,
    Cell,
    Emphasis,
    Heading,
    Link,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Time,
    Token,
)
from pipeline.writers.html.reading import reading
from pipeline.writers.html.writer import HtmlWriter, address

SHEET, SCRIPT = ((ROOT / "templates/theme" / name).read_text(encoding="utf-8") for name in ("screen.css", "copy.js"))
LABELS = {f"{LABEL}{name}": name.upper() for name in ("copy", "copied", "selected", "calendar", "answers")}
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "&lt;b&gt; &amp; ]]> --> <!-- ",
    "</title></head><body onload=alert(1)>",
    "{{ 7*7 }} ${7*7} <%= 7 %>",
)


def face(page: str, name: str) -> TTFont:
    """The regular face of a font that a file carries inside."""
    found = re.search(
        rf"@font-face{{font-family:'{name}';font-weight:400;font-style:normal;src:url\([^,]*,([^)]*)", page
    )
    assert found is not None
    return TTFont(io.BytesIO(base64.b64decode(found[1])))


@pytest.fixture(scope="module")
def writer() -> HtmlWriter:
    return HtmlWriter(THEME, SHEET, SCRIPT, ROOT)


def made(writer: HtmlWriter, *blocks: Block, **properties: str) -> str:
    return writer.write(document(*blocks, **LABELS, **properties)).content.decode()


def root(page: str) -> etree._Element:
    return etree.fromstring(page.encode(), etree.HTMLParser(encoding="utf-8"))


def test_the_same_document_gives_the_same_bytes() -> None:
    one, other = (HtmlWriter(THEME, SHEET, SCRIPT, ROOT).write(brief(**LABELS)).content for _ in range(2))
    assert one == other


def test_a_file_asks_for_nothing_and_allows_only_its_own_style_and_script(writer: HtmlWriter) -> None:
    page = writer.write(brief(**LABELS)).content.decode()
    tree = root(page)
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for name in ("style", "script"):
        [inside] = tree.xpath(f"//{name}/text()")
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert set(re.findall(r"url\((\w+):", page)) == {"data"}
    assert {source.partition(":")[0] for source in tree.xpath("//@src")} <= {"data"}
    assert tree.xpath("//link | //iframe | //object | //form | //@style") == []


def test_there_is_no_script_where_nothing_is_copied(writer: HtmlWriter) -> None:
    page = made(writer, Heading(1, "", t("Plan")))
    assert "<script" not in page and "script-src &#x27;none&#x27;" in page


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_stays_words(writer: HtmlWriter, text: str) -> None:
    letter = json.dumps({"label": text, "to": "o@aurora.example", "subject": text, "body": text})
    blocks = (
        Heading(1, "", t(text)),
        Paragraph("", (Token(text), *t(text), Emphasis(t(text)))),
        Paragraph("", (Link(f"https://example.com/{text}", t(text)),)),
    )
    page = made(writer, *blocks, title=text, author=text, watermark=text, **{f"{LETTER}write": letter})
    tree = root(page)
    assert {str(node.tag) for node in tree.iter()} <= {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav"),
        *("h1", "p", "em", "code", "a"),
    }
    assert {name for node in tree.iter() for name in node.attrib} <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "href", "aria-label", "translate"),
    }
    assert tree.findtext("head/title") == text
    assert tree.findtext("body/main/h1") == text
    assert reading(page.encode()).text.count(text) == 7


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", " x"])
def test_a_link_leads_to_the_web_to_a_mail_or_nowhere(writer: HtmlWriter, href: str) -> None:
    assert "<a" not in made(writer, Heading(1, "", t("Plan")), Paragraph("", (Link(href, t("here")),)))


def test_a_letter_is_an_address_that_holds_no_second_field() -> None:
    letter = Letter("Accept", "o@aurora.example", "Yes & more?cc=x@y.z", "1 = 1\n«да»")
    subject, body = "Yes%20%26%20more%3Fcc%3Dx%40y.z", "1%20%3D%201%0D%0A%C2%AB%D0%B4%D0%B0%C2%BB"
    assert address(letter) == f"mailto:o@aurora.example?subject={subject}&body={body}"


def test_a_number_in_a_code_stays_with_the_word_before_it(writer: HtmlWriter) -> None:
    tree = root(made(writer, Paragraph("", (Token("Реклама. ИНН 7799012346, erid: 2VfnxwQ8dKs"),))))
    assert tree.xpath("//code/span[@class='whole']/text()") == ["ИНН 7799012346,", "erid: 2VfnxwQ8dKs"]
    assert tree.xpath("string(//code)") == "Реклама. ИНН 7799012346, erid: 2VfnxwQ8dKs"


def test_sections_that_come_first_stand_open_and_all_others_are_folded(writer: HtmlWriter) -> None:
    sections = [Section("", name, (Heading(2, "", t(name)), Paragraph("", t("words")))) for name in ("a", "b", "c")]
    tree = root(made(writer, Heading(1, "", t("Brief")), *sections, first="c a"))
    assert tree.xpath("//section/@id") == ["c", "a", "b"]
    assert tree.xpath("//details/summary/h2/text()") == ["b"]


def test_pages_are_counted_nowhere_and_the_rest_of_the_foot_stays(writer: HtmlWriter) -> None:
    tree = root(made(writer, Heading(1, "", t("Brief"))))
    assert ["".join(line.itertext()) for line in tree.xpath("//footer/p")] == ["AUR-SG27-021"]


def test_slanted_letters_are_in_the_file_only_where_words_are_stressed(writer: HtmlWriter) -> None:
    plain, stressed = (made(writer, Heading(1, "", words)) for words in (t("Brief"), (Emphasis(t("Brief")),)))
    assert [page.count("@font-face") for page in (plain, stressed)] == [2, 3]


def test_where_the_wordmark_alone_has_its_font_the_file_holds_its_letters_alone(writer: HtmlWriter) -> None:
    masthead = Paragraph("masthead", (Strong(t("Aurora")), *t(" · Brief")))
    few, all_of_them = (made(writer, masthead, Paragraph(role, t("Слова"))) for role in ("", "lead"))
    held = [face(page, "voice") for page in (few, all_of_them)]
    assert set(held[0].getBestCmap()) == set(map(ord, "Aurora"))
    assert set(map(ord, "Ёж")) <= set(held[1].getBestCmap())
    assert len(few) < len(all_of_them) - 20_000


@pytest.mark.parametrize(
    ("words", "held"), [("Words", "A§"), ("Слова", "AЁ§"), ("Größe", "Aß§"), ("Мюллер, Müller", "AЁß§")]
)
def test_a_file_holds_an_alphabet_whole_or_not_at_all(writer: HtmlWriter, words: str, held: str) -> None:
    letters = face(made(writer, Paragraph("", t(words))), "text").getBestCmap()
    assert {sign for sign in "AЁß§" if ord(sign) in letters} == set(held)


def test_a_draft_says_what_it_is(writer: HtmlWriter) -> None:
    assert root(made(writer, watermark="Draft")).xpath("//p[@class='standing']/text()") == ["Draft"]


def test_the_writer_needs_a_folder_only_for_pictures(tmp_path: Path) -> None:
    assert HtmlWriter(THEME, SHEET, SCRIPT).write(brief()).complaints == ()


def test_a_range_stays_on_one_line_of_a_screen(writer: HtmlWriter) -> None:
    tree = root(made(writer, Paragraph("ask", t("Two clips, March 9–19."))))
    assert tree.xpath("//span[@class='whole']/text()") == ["9–19"]
    assert tree.xpath("string(//p[@class='ask'])") == "Two clips, March 9–19."


def test_each_post_of_a_list_has_a_line_with_its_own_link(writer: HtmlWriter) -> None:
    fields = {"description": "", "sequence": 1, "cancelled": False, "zone": "UTC"}
    posts = {"2027-03-09T09:00:00+00:00": "March 9, 9:00", "2027-03-16T09:00:00+00:00": "March 16, 9:00"}
    events = {
        f"{EVENT}{at}": json.dumps({**fields, "summary": f"Post: {said}", "start": at, "said": said})
        for at, said in posts.items()
    }
    one, other = (Time(at, t(at[8:10])) for at in posts)
    cell = Cell("", "", (*t("March "), one, *t(" and "), other, *t(", 9:00")))
    tree = root(made(writer, Table("deliverables", "", None, (), (Row("", (cell,)),)), **events))
    lines = [(line.xpath("string(span)"), line.xpath("a/@aria-label")) for line in tree.xpath("//td//div[a]")]
    assert lines == [(said, [f"CALENDAR: Post: {said}"]) for said in posts.values()]


def test_each_line_of_a_cell_keeps_the_link_of_its_own_date(writer: HtmlWriter) -> None:
    fields = {"description": "", "sequence": 1, "cancelled": False, "zone": ""}
    days = {"2027-02-19": "Advance", "2027-02-26": "Notes"}
    events = {f"{EVENT}{day}": json.dumps({**fields, "summary": name, "start": day}) for day, name in days.items()}
    said = [(*t(f"{name}: "), Time(day, t(day))) for day, name in days.items()]
    cell = Cell("", "minor", (*said[0], Break(), *said[1]))
    tree = root(made(writer, Table("moments", "", None, (), (Row("", (cell,)),)), **events))
    lines = [
        (line.xpath("string(span)"), line.xpath("a/@aria-label")) for line in tree.xpath("//td/div[a] | //td//div[a]")
    ]
    assert lines == [("Advance: 2027-02-19", ["CALENDAR: Advance"]), ("Notes: 2027-02-26", ["CALENDAR: Notes"])]


def test_what_is_ticked_on_paper_is_ticked_on_a_screen(writer: HtmlWriter) -> None:
    page = made(writer, Paragraph("check", t("☐ I accept\u00a0\u00a0 ☐ I propose changes")))
    boxes = root(page).findall(".//label")
    assert [(box.find("input").get("type"), "".join(box.itertext())) for box in boxes] == [
        ("checkbox", "I accept"),
        ("checkbox", "I propose changes"),
    ]
    assert "I accept I propose changes" in reading(page.encode()).text
    assert "<script>" in page
