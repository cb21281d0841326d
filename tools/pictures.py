"""Makes the README's pictures from built documents: `make pictures`."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "brief.en.png": "spring-glow/spring-glow.brief.maya-brooks.en.pdf",
    "brief.ru.png": "spring-glow/spring-glow.brief.anna-ivanova.ru.pdf",
    "kpi.en.png": "spring-glow/spring-glow.kpi.all.en.pdf",
    "master.en.png": "spring-glow/spring-glow.master.en.pdf",
    "master.ru.png": "spring-glow/spring-glow.master.ru.pdf",
    "sop.en.png": "partnership/partnership.sop.en.pdf",
}
BOARD, SHOWN, BESIDE = "board.png", "phone/spring-glow.brief.maya-brooks.en", "of/spring-glow"
PHONES = {"phone.png": "spring-glow/spring-glow.brief.maya-brooks.en.html"}
_BETWEEN, _GROUND = 60, "#AEB9B4"
_SHADES = 200
"""As many as a photograph on a page needs to be one."""


def picture(document: Path) -> Image.Image:
    """The first page of a PDF, 900 pixels wide, in some shades."""
    with pypdfium2.PdfDocument(document) as opened:
        page = opened[0]
        image: Image.Image = page.render(scale=900 / page.get_width()).to_pil()
        page.close()
    return image.convert("RGB").quantize(_SHADES)


def phones(document: Path) -> Image.Image:
    """The first screen of a phone edition in light and in dark, beside each other."""
    uri = document.resolve().as_uri()
    return screens("390x780", (uri, "light"), (uri, "dark"))


def board(*pages: str) -> Image.Image:
    """Some pages of the sample's board, beside each other."""
    command = [sys.executable, "-m", "pipeline", "serve", "--project", str(ROOT), "--messages", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as served:
        try:
            said = served.stdout.readline() if served.stdout else ""
            found = re.search(r"http://127\.0\.0\.1:\d+/", said)
            if found is None:
                raise OSError(said)
            return screens("760x780", *((f"{found[0]}{page}", "light") for page in pages))
        finally:
            served.send_signal(signal.SIGINT)


def screens(size: str, *shown: tuple[str, str]) -> Image.Image:
    """What a browser shows at some addresses, each in a scheme. Raises OSError without a browser."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise OSError("chromium is not there (type: apt-get install chromium)")
    with tempfile.TemporaryDirectory() as name:
        asked = [(address, scheme, f"{name}/{number}.png") for number, (address, scheme) in enumerate(shown)]
        python, script = ROOT / ".tools/python/bin/python", ROOT / "tools/screen_pictures.py"
        words = [word for each in asked for word in each]
        subprocess.run([python, script, chromium, size, *words], check=True, stdout=subprocess.DEVNULL)
        return beside([Image.open(file).convert("RGB") for *_, file in asked]).quantize(_SHADES)


def beside(screens: list[Image.Image]) -> Image.Image:
    """Some screens beside each other on one ground."""
    width = sum(screen.width for screen in screens) + _BETWEEN * (len(screens) + 1)
    whole = Image.new("RGB", (width, screens[0].height + 2 * _BETWEEN), _GROUND)
    left = _BETWEEN
    for screen in screens:
        whole.paste(screen, (left, _BETWEEN))
        left += screen.width + _BETWEEN
    return whole


def main() -> None:
    """Writes every picture into docs/."""
    for name, document in PAGES.items():
        picture(ROOT / "build" / document).save(ROOT / "docs" / name, optimize=True)
    for name, document in PHONES.items():
        phones(ROOT / "build" / document).save(ROOT / "docs" / name, optimize=True)
    board(BESIDE, SHOWN).save(ROOT / "docs" / BOARD, optimize=True)


if __name__ == "__main__":
    main()
