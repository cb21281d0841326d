from __future__ import annotations

from pipeline.domain.ritual_sheet import Meeting, meeting
from pipeline.reading.project import Project


def of(project: Project, month: str) -> Meeting:
    assert project.ritual is not None
    return meeting(project, project.ritual, month)


def test_thirty_minutes_are_two_six_times_three_six_two_and_two_to_spare(project: Project) -> None:
    parts = of(project, "2027-07").parts
    assert [(part.what, part.starts, part.minutes) for part in parts] == [
        ("stage", 0, 2),
        *(("metric", 2 + 3 * index, 3) for index in range(6)),
        ("acts", 20, 6),
        ("next", 26, 2),
        ("spare", 28, 2),
    ]


def test_numbers_are_told_in_the_order_of_their_groups_with_whom_to_ask(project: Project) -> None:
    told = of(project, "2027-07").told
    assert [each.metric.group for each in told] == ["acquisition", *["activation"] * 3, *["efficiency"] * 2]
    assert [each.key for each in told if each.kept] == ["cpm"]
    for each in told:
        assert each.presenter is not None
        assert each.kept or each.presenter != each.owner


def test_the_first_month_alone_has_the_example(project: Project) -> None:
    first, second = of(project, "2027-01"), of(project, "2027-02")
    assert first.story is not None
    assert first.story_metric == project.metrics.metrics["cpa"]
    assert (second.story, second.story_metric) == (None, None)


def test_who_was_absent_what_was_learned_and_decided_comes_from_the_record(project: Project) -> None:
    march = of(project, "2027-03")
    people = project.organisation.people
    assert march.absent == (people["rachel-stone"],)
    assert [each.person for each in march.acts] == [people["olga-lebedeva"], people["daniel-kim"]]
    assert [each.key for each in march.told if each.learned] == ["ctr", "cpa"]
    assert f"{march.begins:%Y-%m-%d %H:%M}" == "2027-03-09 17:00"


def test_the_next_names_are_those_of_the_next_month(project: Project) -> None:
    may, june = of(project, "2027-05"), of(project, "2027-06")
    assert [turn.presenter for turn in may.next_turns] == [each.presenter for each in june.told]
    assert may.next_on == june.begins.date()
    assert [market.territory for market in may.markets] == ["RU", "US"]
