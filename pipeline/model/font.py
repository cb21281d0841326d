"""A family of the theme: its faces, and where the files of these are."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pipeline.base import font_package, saved
from pipeline.model.base import Model, mistake

FACES = ("regular", "bold", "italic", "bold-italic")
_CHARACTERS = re.compile("[0-9A-F]{4,5}(-[0-9A-F]{4,5})?( [0-9A-F]{4,5}(-[0-9A-F]{4,5})?)*")


def _below(name: str) -> str:
    try:
        return saved.below(name)
    except ValueError:
        raise mistake('"{value}" is not the name of a file or folder', value=name) from None


def _covers(text: str) -> str:
    if text and not _CHARACTERS.fullmatch(text):
        hint = "write them in hexadecimal, such as 0020-007E 20BD"
        raise mistake("not code points or ranges of code points", hint=hint)
    return text


FolderName = Annotated[str, Field(max_length=200, strict=True), AfterValidator(lambda name: name and _below(name))]
FileName = Annotated[str, Field(min_length=1, max_length=200, strict=True), AfterValidator(_below)]


class Font(Model):
    """One family of faces from an installed package of fonts, static or with one axis at its default.

    `covers` lists characters that every face draws, as hexadecimal code points and ranges: most
    texts hold no other, and for those no font has to be opened.
    """

    family: str
    substitute: str
    package: Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$", max_length=60, strict=True)] = "rendercv_fonts"
    folder: FolderName = ""
    faces: dict[Literal["regular", "bold", "italic", "bold-italic"], FileName]
    covers: Annotated[str, AfterValidator(_covers)] = ""

    @cached_property
    def covered(self) -> frozenset[int]:
        """The characters that every face is known to draw, without opening one: `covers` as code points."""
        ends = [part.partition("-") for part in self.covers.split()]
        return frozenset(code for low, _, high in ends for code in range(int(low, 16), int(high or low, 16) + 1))

    def names(self) -> dict[str, str]:
        """The file of each face by its package and the path in it: regular, bold, italic, bold-italic."""
        within = "/".join(filter(None, (self.package, self.folder)))
        return {face: f"{within}/{name}" for face, name in self.faces.items()}

    def files(self) -> dict[str, Path]:
        """The file of each face."""
        return {face: font_package.file(name) for face, name in self.names().items()}
