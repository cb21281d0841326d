"""The phone editions of the sample beside its PDFs: the same words, in files small enough for a phone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from pipeline.build.summary import Summary
from pipeline.domain import progress, targets
from pipeline.reading.project import Project
from pipeline.selfcheck.inspect import whole
from pipeline.writers import registry

MOST = 150_000
"""Bytes of a file, with its fonts and pictures."""
_OF_SCREENS = "//nav[@class='answers'] | //a[starts-with(@class, 'calendar')] | //button | //head | //script"


@pytest.fixture(scope="module")
def files(project: Project, built: tuple[Path, Summary]) -> list[Path]:
    found = [built[0] / target.path for target in targets.targets(project) if target.format == "html"]
    assert {path.name.split(".")[1] for path in found} >= {"brief", "plan", "rules", "agreement"}
    return found


def words(text: str) -> Counter[str]:
    """Words and numbers, whatever stands between them."""
    return Counter(re.findall(r"\w+", re.sub(r"[\u2060\u00ad]", "", text).casefold()))


def on_screen(content: bytes) -> str:
    """What a file says that a page says too."""
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8"))
    for node in root.xpath(_OF_SCREENS):
        node.getparent().remove(node)
    return (
        registry.chosen("html")
        .reader(etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>"))
        .text
    )


def on_paper(path: Path) -> Iterator[str]:
    yield from whole(registry.chosen("pdf").reader(path.with_suffix(".pdf").read_bytes()).text)


def test_a_phone_shows_the_words_of_the_pages(files: list[Path]) -> None:
    wrong = {}
    for path in files:
        shown, printed = words(on_screen(path.read_bytes())), [words(text) for text in on_paper(path)]
        missing = set.intersection(*(set(page) - set(shown) for page in printed))
        more = set.intersection(*(set(shown) - set(page) for page in printed))
        # Pages are counted on paper alone.
        missing -= {word for word in missing if word.isdigit() or word in {"page", "of", "стр", "из", "seite", "von"}}
        if missing or more:
            wrong[path.name] = (missing, more)
    assert wrong == {}


def test_each_file_is_small_enough_for_a_phone(files: list[Path]) -> None:
    assert {path.name: size for path in files if (size := path.stat().st_size) > MOST} == {}


def test_a_step_of_a_plan_is_put_into_a_calendar_in_its_own_row(files: list[Path]) -> None:
    found = 0
    for path in (path for path in files if ".plan." in path.name):
        root = etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8"))
        for row in root.xpath("//tr[.//a[@class='calendar']]"):
            [link] = row.xpath(".//a[@class='calendar']")
            step = "".join(row.xpath("td")[0].itertext())
            assert words(step) <= words(link.get("aria-label")), (path.name, step)
            found += 1
        # An event that several tables offer is the same file in each.
        files_of = {(link.get("download"), link.get("href")) for link in root.xpath("//a[@class='calendar']")}
        assert len({name for name, _ in files_of}) == len(files_of), path.name
    assert found > 100


def test_every_brief_can_be_answered_copied_and_put_into_a_calendar(project: Project, files: list[Path]) -> None:
    drafts = {name for name in project.campaigns if progress.status(project, name) == progress.DRAFT}
    for path in (path for path in files if ".brief." in path.name):
        # Nobody accepts a draft.
        answers = 1 if path.name.split(".")[0] in drafts else 2
        root = etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8"))
        assert len(root.xpath("//nav[@class='answers']/a[starts-with(@href, 'mailto:')]")) == answers, path.name
        assert root.xpath("//button[@data-copy]"), path.name
        assert len(root.xpath("//a[@class='calendar'][@download]")) >= 4, path.name
        assert len(root.xpath("//section[@id='dates']/a[@class='calendar all'][@download]")) == 1, path.name
        for row in root.xpath("//section[@id='deliverables']//tr[td]"):
            assert row.xpath(".//a[@class='calendar']"), (path.name, "".join(row.itertext()))
