"""A third market and two further languages: files only, below `third_market/`, and not a line of Python."""

from __future__ import annotations

import io
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from lxml import etree
from samples import ROOT, only_kinds, said

from pipeline.build import run, state
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.language.localization import Localization
from pipeline.model.language import DurationUnit
from pipeline.reading.project import Project
from pipeline.services.archive_folder import ArchiveFolder
from pipeline.services.check import check

N = "\u00a0"
LANGUAGES = ("kk", "ru", "en", "pt-BR")
BRIEF = "dawn.brief.aigerim"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the third market beside the templates and languages that there are, with briefs only."""
    made = tmp_path_factory.mktemp("third") / "project"
    for name in ("templates", "locales"):
        shutil.copytree(ROOT / name, made / name)
    shutil.copytree(ROOT / "tests/third_market", made, dirs_exist_ok=True)
    only_kinds(made, "brief")
    return made


@pytest.fixture(scope="module")
def third(folder: Path) -> Project:
    return load.load(folder)


@pytest.fixture(scope="module")
def built(folder: Path, third: Project) -> Path:
    summary = run.build(third, targets.targets(third), folder / "build", jobs=1)
    # A glyph that no font draws, and whatever WeasyPrint logs, would be a failure.
    assert summary.failed == []
    assert len(summary.built) == 3 * len(LANGUAGES)
    return folder / "build/dawn"


def words(built: Path, language: str) -> str:
    """The text of a brief in Word, a paragraph a line."""
    document = docx.Document(str(built / f"{BRIEF}.{language.lower()}.docx"))
    body = document.element.body
    said = "\n".join("".join(part.text or "" for part in row.iter("{*}t")) for row in body.iter("{*}p"))
    # Behind the dash of a range stands what keeps its line together: it says nothing.
    return said.replace("–\ufeff", "–")


def test_each_language_is_built_under_a_name_in_small_letters(built: Path) -> None:
    assert sorted(path.name for path in built.iterdir()) == sorted(
        f"{BRIEF}.{language.lower()}.{form}" for language in LANGUAGES for form in ("pdf", "docx", "html")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_formats_name_their_language(built: Path, language: str) -> None:
    with pikepdf.open(built / f"{BRIEF}.{language.lower()}.pdf") as opened:
        assert str(opened.Root.Lang) == language
    content = (built / f"{BRIEF}.{language.lower()}.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
    [default] = styles.findall("{*}docDefaults//{*}lang")
    regions = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-US", "pt-BR": "pt-BR"}
    assert default.get(default.tag.replace("lang", "val")) == regions[language]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("kk", ["Таң — Әйгерім Серікова", f"450{N}000{N}₸", f"9–16{N}наурыз", f"2{N}бейне, 9:16,{N}30–45{N}с"]),
        ("ru", [f"450{N}000{N}₸", f"9–16{N}марта", f"2{N}видео, 9:16,{N}30–45{N}с"]),
        ("en", [f"KZT{N}450,000", f"March{N}9–16", f"2{N}videos, 9:16,{N}30–45{N}s"]),
        ("pt-BR", [f"KZT{N}450.000", f"9–16{N}de março", f"2{N}vídeos, 9:16,{N}30–45{N}s"]),
    ],
)
def test_money_days_and_counted_things_are_those_of_the_language(built: Path, language: str, lines: list[str]) -> None:
    printed = words(built, language).replace(f"{N}—", " —").split("\n")
    assert [line for line in lines if line not in printed] == []


def test_the_usual_and_the_familiar_form_of_address(built: Path) -> None:
    kazakh = words(built, "kk")
    assert "Сен шешесің" in kazakh
    assert "Сіз шешесіз" not in kazakh
    assert "Você decide" in words(built, "pt-BR")


def test_the_label_is_in_the_language_of_the_post_whatever_the_document_s(built: Path) -> None:
    for language in LANGUAGES:
        assert "Жарнама. «Солтүстік нұры» ЖШС" in words(built, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("kk", f"Ерте тұратындар{N}— «таң адамдары»{N}— 5–7 сағат ұйықтайтындар, олар{N}да бар."),
        ("ru", f"Жаворонки{N}— «люди утра»{N}— те, кто спит 5–7{N}часов."),
        ("en", f"Early risers—“people of the morning”—who sleep 5–7{N}hours."),
        ("pt-BR", f"Quem acorda cedo{N}— “gente da manhã”{N}— e dorme 5–7 horas."),
    ],
)
def test_text_is_set_by_the_habits_of_each_language(built: Path, language: str, text: str) -> None:
    assert text in words(built, language)


def test_the_telephone_is_grouped_and_called(built: Path) -> None:
    for language in LANGUAGES:
        assert f"+7{N}727{N}123-45-67" in words(built, language)
        with pikepdf.open(built / f"{BRIEF}.{language.lower()}.pdf") as opened:
            links = [
                str(note.A.URI)
                for page in opened.pages
                for note in page.get("/Annots", [])
                if "/URI" in note.get("/A", {})
            ]
        assert "tel:+77271234567" in links


def test_no_line_of_a_brief_is_in_another_language_s_words(built: Path) -> None:
    english = set(words(built, "en").split("\n"))
    for language in ("kk", "pt-BR"):
        same = {line for line in set(words(built, language).split("\n")) & english if len(line.split()) > 2}
        assert {line for line in same if "ЖШС" not in line} == set()


def test_kazakh_letters_are_drawn_by_both_families(built: Path) -> None:
    with pypdfium2.PdfDocument(built / f"{BRIEF}.kk.pdf") as opened:
        text = ""
        for page in opened:
            reader = page.get_textpage()
            text += reader.get_text_bounded()
            reader.close()
            page.close()
    assert set("әғқңөұүһі") - set(text.lower()) <= set("һ")


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("kk", [f"1{N}күн", f"5{N}күн", f"1,5{N}күн", f"2{N}апта", f"6{N}ай", f"1{N}жыл"]),
        ("pt-BR", [f"1{N}dia", f"5{N}dias", f"1,5{N}dia", f"2{N}semanas", f"6{N}meses", f"1{N}ano"]),
    ],
)
def test_durations_never_show_the_keys_of_cldr(third: Project, language: str, printed: list[str]) -> None:
    told = Localization(language, third.languages[language])
    units: list[tuple[str, DurationUnit]] = [
        ("1", "day"),
        ("5", "day"),
        ("1.5", "day"),
        ("2", "week"),
        ("6", "month"),
        ("1", "year"),
    ]
    assert [told.duration(Decimal(count), unit) for count, unit in units] == printed


def test_a_language_for_which_cldr_lacks_words_has_to_bring_them(folder: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(folder, tmp_path / "broken", ignore=shutil.ignore_patterns("build")))
    path = broken / "locales/kk/language.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('  day: {one: "{n}\\u00a0күн", other: "{n}\\u00a0күн"}\n', ""), encoding="utf-8")
    assert "locales/kk/language.yaml" in said(broken)[0]
    assert 'CLDR has no words for "day" in this language (write them as other: "{n} …")' in said(broken)[0]


def test_lists_end_with_the_language_s_word(third: Project) -> None:
    told = {name: Localization(name, third.languages[name]).joined(["A", "B", "C"]) for name in LANGUAGES}
    assert told == {"kk": "A, B және C", "ru": "A, B и C", "en": "A, B, and C", "pt-BR": "A, B e C"}


@pytest.mark.parametrize("name", ["pt-br", "pt_BR", "p", "Portuguese"])
def test_a_folder_that_is_not_named_by_a_language_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    broken = Path(shutil.copytree(folder, tmp_path / "broken", ignore=shutil.ignore_patterns("build")))
    (broken / "locales/pt-BR").rename(broken / "locales" / name)
    hint = "name the folder after a language tag such as ru or pt-BR"
    assert f"locales/{name}: not a language ({hint})" in said(broken)


@pytest.fixture(scope="module")
def three_markets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a market more, a copy of one, in its first campaign, and with KPI one-pagers only."""
    made = tmp_path_factory.mktemp("three") / "project"
    for name in ("content", "templates", "locales"):
        shutil.copytree(ROOT / name, made / name)
    only_kinds(made, "kpi")
    # What has been agreed on with the sample's two markets says nothing of a third.
    shutil.rmtree(made / "content/agreements")
    market = (made / "content/markets/us.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("name: {en: United States, ru: США}", "name: {en: Turkey, ru: Турция}"),
        ("territory: US", "territory: TR"),
    ):
        assert market.count(old) == 1
        market = market.replace(old, new)
    (made / "content/markets/tr.yaml").write_text(market, encoding="utf-8")
    path = made / "content/campaigns/spring-glow.yaml"
    text = path.read_text(encoding="utf-8")
    section = text[text.index("\n  us:\n") : text.index("\npartnerships:\n")]
    path.write_text(text.replace(section, section + section.replace("\n  us:\n", "\n  tr:\n")), encoding="utf-8")
    return made


@pytest.mark.long
def test_one_pagers_of_three_markets_are_built_in_one_run_for_every_view(three_markets: Path) -> None:
    project = load.load(three_markets)
    selected = targets.targets(project, "spring-glow.*")
    views = {target.document.split(".")[2] for target in selected}
    assert {f"{view}-{market}" for view in ("regional", "creator") for market in ("ru", "us", "tr")} | {
        "all",
        "finance",
        "cmo",
    } == views
    assert len(selected) == len(views) * 2 * 2
    folder = ArchiveFolder.of(three_markets)
    assert check(project, selected, folder, "spring-glow").problems == ()
    summary = run.build(project, selected, three_markets / "build")
    assert [str(said) for said in summary.failed] == []
    assert set(summary.built) == {target.id for target in selected}
    artifacts = state.load(three_markets / "build").artifacts.values()
    pages = {record.id.split(".")[2]: record.pages for record in artifacts if record.format == "pdf"}
    assert set(pages.values()) == {1}
