"""A letter that the reader may send → what a document holds of it: what templates ask for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from markupsafe import Markup


def filters(plain: Callable[[Markup], str]) -> Mapping[str, Callable[..., str]]:
    """The filter `letter`, which takes what its link says, to whom it goes, its subject and its words."""

    def letter(label: Markup, to: str, subject: Markup, body: Markup | str = "") -> str:
        words = {"label": plain(label), "subject": plain(subject), "body": plain(Markup(body))}  # noqa: S704 - or none
        return json.dumps({"to": str(to), **words}, ensure_ascii=False)

    return {"letter": letter}
