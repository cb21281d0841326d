from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest
from samples import CAMPAIGN, CREATOR, MARKET, METRICS, ORGANISATION, PLATFORMS, Change, edit, load, said

from pipeline.checks.load import examine, languages


def test_a_project_is_everything_in_its_folder_by_the_names_of_its_files(minimal: Path) -> None:
    project = load(minimal)
    assert project.folder == minimal
    assert (list(project.markets), list(project.creators), list(project.campaigns)) == (["ru"], ["ivan"], ["dawn"])
    assert list(project.languages) == sorted(path.parent.name for path in (minimal / "locales").glob("*/language.yaml"))
    assert set(project.kinds) == {path.stem for path in (minimal / "templates/kinds").iterdir()}
    assert project.creators["ivan"].name["ru"] == "Иван Петров"
    assert project.theme.papers["A4"].width == 595.28


def test_every_file_that_was_read_is_kept_with_its_places(minimal: Path) -> None:
    sources = load(minimal).sources
    assert {CAMPAIGN, CREATOR, MARKET, METRICS, ORGANISATION, PLATFORMS} < set(sources)
    line = (minimal / CREATOR).read_text(encoding="utf-8").split("\n").index("language: ru") + 1
    assert sources[CREATOR].position(("language",)) == (line, 11)


def test_a_project_cannot_be_added_to(minimal: Path) -> None:
    with pytest.raises(TypeError):
        load(minimal).markets["us"] = None  # type: ignore[index]


def test_every_mistake_of_every_file_is_found_in_one_go(minimal: Path) -> None:
    [zone] = edit(minimal, CREATOR, ("time_zone: Asia/Novosibirsk", "time_zone: ^Asia/Novosib"))
    territory, inn = edit(minimal, MARKET, ("territory: RU", "territory: ^ru"), ('"7799012346"', "^'1'"))
    [colon] = edit(minimal, METRICS, ("unit: money", "unit: money^: 2"))
    assert [line.split(": ")[0] for line in said(minimal)] == [
        f"{CREATOR}:{zone}",
        f"{MARKET}:{territory}",
        f"{MARKET}:{inn}",
        f"{METRICS}:{colon}",
    ]


@pytest.mark.parametrize("name", ["Ivan.yaml", "ivan_petrov.yaml", "ivan--petrov.yaml", "ivan.petrov.yaml", "olga.yml"])
def test_a_file_whose_name_is_no_id_is_refused(minimal: Path, name: str) -> None:
    shutil.copy(minimal / CREATOR, minimal / "content/creators" / name)
    [line] = said(minimal)
    assert line.startswith(f"content/creators/{name}: ")


def test_files_that_must_be_there_are_missed_by_name(minimal: Path) -> None:
    for name in (ORGANISATION, PLATFORMS, METRICS):
        (minimal / name).unlink()
    assert said(minimal) == [
        f"{name}: no such file (every project has this file: copy the sample's and change it)"
        for name in sorted((ORGANISATION, PLATFORMS, METRICS))
    ]


def test_a_template_without_front_matter_is_refused(minimal: Path) -> None:
    (minimal / "templates/kinds/note.html").write_text("<p>words</p>\n", encoding="utf-8")
    assert said(minimal) == [
        'templates/kinds/note.html:1: no front matter (start with a line "---", then vary: and formats:, then "---")'
    ]


@pytest.mark.parametrize(
    ("name", "change", "where"),
    [
        (ORGANISATION, ("role: {en: manager, ru: менеджер}", "role: ^{en: manager}"), "people.ada.role"),
        (CREATOR, ("city: {en: Novosibirsk, ru: Новосибирск}", "city: ^{en: Novosibirsk}"), "city"),
        (METRICS, ("short: {en: CPA, ru: CPA}", "short: ^{en: CPA}"), "metrics.cpa.short"),
    ],
)
def test_words_are_missed_in_every_language_that_is_printed(
    minimal: Path, name: str, change: Change, where: str
) -> None:
    [place] = edit(minimal, name, change)
    assert said(minimal) == [f"{name}:{place}: {where}: no text in ru"]


