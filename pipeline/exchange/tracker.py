"""A campaign and its results so far → the pages of its tracker: what is known, and what people fill in."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args

from pipeline.base.digests import of_texts
from pipeline.base.message_language import MessageTranslator
from pipeline.base.problems import N_
from pipeline.domain.metrics import NoRate
from pipeline.domain.results import Outcome, in_currency, outcomes, posts_of
from pipeline.language import catalogs
from pipeline.model.range import Range
from pipeline.model.results import Counts, PostResult
from pipeline.reading.project import Project
from pipeline.reading.sources import Place

Kind = Literal["count", "day", "text", "person", "source"]
Known = str | int | Decimal | datetime.date | None

TITLES = (N_("Tracker of orders"), N_("Posts and counts"), N_("Read me first"))
"""The names of the pages: orders, posts, and what to know."""
SOURCES = get_args(get_args(PostResult.model_fields["source"].annotation)[0])
"""Where counts can come from."""

_TRAFFIC = ("organic", "paid")
_COUNTS = (
    (N_("Views, organic"), N_("Views, paid")),
    (N_("Reach, organic"), N_("Reach, paid")),
    (N_("Impressions, organic"), N_("Impressions, paid")),
    (N_("Likes, organic"), N_("Likes, paid")),
    (N_("Comments, organic"), N_("Comments, paid")),
    (N_("Shares, organic"), N_("Shares, paid")),
    (N_("Saves, organic"), N_("Saves, paid")),
    (N_("Starts, organic"), N_("Starts, paid")),
    (N_("Completions, organic"), N_("Completions, paid")),
    (N_("Clicks, organic"), N_("Clicks, paid")),
)


@dataclass(frozen=True)
class Input:
    """A column that people fill in: its heading, and where its values stand in a record of the results."""

    heading: str
    place: Place
    kind: Kind


ORDER_INPUTS = (
    Input(N_("Orders by link"), ("by_link",), "count"),
    Input(N_("Orders by code"), ("by_code",), "count"),
    Input(N_("Orders with both, counted once"), ("both",), "count"),
    Input(N_("Proof of orders"), ("proof",), "text"),
)
POST_INPUTS = (
    Input(N_("Went out on"), ("live_on",), "day"),
    Input(N_("Address of the post"), ("url",), "text"),
    Input(N_("Ad label checked by"), ("label_ok", "who"), "person"),
    Input(N_("Ad label checked on"), ("label_ok", "on"), "day"),
    *(
        Input(headings[index], (traffic, name), "count")
        for index, traffic in enumerate(_TRAFFIC)
        for name, headings in zip(Counts.model_fields, _COUNTS, strict=True)
    ),
    Input(N_("Source of counts"), ("source",), "source"),
    Input(N_("Proof of counts"), ("proof",), "text"),
)


@dataclass(frozen=True)
class Row:
    """One row: its key, what is known of it, what people filled in so far, and what follows from that."""

    key: str
    known: tuple[Known, ...]
    typed: Mapping[str, Any]
    computed: tuple[Known, ...] = ()


@dataclass(frozen=True)
class Page:
    """One sheet: known columns, columns to fill in, computed columns."""

    title: str
    known: tuple[str, ...]
    inputs: tuple[Input, ...]
    headings: tuple[str, ...]
    computed: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Tracker:
    """A workbook: its pages, what it is called, and what it was made from."""

    campaign: str
    language: str
    pages: tuple[Page, ...]
    notes: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def notes_title(self) -> str:
        """The name of the page that says what to know."""
        return self.notes[0]

    @property
    def base(self) -> str:
        """All that people had filled in when it was made, as text."""
        typed = [{row.key: row.typed for row in page.rows} for page in self.pages]
        return json.dumps(typed, ensure_ascii=False, sort_keys=True, default=str)

    @property
    def digest(self) -> str:
        """The digest of what it was made from."""
        return of_texts(self.campaign, self.language, self.base)


def tracker(project: Project, campaign: str, language: str) -> Tracker:
    """The tracker of a campaign, its headings in one language, or in the project's first where it has no such."""
    language = language if language in project.languages else project.organisation.languages[0]
    said = MessageTranslator(catalogs.readable(project.assets, language))
    maker = _Maker(project, campaign, language, said)
    return Tracker(
        campaign, language, (maker.orders(), maker.posts()), maker.notes(), tuple(project.organisation.people)
    )


