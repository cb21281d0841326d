"""Statuses move only along their table: each stage of the records beside each status that may be typed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from agreements import AGREEMENTS, reviewed
from decisions import DAY, accept, approve_all, code, refused, run, sent, status
from samples import CAMPAIGN, archived, edit

from pipeline.checks import load
from pipeline.domain import partnership_progress, progress
from pipeline.domain.approvals import CampaignAgreements

BEGUN, REVIEWED, APPROVED, SENT, KICKED_OFF, STOPPED = "begun", "reviewed", "approved", "sent", "kicked off", "stopped"
TYPED = ("draft", "in-review", "in-force", "superseded", "closed", "stopped")

STOP = ("stop", "dawn", "--by", "ada", "--on", "2027-02-20", "--evidence", "mail")
REASON = ("--reason", "en=No lamps.", "--reason", "ru=Нет ламп.")


def _kickoff(folder: Path) -> None:
    accept(folder)
    assert run(folder, "kickoff", "dawn", "--on", "2027-01-29").exit_code == 0


def _stop(folder: Path) -> None:
    assert run(folder, *STOP, *REASON, "--pays", "ivan=30000").exit_code == 0


STEPS: dict[str, Callable[[Path], None]] = {APPROVED: approve_all, SENT: sent, KICKED_OFF: _kickoff, STOPPED: _stop}
"""What brings the records from one stage to the next."""


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The smallest project with records, at each stage. To be read, not changed."""
    base = tmp_path_factory.mktemp("stages")
    folder = reviewed(base / REVIEWED)
    found = {REVIEWED: folder}
    for name, step in STEPS.items():
        folder = Path(shutil.copytree(folder, base / name))
        step(folder)
        found[name] = folder
    begun = Path(shutil.copytree(found[REVIEWED], base / BEGUN))
    (begun / AGREEMENTS).write_text("approvals: []\nkickoffs: []\n", encoding="utf-8")
    return {BEGUN: begun, **found}


NOT_APPROVED = "in-review"
NO_KICKOFF = "no kick-off of 1.0 is on record"
NO_RECORD = "no record says that 1.0 is {}"
NOBODY_WORKED = "nobody worked by 1.0: nothing has taken its place"
NO_DRAFT = "1.0 was kicked off: it is no draft any more"
NOT_READY = {
    "no intake is on record",
    "the four answers are not agreed",
    "ivan was not asked what to expect",
    *(f"the checkpoint {step} was neither held nor skipped" for step in ("goal", "strategy", "execution", "metrics")),
}
"""What a campaign lacks whose records only begin."""

# The status that documents print, or what is refused, by the stage of the records and the status that is typed.
TABLE: dict[str, dict[str, str | set[str]]] = {
    BEGUN: {
        "draft": "draft",
        "in-review": NOT_READY,
        "in-force": {*NOT_READY, NO_KICKOFF},
        "superseded": {NOBODY_WORKED},
        "closed": {NO_RECORD.format("closed")},
        "stopped": {NO_RECORD.format("stopped")},
    },
    REVIEWED: {
        "draft": "draft",
        "in-review": "in-review",
        "in-force": {NO_KICKOFF},
        "superseded": {NOBODY_WORKED},
        "closed": {NO_RECORD.format("closed")},
        "stopped": {NO_RECORD.format("stopped")},
    },
    APPROVED: {
        "draft": "draft",
        "in-review": "approved",
        "in-force": {NO_KICKOFF},
        "superseded": {NOBODY_WORKED},
        "closed": {NO_RECORD.format("closed")},
        "stopped": {NO_RECORD.format("stopped")},
    },
    SENT: {
        "draft": "draft",
        "in-review": "approved",
        "in-force": {NO_KICKOFF},
        "superseded": {NOBODY_WORKED},
        "closed": {NO_RECORD.format("closed")},
        "stopped": {NO_RECORD.format("stopped")},
    },
    KICKED_OFF: {
        "draft": {NO_DRAFT},
        "in-review": "kicked-off",
        "in-force": "in-force",
        "superseded": "superseded",
        "closed": {NO_RECORD.format("closed")},
        "stopped": {NO_RECORD.format("stopped")},
    },
    STOPPED: {
        "draft": {NO_DRAFT},
        "in-review": "stopped",
        "in-force": "stopped",
        "superseded": "stopped",
        "closed": {NO_RECORD.format("closed")},
        "stopped": "stopped",
    },
}


