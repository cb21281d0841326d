"""Names and handles: as long as they may be they fit every page, and beyond that they are problems."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, CREATOR, MARKET, ORGANISATION, edit, said

from pipeline.build import run
from pipeline.checks import load
from pipeline.domain import targets

pytestmark = pytest.mark.long


def name(length: int, word: str = "Wilhelmina ") -> str:
    return (word * length)[:length].strip().ljust(length, "m")


FIELDS = {
    "creator": (CREATOR, "name: {{en: Ivan Petrov, ru: Иван Петров}}", "name: {{en: {}, ru: {}}}", 50, "name"),
    "campaign": (CAMPAIGN, "name: {{en: Dawn, ru: Рассвет}}", "name: {{en: {}, ru: {}}}", 50, "name"),
    "organisation": (ORGANISATION, "name: {{en: Northlight, ru: Северный свет}}", "name: {{en: {}, ru: {}}}", 40, "name"),
    "person": (ORGANISATION, "name: {{en: Ada Berg, ru: Ада Берг}}", "name: {{en: {}, ru: {}}}", 50, "people.ada.name"),
    "signature": (ORGANISATION, "signature: {{en: A. Berg, ru: А. Берг}}", "signature: {{en: {}, ru: {}}}", 30, "people.ada.signature"),
    "role": (ORGANISATION, "role: {{en: manager, ru: менеджер}}", "role: {{en: {}, ru: {}}}", 50, "people.ada.role"),
    "market": (MARKET, "name: {{en: Russia, ru: Россия}}", "name: {{en: {}, ru: {}}}", 30, "name"),
    "heading": (MARKET, 'heading: {{en: "In Russia, this means…", ru: "В России это значит…"}}', "heading: {{en: {}, ru: {}}}", 60, "heading"),
    "pillar": (CAMPAIGN, "name: {{en: Light, ru: Свет}}", "name: {{en: {}, ru: {}}}", 40, "pillars.0.name"),
    "note": (CAMPAIGN, "note: {{en: answer in May, ru: ответ в мае}}", "note: {{en: {}, ru: {}}}", 90, "partnerships.ivan.term.note"),
}  # fmt: skip


def changed(folder: Path, field: str, length: int) -> None:
    path, old, new, _, _ = FIELDS[field]
    edit(folder, path, (old.format(), new.format(name(length), name(length, "Жанна-Мария "))))


@pytest.mark.parametrize("field", FIELDS)
def test_a_longer_name_is_a_problem(minimal: Path, field: str) -> None:
    most, place = FIELDS[field][3:]
    changed(minimal, field, most + 1)
    [line] = said(minimal)
    assert line.partition(": ")[2] == f"{place}.en: longer than {most} characters"


@pytest.mark.parametrize("field", FIELDS)
def test_a_name_as_long_as_it_may_be_fits(minimal: Path, field: str) -> None:
    changed(minimal, field, FIELDS[field][3])
    project = load.load(minimal)
    summary = run.build(project, targets.targets(project), minimal / "build", jobs=1)
    assert [str(item) for item in summary.failed] == []


@pytest.mark.parametrize(("handle", "most"), [("@" + "w" * 39, None), ("@" + "w" * 40, 40), ("@" + "w" * 70, 40)])
def test_a_handle_fits_or_is_a_problem(minimal: Path, handle: str, most: int | None) -> None:
    edit(minimal, CREATOR, ('"ivan"', f'"{handle}"'))
    if most is not None:
        [line] = said(minimal)
        assert line.endswith("accounts.0.handle: longer than 40 characters")
        return
    project = load.load(minimal)
    summary = run.build(project, targets.targets(project), minimal / "build", jobs=1)
    assert [str(item) for item in summary.failed] == []


@pytest.mark.parametrize(("code", "fits"), [("W" * 30, True), ("W" * 31, False), ("W" * 100, False)])
def test_a_promo_code_fits_or_is_a_problem(minimal: Path, code: str, fits: bool) -> None:
    edit(minimal, CAMPAIGN, ('"IVAN10"', f'"{code}"'))
    if not fits:
        [line] = said(minimal)
        assert line.endswith("tracking.code: longer than 30 characters")
        return
    project = load.load(minimal)
    summary = run.build(project, targets.targets(project), minimal / "build", jobs=1)
    assert [str(item) for item in summary.failed] == []


@pytest.mark.parametrize(
    "fee",
    ["amount: 125000000, currency: UZS", "amount: 999999999999, currency: RUB", "amount: 123456789.01, currency: USD"],
)
def test_a_fee_of_many_digits_fits(minimal: Path, fee: str) -> None:
    edit(minimal, CAMPAIGN, ("amount: 100000, currency: RUB", fee))
    project = load.load(minimal)
    summary = run.build(project, targets.targets(project), minimal / "build", jobs=1)
    assert [str(item) for item in summary.failed] == []


ADDRESSES = {
    ORGANISATION: ["k.albrecht@aurora.example", "t.morgan@aurora.example", "o.lebedeva@aurora.example"],
    "content/creators/jonas-brandt.yaml": ["jonas@bergauf.example"],
    "content/creators/lena-vogt.yaml": ["sander@nordwand.example"],
}


@pytest.mark.parametrize(
    "long",
    [
        "anna-maria.von.hohenlohe-langenburg-sachsen@partnerschaften.aurora-kosmetik-gmbh.example",
        "katharinaalbrecht.hohenloheschilling@aurorakosmetikgesellschaft.example",
    ],
)
def test_a_long_email_address_fits(copy: Path, long: str) -> None:
    for letter, (path, addresses) in zip("klm", ADDRESSES.items(), strict=True):
        # Nobody's address is another's.
        own = [f"{letter}{number}{long[2:]}" for number in range(len(addresses))]
        edit(copy, path, *zip(addresses, own, strict=True))
    project = load.load(copy)
    for pattern in ("first-frost.*", "spring-glow.master.*", "summer-shade.brief.daria-kuznetsova.*"):
        summary = run.build(project, targets.targets(project, pattern), copy / "build", jobs=1)
        assert [str(item) for item in summary.failed] == []


GLOW, RUSSIA = "content/campaigns/spring-glow.yaml", "content/markets/ru.yaml"
MAYA = """        publish:
          - {date: 2027-03-09, time: "09:00"}
          - {date: 2027-03-16, time: "09:00"}
        stays_up_until: 2027-09-30
