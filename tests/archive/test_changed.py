from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, CREATOR, MARKET, ORGANISATION, edit, load

from pipeline.archive import changed
from pipeline.archive.store import ArchiveStore

HINT = f"(update version and issued in {CAMPAIGN}, or undo the change)"


def said(folder: Path, *names: str) -> list[str]:
    found = changed.problems(load(folder), ArchiveStore(folder / "archive"), "archive", names or ("dawn",))
    return [str(item) for item in found]


def test_what_is_archived_and_unchanged_is_fine(two_versions: Path) -> None:
    assert said(two_versions) == []


def test_a_changed_text_is_named_with_its_place_and_what_it_was(kept: Path) -> None:
    [place] = edit(kept, CAMPAIGN, ("ru: Продать 100 ламп.", "ru: ^Продать 200 ламп."))
    assert said(kept) == [
        f'{CAMPAIGN}:{place}: objective.business.ru: changed since version 1.1 was archived; it said "Продать 100 ламп." {HINT}'
    ]


def test_every_place_is_named_in_every_file(kept: Path) -> None:
    [fee] = edit(kept, CAMPAIGN, ("amount: 100000", "amount: ^120000"))
    text = (kept / CREATOR).read_text(encoding="utf-8")
    assert "Иван" in text
    (kept / CREATOR).write_text(text.replace("Иван", "Пётр", 1), encoding="utf-8")
    found = said(kept)
    assert found[0].startswith(
        f"{CAMPAIGN}:{fee}: partnerships.ivan.fee.amount: changed since version 1.1 was archived"
    )
    assert found[1].startswith(f"{CREATOR}:")
    assert len(found) == 2


def test_a_text_that_is_gone_is_named_where_it_stood(kept: Path) -> None:
    [] = edit(kept, MARKET, ("      creator_days: 3\n", ""))
    [line] = said(kept)
    assert 'terms.stages.0.creator_days: changed since version 1.1 was archived; it said "3"' in line


def test_a_template_that_says_something_else_is_named(kept: Path) -> None:
    edit(kept, "templates/kinds/brief.html", ("<p class=\"ask\">{{ partnership.ask }}</p>", "<p class=\"ask\">{{ partnership.ask }} {{ partnership.ask }}</p>"))  # fmt: skip
    assert said(kept) == [f"templates/kinds/brief.html: changed since version 1.1 was archived {HINT}"]


def test_a_further_partner_s_files_were_added(kept: Path) -> None:
    text = (kept / CAMPAIGN).read_text(encoding="utf-8")
    again = text[text.index("  ivan:\n") :].replace("  ivan:\n", "  olga:\n").replace('"001"', '"002"')
    again = (
        again.replace("2Vtzq", "3Vtzq")
        .replace("creator: ivan", "creator: olga")
        .replace("IVAN10", "OLGA10")
        .replace(".example/ivan", ".example/olga")
    )
    (kept / CAMPAIGN).write_text(text + again, encoding="utf-8")
    (kept / "content/creators/olga.yaml").write_text((kept / CREATOR).read_text(encoding="utf-8"), encoding="utf-8")
    found = said(kept)
    assert f"content/creators/olga.yaml: added since version 1.1 was archived {HINT}" in found
    assert any(line.startswith(f"{CAMPAIGN}:") and "partnerships.olga: changed since" in line for line in found)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (CAMPAIGN, ("status: in-force", "status: in-review")),
        (CAMPAIGN, ('version: "1.1"\nissued: 2027-02-03', 'version: "1.2"\nissued: 2027-02-04')),
    ],
)
def test_what_is_not_in_force_or_has_a_new_version_may_change(kept: Path, name: str, change: tuple[str, str]) -> None:
    edit(kept, name, change)
    edit(kept, CAMPAIGN, ("ru: Продать 100 ламп.", "ru: Продать 200 ламп."))
    assert said(kept) == []


def test_comments_looks_and_what_no_document_says_may_change(kept: Path) -> None:
    for name in (CAMPAIGN, MARKET, "templates/theme/theme.yaml"):
        (kept / name).write_text("# A note.\n" + (kept / name).read_text(encoding="utf-8"), encoding="utf-8")
    edit(kept, ORGANISATION, ('accent: "#0B5D51"', 'accent: "#123456"'))
    assert said(kept) == []


def test_only_the_subjects_asked_for_are_looked_at(kept: Path) -> None:
    edit(kept, CAMPAIGN, ("ru: Продать 100 ламп.", "ru: Продать 200 ламп."))
    assert said(kept, "dusk") == []


def test_a_file_written_anew_is_no_endless_list(kept: Path) -> None:
    text = (kept / CAMPAIGN).read_text(encoding="utf-8")
    (kept / CAMPAIGN).write_text(text.replace("en: ", "en: Now ").replace("ru: ", "ru: Теперь "), encoding="utf-8")
    found = said(kept)
    assert len(found) == 21
    assert any(" more changes since version 1.1 was archived " in line for line in found)


def test_a_manifest_that_cannot_be_read_is_a_problem(kept: Path) -> None:
    path = kept / "archive/dawn/1.1/MANIFEST.json"
    path.chmod(0o644)
    path.write_text("{", encoding="utf-8")
    assert said(kept) == ["archive/dawn/1.1/MANIFEST.json: cannot be read (run briefs verify for details)"]


def test_sources_of_an_older_program_are_compared_by_what_was_recorded(kept: Path) -> None:
    path = kept / "archive/dawn/1.1/sources/templates/kinds/brief.html"
    path.chmod(0o644)
    path.write_text("no front matter", encoding="utf-8")
    (kept / CAMPAIGN).write_text("# A note.\n" + (kept / CAMPAIGN).read_text(encoding="utf-8"), encoding="utf-8")
    assert said(kept) == []
    edit(kept, CAMPAIGN, ("ru: Продать 100 ламп.", "ru: Продать 200 ламп."))
    assert len(said(kept)) == 1


def test_unchanged_files_are_not_composed(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> dict[str, str]:
        raise AssertionError("composed")

    project = load(kept)
    monkeypatch.setattr("pipeline.archive.release.texts", forbidden)
    assert changed.problems(project, ArchiveStore(kept / "archive"), "archive", ["dawn"]) == []


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("2027-02-03", "1.1 was issued on 2027-02-03 too (write the day on which 1.2 is issued)"),
        ("2027-02-02", "2027-02-02 is before 2027-02-03, when 1.1 was issued (update version and issued)"),
        ("2027-02-04", ""),
    ],
)
def test_a_version_that_was_raised_has_a_day_of_its_own(kept: Path, issued: str, expected: str) -> None:
    edit(kept, CAMPAIGN, ('version: "1.1"', 'version: "1.2"'), ("issued: 2027-02-03", f"issued: {issued}"))
    assert [line.partition(": issued: ")[2] for line in said(kept)] == ([expected] if expected else [])
