from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from samples import CAMPAIGN, MARKET, edit, load

from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.domain.overview import overview
from pipeline.language.localization import Localization
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.rendering.sentences import as_sentence, of


def words(project: Project, name: str) -> str:
    """The text of a document, blanks alike."""
    target, *_ = targets.targets(project, f"{name}.*")
    text = "\n".join(lines(Composer(project).compose(target).blocks))
    return text.replace("\u00a0", " ").replace("\u2060", "")


def test_every_market_of_a_campaign_is_a_chapter_with_its_own_partnerships(project: Project) -> None:
    whole = overview(project, project.campaigns["spring-glow"])
    assert [chapter.id for chapter in whole.chapters] == ["ru", "us"]
    assert [len(chapter.agreements) for chapter in whole.chapters] == [3, 3]
    assert len(whole.agreements) == 6
    russia = whole.chapters[0]
    assert (russia.first_day.day, russia.last_day.day) == (9, 19)
    assert russia.decider.name["en"] == "Irina Volkova"


def test_targets_stand_in_the_order_of_the_chapters(project: Project) -> None:
    whole = overview(project, project.campaigns["spring-glow"])
    assert [target.low for target in whole.primary.targets] == [8, 35]
    assert whole.primary.owner.name["en"] == "Daniel Kim"
    assert [item.measure.metric for item in whole.of("context")] == ["cpm", "er-views"]


def test_terms_differ_or_are_the_same_in_every_market(project: Project) -> None:
    whole = overview(project, project.campaigns["spring-glow"])
    assert whole.differs("exclusivity")
    assert not whole.differs("revision_rule")


def test_the_terms_of_a_single_market_are_all_listed(minimal: Path) -> None:
    small = load(minimal)
    whole = overview(small, small.campaigns["dawn"])
    assert whole.differs("revision_rule")


def test_a_step_stands_beside_the_same_step_of_other_markets_in_the_order_of_dates(project: Project) -> None:
    rows = overview(project, project.campaigns["spring-glow"]).timetables[0].rows
    assert [row.milestone for row in rows] == [
        "product", "advance", "draft", "feedback", "final", "approval", "report", "payment",
    ]  # fmt: skip
    assert [step is None for step in rows[0].steps] == [False, False]
    assert [step is None for step in rows[1].steps] == [False, True]
    assert [step is None for step in rows[5].steps] == [True, False]


def test_a_second_draft_is_a_row_of_its_own(minimal: Path) -> None:
    small = load(
        minimal, CAMPAIGN, ("      - {milestone: payment", "      - {milestone: draft, date: 2027-02-26}\n      - {milestone: payment")
    )  # fmt: skip
    rows = overview(small, small.campaigns["dawn"]).timetables[0].rows
    assert [row.milestone for row in rows] == ["advance", "draft", "draft", "payment"]


def test_whoever_must_agree_has_the_scopes_that_they_approve(project: Project) -> None:
    found = {
        each.person.name["en"]: (each.scopes, tuple(market.territory for market in each.markets))
        for each in overview(project, project.campaigns["spring-glow"]).approvers
    }
    assert found == {
        "Irina Volkova": (("message",), ()),
        "Pavel Orlov": (("numbers",), ("RU",)),
        "Rachel Stone": (("numbers",), ("US",)),
        "Daniel Kim": (("money", "numbers"), ()),
    }


def test_a_draft_has_nothing_to_be_signed_and_what_is_in_force_no_more(project: Project) -> None:
    draft, final = (words(project, f"{name}.master.en") for name in ("summer-shade", "spring-glow"))
    assert ("Signature" in draft, "Signature" in final) == (False, False)
    assert ("By May 21, please approve $8,020 for 300 first orders" in draft, "Approved: $34,050 for" in final) == (
        True,
        True,
    )
    assert "Version 1.2: approved February 10–11, issued February 12" in final


def test_whoever_agreed_says_since_when(project: Project) -> None:
    whole = overview(project, project.campaigns["spring-glow"])
    assert [str(each.agreed) for each in whole.approvers] == ["2027-02-11", *["2027-02-10"] * 3]
    assert (whole.awaited, str(whole.agreed)) == (0, "2027-02-11")


def test_a_later_yes_to_the_same_does_not_change_what_is_said(copy: Path, project: Project) -> None:
    path = copy / "content/agreements/spring-glow.yaml"
    text = path.read_text(encoding="utf-8")
    last = text[text.index("  - person: irina-volkova\n    scope: message") : text.index("\n# Replies of creators")]
    path.write_text(text.replace(last, last + last.replace("2027-02-11", "2027-02-12")), encoding="utf-8")
    assert words(load(copy), "spring-glow.master.en") == words(project, "spring-glow.master.en")


