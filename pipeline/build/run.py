"""Targets → files: what is stale is made anew, published whole, and recorded last."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.base import files, locks
from pipeline.base.problems import Problem, Problems, problem
from pipeline.build import engines, fingerprint, inputs, state, unchanged
from pipeline.build.document_buffer import DocumentBuffer
from pipeline.build.inputs import Inputs
from pipeline.build.plan import PlannedOutput, Planner, located, look_of, lost, with_reasons
from pipeline.build.processes import WorkerLost
from pipeline.build.scheduler import PoolFactory, Scheduler
from pipeline.build.state import LastInputs, State
from pipeline.build.summary import Summary
from pipeline.domain.targets import Target, targets, version
from pipeline.reading.project import Project
from pipeline.selfcheck.finished import FinishedFile
from pipeline.writers.registry import claims

Answer = FinishedFile | WorkerLost | OSError
Progress = Callable[[PlannedOutput], None]


class Outdated(Exception):
    """While this build waited for another, its project was edited: it has to be loaded again."""


def plan(
    project: Project, selected: Sequence[Target], output: Path, *, force: bool = False, taken: Inputs | None = None
) -> list[PlannedOutput]:
    """Each selected target with why it is stale. Raises Problems with all that is wrong in any document.

    `taken` are the inputs as they were before the project was loaded.
    """
    before = state.load(output)
    standing = frozenset() if force else unchanged.current(before, taken, output)
    others = [target for target in selected if target.id not in standing]
    with DocumentBuffer() as buffer:
        composed = Planner(project, look_of(project), buffer, engine=engines.used(project)).composed(others, before)
    judged = {item.target.id: item for item in with_reasons(composed, before, output, force=force)}
    judged |= {target.id: _kept(target, before) for target in selected if target.id in standing}
    return [judged[target.id] for target in selected if target.id in judged]


def _kept(target: Target, before: State) -> PlannedOutput:
    """An output that stands as it is."""
    return PlannedOutput(target, before.fingerprints[target.id], before.rendered[target.id], None)


def build(
    project: Project,
    selected: Sequence[Target],
    output: Path,
    *,
    jobs: int = 0,
    force: bool = False,
    started: Callable[[list[PlannedOutput]], None] = lambda stale: None,
    finished: Progress = lambda item: None,
    waiting: Callable[[], None] = lambda: None,
    taken: Inputs | None = None,
    engine: str = "",
    pool: PoolFactory | None = None,
) -> Summary:
    """Makes what is stale among the selected targets, and removes outputs that no target asks for.

    `jobs` is the number of processes: 0 for as many as this process has CPUs, 1 for this very process,
    which a document can fill or crash. What `pool` makes takes their place. `engine` writes each format
    that it is an engine of. An output that fails keeps its former file, as do the document's other formats.
    `started` is told what will be made, `finished` each item as it is done, `waiting` that another build has to end
    first. `taken` are the inputs as they were before the project was loaded. Raises Problems before anything is
    written if any document is wrong.
    """
    look, before = look_of(project), state.load(output)
    engine, usual = engines.used(project, engine), engines.used(project)
    # Of an engine that was asked for, no state of the inputs says anything.
    known = taken if engine == usual else None
    standing = frozenset() if force else unchanged.current(before, known, output)
    kept = [target.id for target in selected if target.id in standing]
    selected = [target for target in selected if target.id not in standing]
    with DocumentBuffer() as buffer, Scheduler(project, buffer, jobs=jobs, engine=engine, pool=pool) as scheduler:
        composer_pool = scheduler.composer_pool(len({target.document for target in selected}), len(selected))
        stale_for_sure = _surely_stale(selected, before, look, force=force)
        planner = Planner(project, look, buffer, composer_pool, engine, lambda: scheduler.expect(stale_for_sure))

        def ready(item: PlannedOutput) -> None:
            if not scheduler.begins or item.tree is None:
                return
            if force or before.reason(item.target, item.fingerprint, output):
                scheduler.begin(item)

        composed = planner.composed(selected, before, ready)
        with _locked(output, waiting, project.folder, taken):
            files.sweep(output)
            # Judged under the lock: another build may just have made what this one would make.
            now = state.load(output)
            planned = with_reasons(composed, now, output, force=force)
            del composed
            stale = planner.with_trees([item for item in planned if item.reason])
            work = _Work(project, output, now, known, engine, Counter(item.target.document for item in stale))
            work.summary.kept = kept + [item.target.id for item in planned if not item.reason]
            work.leave_out(planner.failed, planner.exceeded)
            scheduler.prepare(len(stale))
            started(stale)
            try:
                for item, answer in scheduler.finished(stale):
                    for done in work.finish(item, answer):
                        finished(done)
            finally:
                work.record()
        return work.summary


@dataclass
class _Work:
    """The outputs of one build, published and recorded; `formats` says how many each document has that are made."""

    project: Project
    output: Path
    before: State
    taken: Inputs | None
    engine: str
    formats: Mapping[str, int]
    summary: Summary = field(default_factory=Summary)

    def __post_init__(self) -> None:
        self._artifacts = dict(self.before.artifacts)
        self._fingerprints = dict(self.before.fingerprints)
        self._rendered = dict(self.before.rendered)
        self._unpublished: dict[str, list[tuple[PlannedOutput, Answer]]] = {}
        self._complaints: dict[str, tuple[Problem, ...]] = {}
        self._reasons: dict[str, str] = {}

    def leave_out(self, failed: list[Problem], exceeded: Mapping[str, tuple[Problem, ...]]) -> None:
        """Keeps what is wrong with documents that are not composed, and remembers what would be so again."""
        self.summary.failed = failed
        self._complaints |= exceeded
        self._reasons |= {name: "text changed" if name in self._artifacts else "new" for name in exceeded}

    def finish(self, item: PlannedOutput, answer: Answer) -> list[PlannedOutput]:
        """The items that are done with this one: a document is published in all of its formats, or in none."""
        group = self._unpublished.setdefault(item.target.document, [])
        group.append((item, answer))
        if len(group) < self.formats[item.target.document]:
            return []
        del self._unpublished[item.target.document]
        failures = _published(group, self.output, self.project)
        for one, said in zip(group, failures, strict=True):
            self.summary.failed += said
            if not any(failures):
                self._record(*one)
            else:
                self._keep_back(*one, said)
        return [one for one, _ in group]

    def _keep_back(self, item: PlannedOutput, answer: Answer, said: list[Problem]) -> None:
        """Remembers why a file is not published: what is wrong in it would be wrong again, the rest may not."""
        name = item.target.id
        self._reasons[name] = item.reason or ""
        if not said:
            self.summary.held.append(name)
        elif isinstance(answer, FinishedFile) and answer.complaints:
            self._complaints[name] = tuple(said)

    def _record(self, item: PlannedOutput, answer: Answer) -> None:
        if isinstance(answer, FinishedFile):
            name, number = item.target.id, version(self.project, item.target)
            said = claims(item.target.format, self.engine)
            self._artifacts[name] = state.artifact(
                item.target, answer.content, answer.pages, number, item.fingerprint, said
            )
            self._fingerprints[name] = item.fingerprint
            self._rendered[name] = item.rendered
            self.summary.built.append(name)

    def record(self) -> None:
        """Removes what no target asks for, and writes what there is now. What cannot be written is a failure."""
        asked = {target.id for target in targets(self.project, review=True)}
        for name in [name for name in self._artifacts if name not in asked]:
            self._remove(name)
        libraries = {
            name: number
            for form in self.project.formats
            for name, number in fingerprint.versions(form, self.engine).items()
        }
        made = State(self._artifacts, self._fingerprints, self._rendered, self._standing())
        try:
            state.save(self.output, made, libraries)
        except OSError as error:
            self.summary.failed.append(_unwritten(f"{self.output.name}/{state.STATE}", error))

    def _remove(self, name: str) -> None:
        path = self._artifacts[name].path
        try:
            files.inside(self.output, path).unlink(missing_ok=True)
        except OSError as error:
            message = "cannot be removed: {reason}"
            self.summary.failed.append(problem(f"{self.output.name}/{path}", message, reason=error.strerror))
            return
        for records in (self._artifacts, self._fingerprints, self._rendered):
            records.pop(name, None)
        self.summary.removed.append(name)

    def _standing(self) -> LastInputs:
        """What the inputs ask for, if they are still as they were before the project was loaded."""
        last = self.before.standing
        if self.taken is None or inputs.taken(self.project.folder, self.taken.archive) != self.taken:
            # Made from inputs that nobody has a digest of, as an engine that was asked for: of these outputs alone
            # nothing is known.
            return replace(last, current=(last.current - set(self.summary.built)) & self._artifacts.keys())
        fonts = fingerprint.fonts(self.project.theme)
        former = last if (last.inputs, last.fonts) == (self.taken.digest, fonts) else LastInputs()
        campaigns = {target.id: target.campaign for target in targets(self.project)}
        failed = {dict(item.values).get("target", "") for item in self.summary.failed}
        made = {*self.summary.built, *self.summary.kept}
        current = (former.current | made) - failed.union(self.summary.held)
        failures = {name: self._complaints.get(name, ()) for name in failed & campaigns.keys()}
        return LastInputs(
            self.taken.digest,
            fonts,
            campaigns,
            current & self._artifacts.keys(),
            {name: said for name, said in former.failed.items() if name not in made} | failures,
            {name: reason for name, reason in former.reasons.items() if name not in made} | self._reasons,
        )


def _surely_stale(selected: Sequence[Target], before: State, look: str, *, force: bool) -> int:
    """How many outputs will be made anew, whatever their documents say."""
    if force:
        return len(selected)
    made = {name for name, known in before.fingerprints.items() if known.theme == look}
    return sum(target.id not in made for target in selected)


def _published(group: Sequence[tuple[PlannedOutput, Answer]], output: Path, project: Project) -> list[list[Problem]]:
    """Puts the finished files of one document in their places; by file, what keeps them all out."""
    paths: list[Path] = []
    failures = [_failures(item, answer, output, project, paths) for item, answer in group]
    if any(failures):
        return failures
    finished = [answer.content for _, answer in group if isinstance(answer, FinishedFile)]
    try:
        files.publish_together(dict(zip(paths, finished, strict=True)))
    except OSError as error:
        refused = [str(path) == error.filename for path in paths]
        names = (f"{output.name}/{item.target.path}" for item, _ in group)
        return [[_unwritten(name, error)] if it else [] for name, it in zip(names, refused, strict=True)]
    return failures


def _failures(item: PlannedOutput, answer: Answer, output: Path, project: Project, paths: list[Path]) -> list[Problem]:
    """What keeps a file out of its place; where nothing does, the place is added to `paths`."""
    name = f"{output.name}/{item.target.path}"
    if not isinstance(answer, FinishedFile):
        return [lost(name, item.target.id, answer)]
    if answer.complaints:
        return [located(said, item.target, project) for said in answer.complaints]
    try:
        paths.append(files.inside(output, item.target.path))
    except OSError as error:
        return [_unwritten(name, error)]
    return []


@contextlib.contextmanager
def _locked(output: Path, waiting: Callable[[], None], folder: Path, taken: Inputs | None) -> Iterator[None]:
    """Holds the output folder against other builds. Raises Problems, and Outdated."""
    if output.is_symlink() and not _is_ours(output):
        message, hint = (
            "a link to a folder that contains something else",
            "delete the link, or point it to an empty folder",
        )
        raise Problems([problem(output.name, message, hint=hint)])
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problems([_unwritten(output.name, error)]) from None
    try:
        with locks.held(output, waiting) as waited:
            if waited and taken is not None and inputs.taken(folder, taken.archive) != taken:
                raise Outdated
            yield
    except locks.NoLock as error:
        raise Problems([error.problem(output.name)]) from None


def _is_ours(output: Path) -> bool:
    """Whether a folder that a link leads to is empty or that of earlier builds: anything else may not be meant."""
    try:
        names = {entry.name for entry in os.scandir(output)}
    except OSError:
        # That it cannot be written is found out, and told, where it is.
        return True
    return not names - {".gitignore"} or state.STATE in names


def _unwritten(path: str, error: OSError) -> Problem:
    return problem(path, "cannot be written: {reason}", reason=error.strerror or error)
