from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from samples import CAMPAIGN, MARKET, ORGANISATION, edit, load, record, refused, said

from pipeline.domain import targets
from pipeline.model.address import Email, WebLink
from pipeline.model.base import Model
from pipeline.model.localized import Localized
from pipeline.rendering.compose import Composer
from pipeline.rendering.render import Renderer

GOOD = [
    "https://store.example/spring",
    "https://store.example/spring?utm_source=vk&utm_medium=cpc#top",
    "https://shop.example:8443/a",
    "https://shop.example",
    "https://SHOP.example/A",
    "https://аврора.рф/весна",
    "https://xn--80aafi6cg.xn--p1ai/",
    "https://store.example/a%20b",
    "https://müller.example/straße",
    "https://café.example/ok",
    "https://shop.аврора.рф/весна?utm_source=анна&utm_medium=клип#верх",
    "https://пример.example/",
    "https://xn--mller-kva.example/",
    "https://日本かな.example/",
    "https://store.example/❤️",
    "https://store.example/" + "a" * 400,
]

HOW = "(write it in full, starting with https://)"
NOT = "(a link begins with https://, not with {}:)"
BAD = {
    "javascript:alert(1)": '"javascript:alert(1)" is not a link ' + NOT.format("javascript"),
    "JavaScript:alert(1)": '"JavaScript:alert(1)" is not a link ' + NOT.format("JavaScript"),
    "vbscript:a": '"vbscript:a" is not a link ' + NOT.format("vbscript"),
    "data:text/html,a": '"data:text/html,a" is not a link ' + NOT.format("data"),
    "file:///etc/passwd": '"file:///etc/passwd" is not a link ' + NOT.format("file"),
    "file://server/share": '"file://server/share" is not a link ' + NOT.format("file"),
    "ftp://shop.example/a": '"ftp://shop.example/a" is not a link ' + NOT.format("ftp"),
    "blob:https://shop.example/a": '"blob:https://shop.example/a" is not a link ' + NOT.format("blob"),
    "view-source:https://shop.example": '"view-source:https://shop.example" is not a link ' + NOT.format("view-source"),
    "about:blank": '"about:blank" is not a link ' + NOT.format("about"),
    "ms-word:ofe|u|https://shop.example": None,
    "//shop.example/a": '"//shop.example/a" is not a link ' + HOW,
    "/a/b": '"/a/b" is not a link ' + HOW,
    "../a": '"../a" is not a link ' + HOW,
    "shop.example/a": '"shop.example/a" is not a link ' + HOW,
    "#top": '"#top" is not a link ' + HOW,
    "https:shop.example": '"https:shop.example" is not a link ' + HOW,
    "https:/shop.example": '"https:/shop.example" is not a link ' + HOW,
    "https://": '"https://" has no host ' + HOW,
    "https:///a": '"https:///a" has no host ' + HOW,
    "https://localhost/a": '"https://localhost/a" has no host ' + HOW,
    "https://127.0.0.1/a": '"https://127.0.0.1/a" has no host ' + HOW,
    "https://shop..example/a": '"https://shop..example/a" has no host ' + HOW,
    "https://-shop.example/a": '"https://-shop.example/a" has no host ' + HOW,
    "https://shop.example:0/a": '"https://shop.example:0/a" has no host ' + HOW,
    "https://shop.example:99999/a": '"https://shop.example:99999/a" is not a link ' + HOW,
    "https://[::1/a": None,
    "https://anna:secret@shop.example/a": '"https://anna:secret@shop.example/a" contains a user name or password (delete everything before @)',
    "https://shop.example@evil.example/a": '"https://shop.example@evil.example/a" contains a user name or password (delete everything before @)',
    "https://аurora.example/a": '"аurora.example" mixes two alphabets and could be mistaken for another site (type it again)',
    "https://xn--urora-3ve.example/a": '"аurora.example" mixes two alphabets and could be mistaken for another site (type it again)',
    "https://müllеr.example/a": '"müllеr.example" mixes two alphabets and could be mistaken for another site (type it again)',
    "https://осох.example/a": '"осох.example" looks like Latin letters but is not, and could be mistaken for another site (type it again)',
    "https://xn--a.example/a": None,
    "https://❤.example/a": '"https://❤.example/a" has no host ' + HOW,
    "https://" + "ж" * 60 + ".example/a": None,
    "HTTPS://shop.example/a": '"HTTPS://shop.example/a" is not a link (write https:// in lowercase letters)',
    "httрs://shop.example/a": '"httрs://shop.example/a" contains "р" (CYRILLIC SMALL LETTER ER), character 4 (type it again)',
    "htps://shop.example/a": '"htps://shop.example/a" is not a link ' + NOT.format("htps"),
    "https://shop.example/a b": '"https://shop.example/a b" contains a space, character 23 (delete it, or write %20)',
    "https://shop.example/a”": '"https://shop.example/a”" contains "”" (RIGHT DOUBLE QUOTATION MARK), character 23 (delete it, or write %E2%80%9D)',
    "https://shop.example/a–b": '"https://shop.example/a–b" contains "–" (EN DASH), character 23 (delete it, or write %E2%80%93)',
    "https://shop.example/15%": '"https://shop.example/15%" is not a link (two digits must follow a percent sign; write %25 for the sign itself)',
    "https://shop.example/a%0d%0ab": '"https://shop.example/a%0d%0ab" is not a link (delete %0d)',
    "https://shop.example/a%00": '"https://shop.example/a%00" is not a link (delete %00)',
    "https://shop.example/%5c%5cserver": '"https://shop.example/%5c%5cserver" is not a link (delete %5c)',
    "https://shop.example/" + "a" * 500: "longer than 500 characters",
    "mailto:anna@shop.example?bcc=olga@shop.example": None,
    "tel:+7495;phone-context=a": None,
}  # fmt: skip