def test_what_is_in_review_has_a_form_for_those_who_are_awaited(copy: Path) -> None:
    changed = load(
        copy, "content/campaigns/spring-glow.yaml", ('{en: "2,000 repeat orders", ru', '{en: "more orders", ru')
    )
    whole = overview(changed, changed.campaigns["spring-glow"])
    assert [each.agreed is None for each in whole.approvers] == [False, False, True, False]
    assert (whole.awaited, whole.agreed) == (1, None)
    said = words(changed, "spring-glow.master.en")
    assert "We ask you to approve $34,050 for 1,500 first orders" in said
    assert "Signature" in said
    assert "agreed\nFebruary 10" in said


def test_where_nothing_is_on_record_nobody_is_said_to_have_agreed(minimal: Path) -> None:
    said = words(load(minimal), "dawn.master.en")
    assert "When each of them agreed is not on record here." in said
    assert "signed off" not in said


def test_a_term_that_differs_by_a_number_is_said_for_each_market(project: Project) -> None:
    said = words(project, "spring-glow.master.en")
    for days in (14, 30):
        assert f"From {days} days before the first post to {days} days after the last." in said
    assert said.count("Copyright is not transferred.") == 1


def test_the_first_page_says_each_market_s_plan_beside_its_range(project: Project) -> None:
    said = words(project, "spring-glow.master.en")
    assert "Blended CPA" in said
    assert "Total\n$34,050\n1,500" in said
    assert "Russia\n$9,450\n900\n$10.50, range $8–12\n3 creators" in said
    assert "$41.00, range $35–45" in said


def test_a_draft_proposes_its_ranges(project: Project) -> None:
    draft = words(project, "summer-shade.master.en")
    assert "Proposed. Orders count within" in draft
    assert "Agreed on" not in draft


def test_a_draft_says_by_when_each_approver_is_asked(project: Project) -> None:
    whole = overview(project, project.campaigns["summer-shade"])
    assert [str(each.needed) for each in whole.approvers] == [
        "2027-05-21 18:00:00", "2027-05-21 18:00:00", "2027-05-21 18:00:00", "2027-05-21 18:00:00",
    ]  # fmt: skip
    said = words(project, "summer-shade.master.en")
    assert "May 21, 6:00 p.m., Moscow" in said
    assert "We need 4 answers by May 21" in said
    assert "“Yes to version 0.3,” or what to change, to Olga Lebedeva" in said


def test_a_draft_shows_the_past_results_on_which_its_ranges_rest(project: Project) -> None:
    said = words(project, "summer-shade.master.en")
    assert "The last CPA: Russia above its range, United States below its range" in said
    assert "Last result: ● inside, ○ better, △ ▽ worse." in said
    assert "The last CPA" not in words(project, "spring-glow.master.en")


def test_a_draft_says_why_its_plans_are_not_what_was_reached_last(project: Project) -> None:
    said = words(project, "summer-shade.master.en")
    assert (
        "Why these plans\nRussia. We plan $12.50, $0.60 below the last result, because the article has its link" in said
    )
    assert "United States. We plan $43.00, $4.80 above the last result, because the creator is new" in said
    assert said.count("Why these plans") == 1


def test_what_terms_of_all_markets_begin_with_is_said_once(project: Project) -> None:
    said = words(project, "spring-glow.master.en")
    assert "Common to all markets\nEdits. A round is one list of notes" in said
    assert said.count("Exclusivity. No paid posts for other facial skincare brands.") == 1
    assert "From 14 days before the first post to 14 days after the last.\nFrom 30 days before" in said
    assert "The markets differ in payment, rights, and edits; the report is the same" in said


def test_who_agreed_to_terms_of_their_own_is_named_with_the_reason(project: Project) -> None:
    said = words(project, "spring-glow.master.en")
    assert "Nora Whitfield. One contract covers four campaigns in 2027. Ads from the same handle" in said


def test_an_approver_answers_before_the_creator_of_a_market_has_to_begin(copy: Path) -> None:
    changed = load(
        copy,
        "content/creators/dana-whitaker.yaml",
        ("\nname:", "\nprep: {days: 4, why: {en: a hike, ru: поход}}\nname:"),
    )
    whole = overview(changed, changed.campaigns["summer-shade"])
    # She begins on Thursday, May 20: four of her days before the draft of May 27, as she has no Fridays.
    assert str(whole.approvers[2].needed) == "2027-05-19 18:00:00"


def test_a_day_of_ours_that_no_schedule_says_follows_from_the_terms(project: Project) -> None:
    rows = overview(project, project.campaigns["spring-glow"]).timetables[0].rows
    [approval] = [row for row in rows if row.milestone == "approval"]
    assert [str(day) for day in approval.expected] == ["2027-03-04", "None"]
    assert "Our approval\nThu, Mar 4\nFri, Mar 5, 5:00 p.m." in words(project, "spring-glow.master.en")


