"""What templates need beyond the records: a target comes in, one value goes out, from one module for each name.

The table is this package: a kind that names `sheet` under `needs:` is given what `sheet.PROVIDER` makes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pipeline.base.problems import N_, Problem, nearest
from pipeline.domain.targets import Target
from pipeline.model.kind import Axis
from pipeline.reading.project import Project


@dataclass(frozen=True)
class Provider:
    """One value that templates may need. Only a kind that varies by `axis` has it."""

    axis: Axis
    provide: Callable[[Project, Target], object]


@cache
def providers() -> Mapping[str, Provider]:
    """Every provider by its name, which is that of its module."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return MappingProxyType({name: importlib.import_module(f"{__name__}.{name}").PROVIDER for name in names})


def needs_problems(project: Project) -> Iterator[Problem]:
    """A problem for each need of a kind that nothing provides, or not to what the kind varies by."""
    known = providers()
    for name, kind in project.kinds.items():
        source = project.sources[f"templates/kinds/{name}.html"]
        for index, need in enumerate(kind.needs):
            at = ("needs", index)
            if need not in known:
                message, hint = N_('nothing provides "{need}" to templates'), nearest(need, known) or ", ".join(known)
                yield source.problem(at, message, hint="{known}", need=need, known=hint)
            elif known[need].axis not in kind.vary:
                message, hint = '"{need}" exists only for one {axis}', "add {axis} to vary, or remove it"
                yield source.problem(at, message, hint=hint, need=need, axis=known[need].axis)