class _Maker:
    def __init__(self, project: Project, campaign: str, language: str, said: MessageTranslator) -> None:
        self.project = project
        self.campaign = project.campaigns[campaign]
        self.language = language
        self.said = said
        self.data = results_data(project, campaign)
        record = project.results.get(campaign)
        self.outcomes: Mapping[str, Outcome] = outcomes(project, campaign, record) if record else {}
        self.metrics = [measure.metric for measure in self.campaign.metrics if measure.in_brief]

    def orders(self) -> Page:
        """A row for each partnership: who, where, for how much, the agreed ranges, and the orders."""
        known = [
            N_("Creator name"),
            N_("Handle of the creator"),
            N_("Market name"),
            N_("Rate agreed"),
            N_("Currency code"),
        ]
        names = [self.project.metrics.metrics[name].short[self.language] for name in self.metrics]
        ranges = [f"{name}, {self.said(N_('agreed range'))}" for name in names]
        rows = tuple(
            Row(name, tuple(self._partnership(name)), self.data["orders"].get(name, {}), tuple(self._computed(name)))
            for name in self.campaign.partnerships
        )
        computed = (self.said(N_("Orders, each once")), self.said(N_("Cost, shared as fees are")), *names)
        return self._page(0, (*map(self.said, known), *ranges), ORDER_INPUTS, computed, rows)

    def posts(self) -> Page:
        """A row for each post: whose, where, its planned day, and all that is counted of it."""
        known = [N_("Creator name"), N_("Platform name"), N_("Format of the post"), N_("Planned for")]
        there = {(item["partnership"], item["deliverable"], item.get("post", 1)): item for item in self.data["posts"]}
        rows = tuple(Row(post_key(key), tuple(self._post(*key)), there.get(key, {})) for key in posts_of(self.campaign))
        return self._page(1, tuple(map(self.said, known)), POST_INPUTS, (), rows)

    def notes(self) -> tuple[str, ...]:
        """What whoever fills it in has to know."""
        notes = (
            N_("Fill in the white cells; the others are locked, without a password."),
            N_("Leave empty what was not counted: that is not 0."),
            N_("Type numbers as numbers and days as days; no formulas."),
            N_("When it is filled in: briefs tracker {campaign} --read FILE"),
        )
        return tuple(self.said(note) for note in (TITLES[-1], *notes))

    def _page(
        self,
        index: int,
        known: tuple[str, ...],
        inputs: tuple[Input, ...],
        computed: tuple[str, ...],
        rows: tuple[Row, ...],
    ) -> Page:
        headings = tuple(self.said(item.heading) for item in inputs)
        return Page(self.said(TITLES[index]), known, inputs, headings, computed, rows)

    def _partnership(self, name: str) -> Iterator[Known]:
        partnership = self.campaign.partnerships[name]
        creator, market = self.project.creators[partnership.creator], self.project.markets[partnership.market]
        yield creator.name[self.language]
        yield next((account.name for account in creator.accounts), None)
        yield market.name[self.language]
        yield partnership.fee.amount if partnership.fee else None
        yield partnership.fee.currency if partnership.fee else None
        for metric in self.metrics:
            yield self._range(metric, self.campaign.markets[partnership.market].targets.get(metric))

    def _range(self, metric: str, target: Range | None) -> Known:
        """An agreed range with its unit: the currency, or percent."""
        if target is None:
            return None
        unit = getattr(target, "currency", None) or (
            "%" if self.project.metrics.metrics[metric].unit == "percent" else ""
        )
        high = "" if target.high is None else f"{target.high:f}"
        return f"{target.low:f}–{high} {unit}".strip()

    def _computed(self, name: str) -> Iterator[Known]:
        """The numbers that follow from the results so far, as they are when the tracker is made."""
        outcome = self.outcomes.get(name)
        yield outcome.orders if outcome else None
        yield outcome.cost if outcome else None
        for metric in self.metrics:
            yield self._value(name, metric) if outcome else None

    def _value(self, name: str, metric: str) -> Known:
        target = self.campaign.markets[self.campaign.partnerships[name].market].targets.get(metric)
        outcome = self.outcomes[name]
        try:
            own = in_currency(outcome, (target.currency if target else None) or outcome.currency, self.campaign)
        except NoRate:
            return None
        value = own.value(self.project.metrics.metrics[metric], self.campaign.measurement.traffic)
        return round(value.amount, 2) if value else None

    def _post(self, name: str, deliverable: int, post: int) -> Iterator[Known]:
        partnership = self.campaign.partnerships[name]
        item = partnership.deliverables[deliverable - 1]
        planned = item.publish[post - 1] if post <= len(item.publish) else item.publish[-1]
        yield self.project.creators[partnership.creator].name[self.language]
        yield self.project.platforms.platforms[item.platform].name[self.language]
        yield self.project.platforms.formats[item.format].name[self.language]
        yield planned.date


def results_data(project: Project, campaign: str) -> dict[str, Any]:
    """The results of a campaign as they are typed; without any, none of each kind."""
    source = project.sources.get(path_of(campaign)) if campaign in project.results else None
    typed = source.data if source else {}
    return {**typed, "posts": typed.get("posts") or [], "orders": typed.get("orders") or {}}


def path_of(campaign: str) -> str:
    """The file of a campaign's results."""
    return f"content/results/{campaign}.yaml"


def post_key(key: tuple[str, int, int]) -> str:
    """How a row of a post is known: its partnership, deliverable and number."""
    return "/".join(map(str, key))
