from __future__ import annotations

from pipeline.reading.project import Project
from pipeline.services.market_status import market_status


def test_a_lead_owns_campaigns_rules_and_a_calendar_of_the_market(project: Project) -> None:
    found = market_status(project, "us")
    assert (found.lead, found.contact) == ("rachel-stone", "tessa-morgan")
    assert [each.id for each in found.campaigns] == ["spring-glow", "summer-shade"]
    assert found.campaigns[0].creators == ("maya-brooks", "nora-whitfield", "katya-mironova")
    assert [each.by for each in found.reviews] == sorted(each.by for each in found.reviews)
    assert {each.path for each in found.reviews} == {"content/markets/us.yaml", "content/calendars/us.yaml"}


def test_what_campaigns_await_of_the_lead_waits_for_them(project: Project) -> None:
    assert {unmet.who for unmet in market_status(project, "us").waits} == {"rachel-stone"}
    assert market_status(project, "de").waits == ()


def test_what_the_lead_promised_at_the_last_meeting_waits_for_them(project: Project) -> None:
    assert project.ritual is not None
    may = project.ritual.model_copy(update={"months": project.ritual.months[:5]})
    found = market_status(Project(**{**vars(project), "ritual": may}), "us")
    [act] = [unmet for unmet in found.waits if "meeting" in unmet.message]
    assert (str(act.values["day"]), act.values["month"]) == ("2027-05-21", "2027-05")
