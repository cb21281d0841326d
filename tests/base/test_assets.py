from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from samples import CAMPAIGN, MINIMAL, ORGANISATION, ROOT, archived, only_kinds

from pipeline.archive.rebuild import rebuild
from pipeline.archive.release import Work
from pipeline.archive.store import ArchiveStore
from pipeline.base import program
from pipeline.base.assets import LOWER, STYLE, THEME, Assets
from pipeline.build import inputs, run
from pipeline.build.run import build
from pipeline.checks import load
from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

BRIEF = "templates/kinds/brief.html"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A project that holds content and nothing else."""
    folder = tmp_path / "bare"
    shutil.copytree(MINIMAL / "content", folder / "content")
    only_kinds(folder, "brief", "master")
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def overridden(folder: Path) -> None:
    """Gives a project a brief of its own."""
    text = (ROOT / BRIEF).read_text(encoding="utf-8")
    assert '<p class="ask">' in text
    write(folder, BRIEF, text.replace('<p class="ask">', '<p>{{ _("Market") }}</p>\n<p class="ask">', 1))


def words(project: Project, pattern: str) -> str:
    target = targets.targets(project, pattern)[0]
    return "\n".join(lines(Composer(project).compose(target).blocks))


def test_a_file_of_the_project_goes_before_that_of_the_program(bare: Path) -> None:
    assets = Assets.of(bare)
    assert assets.path(BRIEF) == ROOT / BRIEF
    overridden(bare)
    assert assets.path(BRIEF) == bare / BRIEF
    assert assets.every(BRIEF) == [bare / BRIEF, ROOT / BRIEF]
    assert dict(assets.below("templates"))[BRIEF] == bare / BRIEF
    assert assets.entries("templates/kinds") == [
        (bare if path.name == "brief.html" else ROOT) / "templates/kinds" / path.name
        for path in sorted((ROOT / "templates/kinds").iterdir())
    ]
    assert assets.name(bare / BRIEF) == assets.name(ROOT / BRIEF) == BRIEF
    assert assets.name(Path("/elsewhere") / BRIEF) is None


def test_what_nobody_has_is_missed_in_the_project(bare: Path) -> None:
    assert Assets.of(bare).path("templates/none.html") == bare / "templates/none.html"


def test_where_the_project_is_the_program_s_own_there_is_one_folder() -> None:
    assert Assets.of(ROOT).folders == Assets.of(None).folders == (ROOT,)


def test_an_installed_program_has_its_files_inside(tmp_path: Path) -> None:
    assert program.assets(tmp_path) == tmp_path.parent
    (tmp_path / "assets").mkdir()
    assert program.assets(tmp_path) == tmp_path / "assets"


def test_a_project_of_content_alone_says_what_one_with_copies_says(bare: Path, minimal: Path) -> None:
    only_kinds(minimal, "brief", "master")
    assert [words(load.load(bare), f"*.{kind}.*.ru.pdf") for kind in ("brief",)] == [
        words(load.load(minimal), "*.brief.*.ru.pdf")
    ]
    assert load.load(bare).theme == load.load(minimal).theme


def test_only_what_an_own_template_concerns_is_stale(bare: Path) -> None:
    project = load.load(bare)
    before = inputs.taken(bare)
    build(project, targets.targets(project), bare / "build", jobs=1)
    overridden(bare)
    assert inputs.taken(bare) != before
    project = load.load(bare)
    planned = run.plan(project, targets.targets(project), bare / "build")
    assert {item.target.kind for item in planned if item.reason} == {"brief"}
    assert {item.target.kind for item in planned if not item.reason} == {"master"}


@pytest.mark.long
def test_an_archive_holds_the_files_that_were_used_and_is_made_again_from_them(bare: Path) -> None:
    overridden(bare)
    write(bare, THEME, "mixes: {tint: 10}\n")
    archived(bare)
    sources = bare / "archive/dawn/1.0/sources"
    held = {path.relative_to(sources).as_posix() for path in sources.rglob("*") if path.is_file()}
    assert (sources / BRIEF).read_bytes() == (bare / BRIEF).read_bytes()
    assert f"{LOWER}/{BRIEF}" not in held
    assert {THEME, f"{LOWER}/{THEME}", f"{LOWER}/{STYLE}", f"{LOWER}/locales/ru/language.yaml"} <= held
    again = load.load(sources, Assets.archived(sources))
    assert again.theme.mixes["tint"] == 10
    assert words(again, "*.brief.*.ru.pdf") == words(load.load(bare), "*.brief.*.ru.pdf")
    made = rebuild(ArchiveStore(bare / "archive"), "dawn", "1.0", "archive", Work(jobs=1))
    assert made.findings == ()


def test_a_theme_says_what_it_changes_and_is_told_at_its_own_place(bare: Path) -> None:
    write(bare, THEME, "styles:\n  p.lead: {size: 30}\n")
    theme, program_s = load.load(bare).theme, load.load(ROOT).theme
    assert theme.styles["p.lead"].size == 30
    assert theme.styles["p.lead"].word == program_s.styles["p.lead"].word
    assert list(theme.styles) == list(program_s.styles)
    write(bare, THEME, "styles:\n  p.lead: {size: 30, colour: mutted}\n")
    [problem] = load.examine(bare)[1]
    assert str(problem).startswith(f'{THEME}:2:30: styles.p.lead.colour: no color "mutted" (did you mean "muted"?)')


def test_a_catalog_of_one_s_own_need_hold_only_what_is_new(bare: Path) -> None:
    overridden(bare)
    write(bare, BRIEF, (bare / BRIEF).read_text(encoding="utf-8").replace('_("Market")', '_("Quite new")'))
    header = (ROOT / "locales/ru/LC_MESSAGES/messages.po").read_text(encoding="utf-8").split("\n\n")[0]
    write(bare, "locales/ru/LC_MESSAGES/messages.po", f'{header}\n\nmsgid "Quite new"\nmsgstr "Совсем новое"\n')
    assert "Совсем новое" in words(load.load(bare), "*.brief.*.ru.pdf")


def test_a_project_uses_the_kinds_that_it_names(bare: Path) -> None:
    assert set(load.load(bare).kinds) == {"brief", "master"}
    text = (bare / ORGANISATION).read_text(encoding="utf-8")
    write(bare, ORGANISATION, text.replace("kinds: [brief, master]", ""))
    assert set(load.load(bare).kinds) == {path.stem for path in (ROOT / "templates/kinds").iterdir()}
    assert (bare / CAMPAIGN).is_file()
