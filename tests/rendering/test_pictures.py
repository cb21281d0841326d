from __future__ import annotations

import hashlib
import io
from pathlib import Path

from PIL import Image
from samples import record

from pipeline.model.base import Token
from pipeline.model.content import Still
from pipeline.rendering import pictures

STILL = "{file: pictures/lamp.png, alt: {en: 'A <lamp>', ru: Лампа}}"


def drawn(folder: Path, width: int) -> str:
    """The digest of a picture of that width."""
    made = io.BytesIO()
    Image.new("RGB", (width, 400)).save(made, "PNG")
    (folder / "content/pictures").mkdir(parents=True, exist_ok=True)
    (folder / "content/pictures/lamp.png").write_bytes(made.getvalue())
    return hashlib.sha256(made.getvalue()).hexdigest()[:16]


def test_a_photograph_has_its_words_what_it_holds_and_its_size(tmp_path: Path) -> None:
    digest = drawn(tmp_path, 800)
    still = pictures.filters(tmp_path, lambda text: text["en"])["still"]
    assert still(record(Still, STILL)) == (
        f'<img src="content/pictures/lamp.png" alt="A &lt;lamp&gt;" data-digest="{digest}" width="108" height="54"/>'
    )


def test_beside_the_ask_there_is_more_room(tmp_path: Path) -> None:
    drawn(tmp_path, 800)
    still = pictures.filters(tmp_path, lambda text: text["en"])["still"]
    assert still(record(Still, STILL), "hero").endswith('width="124" height="62"/>')


def test_a_picture_in_a_line_has_no_size(tmp_path: Path) -> None:
    digest = drawn(tmp_path, 400)
    picture = pictures.filters(tmp_path, lambda text: text["en"])["picture"]
    assert picture(Token("pictures/lamp.png"), "a lamp") == (
        f'<img src="content/pictures/lamp.png" alt="a lamp" data-digest="{digest}"/>'
    )
