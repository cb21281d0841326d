"""The table of contents as Word's own: a field that it can make anew, filled with what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from pipeline.document.traversal import CONTENTS_LEVELS
from pipeline.document.tree import Contents, Heading, Text, plain
from pipeline.writers.docx.ooxml import Element, bookmark_name, field, field_begin, field_end, hyperlink, tab, w
from pipeline.writers.docx.text import Story, paragraph


def target(number: int) -> str:
    """What a link calls the heading that is the table's entry of that number, counted from 1."""
    return f"Toc{number:08}"


def contents(story: Story, block: Contents, headings: Sequence[Heading], pages: Sequence[int]) -> Element:
    """The table of contents under its title, an entry for each heading, which links to it and names its page.

    The pages stand in fields as well; where they are not known, Word fills them when it is asked to.
    """
    entries = [
        _entry(story, number, heading, str(page or ""))
        for number, (heading, page) in enumerate(zip_longest(headings, pages[: len(headings)]), 1)
    ]
    first, last = min(CONTENTS_LEVELS), max(CONTENTS_LEVELS)
    if entries:
        # Behind the properties of the first entry's paragraph, and at the end of the last one.
        entries[0][1:1] = list(field_begin(f'TOC \\o "{first}-{last}" \\h \\z \\u'))
        entries[-1].append(field_end())
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    title = story.paragraph("contents", block.title)
    return w("sdt", w("sdtPr", gallery), w("sdtContent", title, *entries))


def _entry(story: Story, number: int, heading: Heading, page: str) -> Element:
    key = f"contents.{heading.level}"
    words = story.runs(key, (Text(plain(heading.children)),))
    there = target(number)
    runs = [*words, tab(), *field(f"PAGEREF {bookmark_name(there)} \\h", page)]
    return paragraph(story.layout.styles[key].word, hyperlink(runs, anchor=there))
