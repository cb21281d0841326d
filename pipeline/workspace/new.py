"""A kind of content file → a starting file that is valid as it stands, made of the project's own ids."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2

from pipeline.base import limits
from pipeline.base.assets import Assets
from pipeline.base.files import publish
from pipeline.base.problems import Problems, nearest, problem
from pipeline.build import isolation
from pipeline.checks import load
from pipeline.checks.consistency import starting_texts
from pipeline.checks.file_names import is_id, is_month
from pipeline.domain import targets
from pipeline.model.agreements import Agreements
from pipeline.model.base import Model
from pipeline.model.calendar import Calendar
from pipeline.model.campaign import Campaign
from pipeline.model.cohort import Cohort
from pipeline.model.creator import Creator
from pipeline.model.market import Market
from pipeline.model.results import Results
from pipeline.model.ritual import Ritual
from pipeline.model.scorecard import Scorecards
from pipeline.model.sop import Sop
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.rendering.sandbox import Environment, TemplateLoader
from pipeline.rendering.views import seen
from pipeline.workspace import starting_cohort, starting_records, starting_ritual, starting_scorecard
from pipeline.workspace.starting_values import CannotStart, StartingValues

KINDS: Mapping[str, type[Model]] = {
    model.__name__.lower().removesuffix("s"): model
    for model in (Campaign, Market, Creator, Sop, Calendar, Agreements, Results, Scorecards, Ritual, Cohort)
}
"""The kinds of files that can be started; each has a template and a folder by its name."""

_WITH_OUTPUTS = (Campaign, Sop)
"""What has a folder of outputs by its id: no two may have the same."""


_OF_ANOTHER = (Agreements, Results, Scorecards, Cohort)
"""What has the id of a campaign, a creator or a market: there is no other one to choose."""

_ONE = (Ritual,)
"""What a project has one file of."""


def start(folder: Path, kind: str, name: str, issued: datetime.date | None = None, year: int | None = None) -> str:
    """The path of a new file in the project folder, written only after it was checked with all the others.

    `issued` is the day that dated files start from; without it, the business day after the latest
    of the project. `year` is the one that a calendar is of, by default that of this day. Raises Refused,
    Problems, OSError.
    """
    path = _path(folder, kind, name)
    project, before = load.examine(folder)
    if project is None:
        raise Problems(before)
    text = written(project, kind, name, issued, year)
    checked, after = load.examine(folder, {path: text})
    # What is to be rewritten is not wrong yet, though something that is no draft may name the new file already.
    wrong = [item for item in after if item.path == path and item.message != starting_texts.UNCHANGED]
    if wrong or checked is None:
        raise AssertionError("\n".join(map(str, wrong)))
    # What other files lack is told by a check; until then nobody knows which documents there are.
    documents = [] if after else targets.targets(checked, f"{name}.*")
    if documents:
        once = list({target.document: target for target in documents}.values())
        found = [said for item in isolation.checked(Composer(checked), once, {}) for said in item.problems]
        if found:
            raise Problems(found)
    publish(folder / path, text.encode())
    return path


def _path(folder: Path, kind: str, name: str) -> str:
    if kind not in KINDS:
        if close := nearest(kind, KINDS):
            raise CannotStart('"{kind}" cannot be started (did you mean "{close}"?)', kind=kind, close=close)
        raise CannotStart('"{kind}" cannot be started ({kinds} can)', kind=kind, kinds=", ".join(KINDS))
    if KINDS[kind] in _ONE:
        return _free_path(folder, kind, name)
    if not name:
        raise CannotStart("a {kind} needs an id (type briefs new {kind} ID)", kind=kind)
    if not is_id(name):
        raise CannotStart(
            '"{name}" is not an id (lower-case letters a to z, digits and single hyphens, such as first-light)',
            name=name,
        )
    if KINDS[kind] in _WITH_OUTPUTS and is_month(name):
        raise CannotStart(
            '"{name}" is a month: documents of its meetings have this name (choose another id)', name=name
        )
    if KINDS[kind] in _OF_ANOTHER and (folder / _path_of(kind, name)).exists():
        raise CannotStart("{path} is already there (edit the file)", path=_path_of(kind, name))
    for other in [each for each in KINDS if KINDS[each] in _WITH_OUTPUTS] if KINDS[kind] in _WITH_OUTPUTS else [kind]:
        taken = _path_of(other, name)
        if (folder / taken).exists():
            raise CannotStart("{path} is already there (choose another id, or edit the file)", path=taken)
    return _path_of(kind, name)


def _free_path(folder: Path, kind: str, name: str) -> str:
    """The path of the one file of a kind. Raises CannotStart where it is there, or where an id was typed."""
    path = _path_of(kind, name)
    if name:
        raise CannotStart("there is one {kind} (type briefs new {kind}, without an id)", kind=kind)
    if (folder / path).exists():
        raise CannotStart("{path} is already there (edit the file)", path=path)
    return path


def _path_of(kind: str, name: str) -> str:
    return f"content/{kind}.yaml" if KINDS[kind] in _ONE else f"content/{kind}s/{name}.yaml"


def written(
    project: Project, kind: str, name: str, issued: datetime.date | None = None, year: int | None = None
) -> str:
    """The text of a starting file. Raises Refused where the project lacks what it must name, Problems."""
    if year is not None and KINDS[kind] is not Calendar:
        raise CannotStart("a {kind} has no year (remove --year)", kind=kind)
    facts = StartingValues(project, name, issued)
    gathered: dict[type[Model], Any] = {
        Campaign: facts.campaign,
        Market: facts.market,
        Creator: facts.creator,
        Sop: facts.sop,
        Calendar: lambda: facts.calendar(year),
        Agreements: lambda: starting_records.values(project, name),
        Results: lambda: starting_records.results(project, name),
        Scorecards: lambda: starting_scorecard.values(facts),
        Ritual: lambda: starting_ritual.values(facts),
        Cohort: lambda: starting_cohort.values(facts),
    }
    values = facts.common | gathered[KINDS[kind]]()
    return rendered(project.assets, facts.template(kind), values, _path_of(kind, name))


def rendered(assets: Assets, template: str, values: Mapping[str, Any], path: str) -> str:
    """The text of the file of a path, from a template, which may be a stranger's, and values. Raises Problems."""
    environment = Environment(
        loader=TemplateLoader(assets),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    # What a template may call stands among its globals.
    environment.globals |= {name: value if callable(value) else seen(value) for name, value in values.items()}

    def text() -> str:
        try:
            with limits.seconds_of_computing(limits.DOCUMENT_SECONDS):
                return environment.get_template(template.removeprefix("templates/")).render()
        except (limits.TooMuchTime, MemoryError) as error:
            said = limits.exceeded(template, path, memory=isinstance(error, MemoryError))
        except jinja2.TemplateError as error:
            said = problem(template, "{reason}", line=getattr(error, "lineno", None) or 0, reason=error)
        raise Problems([said])

    return isolation.made(text, template, path)
