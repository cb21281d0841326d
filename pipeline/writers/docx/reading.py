"""A finished DOCX → what it says, from its package's XML alone."""

from __future__ import annotations

import io
import re
import zipfile

from pipeline.writers import Reading

_PRINTED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_BESIDE = re.compile(r"docProps/\w+\.xml")
_RELATIONS = re.compile(r"word/_rels/\w+\.xml\.rels")
# Behind the dash of a range it keeps the line together and says nothing.
_NO_BREAK = re.compile("(?<=\u2013)\ufeff")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{_W}p": "\n", f"{_W}tab": " ", f"{_W}br": " ", f"{_W}noBreakHyphen": "-"}


def reading(content: bytes) -> Reading:
    """What a DOCX says."""
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
    return Reading(_NO_BREAK.sub("", "".join(texts)), "\n".join(beside))