def test_a_language_that_is_not_printed_need_not_be_there(minimal: Path) -> None:
    edit(minimal, ORGANISATION, ("languages: [en, ru]", "languages: [ru]"))
    edit(minimal, CREATOR, ("city: {en: Novosibirsk, ru: Новосибирск}", "city: {ru: Новосибирск}"))
    assert load(minimal).creators["ivan"].city.get("en") is None


def test_a_printed_language_that_does_not_exist_is_told_once_and_not_at_every_text(minimal: Path) -> None:
    [place] = edit(minimal, ORGANISATION, ("languages: [en, ru]", "languages: [en, ^rv]"))
    [line] = said(minimal)
    assert line.startswith(f'{ORGANISATION}:{place}: languages.1: no language "rv"')


def test_what_is_not_on_disk_yet_is_read_as_if_it_were(minimal: Path) -> None:
    text = (minimal / CREATOR).read_text(encoding="utf-8")
    project, problems = examine(minimal, {CREATOR: text.replace("ivan", "ivan.petrov")})
    assert problems == []
    assert project is not None
    assert project.creators["ivan"].accounts[0].handle == "ivan.petrov"
    assert load(minimal).creators["ivan"].accounts[0].handle == "ivan"


def test_a_project_without_its_base_is_none_and_one_with_mistakes_is_there(minimal: Path) -> None:
    edit(minimal, CREATOR, ("language: ru", "language: rx"))
    project, problems = examine(minimal)
    assert project is not None
    assert len(problems) == 1
    (minimal / METRICS).unlink()
    assert examine(minimal)[0] is None


def test_languages_are_known_whatever_else_is_wrong(minimal: Path) -> None:
    (minimal / ORGANISATION).write_text("[", encoding="utf-8")
    assert set(languages(minimal)) >= {"en", "ru"}


def test_links_by_which_a_folder_would_hold_itself_are_told(minimal: Path) -> None:
    (minimal / "content/round").symlink_to(".")
    (minimal / "templates/back").symlink_to(minimal)
    (minimal / "templates/elsewhere").symlink_to("/usr/share")
    assert said(minimal) == [
        "content/round: a link to a folder that contains it (delete it)",
        "templates/back: a link to a folder that contains it (delete it)",
    ]


def test_a_link_that_leads_nowhere_is_told_because_its_file_would_count_for_nothing(minimal: Path) -> None:
    for name, target in (
        ("locales/en/lint.yaml", "lint.yaml"),
        ("templates/macros/gone.html", "missing.html"),
        ("content/.#organisation.yaml", "ada@desk.4711"),
    ):
        (minimal / name).unlink(missing_ok=True)
        (minimal / name).symlink_to(target)
    assert said(minimal) == [
        "locales/en/lint.yaml: a broken link (delete it, or point it to a file)",
        "templates/macros/gone.html: a broken link (delete it, or point it to a file)",
    ]


def test_a_file_or_a_picture_behind_links_that_lead_to_each_other_is_told(minimal: Path) -> None:
    (minimal / "content/creators/round.yaml").symlink_to("round.yaml")
    (minimal / "content/logo.svg").unlink(missing_ok=True)
    (minimal / "content/logo.svg").symlink_to("logo.svg")
    text = (minimal / ORGANISATION).read_text(encoding="utf-8")
    (minimal / ORGANISATION).write_text(f"{text}\nlogo: logo.svg\n", encoding="utf-8")
    assert said(minimal) == [
        "content/creators/round.yaml: cannot be read: Too many levels of symbolic links",
        "content/logo.svg: cannot be read: Too many levels of symbolic links",
    ]


@pytest.mark.parametrize("folder", ["content/campaigns", "content/markets", "templates/kinds", "locales"])
def test_a_folder_that_cannot_be_read_is_told_and_not_taken_for_an_empty_one(
    minimal: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def refused(path: Path) -> object:
        if Path(path) == minimal / folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scan(path)

    monkeypatch.setattr("os.scandir", refused)
    assert f"{folder}: cannot be read: Permission denied" in said(minimal)