class Page(Model):
    """What holds addresses."""

    link: WebLink | None = None
    email: Email | None = None
    text: Localized | None = None


@pytest.mark.parametrize("address", GOOD)
def test_a_web_address_is_a_link(address: str, minimal: Path) -> None:
    edit(minimal, CAMPAIGN, ('"https://northlight.example/ivan"', json.dumps(address, ensure_ascii=False)))
    edit(minimal, MARKET, ("{en: None., ru: Нет.}", f"{{en: 'See [it]({address}).', ru: Нет.}}"))
    project = load(minimal)
    assert project.campaigns["dawn"].partnerships["ivan"].tracking.link == address


@pytest.mark.parametrize(
    ("address", "end"),
    [
        ("https://shop.example/TBD", "the placeholder TBD"), ("https://shop.example/xxx/", "the placeholder xxx"),
        ("https://shop.example/?utm=XXXX", "the placeholder XXXX"), ("https://shop.example/x)", '")"'),
    ],
)  # fmt: skip
def test_a_link_that_is_not_finished_is_refused(address: str, end: str) -> None:
    [line] = refused(Page, f"link: ^{json.dumps(address)}")
    assert line.startswith(f'^ link: "{address}" ends with {end}')


@pytest.mark.parametrize(
    "address", ["https://shop.example/a_(b)", "https://shop.example/code", "https://shop.example/MAXXX"]
)
def test_a_link_may_end_with_a_bracket_that_it_opened_or_with_a_word(address: str) -> None:
    assert record(Page, f"link: {json.dumps(address)}").link == address


@pytest.mark.parametrize("address", BAD)
def test_any_other_address_is_refused_as_a_tracking_link(address: str) -> None:
    [line] = refused(Page, f"link: ^{json.dumps(address, ensure_ascii=False)}")
    assert line.startswith("^ link: ")
    message = BAD[address]
    assert message is None or line == f"^ link: {message}"


