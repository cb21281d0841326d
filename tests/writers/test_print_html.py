"""Pages for print hold every place to which a link of theirs leads."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from pipeline.document.traversal import every
from pipeline.document.tree import Aside, Contents, Document, Heading, Link, Paragraph, Section, Table, Text
from pipeline.domain.targets import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.writers.inline_pictures import PictureStore
from pipeline.writers.pdf.print_html import PrintHtml


def nowhere(document: Document, project: Project) -> set[str]:
    """The places to which links lead and which there are not."""
    text = PrintHtml(document, project.theme, PictureStore(project.folder, project.theme), 500).text()
    return set(re.findall(r'href="#([^"]+)"', text)) - set(re.findall(r' id="([^"]+)"', text))


def test_a_link_leads_to_a_part_that_begins_with_whatever_it_may(project: Project) -> None:
    target = targets(project, "partnership.sop.en.pdf")[0]
    document, words = Composer(project).compose(target), (Text("Here"),)
    table = next(block for block in every(document.blocks) if isinstance(block, Table) and block.caption is None)
    aside = Aside("", (Paragraph("", words),))
    for first in (Heading(2, "", words), Paragraph("", words), table, aside, Contents(words)):
        parts = (Paragraph("", (Link("#there", words),)), Section("", "there", (first,)))
        assert nowhere(replace(document, blocks=parts), project) == set(), first


def test_links_of_the_sample_lead_somewhere(project: Project) -> None:
    composer = Composer(project)
    for _, of_kind in groupby(targets(project, "*.pdf", review=True), key=lambda target: target.kind):
        document = composer.compose(next(of_kind))
        assert nowhere(document, project) == set(), document.property("title")
