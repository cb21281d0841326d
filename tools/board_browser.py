"""The board in a real browser while its files are edited: what goes wrong and how long each save takes, as JSON.

Run by the system tests with the Python of .tools/, which has Playwright:
`board_browser.py CHROMIUM AXE BOARD DOCUMENT FILE WORDS OTHERS [SAVES]`. In FILE stand WORDS, which DOCUMENT prints.
"""

import contextlib
import json
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
SECONDS = 60
FINGER = 24
"""Pixels that something to be pressed has at least on a desk, but for links inside a sentence (WCAG 2.5.8)."""
BROKEN = "no_such_field: 1\n"
EXPECTED = ("404", "'allow-scripts' permission is not set")
"""What is no fault: a picture of a moment ago is gone, and a phone edition inside the board may run no script."""

_PICTURES = "[...document.querySelectorAll('img.page')].map(image => image.getAttribute('src')).join()"
_FRAME = "document.querySelector('iframe.phone')?.getAttribute('src')"
_LOADED = "[...document.querySelectorAll('img.page')].every(image => image.complete && image.naturalWidth)"
_SMALL = """finger => [...document.querySelectorAll('a, button, summary')].filter(element => {
    const box = element.getBoundingClientRect()
    return box.width && getComputedStyle(element).display !== 'inline' && box.height < finger && box.left >= 0
}).map(element => element.outerHTML.slice(0, 80))"""
_FOCUS = """() => {
    const element = document.activeElement, style = getComputedStyle(element)
    return [element.getAttribute('href') || element.tagName, style.outlineStyle]
}"""


_AWAITED = """most => {
    window.shown = new Promise(done => {
        document.body.addEventListener('shown', () => done(true), {once: true})
        setTimeout(() => done(false), most)
    })
}"""


@dataclass
class Case:
    """A board, a document of it, and a file with words that the document prints."""

    url: str
    document: str
    file: Path
    words: str
    others: str
    saves: int = 3
    text: str = field(init=False)
    shown: dict[str, Any] = field(init=False, default_factory=dict)
    """What each address shows while FILE is as it was."""

    def __post_init__(self) -> None:
        self.text = self.file.read_text(encoding="utf-8")
        if self.words not in self.text:
            raise ValueError(f"{self.words!r} is not in {self.file}")

    def save(self, words: str, more: str = "") -> float:
        """Saves the file with other words; the moment before it was saved."""
        started = time.perf_counter()
        self.file.write_text(self.text.replace(self.words, words) + more, encoding="utf-8")
        return started

    @property
    def pages(self) -> str:
        """The address of the document as pages."""
        return f"{self.url}document/{self.document}"

    @property
    def phone(self) -> str:
        """The address of the document's phone edition."""
        return f"{self.url}phone/{self.document}"

    @property
    def editions(self) -> Iterator[tuple[str, str]]:
        """Each address of the document, with what tells in the browser what it shows."""
        yield self.pages, _PICTURES
        yield self.phone, _FRAME


def problems(browser: Browser, axe: str, case: Case) -> Iterator[str]:
    """What is wrong with a board and with what it does when its files are saved."""
    with watched(browser) as (page, said):
        yield from followed_by_keyboard(page, case)
        recorded(page, case)
        yield from edited(page, case)
        yield from broken(page, case)
        yield from kept_in_sight(page, case)
        yield from (f"the browser says: {text}" for text in said if not any(known in text for known in EXPECTED))
    yield from heard(browser, axe, case)


