"""The semantic tree → one HTML file that asks for nothing: fonts, pictures and its one script are inside."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import quote

from pipeline.document.letters import Letter, label, letters
from pipeline.document.traversal import styled, within
from pipeline.document.tree import (
    Block,
    Document,
    Emphasis,
    Inline,
    PageNumber,
    Paragraph,
    Section,
    Text,
    plain,
)
from pipeline.model.theme import Theme
from pipeline.writers import WriterResult, fonts
from pipeline.writers.html.blocks import BlockMarkup
from pipeline.writers.html.figures import FigureMarkup
from pipeline.writers.html.inlines import InlineMarkup, tag
from pipeline.writers.html.style import style_sheet
from pipeline.writers.inline_pictures import PictureStore

_BETWEEN = " · "
"""What stands between the parts of a line at the foot of a page."""


_CLASSES = re.compile(r'class="([^"]*)"')


class HtmlWriter:
    """Writes the phone edition; style sheets are made once and kept.

    `sheet` is the hand-written part of the style sheet, `script` what copies and ticks.
    """

    def __init__(self, theme: Theme, sheet: str, script: str, folder: Path | None = None) -> None:
        self._theme = theme
        self._script = script.strip()
        self._inlines = InlineMarkup(PictureStore(folder, theme))
        self._figures = FigureMarkup(theme, folder)
        self._style = lru_cache(maxsize=32)(
            lambda accent, held, slanted, classes: style_sheet(
                theme, accent, sheet, fonts.web(theme, dict(held), slanted=slanted), classes
            )
        )

    def write(self, document: Document) -> WriterResult:
        """The document as one file, the same bytes for the same document."""
        return WriterResult("".join(self._page(document)).encode())

    def _page(self, document: Document) -> Iterator[str]:
        markup = BlockMarkup(document, self._theme, self._inlines, self._figures)
        body = "\n".join(self._body(document, markup))
        held = fonts.letters(self._theme, body) | self._wordmark(document)
        accent, slanted = document.property("accent"), _is_slanted(document.blocks)
        style = self._style(accent, tuple(held.items()), slanted, _classes(body))
        script = self._script if "<button" in body or "<input" in body else ""
        yield f'<!DOCTYPE html>\n{tag("html", lang=document.language)}\n<head>\n<meta charset="utf-8">\n'
        yield tag("meta", http_equiv="Content-Security-Policy", content=policy(style, script)) + "\n"
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        yield '<meta name="format-detection" content="telephone=no, date=no, address=no">\n'
        for name, kept in (("author", "author"), ("description", "subject")):
            yield tag("meta", name=name, content=document.property(kept)) + "\n"
        yield f"<title>{escape(document.property('title'), quote=False)}</title>\n<style>{style}</style>\n</head>\n"
        yield f"<body>\n{body}\n"
        yield f"<script>{script}</script>\n" if script else ""
        yield "</body>\n</html>\n"

    def _wordmark(self, document: Document) -> dict[str, frozenset[int]]:
        """The letters of the wordmark, where nothing else is set in its font: a whole one is a fifth of a file."""
        name, words, others = self._theme.font_of("brand"), "", {"text"}
        for key, children in styled(document.blocks, self._theme.cell_key, self._theme.then_key):
            if key == "brand":
                words += plain(children)
            else:
                others.add(self._theme.font_of(key))
        return {} if name in others else {name: frozenset(map(ord, words))}

    def _body(self, document: Document, markup: BlockMarkup) -> Iterator[str]:
        head, rest = _masthead(document.blocks)
        mark = document.property("watermark")
        shown = f'<p class="standing">{escape(mark, quote=False)}</p>' if mark else ""
        yield f"<header>{markup.of(head)}{shown}</header>"
        yield f"<main>\n{self._main(document, rest, markup)}\n</main>"
        lines = (_without_pages(line) for line in document.footer)
        yield f"<footer>{markup.of(line for line in lines if line.children)}</footer>"
        if links := "".join(map(_link, letters(document))):
            yield f"{tag('nav', class_='answers', aria_label=label(document, 'answers'))}{links}</nav>"

    def _main(self, document: Document, blocks: tuple[Block, ...], markup: BlockMarkup) -> str:
        """The sections that come first on a phone, in their order; all others are opened by their headings."""
        first = document.property("first").split()
        named = {block.name: block for block in blocks if isinstance(block, Section) and block.name in first}
        if not named:
            return markup.of(blocks)
        lead = [block for block in blocks if not isinstance(block, Section)]
        tail = [block for block in blocks if isinstance(block, Section) and block.name not in named]
        shown = [named[name] for name in first if name in named]
        return "\n".join((markup.of((*lead, *shown)), *map(markup.folded, tail)))


def policy(style: str, script: str) -> str:
    """What a browser may load for the file: nothing but this very style, this very script, and what is inside."""
    scripts = f"'sha256-{_digest(script)}'" if script else "'none'"
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src {scripts}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def address(letter: Letter) -> str:
    """A letter as the address of a link that opens it in a mail program."""
    fields = (("subject", letter.subject), ("body", letter.body.replace("\n", "\r\n")))
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields if value)
    return f"mailto:{quote(letter.to, safe='@')}" + (f"?{asked}" if asked else "")


def _link(letter: Letter) -> str:
    return f"{tag('a', href=address(letter))}{escape(letter.label, quote=False)}</a>"


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _masthead(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    match blocks:
        case (Paragraph("masthead") as first, *rest):
            return (first,), tuple(rest)
    return (), blocks


def _without_pages(line: Paragraph) -> Paragraph:
    """A line at the foot without the part that counts pages."""
    parts: list[list[Inline]] = [[]]
    for child in line.children:
        if isinstance(child, Text):
            pieces = child.text.split(_BETWEEN)
            parts[-1].append(Text(pieces[0]))
            parts += [[Text(piece)] for piece in pieces[1:]]
        else:
            parts[-1].append(child)
    kept = [part for part in parts if not any(isinstance(child, PageNumber) for child in part)]
    joined = [child for index, part in enumerate(kept) for child in ([Text(_BETWEEN)] if index else []) + part]
    return Paragraph(line.role, tuple(child for child in joined if child != Text("")))


def _is_slanted(blocks: tuple[Block, ...]) -> bool:
    """Whether some words are stressed: only then are slanted letters in the file."""
    return any(
        isinstance(child, Emphasis)
        for _, children in styled(blocks, lambda scope, role: "td")
        for child in within(children)
    )


def _classes(body: str) -> frozenset[str]:
    """The classes of the elements of a page; of whatever says the same, too many."""
    return frozenset(" ".join(_CLASSES.findall(body)).split())