@pytest.mark.parametrize("address", BAD)
def test_any_other_address_is_refused_inside_authored_text(address: str) -> None:
    text = json.dumps(f"Read [this](<{address}>) first.", ensure_ascii=False)
    [line] = refused(Page, f"text: {{en: ^{text}, ru: Да}}")
    assert line.startswith("^ text.en: ")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,a", "vbscript:a"])
@pytest.mark.parametrize("written", ["<{}>", "[a][b]\n[b]: {}", "![a]({})"])
def test_however_a_link_is_written_it_leads_nowhere_else(address: str, written: str, minimal: Path) -> None:
    text = json.dumps(f"Read {written.format(address)} first.")
    edit(minimal, MARKET, ("{en: None., ru: Нет.}", f"{{en: {text}, ru: Нет.}}"))
    try:
        project = load(minimal)
    except Exception as error:
        assert "is not a link" in str(error.problems[0])  # type: ignore[attr-defined]
        return
    [target] = targets.targets(project, "dawn.brief.ivan.en.pdf")
    assert f'href="{address}' not in Renderer(project).render(target)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://shop.example/a.", '"https://shop.example/a." ends with "." (delete it)'),
        ("http://shop.example/a", '"http://shop.example/a" is not a link ' + NOT.format("http")),
    ],
)
def test_a_tracking_link_is_secure_and_ends_where_it_ends(address: str, message: str) -> None:
    assert refused(Page, f'link: ^"{address}"') == [f"^ link: {message}"]


@pytest.mark.parametrize("address", ["info@аврора.рф", "info@müller.example"])
def test_an_email_address_may_have_a_host_of_any_alphabet(address: str) -> None:
    assert record(Page, f'email: "{address}"').email == address


@pytest.mark.parametrize(
    "address",
    [
        "info@аurora.example", "info@❤.example", "anna", "anna@", "@shop.example", "anna@shop", "anna@shop.example?cc=a@b.example", "a@b@shop.example",
        "anna@shop.example&bcc=a", "anna,olga@shop.example", "<anna@shop.example>", "anna%0a@shop.example",
        "javascript:a@shop.example", "anna..a@shop.example", "анна@shop.example",
    ],
)  # fmt: skip
def test_an_email_address_is_one_address_and_nothing_else(address: str) -> None:
    [line] = refused(Page, f"email: ^{json.dumps(address, ensure_ascii=False)}")
    named = address if address.isascii() or "❤" in address else address.rpartition("@")[2]
    assert line.startswith((f'^ email: "{address}"', f'^ email: "{named}"'))


@pytest.mark.parametrize(
    "address",
    ["https://shop.example/a.svg", "//shop.example/a.svg", "file:///a.svg", "/etc/a.svg", "../a.svg", "a.svg?b"],
)
def test_a_logo_s_path_is_no_address(address: str, minimal: Path) -> None:
    [place] = edit(minimal, ORGANISATION, ("accent:", f"logo: ^'{address}'\naccent:"))
    hint = "the path of a PNG or SVG below content/, such as pictures/logo.svg"
    assert said(minimal) == [f'content/organisation.yaml:{place}: logo: "{address}" is not a picture ({hint})']


def test_no_request_is_made(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused_(*arguments: object, **options: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused_)
    monkeypatch.setattr(socket, "getaddrinfo", refused_)
    from pipeline.build import run

    text = "See [it](https://shop.example/a.png), <https://shop.example> or [us](mailto:a@shop.example)."
    edit(minimal, MARKET, ("{en: None., ru: Нет.}", f"{{en: {json.dumps(text)}, ru: Нет.}}"))
    project = load(minimal)
    selected = targets.targets(project, "dawn.brief.ivan.en.*")
    assert Composer(project).compose(selected[0])
    assert run.build(project, selected, minimal / "build", jobs=1).failed == []


def test_a_link_is_live_and_readable(minimal: Path) -> None:
    project = load(minimal)
    [target] = targets.targets(project, "dawn.brief.ivan.en.pdf")
    link = "https://northlight.example/ivan"
    assert f">{link}</a>" in Renderer(project).render(target)
    assert f'href="{link}"' in Renderer(project).render(target)
