from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import yaml
from samples import edit

from pipeline.checks import load
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.attachments import attachments
from pipeline.rendering.compose import Composer
from pipeline.writers.registry import Writers

CAMPAIGN = "content/campaigns/spring-glow.yaml"


def attached(project: Project, pattern: str) -> dict[str, str]:
    [target] = targets.targets(project, pattern)
    return dict(attachments(project, target))


def test_a_document_for_all_who_agree_carries_the_campaign_without_its_partnerships(project: Project) -> None:
    [(name, text)] = attached(project, "spring-glow.master.en.pdf").items()
    data = yaml.safe_load(text)
    assert name == "spring-glow.yaml"
    assert set(project.sources[CAMPAIGN].data) - set(data) == {"partnerships"}
    assert data["name"] == {"en": "Spring Glow", "ru": "Весеннее сияние"}


def test_no_fee_code_or_link_of_any_partnership_is_in_it(project: Project) -> None:
    text = "".join(attached(project, "spring-glow.master.*.pdf".replace("*", "ru")).values())
    for partnership in project.campaigns["spring-glow"].partnerships.values():
        assert str(partnership.tracking.code) not in text
        assert str(partnership.tracking.link) not in text
        assert f"{partnership.fee.amount:f}" not in text


def test_a_creator_s_brief_carries_nothing(project: Project) -> None:
    assert attached(project, "spring-glow.brief.anna-ivanova.ru.pdf") == {}


def test_a_procedure_carries_itself_and_what_it_takes_from_markets(project: Project) -> None:
    found = {name: yaml.safe_load(text) for name, text in attached(project, "partnership.sop.en.pdf").items()}
    assert list(found) == ["partnership.yaml", "de.yaml", "ru.yaml", "us.yaml"]
    assert set(found["ru.yaml"]) == {"name", "process"}
    assert found["partnership.yaml"]["code"] == "SOP-INF-001"


def test_comments_stay_with_those_who_edit_the_content(copy: Path) -> None:
    edit(copy, CAMPAIGN, ("status: in-force", "status: in-force  # Katya wanted more"))
    assert "Katya wanted" not in "".join(attached(load.load(copy), "spring-glow.master.en.pdf").values())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_pdf_holds_the_files_as_its_source_with_the_document_s_date(project: Project, language: str) -> None:
    [target] = targets.targets(project, f"spring-glow.master.{language}.pdf")
    document = Composer(project).compose(target)
    made = Writers(project.theme, project.assets).writer("pdf").write(document)
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        [(name, item)] = pdf.attachments.items()
        content = item.get_file()
        assert (name, str(item.obj.AFRelationship)) == ("spring-glow.yaml", "/Source")
        assert content.read_bytes().decode() == attached(project, target.id)["spring-glow.yaml"]
        assert str(content.mod_date) == "2027-02-12 00:00:00+00:00"
        assert content.mime_type == "application/yaml"
