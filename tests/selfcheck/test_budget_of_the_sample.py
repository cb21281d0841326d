"""What is said to fit a paper without being set fits it."""

from __future__ import annotations

import pytest

from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.selfcheck.budget import over_budget
from pipeline.writers.registry import Writers


@pytest.mark.long
def test_documents_that_are_sure_to_fit_a_paper_have_their_pages_on_it(project: Project) -> None:
    composer, layout = Composer(project), Writers(project.theme, project.assets).layout()
    sure, wrong = 0, []
    for target in targets.targets(project, "*.pdf", review=True):
        document = composer.compose(target)
        for paper in project.theme.like(document.property("paper")):
            if document.property("pages") and layout.fits(document, paper):
                sure += 1
                if any(over_budget(layout.outline(document, paper), document, paper, project.theme)):
                    wrong.append((target.id, paper))
    assert wrong == []
    assert sure > 300
