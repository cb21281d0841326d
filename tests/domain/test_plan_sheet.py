from __future__ import annotations

from calendars import day

from pipeline.domain.plan_sheet import plan_sheet
from pipeline.model.campaign import Campaign
from pipeline.model.partnership import CancelledPartnership, CancelledPost, Publication
from pipeline.reading.project import Project

SAMPLE = "spring-glow"


def test_a_campaign_shows_the_tightest_of_each_market(project: Project) -> None:
    sheet = plan_sheet(project, project.campaigns[SAMPLE])
    assert [found.id for found in sheet.parts] == ["anna-ivanova", "maya-brooks"]
    assert sheet.drawn == {"anna-ivanova", "maya-brooks"}


def test_a_market_shows_all_and_draws_the_tightest(project: Project) -> None:
    sheet = plan_sheet(project, project.campaigns[SAMPLE], "us")
    assert [found.id for found in sheet.parts] == ["maya-brooks", "nora-whitfield", "katya-mironova"]
    assert sheet.drawn == {"maya-brooks"}


def test_a_partnership_shows_itself(project: Project) -> None:
    [found] = plan_sheet(project, project.campaigns[SAMPLE], "ru", "claire-bennett").parts
    assert found.creator == project.creators["claire-bennett"]


def test_a_step_that_several_share_is_its_markets_and_a_post_is_one_creators(project: Project) -> None:
    campaign = project.campaigns[SAMPLE]
    for market in ("", "us"):
        for event in plan_sheet(project, campaign, market).events:
            owner = event.uid.split(".")[1]
            assert owner in (campaign.markets if event.market else campaign.partnerships), event.uid
            assert event.market is (project.markets[owner] if event.market else None)
    # Their own plan tells them what is theirs.
    assert not [event for event in plan_sheet(project, campaign, "us", "maya-brooks").events if event.market]


def test_a_step_that_is_called_off_keeps_its_id_and_the_plan_has_no_other_day_for_it(project: Project) -> None:
    campaign = project.campaigns[SAMPLE]
    section = campaign.markets["us"]
    [approval] = [step for step in section.schedule if step.milestone == "approval"]
    left = tuple(step for step in section.schedule if step is not approval)
    changed = section.model_copy(update={"schedule": left, "cancelled": (approval,)})
    later = campaign.model_copy(update={"version": "1.3", "markets": {**campaign.markets, "us": changed}})

    def events(record: Campaign) -> dict[str, tuple[bool, str]]:
        found = plan_sheet(project, record, "us", "maya-brooks").events
        return {event.uid: (event.cancelled, f"{event.row.day}") for event in found}

    uid = "aur-sg27.maya-brooks.approval@briefs.invalid"
    assert events(campaign)[uid] == (False, "2027-03-05")
    assert events(later)[uid] == (True, "2027-03-05")
    assert events(later).keys() == events(campaign).keys()


def called_off(post: Publication) -> CancelledPost:
    return CancelledPost.model_validate({"date": f"{post.date}", "time": post.time and f"{post.time:%H:%M}"})


def test_posts_that_are_called_off_have_the_ids_behind_those_that_go_out(project: Project) -> None:
    campaign = project.campaigns[SAMPLE]
    maya = campaign.partnerships["maya-brooks"]
    first, *others = maya.deliverables
    shorter = first.model_copy(update={"count": 1, "publish": first.publish[:1]})
    dropped = called_off(first.publish[1])
    changed = maya.model_copy(update={"deliverables": (shorter, *others), "cancelled": (dropped,)})
    later = campaign.model_copy(
        update={"version": "1.3", "partnerships": {**campaign.partnerships, "maya-brooks": changed}}
    )
    before, after = (
        {event.uid: event for event in plan_sheet(project, record, "us", "maya-brooks").events}
        for record in (campaign, later)
    )
    assert before.keys() == after.keys()
    gone = after["aur-sg27.maya-brooks.publish-3@briefs.invalid"]
    assert (gone.cancelled, str(gone.row.due), gone.planned) == (True, "2027-03-16 09:00:00-07:00", False)
    moved = after["aur-sg27.maya-brooks.publish-2@briefs.invalid"]
    assert (moved.cancelled, moved.row.day) == (False, day("2027-03-19"))
    assert moved.sequence > before[moved.uid].sequence


def test_the_posts_of_a_partnership_that_is_called_off_are_cancelled_for_everybody_else(project: Project) -> None:
    campaign = project.campaigns[SAMPLE]
    left = {name: each for name, each in campaign.partnerships.items() if name != "katya-mironova"}
    posts = [called_off(post) for item in campaign.partnerships["katya-mironova"].deliverables for post in item.publish]
    gone = CancelledPartnership(creator="katya-mironova", market="us", posts=tuple(posts))
    later = campaign.model_copy(update={"version": "1.3", "partnerships": left, "cancelled": {"katya-mironova": gone}})
    for market in ("", "us"):
        before, after = (plan_sheet(project, record, market).events for record in (campaign, later))
        own = {event.uid for event in before if ".katya-mironova." in event.uid}
        cancelled = {event.uid for event in after if event.cancelled}
        assert own == cancelled != set()
        assert {event.uid for event in before} == {event.uid for event in after}
    assert not any(event.cancelled for event in plan_sheet(project, later, "ru").events)
