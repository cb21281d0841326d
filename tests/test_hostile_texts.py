"""HTML, scripts, styles and odd addresses in every authored text and name: on a screen they are words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from samples import LANGUAGES, load, smallest

from pipeline.base.problems import Problems
from pipeline.domain import targets
from pipeline.rendering.compose import Composer
from pipeline.writers.registry import Writers

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><style>@import'x';",
    "<img src=x onerror=alert(1)>",
    "\"' onfocus=alert(1) autofocus x='",
    "<a href='javascript:alert(1)'>x</a> &#60;b&#62; ]]> --!>",
    "[x](javascript:alert(1)) <javascript:alert(1)> [y](data:text/html;base64,PHNjcmlwdD4=)",
)
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "script", "body", "header", "main", "footer", "nav", "section"),
    *(
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "div",
        "span",
        "strong",
        "em",
        "code",
        "time",
        "br",
        "wbr",
    ),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "a", "button", "details", "summary", "label", "input"),
}
_A_NAME = 22


def spoiled(value: Any, words: str) -> Any:
    """A value of the content with some words behind each of its texts by language."""
    if isinstance(value, dict):
        if value and value.keys() <= set(LANGUAGES) and all(isinstance(text, str) for text in value.values()):
            return {language: _behind(text, words) for language, text in value.items()}
        return {key: spoiled(each, words) for key, each in value.items()}
    return [spoiled(each, words) for each in value] if isinstance(value, list) else value


def _behind(text: str, words: str) -> str:
    """A text with some words behind it; a name, which has room for few letters, with markup that is as short."""
    return f"{text.rstrip('.')} {words}" if len(text) > _A_NAME else f"{text}<i>"


def pages(folder: Path, form: str) -> Iterator[str]:
    project = load(folder)
    composer, writer = Composer(project), Writers(project.theme, project.assets).writer(form)
    for document in {target.document: target for target in targets.targets(project)}.values():
        yield writer.write(composer.compose(document)).content.decode()


@pytest.mark.parametrize("words", HOSTILE)
def test_what_looks_like_markup_is_printed_or_refused(tmp_path: Path, words: str) -> None:
    folder, found = smallest(tmp_path / "p"), 0
    for path in sorted((folder / "content").rglob("*.yaml")):
        typed = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(yaml.safe_dump(spoiled(typed, words), allow_unicode=True), encoding="utf-8")
    try:
        for page in pages(folder, "html"):
            root, found = etree.fromstring(page.encode(), etree.HTMLParser(encoding="utf-8")), found + 1
            assert {str(node.tag) for node in root.iter()} <= ELEMENTS
            assert [name for node in root.iter() for name in node.attrib if name.startswith("on")] == []
            links = {str(link).partition(":")[0] for link in root.xpath("//@href")}
            assert links <= {"https", "mailto", "tel", "data"}
            assert root.xpath("//a[starts-with(@href, 'data:')][not(starts-with(@href, 'data:text/calendar'))]") == []
            assert len(root.xpath("//style")) == 1 and len(root.xpath("//script")) <= 1
    except Problems as refused:
        # An address that leads elsewhere is told with its place, and nothing is made.
        assert all(item.path.startswith("content/") for item in refused.problems)
        assert "javascript" in words
    else:
        assert found > 0
