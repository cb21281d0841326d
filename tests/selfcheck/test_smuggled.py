"""Whatever a template of one's own puts into a creator's copy of what is others': it is never published."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from samples import edit

from pipeline.archive import partner_notice
from pipeline.archive.notice import Edition
from pipeline.base.problems import Problem, Problems
from pipeline.build import run
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.domain.subjects import subjects
from pipeline.services import deliveries

CAMPAIGN = "spring-glow"
SECRETS = {
    "a view of spring-glow: claire-bennett": ("the last five clips", "3–4%"),
    "an answer of spring-glow: rachel-stone": ("People come back for a second bottle.",),
    "an amount of spring-glow: maya-brooks": ("$6,400",),
}
"""What belongs to others, by how a refusal names it."""
IN_RUSSIAN = {
    "a view of spring-glow: claire-bennett": ("последние пять клипов", "3–4 %"),
    "an answer of spring-glow: rachel-stone": ("За вторым флаконом возвращаются.",),
    "an amount of spring-glow: maya-brooks": ("6 400 $",),
}


def smuggling(folder: Path, template: str, secrets: dict[str, tuple[str, ...]]) -> None:
    """Has a template say what it must not, and take back all that it promised to withhold."""
    path = folder / "templates" / template
    text = re.sub(r"^(withholds|shows|pages|core|annex|limited_views): .*\n", "", path.read_text(), flags=re.MULTILINE)
    said = "".join(f"<p>{each}</p>\n" for texts in secrets.values() for each in texts)
    assert "{% block content %}\n" in text
    path.write_text(text.replace("{% block content %}\n", "{% block content %}\n" + said), encoding="utf-8")


def told(problems: tuple[Problem, ...] | list[Problem]) -> str:
    return "\n".join(item.told() for item in problems)


def all_told(said: str, secrets: dict[str, tuple[str, ...]]) -> list[str]:
    """Each secret that nobody complained of."""
    return [text for owner, texts in secrets.items() for text in texts if not re.search(_complaint(owner, text), said)]


def _complaint(owner: str, text: str) -> str:
    # Readers of files see one kind of hyphen, and no space before a sign.
    known = re.escape(text.replace("–", "-").replace(" %", "%").replace(" $", "$"))
    return f'contains {re.escape(owner)}: "{known}"'


@pytest.mark.long
@pytest.mark.parametrize(
    ("kind", "document"),
    [
        ("brief", "brief.anna-ivanova"),
        ("recap", "recap.anna-ivanova"),
        ("views", "views.ask-anna-ivanova"),
        ("alignment", "alignment.answers-anna-ivanova"),
        ("promises", "promises.anna-ivanova"),
        ("plan", "plan.partnership-anna-ivanova"),
        ("rules", "rules.partnership-anna-ivanova"),
        ("review", "review.creator-anna-ivanova"),
        ("scorecard", "scorecard.creator-anna-ivanova"),
    ],
)
def test_no_creator_s_copy_holds_what_is_another_s(copy: Path, kind: str, document: str) -> None:
    smuggling(copy, f"kinds/{kind}.html", SECRETS)
    project = load.load(copy)
    found = [each for each in targets.targets(project, f"{CAMPAIGN}.{document}.en.*") if each.format != "ics"]
    assert {target.format for target in found} >= {"pdf", "docx"}
    for target in found:
        failed = run.build(project, [target], copy / "build", jobs=1).failed
        assert all_told(told(failed), SECRETS) == [], (target.id, told(failed))
        assert not (copy / "build" / target.path).exists()


def test_no_notice_of_a_change_holds_what_is_another_s(copy: Path) -> None:
    before = _edition(copy, present=False)
    edit(copy, "content/campaigns/spring-glow.yaml", ("amount: 120000", "amount: 130000"))
    smuggling(copy, "notices/partner.html", IN_RUSSIAN)
    now = _edition(copy, present=True)
    found = partner_notice.partner_notices(before, now, "014")
    written: list[Path] = []
    wrong = partner_notice.write(now.project, found, before, now, copy / "out", written.append)
    assert (all_told(told(wrong), IN_RUSSIAN), written) == ([], [])


def test_a_notice_may_say_what_its_reader_got_before(copy: Path) -> None:
    before = _edition(copy, present=False)
    # What was Anna's fee is Alina's now.
    edit(copy, "content/campaigns/spring-glow.yaml", ("amount: 120000", "amount: 150000"))
    text = (copy / "content/campaigns/spring-glow.yaml").read_text(encoding="utf-8")
    start = text.index("  alina-safina:")
    other = re.sub(r"(fee: \{amount: |fee:\n +amount: )\d+", r"\g<1>120000", text[start:], count=1)
    (copy / "content/campaigns/spring-glow.yaml").write_text(text[:start] + other, encoding="utf-8")
    now = _edition(copy, present=True)
    found = partner_notice.partner_notices(before, now, "014")
    was = "".join(piece.text for change in found[0].changes for piece in change.was or ())
    assert "120 000 ₽" in was.replace("\u00a0", " ").replace("\u202f", " ")
    assert partner_notice.write(now.project, found, before, now, copy / "out", lambda path: None) == []


@pytest.mark.long
def test_no_mail_to_a_creator_holds_what_is_another_s(copy: Path) -> None:
    smuggling(copy, "notices/letter.html", IN_RUSSIAN)
    with pytest.raises(Problems) as refused:
        deliveries.deliver(load.load(copy), CAMPAIGN, ["anna-ivanova"], show=_silent)
    assert all_told(told(refused.value.problems), IN_RUSSIAN) == []
    assert not list((copy / "build" / CAMPAIGN).glob("send/*"))


def _edition(folder: Path, *, present: bool) -> Edition:
    project = load.load(folder)
    return Edition(project, subjects(project)[CAMPAIGN], present=present)


class _Silent:
    """Who is told how a build goes on, and tells nobody."""

    def waiting(self) -> None: ...
    def started(self, stale: object) -> None: ...
    def finished(self, item: object) -> None: ...


@contextlib.contextmanager
def _silent() -> Iterator[_Silent]:
    yield _Silent()
