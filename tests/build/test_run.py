from __future__ import annotations

import json
import resource
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import mirrors
import pypdfium2
import pytest
from samples import CAMPAIGN, edit, load

from pipeline.base.digests import of_bytes
from pipeline.base.problems import Problems
from pipeline.build import inputs, run, scheduler, state, unchanged
from pipeline.build.plan import PlannedOutput, Planner
from pipeline.build.scheduler import Scheduler
from pipeline.build.summary import Summary
from pipeline.build.unchanged import Look
from pipeline.domain import targets
from pipeline.writers import registry

IVAN = [f"dawn.brief.ivan.{language}.{form}" for language in ("en", "ru") for form in ("docx", "pdf")]
OLGA = [name.replace("ivan", "olga") for name in IVAN]
ASK_OF_OLGA = ("en: Two more posts", "en: Three more posts")
ASK = ("en: Two posts about", "en: Three posts about")
BROKEN = '\n#set text(font: "Nowhere")\n'


def again(folder: Path, pattern: str = "*", *, jobs: int = 1, force: bool = False) -> Summary:
    """What another build of a project does."""
    now = inputs.taken(folder)
    project = load(folder)
    return run.build(project, targets.targets(project, pattern), folder / "build", jobs=jobs, force=force, taken=now)


def reasons(folder: Path, output: Path | None = None, *, force: bool = False) -> dict[str, str]:
    """Why each target is stale."""
    project = load(folder)
    planned = run.plan(project, targets.targets(project), output or folder / "build", force=force)
    return {item.target.id: item.reason for item in planned}


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The bytes and the time of every output, of the manifest and of the state."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != ".lock"]
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


# --- nothing to do ----------------------------------------------------------


def test_a_second_build_writes_nothing(made: Path) -> None:
    before = files(made / "build")
    assert again(made) == Summary(kept=sorted(IVAN + OLGA))
    assert files(made / "build") == before
    assert set(before) == {*IVAN, *OLGA, "manifest.json", "state.json"}


@pytest.mark.long
def test_two_processes_write_the_same_bytes_as_one(made: Path, tmp_path: Path) -> None:
    now = inputs.taken(made)
    project = load(made)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    summary = run.build(project, targets.targets(project), tmp_path / "other", jobs=2, taken=now)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime > before
    assert sorted(summary.built) == sorted(IVAN + OLGA)
    one, two = files(made / "build"), files(tmp_path / "other")
    assert {name: content for name, (content, _) in one.items()} == {
        name: content for name, (content, _) in two.items()
    }


@pytest.mark.long
@pytest.mark.parametrize("force", [False, True])
def test_outputs_that_are_begun_early_are_the_same(made: Path, monkeypatch: pytest.MonkeyPatch, force: bool) -> None:
    before = files(made / "build")
    monkeypatch.setattr(scheduler, "_WORTH_BEGINNING", 1)
    if not force:
        shutil.rmtree(made / "build")
    assert sorted(again(made, jobs=2, force=force).built) == sorted(IVAN + OLGA)
    assert {name: content for name, (content, _) in files(made / "build").items()} == {
        name: content for name, (content, _) in before.items()
    }


