"""What a browser shows at some addresses: `screen_pictures.py CHROMIUM WIDTHxHEIGHT (ADDRESS SCHEME PICTURE) …`.

Run by `tools.pictures` with the Python of .tools/, which has Playwright.
"""

import sys

from playwright.sync_api import Page, sync_playwright

_READY = """() => document.querySelectorAll('main').length
    && !document.getElementById('prepared')
    && [...document.images].every(image => image.complete)
    && !document.body.innerText.includes('Looking …')"""
SECONDS = 120


def arrive(page: Page, address: str) -> None:
    """Waits until an address is complete: a board that just began has nothing prepared yet. Raises OSError."""
    for _ in range(SECONDS):
        answer = page.goto(address, timeout=SECONDS * 1000)
        if (answer is None or answer.ok) and page.evaluate(_READY):
            return
        page.wait_for_timeout(1000)
    raise OSError(f"{address} is not complete after {SECONDS} seconds")


def main(chromium: str, size: str, *asked: str) -> None:
    """Writes what the first screen of each address looks like, once it is complete."""
    width, height = map(int, size.split("x"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for address, scheme, picture in zip(asked[::3], asked[1::3], asked[2::3], strict=True):
            context = browser.new_context(
                color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": height}
            )
            page = context.new_page()
            arrive(page, address)
            page.wait_for_timeout(500)
            page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
