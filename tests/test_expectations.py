"""What values and texts look like in both languages: the text of both formats, code point by code point.

`expectations.yaml` is the table; "~" in its printed columns stands for U+00A0, the no-break space.
"""

from __future__ import annotations

import datetime
import io
import re
import zoneinfo
from collections.abc import Callable
from decimal import Decimal
from html import escape
from pathlib import Path

import docx
import pypdfium2
import pytest
import yaml
from docx.oxml.ns import qn
from pdfminer.high_level import extract_text
from samples import ORGANISATION, ROOT, edit, smallest

from pipeline.build.run import build
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.language.localization import Localization
from pipeline.model.localized import Localized
from pipeline.model.range import MetricTarget, Range

WHY = Localized.model_construct({})
MOSCOW = zoneinfo.ZoneInfo("Europe/Moscow")
LANGUAGES = ("en", "ru")
# What the PDF adds so that a line does not end there: it draws nothing.
JOINER = "\u2060"

TEMPLATE = """---
vary: [campaign, language]
formats: [pdf, docx]
---
{{% extends "layouts/document.html" %}}
{{% block title %}}Expectations{{% endblock %}}
{{% block subject %}}{{% endblock %}}
{{% block number %}}X{{% endblock %}}
{{% block control %}}X{{% endblock %}}
{{% block content %}}
<h1>Expectations</h1>
{{% if language == "en" %}}
{en}
{{% else %}}
{ru}
{{% endif %}}
{{% endblock %}}
"""


def value(language: Localization, call: str, given: str) -> str:
    """What a language prints for one entry of the table."""
    name, _, style = call.partition(" ")
    words = given.split(" ")
    match name:
        case "number" | "percent":
            return str(getattr(language, name)(Decimal(given)))
        case "money":
            return language.money(Decimal(words[0]), words[1])
        case "goal":
            low, _, high = words[0].partition("..")
            currency = words[1] if len(words) == 3 else None
            target = MetricTarget.model_construct(
                low=Decimal(low), high=Decimal(high) if high else None, currency=currency, why=WHY
            )
            return language.target(target, words[-1])  # type: ignore[arg-type]
        case "seconds":
            low, _, high = given.partition("..")
            return language.seconds(Range.model_construct(low=Decimal(low), high=Decimal(high) if high else None))
        case "date":
            return language.date(datetime.date.fromisoformat(given), style)  # type: ignore[arg-type]
        case "dates":
            return language.dates(*map(datetime.date.fromisoformat, words))
        case "time":
            return language.time(datetime.time.fromisoformat(given))
        case "time_there":
            moment = datetime.datetime.fromisoformat(words[0]).replace(tzinfo=MOSCOW)
            return language.time_there(moment, words[1])
        case "duration":
            return language.duration(Decimal(words[0]), words[1])  # type: ignore[arg-type]
        case "joined":
            return language.joined(given.split("|"))
        case "name":
            return language.name(given.split("|")[LANGUAGES.index(language.id)], style)  # type: ignore[arg-type]
        case _:
            return str(getattr(language, name)(given))


TABLE = yaml.safe_load((Path(__file__).parent / "expectations.yaml").read_text(encoding="utf-8"))


def printed(text: str) -> str:
    return text.replace("~", "\u00a0")


@pytest.fixture(scope="module")
def expected() -> dict[str, list[tuple[str, str]]]:
    """By language: what goes into the document, and what is to be read there."""
    project = load.load(ROOT)
    found: dict[str, list[tuple[str, str]]] = {}
    for index, name in enumerate(LANGUAGES):
        language = Localization(name, project.languages[name])
        rows = [(text, printed(told)) for text, told in TABLE[f"text {name}"]]
        for call, values in TABLE.items():
            if not call.startswith("text "):
                rows += [(value(language, call, given), printed(told[index])) for given, *told in values]
        found[name] = rows
    return found


@pytest.fixture(scope="module")
def built(expected: dict[str, list[tuple[str, str]]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One document for each language and format, each row a paragraph under its number."""
    folder = smallest(tmp_path_factory.mktemp("expectations"))
    rows = {
        name: "\n".join(f"<p><code>{key(index)}</code><br/>{escape(text)}</p>" for index, (text, _) in enumerate(given))
        for name, given in expected.items()
    }
    (folder / "templates/kinds/expectations.html").write_text(TEMPLATE.format(**rows), encoding="utf-8")
    edit(folder, ORGANISATION, ("kinds: [brief]", "kinds: [expectations]"))
    project = load.load(folder)
    summary = build(project, targets.targets(project, "*.expectations.*"), folder / "build", jobs=1)
    assert (len(summary.built), summary.failed) == (4, [])
    return folder / "build/dawn"


def key(index: int) -> str:
    return f"r{index:03}"


def rows(text: str) -> dict[str, str]:
    """Each row of a document's text by the number above it; a page's foot may follow its last row."""
    _, *parts = re.split(r"(?:^|\s)(r\d{3})\s", text.replace(JOINER, "").replace("\r\n", "\n"))
    told = (re.sub(r" ?X\s(·|Page|Стр).*", "", part.strip(" \n\f").split("\n")[0]) for part in parts[1::2])
    return dict(zip(parts[::2], told, strict=True))


def pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as opened:
        texts = []
        for page in opened:
            text = page.get_textpage()
            texts.append(text.get_text_bounded())
            text.close()
            page.close()
    return "\n".join(texts)


def word(path: Path) -> str:
    # Behind the dash of a range stands what keeps its line together: it says nothing.
    return "\n".join(paragraph.text.replace("–\ufeff", "–") for paragraph in docx.Document(str(path)).paragraphs)


def test_the_table_has_at_least_two_hundred_rows() -> None:
    assert sum(map(len, TABLE.values())) >= 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("form", "read"),
    [("docx", word), ("pdf", pdfium), ("pdf", lambda path: extract_text(io.BytesIO(path.read_bytes())))],
    ids=["docx", "pdfium", "pdfminer"],
)
def test_every_row_is_printed_to_the_code_point(
    expected: dict[str, list[tuple[str, str]]], built: Path, language: str, form: str, read: Callable[[Path], str]
) -> None:
    found = rows(read(built / f"dawn.expectations.{language}.{form}"))
    assert found == {key(index): told for index, (_, told) in enumerate(expected[language])}


def test_no_space_is_printed_that_a_font_may_lack(built: Path) -> None:
    for path in sorted(built.glob("*.docx")):
        assert set(word(path)) & set("\u202f\u2009\u2007\u2060\ufeff\u200b") == set()


def test_links_handles_and_codes_are_not_proofed_in_word(built: Path) -> None:
    document = docx.Document(str(built / "dawn.expectations.ru.docx"))
    plain = [
        "".join(text.text or "" for text in run.iter(qn("w:t")))
        for run in document.element.body.iter(qn("w:r"))
        if next(run.iter(qn("w:noProof")), None) is None and next(run.iter(qn("w:rStyle")), None) is None
    ]
    said = "\n".join(plain)
    for code in ("https:", "@aurora", "#на_а", "@a_b", "SPRING-15", "2VtzqAbCd1", "COVID"):
        assert code not in said
