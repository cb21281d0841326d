"""Targets → what is stale and why: every document composed, in this process or in others, none kept in memory."""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pipeline.base.assets import PRINT, SCREEN, SCRIPT, STYLE
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.build import fingerprint, grown, isolation, worker
from pipeline.build.document_buffer import DocumentBuffer, Ticket
from pipeline.build.fingerprint import Fingerprint
from pipeline.build.formats import check_formats
from pipeline.build.pools import Pool, results
from pipeline.build.processes import WorkerLost
from pipeline.build.state import State
from pipeline.build.worker import CompositionTask
from pipeline.domain.targets import Target
from pipeline.reading import sources
from pipeline.reading.project import Project
from pipeline.rendering.compose import ComposedDocument, Composer, kept_names
from pipeline.writers import Complaint

Result = TypeVar("Result")
Item = TypeVar("Item")

_TOGETHER = 25
"""How many documents one process composes at a time: enough that the project's part is sent rarely."""


@dataclass(frozen=True)
class PlannedOutput:
    """A target with its document and, where its output must be made anew, the reason.

    `tree` is where the document's tree is set aside; None where it is what it was at the last build.
    """

    target: Target
    fingerprint: Fingerprint
    rendered: str
    tree: Ticket | None
    reason: str = ""


class Planner:
    """Plans the outputs of one project.

    `failed` says what is wrong with documents that are in no plan, as they take too much or their process was lost;
    `exceeded` what of it would be so again, by the output.
    """

    def __init__(
        self,
        project: Project,
        look: str,
        buffer: DocumentBuffer,
        pool: Pool | None = None,
        engine: str = "",
        started: Callable[[], object] = lambda: None,
    ) -> None:
        check_formats(project, engine)
        self._project = project
        self._look = look
        self._buffer = buffer
        self._pool = pool
        self._engine = engine
        self._composer: Composer | None = None
        self._lost: dict[str, WorkerLost | OSError | None] = {}
        self._started = started
        self.failed: list[Problem] = []
        self.exceeded: dict[str, tuple[Problem, ...]] = {}

    def composed(
        self, selected: Sequence[Target], before: State, ready: Callable[[PlannedOutput], None] = lambda item: None
    ) -> list[PlannedOutput]:
        """Each selected target with its document, not judged yet. Raises Problems with all that is wrong in any.

        `ready` is told of each as soon as it is composed, until one is wrong.
        """
        documents: dict[str, list[Target]] = {}
        for target in selected:
            documents.setdefault(target.document, []).append(target)
        known = known_digests(selected, before)
        problems: list[Problem] = []
        found: dict[str, PlannedOutput] = {}
        self._lost.clear()
        for item in self._documents([targets[0] for targets in documents.values()], known):
            if item.exceeded:
                self._leave_out(item, documents[item.document])
                continue
            problems += item.problems
            if item.problems:
                continue
            ticket = None if item.tree is None else self._buffer.keep(item.tree)
            text = known[item.document][1] if item.tree is None else item.text
            for target in documents[item.document]:
                made = fingerprint.of(text, target.format, self._look, self._engine)
                found[target.id] = PlannedOutput(target, made, item.rendered, ticket)
                if not problems:
                    ready(found[target.id])
        if problems:
            raise Problems(problems)
        self.failed += [
            lost(f"build/{target.path}", target.id, how)
            for target in selected
            if target.id not in found and (how := self._lost[target.document]) is not None
        ]
        return [found[target.id] for target in selected if target.id in found]

    def _leave_out(self, item: ComposedDocument, outputs: Iterable[Target]) -> None:
        self._lost[item.document] = None
        for target in outputs:
            said = tuple(_of(target, problem) for problem in item.problems)
            self.failed += said
            if not item.interrupted:
                self.exceeded[target.id] = said

    def with_trees(self, planned: list[PlannedOutput]) -> list[PlannedOutput]:
        """The same items, each with the tree of its document, whatever was known of it. Raises Problems."""
        without = [item.target for item in planned if item.tree is None]
        if not without:
            return planned
        anew = {item.target.id: item for item in self.composed(without, State({}, {}))}
        return [
            item if item.tree is not None else replace(anew[item.target.id], reason=item.reason)
            for item in planned
            if item.tree is not None or item.target.id in anew
        ]

    def _documents(self, targets: list[Target], known: Mapping[str, tuple[str, str]]) -> Iterator[ComposedDocument]:
        digests = {name: digest for name, (digest, _) in known.items()}
        if self._pool is None:
            if self._composer is None:
                self._composer = Composer(self._project)
            yield from isolation.composed(self._composer, targets, digests, self._started)
            return
        lost: list[CompositionTask] = []
        for task, answer in results(self._pool, worker.compose, self._tasks(targets, digests)):
            if isinstance(answer, list):
                yield from answer
            elif len(task.targets) == 1:
                self._lost[task.targets[0].document] = answer
            else:
                lost += (replace(task, targets=(target,)) for target in task.targets)
        # Which of several documents a process could not bear shows when each has one of its own.
        for task, answer in results(self._pool, worker.compose, iter(lost)):
            if isinstance(answer, list):
                yield from answer
            else:
                self._lost[task.targets[0].document] = answer

    def _tasks(self, targets: list[Target], known: Mapping[str, str]) -> Iterator[CompositionTask]:
        names = kept_names(self._project)
        for (campaign, month), group in itertools.groupby(targets, key=lambda target: (target.campaign, target.month)):
            part = pickle.dumps(part_of(self._project, campaign, month))
            wanted = list(group)
            for start in range(0, len(wanted), _TOGETHER):
                some = tuple(wanted[start : start + _TOGETHER])
                digests = {item.document: known[item.document] for item in some if item.document in known}
                yield CompositionTask(part, names, some, digests)


