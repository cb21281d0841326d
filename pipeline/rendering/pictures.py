"""A picture below content/ → the tag that stands for it: with what it holds and how large it is printed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from pipeline.base import photographs
from pipeline.model.base import Token
from pipeline.model.content import Still
from pipeline.model.localized import Localized


def filters(folder: Path, plain: Callable[[Localized], str]) -> Mapping[str, Callable[..., Markup]]:
    """The filters `picture`, of a file in a line, and `still`, of a photograph; `plain` says words in a language."""
    content = lru_cache(maxsize=64)(lambda source: (folder / source).read_bytes())
    digest = lru_cache(maxsize=1000)(lambda source: hashlib.sha256(content(source)).hexdigest()[:16])
    size = lru_cache(maxsize=1000)(lambda source, room: photographs.printed_size(content(source), room))

    def picture(path: Token, alt: str) -> Markup:
        """A picture in a line; `alt` is for those who don't see it."""
        source = f"content/{path}"
        return Markup('<img src="{}" alt="{}" data-digest="{}"/>').format(source, alt, digest(source))

    def still(shown: Still, room: str = "") -> Markup:
        """A photograph, as large as it is printed in a room."""
        source = f"content/{shown.file}"
        return Markup('<img src="{}" alt="{}" data-digest="{}" width="{:g}" height="{:g}"/>').format(
            source, plain(shown.alt), digest(source), *size(source, room)
        )

    return {"picture": picture, "still": still}
