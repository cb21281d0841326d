"""Posts that a rule makes wrong → a mail to each of their creators that asks to take them down, as a draft."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive.judged import Judged
from pipeline.model.market import Market
from pipeline.model.partnership import Deliverable
from pipeline.model.platform import Platform, PostFormat
from pipeline.model.rule import MarketRule
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.services import deliveries

FOLDER = "take-down"
"""The folder below that of a campaign's documents in which the drafts are."""
_LETTER = "notices/take-down.html"
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class WrongPost:
    """A deliverable that may be up no longer. `last` is the last day on which it may, None where it never might."""

    deliverable: Deliverable
    platform: Platform
    form: PostFormat
    rule: MarketRule
    last: datetime.date | None


@dataclass(frozen=True)
class TakeDown:
    """A draft for one partnership: where it is put, and what it says. Without a content nobody can be written to."""

    campaign: str
    partnership: str
    path: Path
    content: bytes = b""


def drafts(project: Project, found: Iterable[Judged]) -> Iterator[TakeDown]:
    """A draft for each partnership that has something to take down. Raises Problems."""
    composer = Composer(project)
    ordered = sorted(found, key=lambda each: (each.campaign, each.partnership))
    for (campaign, name), judged in itertools.groupby(ordered, key=lambda each: (each.campaign, each.partnership)):
        folder = project.folder / "build" / campaign / FOLDER
        if name not in project.campaigns[campaign].partnerships:
            yield TakeDown(campaign, name, folder)
            continue
        market = project.markets[project.campaigns[campaign].partnerships[name].market]
        # One that stands in several versions is taken down once.
        once = {(each.deliverable.platform, each.deliverable.format, each.first): each for each in judged}
        posts = tuple(_wrong(project, market, each) for each in once.values())
        brief, *_ = deliveries.documents(project, campaign, name)
        days = [post.last for post in posts if post.last is not None]
        letter = composer.beside(_LETTER, brief, {"posts": posts, "day": min(days, default=None)})
        draft = deliveries.draft(project, project.campaigns[campaign].partnerships[name], letter, {})
        yield TakeDown(campaign, name, folder / f"{campaign}.{name}.{letter.language}.eml", draft.encoded())


def _wrong(project: Project, market: Market, judged: Judged) -> WrongPost:
    verdict, item = judged.verdict, judged.deliverable
    last = verdict.day
    if last is not None and verdict.state == "refused":
        last -= _DAY
    return WrongPost(
        item,
        project.platforms.platforms[item.platform],
        project.platforms.formats[item.format],
        market.rules[verdict.rule],
        last if last and last >= judged.first else None,
    )