def _of(target: Target, said: Problem) -> Problem:
    """A problem of a document, as one of its formats has it."""
    return replace(said, values=tuple({**dict(said.values), "target": target.id}.items()))


def with_reasons(composed: list[PlannedOutput], before: State, output: Path, *, force: bool) -> list[PlannedOutput]:
    """The same items, each with the reason for which its output must be made anew, if there is one."""
    otherwise = "forced" if force else ""
    return [
        replace(item, reason=before.reason(item.target, item.fingerprint, output) or otherwise) for item in composed
    ]


def part_of(project: Project, campaign: str, month: str = "") -> Project:
    """A project with one campaign and what its documents speak of: all that a process needs to compose them.

    A month speaks of all campaigns.
    """
    campaigns = {name: project.campaigns[name] for name in project.campaigns if month or name == campaign}
    named = {creator for record in campaigns.values() for creator in record.creators}
    creators = {name: project.creators[name] for name in project.creators if name in named}
    kept = {f"content/campaigns/{name}.yaml" for name in campaigns} | {f"content/creators/{n}.yaml" for n in creators}
    return replace(
        project,
        campaigns=campaigns,
        creators=creators,
        calendars=dict(project.calendars),
        markets=dict(project.markets),
        sops=dict(project.sops),
        languages=dict(project.languages),
        kinds=dict(project.kinds),
        sources={
            name: source
            for name, source in project.sources.items()
            if name in kept or not name.startswith(("content/campaigns/", "content/creators/"))
        },
    )


def known_digests(selected: Iterable[Target], before: State) -> dict[str, tuple[str, str]]:
    """By document, the digests of what its template gave and of its text, where all its outputs agree on them."""
    found: dict[str, set[tuple[str, str]]] = {}
    for target in selected:
        made = before.fingerprints.get(target.id)
        found.setdefault(target.document, set()).add((before.rendered.get(target.id, ""), made.text if made else ""))
    return {name: next(iter(pairs)) for name, pairs in found.items() if len(pairs) == 1 and all(next(iter(pairs)))}


def look_of(project: Project) -> str:
    """The digest of all that documents look by: the theme, the style sheets, what screens run, the fonts."""
    names = [STYLE, SCREEN, SCRIPT, *([PRINT] if project.assets.every(PRINT) else [])]
    sheets = {name: project.assets.path(name) for name in names}
    return fingerprint.look(project.theme, *(sources.text(path, name) for name, path in sheets.items()))


def located(said: Complaint, target: Target, project: Project) -> Problem:
    """What is wrong with a target's file as a problem of the content or the template that it is about."""
    problem = said.problem(target.id, {"text": target.source, "look": f"templates/kinds/{target.kind}.html"})
    own = said.place or (grown.written(said.section, target, project) if said.section else None)
    path, place = own or (problem.path, ("partnerships", target.partnership) if target.partnership else ())
    if path not in project.sources or not place:
        return problem
    line, column = project.sources[path].position(place, key=own is None)
    return replace(problem, path=path).moved(line, column)


def lost(path: str, target: str, how: WorkerLost | OSError) -> Problem:
    """The problem that a document's process came to its end before the document."""
    if isinstance(how, OSError):
        return problem(path, "no process could be started for {target}: {reason}", target=target, reason=how.strerror)
    message, hint = {
        WorkerLost.HUNG: (
            N_("{target} timed out after {detail} seconds"),
            N_("look for a text that is far too long"),
        ),
        WorkerLost.FULL: (
            N_("{target} needs more memory than one document is allowed"),
            N_("look for a text that is far too long"),
        ),
        WorkerLost.POISON: (
            N_("each worker that was given {target} was lost, the last at {detail}"),
            N_("build it on this machine, without --cluster"),
        ),
        WorkerLost.DIED: (N_("the process building {target} was stopped ({detail})"), N_("build again")),
    }[how.reason]
    return problem(path, message, hint=hint, target=target, detail=how.detail)