@contextlib.contextmanager
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page with what the browser says of it."""
    context = browser.new_context(viewport={"width": 1280, "height": 844})
    page = context.new_page()
    page.set_default_timeout(SECONDS * 1000)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page, said
    context.close()


def followed_by_keyboard(page: Page, case: Case) -> Iterator[str]:
    """A page that cannot be reached by Tab and Enter alone, or where nobody sees what Enter would open."""
    page.goto(case.url)
    page.locator(f"a[href='/of/{case.document.split('.')[0]}']").wait_for()
    yield from pressed(page, f"/of/{case.document.split('.')[0]}")
    page.locator(f"a[href='/document/{case.document}']").wait_for()
    yield from pressed(page, f"/document/{case.document}")
    page.locator("img.page").first.wait_for()
    yield from pressed(page, f"/phone/{case.document}")
    page.locator("iframe.phone").wait_for()


def pressed(page: Page, wanted: str) -> Iterator[str]:
    """What is wrong on the way from the top of a page to a link of it, which is then opened."""
    for _ in range(200):
        page.keyboard.press("Tab")
        reached, outline = page.evaluate(_FOCUS)
        if outline == "none":
            yield f"nobody sees that {reached} would be opened"
        if reached == wanted:
            page.keyboard.press("Enter")
            page.wait_for_url(f"**{wanted}")
            return
    yield f"{wanted} is not reached by Tab"
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + wanted)


def recorded(page: Page, case: Case) -> None:
    """Keeps what each edition shows before anything is saved."""
    for address, state in case.editions:
        page.goto(address)
        page.locator("img.page, iframe.phone").first.wait_for()
        case.shown[address] = page.evaluate(state)


def opened(page: Page, case: Case, address: str, state: str) -> Iterator[str]:
    """An edition that does not come back to what it showed at first, once the file is as it was."""
    page.goto(address)
    if not until(page, f"{state} === {json.dumps(case.shown[address])}"):
        yield f"{address}: is not what was saved"


def edited(page: Page, case: Case) -> Iterator[str]:
    """A page that is not another one after its text was saved, and not as it was once the text is."""
    for address, state in case.editions:
        yield from opened(page, case, address, state)
        before = case.shown[address]
        case.save(case.others)
        changed = until(page, f"{state} !== {json.dumps(before)}")
        if changed and not until(page, _LOADED):
            yield f"{address}: a page is not drawn"
        case.save(case.words)
        if not changed or not until(page, f"{state} === {json.dumps(before)}"):
            yield f"{address}: not shown anew after a save"


def broken(page: Page, case: Case) -> Iterator[str]:
    """A problem that does not stand in place of the page, or does not go when it is mended; a last good page lost."""
    for address, state in case.editions:
        yield from opened(page, case, address, state)
        case.save(case.words, BROKEN)
        if not until(page, "document.querySelector('.told.problems li code')"):
            yield f"{address}: a problem is not shown"
            continue
        place = page.locator(".told.problems li code").first.inner_text()
        if case.file.name not in place:
            yield f"{address}: the place of the problem is told as {place}"
        if page.locator("img.page, iframe.phone").count():
            yield f"{address}: a page stands beside what is wrong with it"
        page.locator("a[href='?good']").click()
        page.wait_for_url("**?good")
        page.locator("img.page, iframe.phone").first.wait_for()
        if page.evaluate(state) != case.shown[address]:
            yield f"{address}: the last good page is another one"
        page.goto(address)
        case.save(case.words)
        if not until(page, "!document.querySelector('.told.problems')"):
            yield f"{address}: a problem that was mended is still shown"
        elif not until(page, "document.querySelector('img.page, iframe.phone')"):
            yield f"{address}: there is no page after a problem was mended"


def kept_in_sight(page: Page, case: Case) -> Iterator[str]:
    """A phone edition that jumps to its beginning, or folds what somebody opened, when it is shown anew."""
    page.goto(case.phone)
    page.locator("iframe.phone").wait_for()
    until(page, "document.querySelector('iframe.phone').contentDocument.readyState === 'complete'")
    inside = "document.querySelector('iframe.phone').contentDocument"
    read = f"[{inside}.scrollingElement.scrollTop, [...{inside}.querySelectorAll('details')].map(part => part.open)]"
    page.evaluate(f"{inside}.querySelectorAll('details').forEach(part => {{ part.open = true }})")
    page.evaluate(f"{inside}.scrollingElement.scrollTop = 300")
    wanted = page.evaluate(read)
    case.save(case.others)
    if not until(page, f"{inside}.body.textContent.replaceAll('\\u00a0', ' ').includes({json.dumps(case.others)})"):
        yield "the phone edition does not say the new words"
    elif not until(page, f"JSON.stringify({read}) === {json.dumps(json.dumps(wanted, separators=(',', ':')))}"):
        yield f"shown anew, the phone edition is at {page.evaluate(read)} and not at {wanted}"
    case.save(case.words)


def heard(browser: Browser, axe: str, case: Case) -> Iterator[str]:
    """What axe finds on each page of the board, what does not fit, and what is too small to be pressed."""
    subject = f"{case.url}of/{case.document.split('.')[0]}"
    for scheme in SCHEMES:
        for width in WIDTHS:
            # The board's own policy lets no other script in.
            context = browser.new_context(
                color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 844}
            )
            page = context.new_page()
            page.set_default_timeout(SECONDS * 1000)
            for address in (case.url, subject, case.pages, case.phone):
                page.goto(address)
                page.locator("main h1").wait_for()
                yield from (f"{address} {width} {scheme}: {each}" for each in at_width(page, axe, width))
            context.close()


def at_width(page: Page, axe: str, width: int) -> Iterator[str]:
    """What is wrong with one page at one width. What stands in a frame is judged as a file."""
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
        yield f"{wide} pixels wide"
    yield from (f"too small to be pressed: {element}" for element in page.evaluate(_SMALL, FINGER))
    page.evaluate(axe)
    found: Any = page.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")
    for rule in found["violations"]:
        yield f"axe {rule['id']}: {rule['help']}: {rule['nodes'][0]['html'][:120]}"


def latencies(browser: Browser, case: Case) -> dict[str, list[int]]:
    """Milliseconds from a save until the browser shows what it says, as a phone edition and as pages."""
    found: dict[str, list[int]] = {}
    with watched(browser) as (page, _):
        for name, address in (("phone", case.phone), ("pages", case.pages)):
            page.goto(address)
            page.locator("img.page, iframe.phone").first.wait_for()
            for number in range(case.saves):
                # The rest of the save before is to be done with, as it is between two saves of a person.
                page.wait_for_timeout(2500)
                page.evaluate(_AWAITED, SECONDS * 1000)
                started = case.save(f"{case.others}{'!' * number}")
                if not page.evaluate("window.shown"):
                    raise TimeoutError(f"{address}: not shown anew after a save")
                found.setdefault(name, []).append(round((time.perf_counter() - started) * 1000))
            case.save(case.words)
    return found


def until(page: Page, condition: str) -> bool:
    """Whether something comes to hold within a minute."""
    end = time.monotonic() + SECONDS
    # Playwright's own waiting evaluates strings in the page, which the board's policy forbids.
    while not page.evaluate(condition):
        if time.monotonic() > end:
            return False
        page.wait_for_timeout(50)
    return True


def main(chromium: str, axe: str, url: str, document: str, *texts: str) -> None:
    """Prints what is wrong, and the latencies with their medians."""
    file, words, others, *saves = texts
    case = Case(url, document, Path(file), words, others, *map(int, saves))
    script = Path(axe).read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        # The whole is a program of its own already; in a container nothing else could start it.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            found = list(dict.fromkeys(problems(browser, script, case)))
            times = latencies(browser, case)
        finally:
            case.save(case.words)
            browser.close()
    medians = {name: statistics.median(each) for name, each in times.items()}
    sys.stdout.write(json.dumps({"problems": found, "milliseconds": times, "medians": medians}))


if __name__ == "__main__":
    main(*sys.argv[1:])