def test_the_table_holds_each_status_at_each_stage(stages: dict[str, Path]) -> None:
    assert TABLE.keys() == stages.keys()
    assert {tuple(row) for row in TABLE.values()} == {TYPED}


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("stage", TABLE)
def test_a_campaign_is_what_its_records_bear_out(stages: dict[str, Path], stage: str, typed: str) -> None:
    folder, expected = stages[stage], TABLE[stage][typed]
    text = (folder / CAMPAIGN).read_text(encoding="utf-8").replace("status: in-review", f"status: {typed}")
    project, problems = load.examine(folder, {CAMPAIGN: text})
    assert {found.message.format(**dict(found.values)) for found in problems} == (
        expected if isinstance(expected, set) else set()
    )
    if isinstance(expected, str):
        assert project is not None
        assert progress.status(project, "dawn") == expected


NOT_APPROVED_YET = [
    "bo has not approved money",
    "bo has not approved numbers",
    "cy has not approved market:ru",
    "cy has not approved numbers",
    "dee has not approved message",
]
KICKOFF = ("kickoff", "dawn", "--on", "2027-01-30")
SEND = ("send", "dawn", "--on", "2027-01-30", "--way", "mail")
CLOSE = ("close", "dawn", "--by", "bo", "--on", "2027-05-20", "--evidence", "mail", "--keep-until", "2029-01-01")
ENDED = ["1.0 is stopped since 2027-02-20"]


@pytest.mark.parametrize(
    ("stage", "command", "expected"),
    [
        (REVIEWED, KICKOFF, [*NOT_APPROVED_YET, "ivan has not accepted 1.0"]),
        (REVIEWED, SEND, NOT_APPROVED_YET),
        (REVIEWED, CLOSE, ["it is in-review: only what is in force is closed"]),
        (APPROVED, KICKOFF, ["ivan has not accepted 1.0"]),
        (APPROVED, CLOSE, ["it is approved: only what is in force is closed"]),
        (SENT, KICKOFF, ["ivan has not accepted 1.0"]),
        (SENT, SEND, ["everybody has version 1.0 already"]),
        (KICKED_OFF, KICKOFF, ['kickoffs.1.version: "1.0" appears twice']),
        (KICKED_OFF, CLOSE, ["it is kicked-off: only what is in force is closed"]),
        (KICKED_OFF, (*STOP, *REASON), ["ends.0: nothing says what ivan is paid by the terms for cancellation"]),
        (STOPPED, KICKOFF, ENDED),
        (STOPPED, SEND, [*ENDED]),
        (STOPPED, CLOSE, ENDED),
        (STOPPED, (*STOP, *REASON), ENDED),
    ],
)
def test_what_no_stage_leads_to_is_refused(
    stages: dict[str, Path], stage: str, command: tuple[str, ...], expected: list[str]
) -> None:
    before = (stages[stage] / AGREEMENTS).read_bytes()
    lines = refused(stages[stage], run(stages[stage], *command))
    assert [line.partition(" (")[0] for line in lines] == expected
    assert (stages[stage] / AGREEMENTS).read_bytes() == before


