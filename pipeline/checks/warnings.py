"""What somebody should look at before printing: lint, languages that differ, translations left behind, odd dates."""

from __future__ import annotations

from pipeline.base.problems import Problem
from pipeline.checks import (
    agreement_warnings,
    cohort_warnings,
    lint,
    narrow_ranges,
    parity,
    plan,
    profiles,
    ritual_warnings,
    scorecards,
)
from pipeline.checks.consistency import table
from pipeline.domain import languages
from pipeline.reading.authored import authored
from pipeline.reading.project import Project

_NOT_SHARED = (
    "content/campaigns/",
    "content/agreements/",
    "content/results/",
    "content/ritual.yaml",
    "content/cohorts/",
    "content/sops/",
)
"""Where files stand of which a campaign's documents print its own at most."""


def warnings(project: Project, campaign: str = "") -> list[Problem]:
    """Everything to look at in a project, by place; `campaign` leaves other campaigns and procedures out.

    Raises Problems where a lint file is wrong.
    """
    linters = lint.linters(project.assets, project.languages)
    printed = {name: project.languages[name] for name in languages.printed(project)}
    facts, record = parity.fact_readers(printed), parity.load(project.folder)
    found = [item for item in table.warnings(project) if not (campaign and _of_another(item.path, campaign))]
    for text in authored(project):
        if campaign and _of_another(text.source.path, campaign):
            continue
        for linter in linters:
            found += linter.problems(text)
        found += parity.differences(text, facts)
        found += table.of_text(text, printed)
        found += record.problems(text)
    for name in [campaign] if campaign in project.campaigns else [] if campaign else project.campaigns:
        found += plan.warnings(project, name)
        found += agreement_warnings.warnings(project, name)
        found += narrow_ranges.warnings(project, name)
        found += scorecards.warnings(project, name)
        found += profiles.warnings(project, name)
    if not campaign:
        found += ritual_warnings.warnings(project)
        found += cohort_warnings.warnings(project)
    return sorted(dict.fromkeys(found), key=lambda item: (item.path, item.line, item.column))


def _of_another(path: str, campaign: str) -> bool:
    return path.startswith(_NOT_SHARED) and not path.endswith(f"s/{campaign}.yaml")
