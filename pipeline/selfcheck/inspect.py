"""A finished file → what it should say and doesn't, and what it says of others; read by what has not written it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from pipeline.base.problems import N_
from pipeline.selfcheck.facts import Facts
from pipeline.selfcheck.ledger import Ledger, levelled, stands
from pipeline.writers import Complaint, Reading, complaint
from pipeline.writers.pdf import inspection

_MISSING = {
    "mark": N_('{target}: the mark "{text}" is not in the finished file'),
    "fee": N_('{target}: the amount "{text}" is not in the finished file'),
    "dates": N_('{target}: the date or time "{text}" is not in the finished file'),
    "contact": N_('{target}: "{text}", by which the contact is reached, is not in the finished file'),
    "deliverables": N_('{target}: the deliverable "{text}" is not in the finished file'),
    "targets": N_('{target}: the range "{text}" is not in the finished file'),
    "tracking": N_('{target}: the link or code "{text}" is not in the finished file'),
}
_FOREIGN = {
    "fee": N_('{target}: the finished file holds an amount of {owner}: "{text}"'),
    "code": N_('{target}: the finished file holds the promo code of {owner}: "{text}"'),
    "link": N_('{target}: the finished file holds the link of {owner}: "{text}"'),
    "erid": N_('{target}: the finished file holds an erid of {owner}: "{text}"'),
    "creator": N_('{target}: the finished file names another creator, {owner}: "{text}"'),
    "heading": N_('{target}: the finished file holds the section of {owner}: "{text}"'),
    "wording": N_('{target}: the finished file holds the disclosure of {owner}: "{text}"'),
}


def findings(
    content: bytes, form: str, facts: Facts, ledger: Ledger, reading: Reading | None = None
) -> list[Complaint]:
    """What is wrong with a finished file; nothing where its format has no reader.

    `reading` is what the file says, where somebody other than its writer has read it already.
    """
    if form not in _READERS or not (facts.required or facts.withheld):
        return []
    try:
        # Readers raise errors of many kinds, and each means the same.
        reading = reading or _READERS[form](content)
    except Exception as error:
        message = N_("{target}: the finished file cannot be read again: {said}")
        return [complaint(message, about="look", said=str(error) or type(error).__name__)]
    text, beside = levelled(reading.text), levelled(reading.beside)
    missing = [fact for fact in facts.required if not any(stands(text, form) for form in fact.forms)]
    found = [complaint(_MISSING[fact.kind], about="look", text=fact.forms[0]) for fact in missing]
    foreign = filter(facts.withholds, ledger.foreign(f"{text}\n{beside}", facts.owners))
    return found + [complaint(_FOREIGN[item.kind], about="look", text=item.text, owner=item.owner) for item in foreign]


_PRINTED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_BESIDE = re.compile(r"docProps/\w+\.xml")
_RELATIONS = re.compile(r"word/_rels/\w+\.xml\.rels")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{_W}p": "\n", f"{_W}tab": " ", f"{_W}br": " ", f"{_W}noBreakHyphen": "-"}


def _docx(content: bytes) -> Reading:
    from lxml import etree

    texts, beside = [], []
    parser = etree.XMLParser(resolve_entities=False)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if _PRINTED.fullmatch(name):
                root = etree.fromstring(package.read(name), parser)
                texts += [_SIGNS.get(str(node.tag)) or node.text or "" for node in root.iter(f"{_W}t", *_SIGNS)]
                texts.append("\n")
            elif _BESIDE.fullmatch(name):
                beside += [str(text) for text in etree.fromstring(package.read(name), parser).itertext()]
            elif _RELATIONS.fullmatch(name):
                links = etree.fromstring(package.read(name), parser).iter("{*}Relationship")
                beside += [link.get("Target", "") for link in links if link.get("TargetMode") == "External"]
    return Reading("".join(texts), "\n".join(beside))


_READERS: Mapping[str, Callable[[bytes], Reading]] = {"pdf": inspection.reading, "docx": _docx}
