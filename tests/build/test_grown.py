from __future__ import annotations

import re
from pathlib import Path

import pytest
from samples import CAMPAIGN, MARKET, edit, load

from pipeline.build import run
from pipeline.build.grown import written
from pipeline.domain.targets import targets

BRIEF = "templates/kinds/brief.html"
SAYS = "  messages: [campaign.messages, section.messages]"


@pytest.mark.parametrize(
    ("section", "path", "place"),
    [
        ("deliverables", CAMPAIGN, ("partnerships", "ivan", "deliverables")),
        ("dates", CAMPAIGN, ("markets", "ru", "schedule")),
        ("disclosure", MARKET, ("disclosure", "lines")),
        ("messages", CAMPAIGN, ("messages", "must")),
        ("terms", MARKET, ("terms", "rights", "en")),
        ("acceptance", None, ()),
    ],
)
def test_the_place_is_that_of_what_the_section_prints(
    only_briefs: Path, section: str, path: str | None, place: tuple[str, ...]
) -> None:
    project = load(only_briefs)
    [target] = targets(project, "*.en.pdf")
    assert written(section, target, project) == ((path, place) if path else None)


def test_the_longest_text_is_the_one_that_grew(only_briefs: Path) -> None:
    edit(only_briefs, CAMPAIGN, ("ru: Текст с листа", f"ru: {'Текст с листа ' * 9}".strip()))
    project = load(only_briefs)
    [target] = targets(project, "*.ru.pdf")
    assert written("market", target, project) == (CAMPAIGN, ("freedom", "avoid", "ru"))


def test_a_kind_may_name_what_is_not_there(only_briefs: Path) -> None:
    edit(only_briefs, BRIEF, (SAYS, "  messages: [campaign.nothing, market.rules.other]"))
    project = load(only_briefs)
    [target] = targets(project, "*.en.pdf")
    assert written("messages", target, project) is None


def test_a_section_of_each_market_is_found_by_what_their_names_have_in_common(minimal: Path) -> None:
    kpi = minimal / "templates/kinds/kpi.html"
    kpi.write_text(
        kpi.read_text(encoding="utf-8").replace("  plan: [section.plan]", "  plan: [section.targets]"), encoding="utf-8"
    )
    project = load(minimal)
    [target] = targets(project, "dawn.kpi.all.en.pdf")
    found = written("plan-ru", target, project)
    assert found is not None
    assert (found[0], found[1][:3]) == (CAMPAIGN, ("markets", "ru", "targets"))


def test_answers_that_do_not_fit_the_sheet_of_a_call_are_told_where_they_are_written(copy: Path) -> None:
    records = "content/agreements/spring-glow.yaml"
    text = (copy / records).read_text(encoding="utf-8")
    grown = re.sub(
        r'(?m)^( +(?:answer|why): .*en: ")([^"]+)"', lambda said: f'{said[1]}{" ".join([said[2]] * 6)}"', text
    )
    (copy / records).write_text(grown, encoding="utf-8")
    project = load(copy)
    [target] = targets(project, "spring-glow.alignment.host.en.pdf")
    [found] = run.build(project, [target], copy / "build", jobs=1).failed
    assert found.path == records
    assert "who: irina-volkova" in grown.splitlines()[found.line]
    assert "sheet for whoever leads the call" in str(found)
