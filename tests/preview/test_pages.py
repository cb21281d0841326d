from __future__ import annotations

import gettext
import re
from pathlib import Path

from lxml import etree

from pipeline.base.message_language import MessageTranslator
from pipeline.base.problems import problem
from pipeline.preview.board import Board, Shown
from pipeline.preview.pages import Pages
from pipeline.preview.pictures import Page
from pipeline.preview.session import Edition, Listed, View
from pipeline.preview.survey import Agreed, Survey


def pages(board: Board) -> Pages:
    return Pages(board, MessageTranslator(gettext.NullTranslations()), "en")


def test_of_thousands_of_problems_the_first_are_shown_and_the_others_counted(tmp_path: Path) -> None:
    board = Board(tmp_path)
    board.known = True
    wrong = [problem("content/creators/ivan.yaml", "is wrong", line=number) for number in range(1, 1301)]
    board.listed = Listed(problems=tuple(wrong))
    index = pages(board).index()
    assert '<span class="count">1300</span>' in index
    assert re.findall(r"<code>([^<]+)</code>", index) == [each.place for each in wrong[:200]]
    assert "and 1100 more" in index


def test_a_document_is_as_far_as_the_worst_of_its_outputs(tmp_path: Path) -> None:
    board = Board(tmp_path)
    board.known = True
    names = ("dawn.brief.a.ru", "dawn.brief.ab.ru", "dawn.kpi.cmo.ru")
    board.listed = Listed(documents={"dawn": names}, files={"dawn": "content/campaigns/dawn.yaml"})
    states = {"dawn.brief.a.ru.pdf": "", "dawn.brief.a.ru.docx": "", "dawn.brief.ab.ru.pdf": "new"}
    board.survey = Survey(states=states)
    page = pages(board).subject("dawn")
    assert page is not None
    assert re.findall(r"</th><td>([^<]+)</td>", page) == ["built", "not built", "not known yet"]


HOSTILE = "<script>alert(1)</script>\"' onload=alert(1) </style>"


def test_what_people_write_and_name_is_words_on_each_page(tmp_path: Path) -> None:
    folder = tmp_path / "<img src=x onerror=alert(1)>"
    folder.mkdir()
    board = Board(folder)
    made = pages(board)
    edition = Edition(f"dawn.{HOSTILE}")
    wrong = problem(f"content/{HOSTILE}.yaml", '"{text}" is wrong', hint="{text}", text=HOSTILE)
    told = [made.index(), made.prepared(edition.document), made.nothing()]
    board.known = True
    board.survey = Survey(warnings=(wrong,), agreed={"dawn": Agreed(HOSTILE, HOSTILE, 1, 2, wrong)})
    for name, problems in (({}, ()), ({"en": HOSTILE}, (wrong,))):
        files = {"dawn": f"content/campaigns/{HOSTILE}.yaml"}
        board.listed = Listed(name, {"dawn": (edition.document,)}, files, frozenset({edition.document}), problems)
        told += [made.index(), made.subject("dawn") or ""]
        for view in (View(edition, problems=(wrong,)), View(edition, HOSTILE, b"%PDF", (Page(595, 842),))):
            told += [made.document(Shown(view, view), good=good) for good in (False, True)]
    for page in told:
        root = etree.fromstring(page.encode(), etree.HTMLParser(encoding="utf-8"))
        assert [node.get("src") for node in root.iter("script")] == ["/board/board.js"]
        assert list(root.iter("style")) == []
        assert [name for node in root.iter() for name in node.attrib if str(name).startswith("on")] == []
        links = [str(link) for link in root.xpath("//@href | //@src")]
        assert [link for link in links if not link.startswith(("/", "?", "#"))] == []
        assert all(image.get("class") == "page" for image in root.iter("img"))
