from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from samples import CAMPAIGN, ORGANISATION, archived, edit, load

from pipeline.archive import release
from pipeline.archive.manifest import MANIFEST, SOURCES, Manifest

DOCUMENTS = {f"dawn.brief.ivan.{language}.{form}" for language in ("en", "ru") for form in ("docx", "pdf")}


def record(folder: Path, version: str = "1.1") -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "archive/dawn" / version / MANIFEST).read_text(encoding="utf-8"))
    return content


def test_a_version_holds_its_documents_and_what_they_were_made_from(two_versions: Path) -> None:
    folder = two_versions / "archive/dawn/1.1"
    assert {path.name for path in folder.iterdir()} == {*DOCUMENTS, SOURCES, MANIFEST, "SHA256SUMS", "README.txt"}
    for name in (CAMPAIGN, "templates/kinds/brief.html", "locales/ru/LC_MESSAGES/messages.po"):
        assert (folder / SOURCES / name).read_bytes() == (two_versions / name).read_bytes()


def test_the_documents_are_those_that_a_build_makes(two_versions: Path, tmp_path: Path) -> None:
    from pipeline.build import run
    from pipeline.domain import targets

    project = load(two_versions)
    run.build(project, targets.targets(project), tmp_path, jobs=1)
    for name in DOCUMENTS:
        assert (two_versions / "archive/dawn/1.1" / name).read_bytes() == (tmp_path / "dawn" / name).read_bytes()


def test_the_manifest_says_who_and_when_as_the_content_does(two_versions: Path) -> None:
    said = record(two_versions)
    assert (said["id"], said["version"], said["status"], said["issued"]) == ("dawn", "1.1", "in-force", "2027-02-03")
    assert said["owner"]["id"] == "ada"
    assert set(said["owner"]["name"]) == {"en", "ru"}
    assert [entry["id"] for entry in said["approvers"]] == ["ada"]
    assert said["content"] == CAMPAIGN
    assert {entry["id"] for entry in said["documents"]} == DOCUMENTS
    assert {entry["path"] for entry in said["documents"]} == DOCUMENTS
    assert said["sources"] == "own"
    assert {"python-docx", "babel", "jinja2", "rendercv-fonts", "zlib"} <= set(said["libraries"])


def test_a_version_knows_the_one_before_it(two_versions: Path) -> None:
    first, second = ((two_versions / "archive/dawn" / name / MANIFEST).read_bytes() for name in ("1.0", "1.1"))
    assert Manifest.read(first).previous is None
    before = Manifest.read(second).previous
    assert before is not None
    assert before.version == "1.0"


def test_the_note_beside_the_documents_says_how_to_check_them(two_versions: Path) -> None:
    note = (two_versions / "archive/dawn/1.1/README.txt").read_text(encoding="utf-8")
    assert note.startswith("dawn, version 1.1, issued 2027-02-03\n")
    assert "sha256sum -c SHA256SUMS" in note


@pytest.mark.long
def test_the_same_content_makes_the_same_bytes_in_another_folder(
    kept: Path, two_versions: Path, tmp_path: Path
) -> None:
    archived(kept, archive_path=tmp_path / "other")
    first, second = tmp_path / "other/dawn/1.1", two_versions / "archive/dawn/1.1"
    for path in second.rglob("*"):
        if path.is_file() and path.name not in (MANIFEST, "SHA256SUMS"):
            assert (first / path.relative_to(second)).read_bytes() == path.read_bytes(), path


@pytest.mark.long
def test_sources_of_the_whole_project_are_kept_where_the_own_ones_say_something_else(
    only_briefs: Path, tmp_path: Path
) -> None:
    # With letter_yo off, a word keeps its letter where any product of the project has it in its name.
    edit(only_briefs, ORGANISATION, ("people:", "letter_yo: false\npeople:"))
    edit(only_briefs, CAMPAIGN, ("ru: Два поста о лампе.", "ru: Два поста о Полёте."))
    other = (only_briefs / CAMPAIGN).read_text(encoding="utf-8")
    other = other[: other.index("partnerships:")].replace("ru: Лампа", "ru: Полёт").replace('"NL-DW"', '"NL-FL"')
    (only_briefs / "content/campaigns/flight.yaml").write_text(other.replace("Полёте", "Полёт"), encoding="utf-8")
    edit(only_briefs, CAMPAIGN, ("о Полёте", "о лампе Полёт"))
    archived(only_briefs)
    assert record(only_briefs, "1.0")["sources"] == "everything"
    assert (only_briefs / "archive/dawn/1.0/sources/content/campaigns/flight.yaml").is_file()


@pytest.mark.long
def test_what_documents_say_has_nothing_of_their_looks(minimal: Path) -> None:
    before = release.texts(load(minimal), "dawn")
    text = (minimal / ORGANISATION).read_text(encoding="utf-8")
    accent = next(line for line in text.splitlines() if line.startswith("accent:"))
    assert release.texts(load(minimal, ORGANISATION, (accent, 'accent: "#123456"')), "dawn") == before
    assert release.texts(load(minimal, CAMPAIGN, ("Two posts", "Six posts")), "dawn") != before
