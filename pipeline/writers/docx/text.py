"""Inlines and paragraphs → Word's runs and paragraphs, of one part of the package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.base import emoji
from pipeline.base.codes import OPAQUE
from pipeline.base.scripts import script
from pipeline.document.traversal import masthead
from pipeline.document.tree import (
    Break,
    Emphasis,
    ForeignWords,
    Inline,
    Link,
    PageNumber,
    Picture,
    Strong,
    Text,
    Time,
    Token,
)
from pipeline.model.theme import EMOJI
from pipeline.writers.docx.layout import WordLayout
from pipeline.writers.docx.ooxml import (
    NO_BREAK,
    WORD_JOINER,
    Element,
    check_box,
    field,
    hyperlink,
    line_break,
    picture,
    run,
    tab,
    w,
)
from pipeline.writers.docx.package import Part
from pipeline.writers.docx.styles import Marks, is_bold, marks_style, style_id
from pipeline.writers.fields import BOX
from pipeline.writers.inline_pictures import PictureStore, lowered
from pipeline.writers.words import WHOLE

_PLAIN: Marks = frozenset()


class Media:
    """The pictures inside the lines of one part, each file once."""

    def __init__(self, picture_store: PictureStore, part: Part, accent: str = "") -> None:
        self._picture_store = picture_store
        self._accent = accent
        self._part = part
        self._files: dict[Picture, str] = {}
        self._shown = 0
        self.parts: list[Part] = []
        """What the package has to hold."""

    def run(self, source: Picture) -> Element:
        """The picture as a run, lowered so that a line of its exact height shows the whole of it."""
        raster = self._picture_store.raster(source, self._accent)
        if source not in self._files:
            number, form = len(self._files) + 1, "jpeg" if source.width else "png"
            self._files[source] = f"media/mark{number}.{form}"
            self.parts.append(Part(self._files[source], "image", content=raster.content, media=f"image/{form}"))
        relation = self._part.relate("image", self._files[source])
        self._shown += 1
        shown = picture(relation, _FIRST_MARK + self._shown, source.alt, raster.width, raster.height)
        if lowered(source):
            shown.insert(0, w("rPr", w("position", val=round(-2 * lowered(source)))))
        return shown


_FIRST_MARK = 1000
"""Above the numbers of figures: no two pictures of a document have the same."""


@dataclass(frozen=True)
class Story:
    """The text of one part: its body, a header or a footer.

    `combinations` collects the sets of marks that words carry, for all stories of a document;
    `language` is the document's.
    """

    layout: WordLayout
    part: Part
    combinations: set[Marks]
    language: str = ""
    media: Media | None = None

    def paragraph(self, key: str, children: tuple[Inline, ...], *properties: Element) -> Element:
        """One paragraph in the style of a theme's key."""
        return paragraph(self.layout.styles[key].word, *self.runs(key, children), properties=properties)

    def runs(self, key: str, children: tuple[Inline, ...], marks: Marks = _PLAIN) -> list[Element]:
        """The runs of some inlines in a paragraph of a theme's key."""
        style = self.layout.styles[key]
        carried = {"strong": is_bold(self.layout.theme, style), "em": bool(style.italic)}
        # Word takes a bold run in a bold paragraph for a plain one.
        drop = frozenset(mark for mark, on in carried.items() if on)
        return list(self._runs(children, marks - drop, drop, ""))

    def masthead(self, key: str, children: tuple[Inline, ...]) -> Element:
        """The wordmark, and at the right what follows it."""
        parts = masthead(children)
        if parts:
            brand, rest = parts
            runs = self.runs(key, brand, frozenset({"brand"}))
            if rest:
                runs += [tab(), *self.runs(key, rest)]
            return paragraph(self.layout.styles[key].word, *runs)
        return self.paragraph(key, children)

    def _runs(self, children: tuple[Inline, ...], marks: Marks, drop: Marks, language: str) -> Iterator[Element]:
        for child in children:
            match child:
                case Text(text):
                    yield from self._text(text, marks, language)
                case Token(text):
                    for words, mark in self._parts(text, "code"):
                        yield run(words, self._style(marks | {mark}), language)
                case Strong(inner):
                    yield from self._runs(inner, marks | ({"strong"} - drop), drop, language)
                case Emphasis(inner):
                    yield from self._runs(inner, marks | ({"em"} - drop), drop, language)
                case Link(href, inner):
                    yield self._link(href, self._runs(inner, marks | {"a"}, drop, language))
                case ForeignWords(other, inner):
                    yield from self._runs(inner, marks, drop, other)
                case Time(_, inner):
                    yield from self._runs(inner, marks, drop, language)
                case PageNumber() | Picture() | Break():
                    yield from self._sign(child, marks)

    def _text(self, text: str, marks: Marks, language: str) -> Iterator[Element]:
        for part, mark in self._parts(text, ""):
            if mark:
                # No face of emoji is bold or slanted.
                yield run(part, self._style(marks - {"strong", "em"} | {mark}), language, proofed=False)
                continue
            before, *boxes = part.split(BOX)
            if before or not boxes:
                yield from self._words(before, marks, language)
            for words in boxes:
                box = run(BOX, self._style(marks), language, proofed=False)
                yield check_box(words.strip(), self.layout.theme.fonts["text"].family, box)
                if words:
                    yield from self._words(words, marks, language)

    def _words(self, text: str, marks: Marks, language: str) -> Iterator[Element]:
        for words, is_proofed in _proofed(_held(text), language or self.language):
            yield run(words, self._style(marks), language, proofed=is_proofed)

    def _parts(self, text: str, mark: str) -> Iterator[tuple[str, str]]:
        """The text in pieces, each with the mark that it carries: emoji have their own, all others the one given."""
        if self.layout.theme.emoji is None:
            yield text, mark
        else:
            yield from ((part, EMOJI if is_emoji else mark) for part, is_emoji in emoji.parts(text))

    def _sign(self, child: PageNumber | Picture | Break, marks: Marks) -> Iterator[Element]:
        """What stands in a line and is no words."""
        match child:
            case PageNumber(total):
                yield from field("NUMPAGES" if total else "PAGE", "1", self._style(marks))
            case Picture():
                if self.media is not None:
                    yield self.media.run(child)
            case Break():
                yield line_break()

    def _style(self, marks: Marks) -> str:
        self.combinations.add(marks)
        return marks_style(self.layout.theme, marks)

    def _link(self, href: str, runs: Iterator[Element]) -> Element:
        if href.startswith("#"):
            return hyperlink(runs, anchor=href[1:])
        return hyperlink(runs, relation=self.part.relate("hyperlink", href, external=True))


