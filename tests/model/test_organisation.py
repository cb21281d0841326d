from __future__ import annotations

import datetime

import pytest
from samples import ORGANISATION, Change, content, record, refused

from pipeline.model.organisation import Organisation

TEXT = content(ORGANISATION)


def test_an_organisation_and_its_people_are_what_the_file_says() -> None:
    organisation = record(Organisation, TEXT)
    ada = organisation.people["ada"]
    assert (organisation.languages, organisation.accent) == (("en", "ru"), "#0B5D51")
    assert ada.hours is not None
    assert (ada.hours.opens, ada.hours.closes) == (datetime.time(10), datetime.time(19))
    assert datetime.datetime(2027, 7, 1, tzinfo=ada.zone).utcoffset() == datetime.timedelta(hours=3)


def test_a_person_who_is_only_named_needs_no_hours() -> None:
    text = TEXT.replace('    hours: {from: "10:00", to: "19:00"}\n', "").replace("    reply_within_hours: 1\n", "")
    ada = record(Organisation, text).people["ada"]
    assert (ada.hours, ada.reply_within_hours) == (None, None)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("decision_makers: [ada]", "decision_makers: [ada, ^bob]"), '^ decision_makers.1: no person "bob"'),
        (("decision_makers: [ada]", "decision_makers: ^[]"), "^ decision_makers: expected at least 1, found 0"),
        (("languages: [en, ru]", "languages: ^[]"), "^ languages: expected at least 1, found 0"),
        (("  ada:\n", "  ^Ada:\n"), '^ people.Ada: "Ada" does not have the expected form (use lowercase letters, digits and hyphens)'),
        (
            ("    time_zone:", '    phone: ^"8 495 123-45-67"\n    time_zone:'),
            '^ people.ada.phone: "8 495 123-45-67" does not have the expected form (write "+", the country\'s code and the number, without spaces and in quotes)',
        ),
        (('from: "10:00"', "^form: 10:00"), '^ unknown field "form" (did you mean "from"?)'),
    ],
)  # fmt: skip
def test_what_an_organisation_may_not_say_is_refused(change: Change, line: str) -> None:
    assert line in refused(Organisation, TEXT, change)
