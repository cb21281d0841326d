from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from samples import ROOT

from pipeline.checks import load
from pipeline.cli.main import main
from pipeline.workspace import init, schema
from pipeline.workspace.starting_values import CannotStart

BRAND = re.compile(r"aurora|аврор|spring.?glow|summer.?shade|volkova|orlov|rachel", re.IGNORECASE)
SAMPLE = load.load(ROOT)
DAY = datetime.date(2027, 1, 11)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--messages", "en"])


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that is made where nothing else is asked for."""
    folder = tmp_path_factory.mktemp("some") / "acme-media"
    assert run("init", str(folder)).exit_code == 0
    return folder


@pytest.mark.long
def test_a_workspace_is_a_project_in_the_organization_s_own_name(workspace: Path) -> None:
    project = load.load(workspace)
    assert project.organisation.name.root == {"en": "Acme Media", "ru": "Acme Media"}
    assert (set(project.markets), project.organisation.languages) == (
        set(SAMPLE.markets),
        SAMPLE.organisation.languages,
    )
    assert list(project.sops) == ["working-with-creators"]
    assert {"vk", "instagram"} <= project.platforms.platforms.keys()
    assert len(project.metrics.metrics) > 20
    for name, market in project.markets.items():
        assert (market.lead, market.contact) == (f"lead-{name}", "manager")
        assert {rule.owner for rule in market.rules.values()} == {market.lead}


@pytest.mark.long
def test_check_names_the_files_that_are_still_to_be_rewritten_and_nothing_else(workspace: Path) -> None:
    checked = run("check", "--project", str(workspace))
    assert (checked.exit_code, checked.stdout) == (
        0,
        f"No problems, {len(SAMPLE.markets) + 1} warnings: 0 campaigns, 4 documents to build.\n",
    )
    told = checked.stderr.splitlines()
    assert [line.partition(":")[0].removeprefix("content/") for line in told] == [
        *(f"markets/{name}.yaml" for name in sorted(SAMPLE.markets)),
        "sops/working-with-creators.yaml",
    ]
    assert all("examples of the starting file that nobody has rewritten" in line for line in told)


def test_no_trace_of_the_sample_is_in_it(workspace: Path) -> None:
    traces = {name: BRAND.findall(content.decode()) for name, content in files(workspace).items()}
    assert {name: found for name, found in traces.items() if found} == {}


def test_what_tools_need_stands_beside_the_content(workspace: Path) -> None:
    names = set(files(workspace))
    assert {".gitignore", ".gitattributes", ".editorconfig", "Makefile", "README.md"} <= names
    assert "archive/** -text" in (workspace / ".gitattributes").read_text(encoding="utf-8")
    settings = json.loads((workspace / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert settings.keys() == schema.files(workspace).keys() - {schema.WHOLE}
    assert settings.keys() <= names
    assert schema.write(workspace) == []


def test_its_makefile_has_the_targets_of_the_program_s_that_are_about_content(workspace: Path) -> None:
    def targets(makefile: Path) -> dict[str, str]:
        text = makefile.read_text(encoding="utf-8")
        found = re.findall(r"^([a-z-]+):.*?  ## (.*)\n((?:\t.*\n)+)", text, flags=re.MULTILINE)
        return {name: said for name, said, recipe in found if "$(BRIEFS)" in recipe and "$(IN)" not in recipe}

    own, program = targets(workspace / "Makefile"), targets(ROOT / "Makefile")
    assert own.keys() == program.keys()
    assert {name for name, said in own.items() if program[name] != said} == {"messages"}


@pytest.mark.long
def test_a_campaign_is_started_and_checked_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    init.start(folder, init.Wanted("Northlight", ["en"], ["us"], DAY))
    at = ("--project", str(folder))
    for kind, name in (("creator", "anna"), ("campaign", "first-light")):
        assert run("new", kind, name, *at).exit_code == 0
    project = load.load(folder)
    assert project.sops["working-with-creators"].issued == DAY
    assert project.campaigns["first-light"].issued == datetime.date(2027, 1, 12)
    # A creator starts on a platform that the first market allows.
    assert run("check", *at).stdout == "No problems, 4 warnings: 1 campaign, 26 documents to build.\n"


@pytest.mark.parametrize("name", [".git/HEAD", ""])
def test_an_empty_folder_may_be_there(tmp_path: Path, name: str) -> None:
    if name:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("ref\n", encoding="utf-8")
    assert run("init", str(tmp_path), "--sample").exit_code == 0
    assert set(load.load(tmp_path).campaigns) == set(SAMPLE.campaigns)
    assert files(tmp_path).keys() >= {"README.md", "content/logo.svg", *([name] if name else [])}


@pytest.mark.long
def test_the_second_time_nothing_is_written(workspace: Path) -> None:
    before = files(workspace)
    again = run("init", str(workspace))
    assert (again.exit_code, "is a workspace already (nothing was written" in again.output) == (2, True)
    assert files(workspace) == before
    assert [path.name for path in workspace.parent.iterdir()] == [workspace.name]


def test_what_is_in_a_folder_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine\n", encoding="utf-8")
    for place, said in ((tmp_path, "is not empty, it has notes.txt"), (tmp_path / "notes.txt", "is a file")):
        with pytest.raises(CannotStart, match=said):
            init.start(place, init.Wanted("", ["en"], ["us"]))
    assert files(tmp_path) == {"notes.txt": b"mine\n"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--languages", "en,xx"], 'there is no language "xx" (de, en, en-GB, ru)'),
        (["--markets", "United States"], '"United States" is not an id'),
        (["--markets", "first-light", "--languages", "en"], "add --issued and a day"),
        (["--sample", "--markets", "ru"], "the sample has its own languages, markets and name"),
    ],
)
def test_what_cannot_be_started_is_said_and_leaves_nothing(tmp_path: Path, options: list[str], said: str) -> None:
    done = run("init", str(tmp_path / "w"), *options)
    assert (done.exit_code, said in done.output) == (2, True), done.output
    assert list(tmp_path.iterdir()) == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path fill="#{}" d="M0 0h40v20H0z"/></svg>'


@pytest.mark.long
def test_a_workspace_prints_and_archives_its_own_logo(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    assert run("init", str(folder), "--sample").exit_code == 0
    logo, made = folder / "content/logo.svg", folder / "build/partnership/partnership.sop.en.pdf"
    pages = []
    for colour in ("0000aa", "00aa00"):
        logo.write_text(SVG.format(colour), encoding="utf-8")
        built = run("build", made.name, "--project", str(folder))
        assert built.exit_code == 0, built.output
        pages.append(made.read_bytes())
    assert pages[0] != pages[1]
    archived = run("archive", "partnership", "--project", str(folder))
    assert archived.exit_code == 0, archived.output