def paragraph(word: str, *runs: Element, properties: tuple[Element, ...] = ()) -> Element:
    """One paragraph in a style of that name; `properties` are what no style can hold."""
    made = copy(_empty_paragraph(word))
    made[0].extend(properties)
    made.extend(runs)
    return made


@lru_cache(maxsize=1024)
def _empty_paragraph(word: str) -> Element:
    return w("p", w("pPr", w("pStyle", val=style_id(word))))


def _held(text: str) -> str:
    """The text, with ranges in which no line ends: Word would end one behind a dash."""
    return WHOLE.sub(lambda found: found[0].replace("–", f"–{NO_BREAK}"), text.replace(WORD_JOINER, ""))


_LETTERS = {"Latn": "A-Za-z\u00c0-\u024f", "Cyrl": "\u0400-\u052f", "Grek": "\u0370-\u03ff"}
"""The letters of a script, for those whose words a dictionary of another script does not know."""


@cache
def _unproofed(script: str) -> re.Pattern[str]:
    others = "".join(letters for name, letters in _LETTERS.items() if name != script)
    return re.compile(rf"{OPAQUE.pattern}|(?<!\w)[{others}][\w’'-]*") if script else OPAQUE


@lru_cache(maxsize=20_000)
def _proofed(text: str, language: str) -> tuple[tuple[str, bool], ...]:
    """The words of a text with whether a spell-checker of the language knows such: no code, no other script."""
    parts: list[tuple[str, bool]] = []
    after = 0
    for found in _unproofed(script(language)).finditer(text):
        if found.start() > after:
            parts.append((text[after : found.start()], True))
        parts.append((found[0], False))
        after = found.end()
    if after < len(text) or not text:
        parts.append((text[after:], True))
    return tuple(parts)
