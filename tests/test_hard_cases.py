"""What people agree on beyond the simple case: one partnership for each, printed in both formats and languages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from samples import ROOT, edit, smallest

from pipeline.build import run
from pipeline.checks import load, warnings
from pipeline.domain import targets
from pipeline.reading.project import Project
from tools.many import many_partnerships


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = smallest(tmp_path_factory.mktemp("hard"))
    shutil.copytree(ROOT / "tests/hard_cases/content", folder / "content", dirs_exist_ok=True)
    return load.load(folder)


@pytest.fixture(scope="module")
def built(hard: Project) -> Path:
    wanted = targets.targets(hard, "hard-cases.*")
    summary = run.build(hard, wanted, hard.folder / "build", jobs=1)
    assert summary.failed == []
    assert len(summary.built) == len(wanted) == 4 * len(hard.campaigns["hard-cases"].partnerships)
    return hard.folder / "build/hard-cases"


@pytest.fixture(scope="module")
def waves(hard: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign of two waves, with a calendar, in every kind of document that speaks of its dates."""
    folder = tmp_path_factory.mktemp("waves")
    shutil.copytree(hard.folder / "content", folder / "content")
    for name in ("templates", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(ROOT / "content/calendars", folder / "content/calendars")
    path = folder / "content/calendars/ru.yaml"
    path.write_text(re.sub("^owner: .*$", "owner: ada", path.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")
    (folder / "content/calendars/us.yaml").unlink()
    edit(folder, "content/markets/ru.yaml", ("paper: A4\n", "paper: A4\ncalendar: ru\n"))
    edit(folder, "content/organisation.yaml", ("kinds: [brief]", "kinds: [brief, master, plan]"))
    (folder / "content/campaigns/hard-cases.yaml").unlink()
    project = load.load(folder)
    assert [str(warning) for warning in warnings.warnings(project, "waves") if "posts for" not in str(warning)] == []
    wanted = [target for kind in ("brief", "master", "plan") for target in targets.targets(project, f"waves.{kind}.*")]
    assert run.build(project, wanted, folder / "build", jobs=1).failed == []
    return folder / "build/waves"


@pytest.mark.long
def test_a_wave_and_a_partnership_have_their_own_dates_on_every_page(waves: Path) -> None:
    said_of = {
        "brief.vera-spring": ["Dates (Moscow): first wave", "February 24", "April 9"],
        "brief.vera-autumn": [
            "Dates (Moscow): second wave",
            "You send drafts (round 2)",
            "September 2",
            "November 12",
        ],
        "brief.vera-late": ["Why these dates", "She is on the road until September 6.", "September 15"],
        "master": ["Key dates: first wave", "Key dates: second wave", "Vera Smirnova has other dates", "round 2"],
        "plan.all": ["first wave", "second wave", "the shops open, September 17"],
        "plan.partnership-vera-late": ["Dates of this partnership alone", "the last day of the offer"],
    }
    for name, lines in said_of.items():
        for form in ("pdf", "docx"):
            text = said(waves / f"waves.{name}.en.{form}")
            assert [line for line in lines if line not in text] == [], (name, form, text)


def test_a_calendar_tells_the_waves_apart_by_name(waves: Path) -> None:
    unfolded = (waves / "waves.plan.all.en.ics").read_text(encoding="utf-8").replace("\n ", "")
    titles = re.findall(r"^SUMMARY:Two waves: (.*)$", unfolded, flags=re.M)
    shared = {"Advance\\, Russia · first wave", "Advance\\, Russia · second wave"}
    assert {*shared, "First post\\, Vera Smirnova"} <= set(titles)
    # One partnership has dates of its own.
    assert "Our notes\\, Vera Smirnova" in titles


def words(built: Path, name: str) -> dict[str, str]:
    """The words of an English brief in each format."""
    return {form: said(built / f"hard-cases.brief.{name}.en.{form}") for form in ("pdf", "docx")}


def said(path: Path) -> str:
    """The words of a file, with plain blanks."""
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as opened:
            return plain(" ".join(page.get_textpage().get_text_range() for page in opened))
    body = docx.Document(str(path)).element.body
    return plain(" ".join("".join(part.text or "" for part in row.iter("{*}t")) for row in body.iter("{*}p")))


def plain(text: str) -> str:
    # A range of days may be divided after its dash.
    text = text.replace("\u2013\r\n", "\u2013")
    return " ".join(text.replace("\u2060", "").replace("\ufeff", "").replace("\ufffe", "-").split())


def test_nothing_of_it_is_to_be_looked_at(hard: Project) -> None:
    found = [str(warning) for warning in warnings.warnings(hard, "hard-cases")]
    # The same creator has all of these partnerships.
    assert [line for line in found if "posts for" not in line] == []


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("three-instalments", ["3 parts, the last within 30 days of the last post, by April 8, 2027", "RUB 30,000: within 5 days of signing", "RUB 30,000: on our approval, by March 2, 2027", "RUB 40,000: within 30 days of the last post, by April 8, 2027", "We pay RUB 30,000 by March 2", "We pay RUB 40,000 by April 8"]),
        ("retainer", ["RUB 150,000 a month", "6 months, March 1–August 31; RUB 900,000 in all.", "Paid monthly from April 5, 2027 to September 3, 2027."]),
        ("commission", ["10% of sales", "10% of orders by link and code, delivery left out. Orders within 30 days of a click. At most RUB 200,000.", "Orders within 7 days of a click. The commission has a window of its own."]),
        ("barter", ["Lamp and two shades, worth RUB 18,900. Size or shade: warm white.", "101000, Москва, ул. Мясницкая, 1, кв. 2"]),
        ("fee-and-bonus", ["+ bonus", "RUB 30,000 if CPA is at most $9 on May 12, 2027, paid by May 31, 2027.", "Guaranteed: RUB 100,000. On top: up to RUB 30,000."]),
        ("bought-rights", ["Advertising: VK Ads; Russia and Kazakhstan; from March 10, 2027 to June 9, 2027 inclusive. Price: RUB 25,000, paid by March 31, 2027 at the latest. A further 30 days: RUB 9,000.", "Raw files", "Our own channels: our site and our VK page; Russia; from March 9, 2027 to September 8, 2027 inclusive. Included in the pay."]),
        ("two-accounts", ["VK, @vera_home", "VK, @vera_lamps", "VK: @vera_home, VK: @vera_lamps"]),
        ("podcast", ["Podcasts: “Свет в доме”", "1 episode", "Ad label and promo code: copy exactly", "Promo code SVET15", "Orders placed with the promo code."]),
        ("stream", ["1 stream", "3 hours"]),
        ("no-code", ["Ad label and link: copy exactly", "https://northlight.example/vera"]),
        ("hashtags", ["light from one side: Studio Window. https://clips.example/morning-light"]),
        ("hashtags", ["#дома_светло #lamp", "@northlight", "Only from the platform’s own library.", "“A soft light” in the first three seconds."]),
        ("two-waves", ["Mar 9–May 20", "March 9, noon", "May 18–20", "RUB 50,000: by April 9, 2027", "RUB 50,000: within 10 days of the last post, by May 30, 2027", "We pay RUB 50,000 by April 9"]),
        ("no-link", ["vera@smirnova.example, in copy: Oleg Zimin, Zimin Talent, oleg@zimin.example, +7 495 123-45-67."]),
    ],
)  # fmt: skip
def test_a_brief_says_what_was_agreed_in_both_formats(built: Path, name: str, lines: list[str]) -> None:
    for form, text in words(built, name).items():
        assert [line for line in lines if line not in text] == [], (form, text)


@pytest.mark.parametrize(
    ("name", "unsaid"),
    [
        ("retainer", ["Fee ", "RUB 0"]),
        ("no-code", ["Promo code"]),
        ("no-link", ["Promo code", "Link ", "What counts"]),
        ("podcast", ["Link ", "a click"]),
        ("barter", ["Payment"]),
        ("bought-rights", ["Paid promotion"]),
    ],
)
def test_what_was_not_agreed_has_no_line(built: Path, name: str, unsaid: list[str]) -> None:
    for text in words(built, name).values():
        assert [line for line in unsaid if line in text] == []


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return load.load(many_partnerships(tmp_path_factory.mktemp("many")))


@pytest.mark.long
def test_thirty_partnerships_in_three_markets_and_languages_are_printed_without_a_complaint(many: Project) -> None:
    kinds = ("dawn.master.*", "dawn.kpi.all.*", "dawn.kpi.finance.*", "dawn.brief.creator-0[123].*")
    wanted = [target for pattern in kinds for target in targets.targets(many, pattern)]
    summary = run.build(many, wanted, many.folder / "build", jobs=1)
    assert summary.failed == []
    # Briefs have a phone edition too.
    assert len(summary.built) == len(wanted) == 2 * 3 * (1 + 2) + 3 * 3 * 3
    folder = many.folder / "build/dawn"
    for form in ("pdf", "docx"):
        assert "Anzeige. Northlight GmbH" in said(folder / f"dawn.brief.creator-02.de.{form}")
        finance = said(folder / f"dawn.kpi.finance.en.{form}")
        assert "Agreed with creators." in finance
        for market, total in (("Russia", "RUB"), ("United Kingdom", "£"), ("Germany", "€")):
            assert re.search(f"{market}: {total} ?1,000,000 committed", finance)


def test_a_link_is_printed_as_a_qr_code_where_that_was_asked_for(built: Path) -> None:
    for name, count in (("no-code", 1), ("two-waves", 0)):
        body = docx.Document(str(built / f"hard-cases.brief.{name}.en.docx")).element.body
        alternative = [part.get("descr") for part in body.iter("{*}docPr")]
        assert alternative == ["QR code of the link https://northlight.example/vera"] * count
        with pikepdf.open(built / f"hard-cases.brief.{name}.en.pdf") as opened:
            found = [
                part for part in opened.objects if isinstance(part, pikepdf.Dictionary) and part.get("/S") == "/Figure"
            ]
            assert len(found) == count
