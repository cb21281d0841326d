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
from pipeline.base.problems import N_, Problems, nearest, problem
from pipeline.build import isolation
from pipeline.checks import load
from pipeline.checks.consistency import starting_texts
from pipeline.checks.file_names import is_id
from pipeline.domain import targets
from pipeline.model.agreements import Agreements
from pipeline.model.base import Model
from pipeline.model.calendar import Calendar
from pipeline.model.campaign import Campaign
from pipeline.model.creator import Creator
from pipeline.model.market import Market
from pipeline.model.results import Results
from pipeline.model.sop import Sop
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.rendering.sandbox import Environment, TemplateLoader
from pipeline.rendering.views import seen
from pipeline.workspace import starting_records
from pipeline.workspace.starting_values import CannotStart, StartingValues

KINDS: Mapping[str, type[Model]] = {
    model.__name__.lower().removesuffix("s"): model
    for model in (Campaign, Market, Creator, Sop, Calendar, Agreements, Results)
}
"""The kinds of files that can be started; each has a template and a folder by its name."""

_SECONDS = 2
"""How long a starting file may take to be written: its template may be a stranger's."""

_WITH_OUTPUTS = (Campaign, Sop)
"""What has a folder of outputs by its id: no two may have the same."""


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
    documents = targets.targets(checked, f"{name}.*")
    if documents and not after:
        once = list({target.document: target for target in documents}.values())
        found = [said for item in isolation.checked(Composer(checked), once, {}) for said in item.problems]
        if found:
            raise Problems(found)
    publish(folder / path, text.encode())
    return path


def _path(folder: Path, kind: str, name: str) -> str:
    if kind not in KINDS:
        close = nearest(kind, KINDS)
        raise CannotStart(
            f'"{kind}" cannot be started ' + (f'(did you mean "{close}"?)' if close else f"({', '.join(KINDS)} can)")
        )
    if not is_id(name):
        raise CannotStart(
            f'"{name}" is not an id (lower-case letters a to z, digits and single hyphens, such as first-light)'
        )
    for model in _WITH_OUTPUTS if KINDS[kind] in _WITH_OUTPUTS else (KINDS[kind],):
        taken = f"content/{model.__name__.lower()}s/{name}.yaml"
        if (folder / taken).exists():
            raise CannotStart(f"{taken} is already there (choose another id, or edit the file)")
    return _path_of(kind, name)


def _path_of(kind: str, name: str) -> str:
    return f"content/{kind}s/{name}.yaml"


def written(
    project: Project, kind: str, name: str, issued: datetime.date | None = None, year: int | None = None
) -> str:
    """The text of a starting file. Raises Refused where the project lacks what it must name, Problems."""
    if year is not None and KINDS[kind] is not Calendar:
        raise CannotStart(f"a {kind} has no year (remove --year)")
    facts = StartingValues(project, name, issued)
    gathered: dict[type[Model], Any] = {
        Campaign: facts.campaign,
        Market: facts.market,
        Creator: facts.creator,
        Sop: facts.sop,
        Calendar: lambda: facts.calendar(year),
        Agreements: lambda: starting_records.values(project, name),
        Results: lambda: starting_records.results(project, name),
    }
    values = facts.common | gathered[KINDS[kind]]()
    return rendered(project.assets, facts.template(kind), values, _path_of(kind, name))


def rendered(assets: Assets, template: str, values: Mapping[str, Any], path: str) -> str:
    """The text of the file of a path, from a template and values. Raises Problems."""
    environment = Environment(
        loader=TemplateLoader(assets),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    # What a template may call stands among its globals.
    environment.globals |= {name: value if callable(value) else seen(value) for name, value in values.items()}
    try:
        compiled = environment.get_template(template.removeprefix("templates/"))
        with limits.seconds_of_computing(_SECONDS):
            return compiled.render()
    except (limits.TooMuchTime, MemoryError):
        message = N_("takes more time than a document may, while rendering {target}")
        raise Problems([problem(template, message, target=path)]) from None
    except jinja2.TemplateError as error:
        line = getattr(error, "lineno", None) or 0
        raise Problems([problem(template, "{reason}", line=line, reason=error)]) from None
