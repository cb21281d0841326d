"""Makes the README's pictures from built documents: `make pictures`."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL.Image import Image

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "brief.en.png": "spring-glow/spring-glow.brief.maya-brooks.en.pdf",
    "brief.ru.png": "spring-glow/spring-glow.brief.anna-ivanova.ru.pdf",
    "kpi.en.png": "spring-glow/spring-glow.kpi.all.en.pdf",
}


def picture(document: Path) -> Image:
    """The first page of a PDF, 900 pixels wide, in 64 shades."""
    with pypdfium2.PdfDocument(document) as opened:
        page = opened[0]
        image: Image = page.render(scale=900 / page.get_width()).to_pil()
        page.close()
    return image.convert("RGB").quantize(64)


def main() -> None:
    """Writes every picture into docs/."""
    for name, document in PAGES.items():
        picture(ROOT / "build" / document).save(ROOT / "docs" / name, optimize=True)


if __name__ == "__main__":
    main()