FEEDBACK = '      - {milestone: feedback, date: 2027-02-26, time: "18:00"}\n      - {milestone: final, date: '


def test_without_a_calendar_our_days_are_those_from_monday_to_friday(copy: Path) -> None:
    edit(copy, "content/campaigns/spring-glow.yaml", (FEEDBACK + "2027-03-03", FEEDBACK + "2027-03-05"))
    edit(copy, "content/markets/ru.yaml", ("calendar: ru\n", ""))
    people = copy / "content/organisation.yaml"
    people.write_text(people.read_text(encoding="utf-8").replace("    calendar: ru\n", ""), encoding="utf-8")
    changed = load(copy)
    rows = overview(changed, changed.campaigns["spring-glow"]).timetables[0].rows
    [approval] = [row for row in rows if row.milestone == "approval"]
    assert str(approval.expected[0]) == "2027-03-08"


def test_a_rule_for_formats_that_nobody_makes_is_left_out(project: Project) -> None:
    assert "In stories" in words(project, "spring-glow.master.en")
    assert "In stories" not in words(project, "summer-shade.master.en")


def test_whoever_decides_on_everything_is_named_once(project: Project) -> None:
    said = words(project, "spring-glow.master.en")
    assert "Market and posts: Rachel Stone" in said
    assert "Market: Pavel Orlov" in said


def test_the_label_of_each_market_stands_word_for_word(project: Project) -> None:
    said = words(project, "spring-glow.master.en")
    assert "#ad | Aurora is paying me for this post." in said
    assert "erid: …" in said


def test_posts_stand_among_the_other_dates_by_day(project: Project) -> None:
    text = words(project, "spring-glow.master.en")
    said = ("Our approval", "Posts go live", "Report\nFri", "Payment after")
    days = [text.rindex(each) for each in said]
    assert days == sorted(days)


def test_a_master_brief_says_what_every_market_agreed_to(project: Project) -> None:
    text = words(project, "spring-glow.master.en")
    campaign = project.campaigns["spring-glow"]
    for market in ("ru", "us"):
        section, record = campaign.markets[market], project.markets[market]
        for said in (
            record.heading, section.strategy, section.meaning, record.context, record.terms.payment_documents,
            *(framing.why for framing in section.framings),
        ):  # fmt: skip
            assert said["en"] in text
        for target in section.targets.values():
            assert as_sentence((target.here or target.why)["en"]) in text
    for said in (campaign.objective.cannot_go_wrong, campaign.not_yours):
        assert said["en"] in text
    assert all(sentence in text for sentence in of(campaign.objective.success_in_three_months["en"]))
    for person in campaign.approvers:
        assert project.organisation.people[person].name["en"] in text


def test_no_partnership_s_fee_or_code_is_in_a_master_brief(project: Project) -> None:
    found = 0
    for target in targets.targets(project, "*.master.*.docx"):
        text = words(project, target.document)
        localization = Localization(target.language, project.languages[target.language])
        for partnership in project.campaigns[target.campaign].partnerships.values():
            fee = partnership.fee
            if fee:
                digits = re.sub(r"\D", "", localization.money(fee.amount, fee.currency))
                assert digits not in re.sub(r"(?<=\d)[ ,.](?=\d{3})", "", text)
            for secret in (partnership.tracking.code, partnership.tracking.link):
                assert secret is None or secret not in text
            found += 1
    assert found == 22


@pytest.mark.parametrize("count", [1, 3, 4, 7])
def test_a_master_brief_holds_any_number_of_markets(minimal: Path, count: int) -> None:
    section = re.search(r"^  ru:\n(    .*\n)+", (minimal / CAMPAIGN).read_text(encoding="utf-8"), re.MULTILINE)
    assert section is not None
    more = ""
    for number in range(1, count):
        shutil.copyfile(minimal / MARKET, minimal / f"content/markets/m{number}.yaml")
        edit(minimal, f"content/markets/m{number}.yaml", ("In Russia, this means", f"In market {number} this means"))
        more += section[0].replace("  ru:", f"  m{number}:", 1)
    edit(minimal, CAMPAIGN, ("partnerships:\n", f"{more}partnerships:\n"))
    text = words(load(minimal), "dawn.master.en")
    assert all(f"In market {number} this means" in text for number in range(1, count))


def test_a_campaign_without_partnerships_has_a_master_brief_without_their_table(minimal: Path) -> None:
    text = (minimal / CAMPAIGN).read_text(encoding="utf-8")
    (minimal / CAMPAIGN).write_text(text[: text.index("partnerships:\n")], encoding="utf-8")
    said = words(load(minimal), "dawn.master.en")
    assert "Creators and deliverables" not in said
    assert "Version 1.0: who approves what" in said