def test_nothing_is_written_where_a_later_document_is_wrong(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, begun = files(made / "build"), Scheduler.begin
    asked: list[str] = []
    monkeypatch.setattr(scheduler, "_WORTH_BEGINNING", 1)
    monkeypatch.setattr(Scheduler, "begin", lambda self, item: asked.append(item.target.id) or begun(self, item))
    wrong = '{% if language == "ru" and partnership.number|plain == "002" %}<p>{{ nobody }}</p>{% endif %}'
    edit(made, "templates/kinds/brief.html", ("{% block content %}\n", f"{{% block content %}}\n{wrong}\n"))
    with pytest.raises(Problems):
        again(made, jobs=2, force=True)
    assert asked == [*IVAN, *OLGA[:2]]
    assert files(made / "build") == before


# --- reasons ----------------------------------------------------------------


def test_what_was_never_built_is_new(made: Path, tmp_path: Path) -> None:
    assert set(reasons(made, tmp_path / "elsewhere").values()) == {"new"}
    assert not (tmp_path / "elsewhere").exists()


def test_nothing_is_stale_after_a_build(made: Path) -> None:
    assert set(reasons(made).values()) == {""}


def test_what_is_forced_says_so_unless_there_is_a_better_reason(made: Path) -> None:
    (made / "build/dawn" / IVAN[0]).unlink()
    assert reasons(made, force=True) == dict.fromkeys(IVAN + OLGA, "forced") | {IVAN[0]: "output missing"}


def test_words_make_only_the_documents_stale_that_say_them(made: Path) -> None:
    edit(made, CAMPAIGN, ASK)
    english = [name for name in IVAN if ".en." in name]
    assert reasons(made) == dict.fromkeys(IVAN + OLGA, "") | dict.fromkeys(english, "text changed")


def test_words_that_no_document_says_make_nothing_stale(made: Path) -> None:
    edit(made, "content/creators/ivan.yaml", ("motivates: {en: freedom", "motivates: {en: liberty"))
    append(made / CAMPAIGN, "# a remark\n")
    assert set(reasons(made).values()) == {""}


@pytest.mark.parametrize("name", ["theme.yaml", "print.typ"])
def test_the_look_makes_everything_stale(made: Path, name: str) -> None:
    change = (
        ('hairline: "#AEB9B4"', 'hairline: "#AEB9B5"') if name == "theme.yaml" else ("108pt, weight", "109pt, weight")
    )
    edit(made, f"templates/theme/{name}", change)
    assert set(reasons(made).values()) == {"theme changed"}


def test_an_output_that_is_gone_or_was_altered_is_stale(made: Path) -> None:
    (made / "build/dawn" / IVAN[0]).unlink()
    altered = made / "build/dawn" / OLGA[1]
    altered.write_bytes(altered.read_bytes() + b"\n")
    expected = dict.fromkeys(IVAN + OLGA, "") | {IVAN[0]: "output missing", OLGA[1]: "output altered"}
    assert reasons(made) == expected
    before = files(made / "build")
    assert sorted(again(made).built) == sorted([IVAN[0], OLGA[1]])
    after = files(made / "build")
    assert {name for name in after if after[name] != before.get(name)} == {IVAN[0], OLGA[1]}


# --- what is written --------------------------------------------------------


def test_only_the_outputs_of_the_edited_partnership_are_written_again(made: Path) -> None:
    edit(made, CAMPAIGN, ('number: "001"', 'number: "007"'))
    before = files(made / "build")
    assert sorted(again(made).built) == sorted(IVAN)
    after = files(made / "build")
    assert {name for name in after if after[name] != before[name]} == {*IVAN, "manifest.json", "state.json"}


def test_only_what_was_selected_is_built(made: Path) -> None:
    edit(made, "templates/theme/print.typ", ("108pt, weight", "109pt, weight"))
    summary = again(made, "*.ivan.en.*")
    assert sorted(summary.built) == IVAN[:2]
    assert {name for name, reason in reasons(made).items() if not reason} == set(IVAN[:2])


def test_what_is_forced_is_made_again_with_the_same_bytes(made: Path) -> None:
    before = {name: content for name, (content, _) in files(made / "build").items()}
    assert sorted(again(made, force=True).built) == sorted(IVAN + OLGA)
    assert {name: content for name, (content, _) in files(made / "build").items()} == before


def test_outputs_that_left_the_matrix_are_removed_whatever_is_selected(made: Path) -> None:
    text = (made / CAMPAIGN).read_text(encoding="utf-8")
    (made / CAMPAIGN).write_text(text[: text.index("  olga:\n")], encoding="utf-8")
    summary = again(made, IVAN[0])
    assert (summary.built, summary.kept, sorted(summary.removed)) == ([], [IVAN[0]], sorted(OLGA))
    assert set(files(made / "build")) == {*IVAN, "manifest.json", "state.json"}
    manifest = json.loads((made / "build/manifest.json").read_text(encoding="utf-8"))
    assert [entry["id"] for entry in manifest] == IVAN


def sealed(folder: Path, change: Callable[[Any], None]) -> None:
    """Changes the state of the last build as anybody can who knows how it is sealed."""
    path = folder / "build/state.json"
    kept = json.loads(path.read_text(encoding="utf-8"))["state"]
    change(kept)
    path.write_bytes(b"".join(state.sealed(kept)()))


@pytest.mark.long
@pytest.mark.parametrize("path", ["../victim", "../../victim", "dawn/../../victim", "{folder}/victim"])
def test_a_state_that_names_a_file_elsewhere_costs_nobody_that_file(made: Path, path: str) -> None:
    for folder in (made, made.parent):
        (folder / "victim").write_text("mine", encoding="utf-8")

    def of_a_stranger(kept: Any) -> None:
        kept["outputs"].append(kept["outputs"][0] | {"id": "zz.gone", "path": path.format(folder=made)})
        kept["fingerprints"]["zz.gone"] = next(iter(kept["fingerprints"].values()))

    sealed(made, of_a_stranger)
    edit(made, CAMPAIGN, ASK_OF_OLGA)
    assert again(made).failed == []
    assert [(folder / "victim").read_text() for folder in (made, made.parent)] == ["mine", "mine"]
    assert not any(entry["id"] == "zz.gone" for entry in json.loads((made / "build/manifest.json").read_text()))


def test_a_link_that_leads_out_of_the_output_folder_is_told_and_not_followed(made: Path, tmp_path: Path) -> None:
    (made / "build/dawn").rename(tmp_path / "elsewhere")
    (made / "build/dawn").symlink_to(tmp_path / "elsewhere")
    before = files(tmp_path / "elsewhere")
    text = (made / CAMPAIGN).read_text(encoding="utf-8")
    (made / CAMPAIGN).write_text(text[: text.index("  olga:")].replace("Two posts", "Three posts"), encoding="utf-8")
    said = sorted(str(item) for item in again(made).failed)
    assert said == sorted(
        [f"build/dawn/{name}: cannot be written: a link leads out of the folder" for name in IVAN[:2]]
        + [f"build/dawn/{name}: cannot be removed: a link leads out of the folder" for name in OLGA]
    )
    assert files(tmp_path / "elsewhere") == before


@pytest.mark.long
def test_an_output_folder_that_is_a_link_leads_to_an_empty_folder_or_to_earlier_outputs(
    made: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    shutil.rmtree(made / "build")
    (made / "build").symlink_to(tmp_path / "elsewhere")
    assert len(again(made).built) == 8
    assert len(again(made, force=True).built) == 8
    before = files(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/state.json").unlink()
    with pytest.raises(Problems) as found:
        again(made)
    assert str(found.value.problems[0]) == (
        "build: a link to a folder that contains something else (delete the link, or point it to an empty folder)"
    )
    assert {**files(tmp_path / "elsewhere"), "state.json": before["state.json"]} == before


@pytest.mark.long
def test_files_that_no_build_made_are_left_alone(made: Path) -> None:
    (made / "build/dawn/notes.txt").write_text("mine", encoding="utf-8")
    again(made, force=True)
    assert (made / "build/dawn/notes.txt").read_text(encoding="utf-8") == "mine"


def test_the_manifest_tells_of_every_output(made: Path) -> None:
    manifest = json.loads((made / "build/manifest.json").read_text(encoding="utf-8"))
    assert [entry["id"] for entry in manifest] == sorted(IVAN + OLGA)
    entry = next(entry for entry in manifest if entry["id"] == "dawn.brief.ivan.ru.pdf")
    data = (made / "build" / entry["path"]).read_bytes()
    with pypdfium2.PdfDocument(data) as opened:
        pages = len(opened)
    assert (entry["bytes"], entry["sha256"], entry["pages"]) == (len(data), of_bytes(data), pages)
    assert (entry["kind"], entry["partnership"], entry["market"], entry["language"], entry["format"]) == (
        "brief",
        "ivan",
        "ru",
        "ru",
        "pdf",
    )
    assert entry["version"] == "1.0"


# --- what goes wrong --------------------------------------------------------


def test_problems_leave_the_outputs_untouched(made: Path) -> None:
    edit(made, CAMPAIGN, ASK)
    [place] = edit(
        made, "templates/kinds/brief.html", ("{% block content %}\n", "{% block content %}\n^<p>{{ nobody }}</p>\n")
    )
    before = files(made / "build")
    with pytest.raises(Problems) as found:
        again(made)
    line = place.split(":")[0]
    assert all(str(item).startswith(f"templates/kinds/brief.html:{line}: ") for item in found.value.problems)
    assert files(made / "build") == before


def test_a_document_that_its_writer_complains_of_keeps_its_former_files_in_every_format(made: Path) -> None:
    append(made / "templates/theme/print.typ", BROKEN)
    edit(made, CAMPAIGN, ASK)
    before = files(made / "build")
    summary = again(made)
    pdf = sorted(name for name in IVAN + OLGA if name.endswith(".pdf"))
    assert (summary.built, sorted(summary.held)) == ([], sorted({*IVAN, *OLGA} - set(pdf)))
    assert sorted(dict(item.values)["target"] for item in summary.failed) == pdf
    assert all("unknown font family: nowhere" in str(item) for item in summary.failed)
    after = files(made / "build")
    assert [name for name in IVAN + OLGA if after[name] != before[name]] == []
    assert {name for name, reason in reasons(made).items() if reason} == {*IVAN, *OLGA}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_is_published_in_all_of_its_formats_or_in_none(made: Path, jobs: int) -> None:
    said = f"Owls who say `{'X' * 120}`."
    edit(made, CAMPAIGN, ("{en: Early risers., ru: Жаворонки.}", f"{{en: {said}, ru: Совы.}}"))
    before = files(made / "build")
    summary = run.build(load(made), targets.targets(load(made), "*.ivan.*"), made / "build", jobs=jobs)
    assert {dict(item.values)["target"] for item in summary.failed} == {"dawn.brief.ivan.en.pdf"}
    assert (summary.held, sorted(summary.built)) == (["dawn.brief.ivan.en.docx"], sorted(IVAN[2:]))
    after = files(made / "build")
    assert {name for name in IVAN if after[name] != before[name]} == set(IVAN[2:])
    edit(made, CAMPAIGN, (f"en: {said}", "en: Owls."))
    assert sorted(again(made, "*.ivan.en.*").built) == sorted(IVAN[:2])


@pytest.mark.long
def test_what_failed_is_built_once_it_is_right(made: Path) -> None:
    append(made / "templates/theme/print.typ", BROKEN)
    assert len(again(made).failed) == 4
    edit(made, CAMPAIGN, ASK)
    edit(made, "templates/theme/print.typ", (BROKEN, ""))
    assert sorted(again(made).built) == sorted(IVAN[:2])


def test_a_place_that_cannot_be_written_is_a_problem_and_others_go_on(made: Path) -> None:
    place = made / "build/dawn" / IVAN[0]
    place.unlink()
    (place / "inside").mkdir(parents=True)
    summary = again(made, "*.ivan.*", force=True)
    assert [str(item) for item in summary.failed] == [f"build/dawn/{IVAN[0]}: cannot be written: Is a directory"]
    assert (sorted(summary.built), summary.held) == (sorted(IVAN[2:]), [IVAN[1]])


@pytest.mark.long
def test_a_build_that_is_interrupted_has_recorded_what_it_finished(made: Path) -> None:
    done: list[str] = []

    def stop(item: PlannedOutput) -> None:
        done.append(item.target.id)
        if len(done) == 4:
            raise KeyboardInterrupt

    edit(made, "templates/theme/print.typ", ("108pt, weight", "109pt, weight"))
    project = load(made)
    with pytest.raises(KeyboardInterrupt):
        run.build(project, targets.targets(project), made / "build", jobs=1, finished=stop)
    assert {name for name, reason in reasons(made).items() if not reason} == set(done)
    assert sorted(again(made).built) == sorted({*IVAN, *OLGA} - set(done))


def test_what_an_interrupted_write_left_is_swept_away(made: Path) -> None:
    part = made / f"build/dawn/.{IVAN[0]}.123.part"
    part.write_bytes(b"half")
    again(made)
    assert not part.exists()


def test_progress_is_told_of_what_is_stale_and_of_each_as_it_is_done(made: Path) -> None:
    edit(made, CAMPAIGN, ASK)
    told: list[list[str]] = []
    done: list[str] = []
    project = load(made)
    run.build(
        project,
        targets.targets(project),
        made / "build",
        jobs=1,
        started=lambda stale: told.append([item.target.id for item in stale]),
        finished=lambda item: done.append(item.target.id),
    )
    assert told == [IVAN[:2]]
    assert done == IVAN[:2]


def test_a_file_that_does_not_say_what_it_must_keeps_its_former_self(made: Path) -> None:
    code = load(made).campaigns["dawn"].partnerships["ivan"].tracking.code
    edit(
        made,
        "templates/kinds/brief.html",
        ('class="copy">{{ tracking.code|as_code }}</td>', 'class="copy">—</td>'),
        ("code=code|as_code", 'code="—"'),
    )
    before = files(made / "build")
    summary = again(made, "*.ivan.*")
    assert summary.built == []
    assert len(summary.failed) == 4
    assert all(f'the link or code "{code}" is not in the finished file' in str(item) for item in summary.failed)
    assert all(files(made / "build")[name] == before[name] for name in IVAN)


@pytest.mark.long
def test_one_document_that_fails_costs_that_document_alone(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = f"Owls who say `{'X' * 120}`."
    edit(made, CAMPAIGN, ("{en: Early risers., ru: Жаворонки.}", f"{{en: {said}, ru: Совы.}}"))
    pdf = {"dawn.brief.ivan.en.pdf", "dawn.brief.olga.en.pdf"}
    composed: list[str] = []
    whole = Planner.composed

    def watched(self: Planner, selected: Sequence[targets.Target], *others: Any) -> list[PlannedOutput]:
        composed.extend(target.id for target in selected)
        return whole(self, selected, *others)

    monkeypatch.setattr(Planner, "composed", watched)
    for again_composed in (set(IVAN + OLGA), {name for name in IVAN + OLGA if ".en." in name}):
        composed.clear()
        now = inputs.taken(made)
        summary = run.build(load(made), targets.targets(load(made)), made / "build", jobs=1, taken=now)
        assert {dict(item.values)["target"] for item in summary.failed} == pdf
        assert set(composed) == again_composed
    assert sorted(summary.kept) == sorted(name for name in IVAN + OLGA if ".ru." in name)
    composed.clear()
    planned = run.plan(load(made), targets.targets(load(made)), made / "build", taken=inputs.taken(made))
    assert [item.target.id for item in planned if item.reason] == sorted(set(IVAN + OLGA) - set(summary.kept))
    assert all(".en." in name for name in composed)


# --- another engine ---------------------------------------------------------


def test_an_engine_that_is_chosen_writes_its_format_and_makes_nothing_else_stale(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "FORMATS", (*registry.FORMATS, *mirrors.mirrors("pdf")))
    project, before = load(made), files(made / "build")
    now = inputs.taken(made)
    summary = run.build(project, targets.targets(project), made / "build", jobs=1, engine="mirror", taken=now)
    pdf = sorted(name for name in IVAN + OLGA if name.endswith(".pdf"))
    assert (sorted(summary.built), summary.failed) == (pdf, [])
    after = files(made / "build")
    assert {name for name in IVAN + OLGA if after[name] != before[name]} == set(pdf)
    assert "Two\u00a0posts about" in mirrors.reading(after[IVAN[1]][0]).text
    assert {entry["pages"] for entry in json.loads(after["manifest.json"][0])} == {None}
    # What was asked for once does not stand: the next build asks for the usual engine.
    assert unchanged.outputs(Look.at(made, made / "build"), ["*.pdf"], "") is None
    assert unchanged.outputs(Look.at(made, made / "build"), ["*.docx"], "") is not None
    assert sorted(again(made).built) == pdf
    assert {name: content for name, (content, _) in files(made / "build").items()} == {
        name: content for name, (content, _) in before.items()
    }