@pytest.mark.long
def test_what_is_in_force_is_archived_before_it_is_closed(stages: dict[str, Path], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(stages[KICKED_OFF], tmp_path / "project"))
    edit(folder, CAMPAIGN, ("status: in-review", "status: in-force"))
    found = status(folder)
    assert (found["archived"], found["next"]) == (
        False,
        "1.0 is not archived: nothing locks what it says (type briefs archive dawn)",
    )
    assert refused(folder, run(folder, *CLOSE))[0] == found["next"]
    archived(folder)
    assert (status(folder)["archived"], status(folder)["next"]) == (True, "nothing: people work by version 1.0")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2027-01-30", "2027-01-29"), "2027-01-29 is before 2027-01-30"),
        (("2027-01-30", "2027-03-10"), "2027-03-10 is after 2027-03-09, the first post"),
    ],
)
def test_people_work_by_a_version_from_its_kick_off_and_before_the_first_post(
    stages: dict[str, Path], tmp_path: Path, days: tuple[str, str], expected: str
) -> None:
    folder = Path(shutil.copytree(stages[SENT], tmp_path / "project"))
    accept(folder)
    [line] = refused(folder, run(folder, "kickoff", "dawn", "--on", days[0], "--effective", days[1]))
    assert line.partition(" (")[0] == f"kickoffs.0.effective: {expected}"


# What a creator may reply to what they were sent: the status of the partnership, or what is refused.
REPLIES: list[tuple[str, tuple[str, ...], str | list[str]]] = [
    (APPROVED, (), ["no record says that ivan was sent 1.0"]),
    (APPROVED, ("--declines",), ["no record says that ivan was sent 1.0"]),
    (SENT, (), "accepted"),
    (SENT, ("--changes", "--note", "en=Later.", "--note", "ru=Позже."), "proposes-changes"),
    (SENT, ("--declines",), "declined"),
    (KICKED_OFF, (), ["ivan has accepted 1.0 already"]),
    (STOPPED, (), ENDED),
]


@pytest.mark.parametrize(("stage", "more", "expected"), REPLIES)
def test_a_partnership_moves_by_what_its_creator_replies(
    stages: dict[str, Path], tmp_path: Path, stage: str, more: tuple[str, ...], expected: str | list[str]
) -> None:
    folder = Path(shutil.copytree(stages[stage], tmp_path / "project"))
    scope = "partnership:ivan"
    given = (
        "--by",
        "ivan",
        "--scope",
        scope,
        "--code",
        code(folder, scope),
        "--on",
        "2027-01-28",
        "--evidence",
        "mail",
    )
    done = run(folder, "approve", "dawn", *given, *more)
    if isinstance(expected, list):
        assert [line.partition(" (")[0] for line in refused(folder, done)] == expected
        return
    assert done.exit_code == 0, done.output
    assert status(folder)["partnerships"]["ivan"]["status"] == expected


def test_a_partnership_is_asked_then_sent_and_a_change_opens_it_again(stages: dict[str, Path]) -> None:
    assert status(stages[APPROVED])["partnerships"]["ivan"]["status"] == "asked"
    assert status(stages[SENT])["partnerships"]["ivan"]["status"] == "sent"
    folder = stages[KICKED_OFF]
    change = """\
changes:
  - number: 1
    partnership: ivan
    asked_by: us
    reason: {en: A later post., ru: Пост позже.}
    from_version: "0.9"
    to_version: "1.0"
    effect: {fee: {en: none, ru: нет}, dates: {en: later, ru: позже}, work: {en: none, ru: нет}, rights: {en: none, ru: нет}}
    answer_by: 2027-03-01
"""
    text = (folder / AGREEMENTS).read_text(encoding="utf-8") + change
    project, problems = load.examine(folder, {AGREEMENTS: text})
    assert project is not None and list(problems) == []
    assert partnership_progress.status(CampaignAgreements(project, "dawn"), "ivan") == "change-open"


@pytest.mark.parametrize(
    ("scope", "more", "expected"),
    [
        ("money", ("--declines",), "only a creator declines (type --changes: what has to change first)"),
        ("partnership:ivan", (), "2027-01-25 is before 2027-01-26, when ivan was sent 1.0"),
    ],
)
def test_who_decides_what_and_when(stages: dict[str, Path], scope: str, more: tuple[str, ...], expected: str) -> None:
    folder = stages[SENT]
    by = {"money": "bo"}.get(scope, "ivan")
    given = ("--by", by, "--scope", scope, "--code", code(folder, scope), "--on", DAY, "--evidence", "mail")
    assert refused(folder, run(folder, "approve", "dawn", *given, *more)) == [expected]
