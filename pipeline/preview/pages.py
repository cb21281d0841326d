"""What a board knows → the HTML of its pages, in the language of messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

import jinja2

from pipeline.base import program
from pipeline.base.message_language import MessageTranslator
from pipeline.base.problems import Problem
from pipeline.preview import pictures
from pipeline.preview.board import Board, Shown
from pipeline.preview.session import PHONE
from pipeline.preview.survey import Agreed
from pipeline.preview.words import APPROVED, FRAMED, MORE, PAGE, WORDS

FOLDER = "templates/board"
"""The program's own: what a project's folder holds must not decide what runs here."""


_MOST = 200
"""So many problems are shown at once: who has mended them sees the next."""


@dataclass(frozen=True)
class Lines:
    """Problems to be listed: how many there are, those that are shown, and what is said of the others."""

    count: int
    shown: Sequence[tuple[str, str]]
    more: str


@dataclass(frozen=True)
class SubjectRow:
    """A campaign or a procedure as the board lists it."""

    name: str
    file: str
    documents: int
    agreed: Agreed | None
    problems: int


class Pages:
    """Makes pages of a board."""

    def __init__(self, board: Board, translator: MessageTranslator, language: str) -> None:
        self._board = board
        self._say = translator
        self._language = language

    def index(self) -> str:
        """What there is: campaigns, procedures, what is wrong and what to look at."""
        if not self._board.known:
            return self.prepared("")
        rows = [self._row(name) for name in self._board.listed.documents]
        campaigns = [row for row in rows if row.file.startswith("content/campaigns/")]
        others = [row for row in rows if not row.file.startswith("content/campaigns/")]
        return self._page("index", campaigns=campaigns, procedures=others, **self._told(""))

    def subject(self, name: str) -> str | None:
        """The documents of a campaign or a procedure; None where there is none of that name."""
        if not self._board.known:
            return self.prepared("")
        documents = self._board.listed.documents.get(name)
        if documents is None:
            return None
        states = [(document, self._state(document)) for document in documents]
        return self._page("subject", row=self._row(name), states=states, **self._told(self._board.listed.files[name]))

    def document(self, shown: Shown, *, good: bool) -> str:
        """An edition or what is wrong with it; with `good`, the last one that nothing was wrong with."""
        view = shown.good if good and shown.good else shown.view
        name, instead = view.edition.document, self._instead(shown)
        address, count = f"/page/{quote(name)}/{view.digest}", len(view.pages)
        pages = [
            (
                number,
                f"{address}/{number}.{pictures.FORMAT}",
                page,
                self._say.said(PAGE, number=number + 1, pages=count, document=name),
            )
            for number, page in enumerate(view.pages)
        ]
        return self._page(
            "document",
            name=name,
            subject=name.split(".")[0],
            pages=pages if good or not instead else [],
            phone=view.edition.format == PHONE,
            has_phone=name in self._board.listed.phones,
            framed=self._say.said(FRAMED, document=name),
            seen=bool(view.digest) and (good or not instead),
            digest=view.digest,
            problems=self._lines(shown.view.problems),
            instead=instead,
            good=good,
            last=shown.good if shown.view.problems else None,
        )

    def prepared(self, document: str) -> str:
        """What is shown until a document or, where that is empty, the list of all can be; it goes by itself."""
        return self._page("prepared", name=document)

    def nothing(self) -> str:
        """What is shown at an address where there is nothing."""
        return self._page("nothing")

    def _instead(self, shown: Shown) -> bool:
        """Whether what is wrong takes the place of the pages: those that were laid out show what is wrong on them."""
        view = shown.view
        return bool(view.problems) and (not view.digest or view.problems == self._board.listed.problems)

    def _row(self, name: str) -> SubjectRow:
        listed, survey = self._board.listed, self._board.survey
        file = listed.files[name]
        wrong = {str(item) for item in self._all_problems() if _names(item, file, name)}
        agreed = survey.agreed.get(name) if survey else None
        return SubjectRow(name, file, len(listed.documents[name]), agreed, len(wrong))

    def _all_problems(self) -> Sequence[Problem]:
        survey = self._board.survey
        return self._board.listed.problems or (survey.problems if survey else ())

    def _told(self, file: str) -> dict[str, object]:
        """What is wrong and what to look at, of all or in one file alone."""
        survey = self._board.survey
        name = file.rpartition("/")[2].removesuffix(".yaml")
        problems = [item for item in self._all_problems() if not file or _names(item, file, name)]
        warnings = [item for item in (survey.warnings if survey else ()) if not file or _names(item, file, name)]
        return {"problems": self._lines(problems), "warnings": self._lines(warnings)}

    def _lines(self, problems: Sequence[Problem]) -> Lines:
        """Each problem as its place and the rest of its line."""
        shown = [(item.place, self._say.problem(item).removeprefix(f"{item.place}: ")) for item in problems[:_MOST]]
        more = len(problems) - len(shown)
        return Lines(len(problems), shown, self._say.said(MORE, count=more) if more else "")

    def _state(self, document: str) -> str:
        """The state of a document: the worst of its formats."""
        survey = self._board.survey
        outputs = survey.outputs.get(document, {}) if survey else {}
        if survey is None or not outputs:
            return self._words["unknown"]
        if any(id_ in survey.failed for id_ in outputs):
            return self._words["failed"]
        reasons = set(outputs.values())
        if reasons & {"new", "output missing"}:
            return self._words["new"]
        return self._words["built" if reasons == {""} else "stale"]

    def _page(self, template: str, **values: object) -> str:
        board = self._board
        return self._templates.get_template(f"{template}.jinja").render(
            say=self._words,
            language=self._language,
            looking=board.looking,
            title=self._title(),
            approved=lambda agreed: self._say.said(APPROVED, approved=agreed.approved, asked=agreed.asked),
            told=lambda item: self._say.problem(item).removeprefix(": "),
            address=quote,
            **values,
        )

    def _title(self) -> str:
        """The organization's name, in the language of messages where it has one there; else that of its folder."""
        names = self._board.listed.name
        return names.get(self._language) or next(iter(names.values()), self._board.root.name)

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return {name: self._say(word) for name, word in WORDS.items()}

    @cached_property
    def _templates(self) -> jinja2.Environment:
        loader = jinja2.FileSystemLoader(program.assets() / FOLDER)
        return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)


def _names(item: Problem, file: str, name: str) -> bool:
    """Whether something is about a campaign or a procedure: its own file, or those that are named after it."""
    return item.path == file or item.path.startswith(f"build/{name}/") or item.path.endswith(f"/{name}.yaml")
