"""Phone editions in a real browser: what is wrong with each file, as JSON.

Run by `tools.formats` with the Python of .tools/, which has Playwright: `browser.py CHROMIUM AXE FILE …`.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

WIDTHS = (320, 390, 1280)
SCHEMES = ("light", "dark")
HEIGHT = 844
FINGER = 44
"""Pixels that something to be pressed has at least, but for links inside a sentence (WCAG 2.5.5)."""

_SMALL = """finger => [...document.querySelectorAll('a, button, summary, label')].filter(element => {
    const box = element.getBoundingClientRect()
    return box.width && getComputedStyle(element).display !== 'inline' && Math.min(box.width, box.height) < finger
}).map(element => element.outerHTML.slice(0, 80))"""
_CUT = """() => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const text = walker.currentNode, range = document.createRange()
        // What is wider than the window in a box that scrolls can be read, and heads of columns are heard alone.
        if (!text.data.trim() || text.parentElement.closest('.wide, thead, script, style')) continue
        range.selectNodeContents(text)
        const boxes = [...range.getClientRects()].filter(box => box.width)
        let left = 0, right = document.documentElement.clientWidth
        for (let around = text.parentElement; around; around = around.parentElement) {
            if (getComputedStyle(around).overflowX === 'visible') continue
            left = Math.max(left, around.getBoundingClientRect().left)
            right = Math.min(right, around.getBoundingClientRect().right)
        }
        if (boxes.some(box => box.left < left - 1 || box.right > right + 1)) found.push(text.data.trim().slice(0, 80))
    }
    return found
}"""
_OPEN = "document.querySelectorAll('details').forEach(part => { part.open = true })"
_FOLDED = """[...document.querySelectorAll('details > :not(summary)')]
    .filter(part => !part.getBoundingClientRect().height).length"""


class Pages:
    """The pages of one browser in which files are looked at, one after the other, and what it is asked and says."""

    def __init__(self, browser: Browser, axe: str) -> None:
        self.axe = axe
        self.asked: list[str] = []
        self.said: list[str] = []
        self.seen = {scheme: self._watched(browser.new_context(color_scheme=scheme)) for scheme in SCHEMES}
        # The file's own policy lets no other script in: a copy of the page is asked, under none.
        self.heard = {
            scheme: browser.new_context(color_scheme=scheme, bypass_csp=True).new_page() for scheme in SCHEMES
        }
        self.pressed = browser.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
        self.printed = browser.new_context().new_page()
        self.printed.emulate_media(media="print")
        self.plain = browser.new_context(java_script_enabled=False).new_page()

    def _watched(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        return page


def problems(pages: Pages, path: Path) -> Iterator[str]:
    """What is wrong with a file at each width, in each scheme, in print and without scripts."""
    pages.asked.clear()
    pages.said.clear()
    for scheme, page in pages.seen.items():
        page.goto(path.as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            yield from (f"{width} {scheme}: {each}" for each in at_width(page, width))
    yield from (f"asks for {url}" for url in pages.asked if not url.startswith(("data:", path.as_uri())))
    yield from (f"the browser says: {text}" for text in pages.said)
    for scheme, page in pages.heard.items():
        yield from heard(page, pages.axe, path, scheme)
    yield from copied(pages.pressed, path)
    yield from ticked(pages.pressed)
    yield from printed(pages.printed, path)
    yield from without_scripts(pages.plain, path)


def at_width(page: Page, width: int) -> Iterator[str]:
    """What does not fit, and what is too small for a finger, once everything is open."""
    page.evaluate(_OPEN)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"{wide} pixels wide"
    yield from (f"cut at the edge: {words}" for words in page.evaluate(_CUT))
    yield from (f"too small to be pressed: {element}" for element in page.evaluate(_SMALL, FINGER))


def heard(page: Page, axe: str, path: Path, scheme: str) -> Iterator[str]:
    """What axe finds, on a phone and on a desk."""
    page.goto(path.as_uri())
    page.evaluate(_OPEN)
    page.evaluate(axe)
    for width in WIDTHS[1:]:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for rule in found["violations"]:
            yield f"{width} {scheme}: axe {rule['id']}: {rule['help']}: {rule['nodes'][0]['html'][:120]}"


def copied(page: Page, path: Path) -> Iterator[str]:
    """A button that copies nothing, or something else than the code beside it."""
    page.goto(path.as_uri())
    page.evaluate(_OPEN)
    for button in page.locator("button[data-copy]").all():
        wanted = page.locator(f"#{button.get_attribute('data-copy')}").inner_text()
        button.click()
        page.wait_for_timeout(50)
        got = page.evaluate("navigator.clipboard.readText()")
        if got.strip() != wanted.strip():
            yield f"copies {got!r} and not {wanted!r}"
        if button.inner_text() != button.get_attribute("data-done"):
            yield "a button does not say that it has copied"


def ticked(page: Page) -> Iterator[str]:
    """A box whose words the letter that accepts does not say once it is ticked."""
    answers = page.locator(".answers a")
    for box in page.locator(".box input").all() if answers.count() > 1 else ():
        words = (box.locator("..").text_content() or "").strip()
        box.check()
        if quote(words, safe="!~*'()") not in (answers.last.get_attribute("href") or ""):
            yield f"ticked and not said: {words}"


def printed(page: Page, path: Path) -> Iterator[str]:
    """What is folded or pressed on paper."""
    page.goto(path.as_uri())
    if page.evaluate(_FOLDED):
        yield "folded parts are not printed"
    for name in ("button", ".answers", ".calendar"):
        if any(element.is_visible() for element in page.locator(name).all()):
            yield f"{name} is printed"


def without_scripts(page: Page, path: Path) -> Iterator[str]:
    """A button that does nothing, or a heading that is not there, for whoever allows no scripts."""
    page.goto(path.as_uri())
    if any(button.is_visible() for button in page.locator("button").all()):
        yield "a button is shown that needs scripts"
    if not page.locator("h1").first.is_visible():
        yield "nothing is shown without scripts"


def main(chromium: str, axe: str, *files: str) -> None:
    """Prints what is wrong with each file, in their order."""
    script = Path(axe).read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        # The whole is a program of its own already; in a container nothing else could start it.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        pages = Pages(browser, script)
        found = [list(dict.fromkeys(problems(pages, Path(file).resolve()))) for file in files]
        browser.close()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
