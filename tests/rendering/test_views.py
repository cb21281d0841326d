from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

import pytest
from jinja2 import Undefined
from jinja2.exceptions import TemplateAssertionError, TemplateRuntimeError
from markupsafe import Markup
from pydantic import BaseModel

from pipeline.base.assets import Assets
from pipeline.domain import targets
from pipeline.model.base import Token
from pipeline.reading.project import Project
from pipeline.rendering import sandbox, views
from pipeline.rendering.environment import NotPrintable
from pipeline.rendering.render import Renderer
from pipeline.rendering.views import MappingView, NoView, View, seen

CALLED = {
    "MappingView.get",
    "MappingView.items",
    "MappingView.keys",
    "MappingView.values",
    "str.endswith",
    "str.lower",
    "str.startswith",
    "str.upper",
}
"""Whatever a template can call of the values that it is given."""

GLOBALS = {"_", "_turn", "gettext", "ngettext", "npgettext", "pgettext", "you"}

LEAVES = {bool, int, float, str, Token, Markup, Decimal, datetime.date, datetime.datetime, datetime.time, type(None)}


def values(context: dict[str, Any]) -> Iterator[Any]:
    """Every value that a template is given, and whatever can be reached from there."""
    waiting, known = list(context.values()), set[int]()
    kept = []
    while waiting:
        found = seen(waiting.pop())
        if id(found) in known:
            continue
        known.add(id(found))
        kept.append(found)
        yield found
        if isinstance(found, View):
            for name in views.names(type(views.record(found))):
                try:
                    waiting.append(views.value(found, name))
                except (NoView, ValueError, StopIteration, IndexError):
                    continue
        elif isinstance(found, MappingView):
            waiting += [item for pair in found.items() for item in pair]
        elif isinstance(found, tuple | frozenset):
            waiting += found


@pytest.fixture(scope="module")
def reached(project: Project) -> list[Any]:
    renderer = Renderer(project)
    # What a template is given hangs on what is printed of whom, not on the language or on which of several it is.
    chosen = {
        (target.campaign, target.kind, target.view, target.market): target
        for target in targets.targets(project, review=True)
    }
    return [found for target in chosen.values() for found in values(renderer.context(target))]


@pytest.mark.long
def test_no_record_and_nothing_of_a_library_reaches_a_template(reached: list[Any]) -> None:
    kinds = {type(found) for found in reached}
    assert kinds - LEAVES == {View, MappingView, tuple, frozenset}
    assert not any(isinstance(found, BaseModel) or dataclasses.is_dataclass(found) for found in reached)


def test_what_a_template_can_call_is_a_short_list(reached: list[Any], tmp_path: Path) -> None:
    made = sandbox.environment(Assets(tmp_path), None)
    called = set()
    for kind, found in {type(found): found for found in reached}.items():
        for name in dir(found):
            answer = made.getattr(found, name)
            if not isinstance(answer, Undefined) and callable(answer) and made.is_safe_callable(answer):
                called.add(f"{'str' if issubclass(kind, str) else kind.__name__}.{name}")
    assert called == CALLED


def test_what_a_template_can_call_besides_are_messages(project: Project) -> None:
    made = Renderer(project)._environments["ru"].environment
    assert set(made.globals) == GLOBALS
    assert all(made.is_safe_callable(value) for value in made.globals.values())
    assert not made.is_safe_callable(print)
    assert not made.is_safe_callable(Path)


def test_a_view_is_frozen_and_has_no_name_that_leads_out(project: Project) -> None:
    view = seen(project.organisation)
    with pytest.raises(AttributeError):
        view.name = "x"
    public = [name for name in dir(view) if not name.startswith("_")]
    assert public == []
    assert not any(isinstance(getattr(view, name, None), FunctionType | BuiltinMethodType) for name in public)
    with pytest.raises(AttributeError):
        views.value(view, "parse_raw")


def test_only_what_a_class_of_ours_names_is_seen(project: Project) -> None:
    names = views.names(type(project.organisation))
    assert {"name", "languages", "people"} <= names
    assert names.isdisjoint({"model_fields_set", "model_extra", "broken_rules", "parse_raw"})


@pytest.mark.parametrize("value", [object(), Path(), print, datetime.timedelta(1), lambda: 1, {1}.__iter__()])
def test_a_value_that_nobody_thought_of_is_refused(value: object) -> None:
    with pytest.raises(NoView):
        seen(value)


def test_equal_records_are_equal_views(project: Project) -> None:
    people = project.organisation.people
    first, second = list(people)[:2]
    assert seen(people[first]) == seen(people[first].model_copy())
    assert seen(people[first]) != seen(people[second])
    assert hash(seen((1, "x"))) == hash((1, "x"))


@pytest.mark.parametrize(
    "body",
    [
        '{{ organisation.parse_raw("x") }}',
        "{{ organisation._record }}",
        '{{ organisation["_record"] }}',
        '{{ organisation|map(attribute="_record")|list }}',
        '{{ [organisation]|map(attribute="model_dump")|list }}',
        '{{ [organisation]|map(attribute="__class__")|list }}',
        '{{ [organisation]|selectattr("parse_raw")|list }}',
        "{{ organisation.__class__ }}",
        "{{ people.mapping }}{{ people._mapping }}",
        "{{ people.__init__ }}",
        "{{ people.items.__func__ }}",
        "{{ people.items.__globals__ }}",
        '{{ "".join(["a"]) }}',
        '{{ "{0.__class__}".format(1) }}',
        '{{ "{0.__class__}".format_map({}) }}',
        '{{ "x".translate({}) }}',
        '{{ ("x"|safe).format(1) }}',
        "{{ today.strftime('%s') }}",
        "{{ today.replace(year=1) }}",
        "{{ today.__reduce__() }}",
        "{{ ().__class__.__mro__ }}",
        "{{ (1).bit_length() }}",
        "{{ _.__globals__ }}",
        "{{ you.__self__ }}",
        "{{ ngettext.__code__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{% for x in [1] %}{{ loop.__init__ }}{{ loop._iterator }}{% endfor %}",
        "{% for x in [1] recursive %}{{ loop.changed(x) }}{% endfor %}",
        "{% macro m() %}{% endmacro %}{{ m._func }}{{ m.name }}{{ m.caller }}",
        "{{ nobody.__class__ }}",
        "{{ cycler.__init__.__globals__ }}{{ lipsum }}{{ namespace }}{{ dict }}{{ range }}",
        '{{ [print]|map("attr", "x")|list }}',
        '{{ "x"|attr("__class__") }}',
        '{{ "x"|tojson }}{{ people|pprint }}{{ "x"|format }}{{ people|xmlattr }}',
    ],
)
def test_nothing_leads_out_of_the_sandbox(project: Project, tmp_path: Path, body: str) -> None:
    renderer = Renderer(project)
    voice = renderer._environments["en"]
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text(body, encoding="utf-8")
    assert voice.environment.loader is not None
    voice.environment.loader.assets = Assets(tmp_path)  # type: ignore[attr-defined]
    context = {**renderer.context(targets.targets(project)[0]), "today": datetime.date(2027, 1, 1)}
    given = {name: seen(value) for name, value in context.items()}
    make: Callable[[], str] = lambda: voice.environment.get_template("page.html").render(given)  # noqa: E731
    with pytest.raises((TemplateRuntimeError, TemplateAssertionError, NotPrintable, TypeError)):
        raise AssertionError(make())


def test_what_can_be_called_is_ours(project: Project) -> None:
    items = seen(project.organisation.people).items
    assert isinstance(items, MethodType)
    assert items.__func__ is MappingView.items