"""
TIKTOK = """          - {date: 2027-03-19, time: "09:00"}
        stays_up_until: 2027-09-30
"""
REEL = """      - platform: instagram
        format: reel
        count: 1
        length: {{low: 20, high: 30}}
        aspect: "9:16"
        publish:
          - {{date: 2027-03-{day}, time: "09:00"}}
        stays_up_until: 2027-09-30
"""
LEGAL = "Общество с ограниченной ответственностью «Аврора Косметика и уход за кожей»"
LIFE: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "a legal name in full": ("alina-safina", RUSSIA, [("ООО «Аврора»", LEGAL)]),
    "a legal name in full, in another language": ("claire-bennett", RUSSIA, [("ООО «Аврора»", LEGAL)]),
    "six deliverables": ("maya-brooks", GLOW, [(TIKTOK, TIKTOK + "".join(REEL.format(day=day) for day in (20, 21, 22)))]),
    "eight posts": (
        "maya-brooks",
        GLOW,
        [(MAYA, MAYA.replace("        stays", "".join(f'          - {{date: 2027-03-{day}, time: "09:00"}}\n' for day in range(17, 23)) + "        stays"))],
    ),
    "from one year to the next": ("maya-brooks", GLOW, [(TIKTOK, TIKTOK.replace("2027-03-19", "2028-01-05").replace("2027-09", "2028-06"))]),
}  # fmt: skip


@pytest.mark.parametrize("case", LIFE)
def test_what_people_agree_on_fits(copy: Path, case: str) -> None:
    name, file, changes = LIFE[case]
    edit(copy, file, *changes)
    # Other posts than these were counted.
    (copy / "content/results/spring-glow.yaml").unlink()
    if case == "eight posts":
        text = (copy / GLOW).read_text(encoding="utf-8")
        at = text.rindex("count: 2", 0, text.index(changes[0][1]))
        (copy / GLOW).write_text(f"{text[:at]}count: 8{text[at + 8 :]}", encoding="utf-8")
    if case == "from one year to the next":
        text = (copy / GLOW).read_text(encoding="utf-8")
        late = text.replace("report, date: 2027-03-26", "report, date: 2028-01-20")
        (copy / GLOW).write_text(late.replace("payment, date: 2027-04", "payment, date: 2028-02"), encoding="utf-8")
    project = load.load(copy)
    for pattern in (f"*.brief.{name}.*", "spring-glow.master.*"):
        summary = run.build(project, targets.targets(project, pattern), copy / "build", jobs=1)
        assert [str(item) for item in summary.failed] == []
