"""Do the languages say the same? Numbers, dates, money, codes and links that differ; translations left behind."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import babel
import babel.numbers

from pipeline.base import characters, saved
from pipeline.base.files import publish
from pipeline.base.patterns import SearchPattern, caseless
from pipeline.base.problems import N_, Problem, Problems, problem
from pipeline.model.base import Model
from pipeline.model.language import Language
from pipeline.reading import sources
from pipeline.reading.authored import Authored, authored
from pipeline.reading.project import Project
from pipeline.reading.validation import validate

RECORD = "content/translations.json"
"""Which words of each text belong together: short digests by file, place and language."""

_CODE = re.compile(
    r"`[^`]+`|https?://[^\s)>]+|[\w.+-]+@[\w-]+\.[\w.-]*\w|(?<!\w)[#@]\w[\w.]*\w|\b(?=\w{4})[A-Z]+\d[A-Z0-9]*\b"
)
_TIME = re.compile(r"\b(\d{1,2}):(\d\d)(?:[\s\u00a0\u202f]*([ap])\.?m\b\.?)?", re.IGNORECASE)
_MARK = re.compile(r"[\d`#@]|://")
_APART = frozenset({"wording", "source"})
"""Fields whose languages are not translations of each other: disclosures and citations follow each one's custom."""
_DIGITS = 8


class FactReader:
    """Reads the facts out of texts of one language: what has to be the same in every other."""

    def __init__(self, language: Language, currencies: Collection[str]) -> None:
        locale = babel.Locale.parse(language.cldr)
        symbols = locale.number_symbols["latn"]
        group = "".join({symbols["group"], *(" \u00a0\u202f" if symbols["group"].isspace() else "")})
        point = re.escape(symbols["decimal"])
        self._number = re.compile(rf"\d{{1,3}}(?:[{re.escape(group)}]\d{{3}})+(?!\d)(?:{point}\d+)?|\d+(?:{point}\d+)?")
        self._group, self._decimal = re.compile(f"[{re.escape(group)}]"), symbols["decimal"]
        self._money = {sign: code for code, sign in language.money.symbols.items()}
        self._words = {code: SearchPattern.stem(stem) for code, stem in language.money.words.items()}
        self._codes = {code: re.compile(rf"\b{code}\b") for code in currencies}
        months = _months(locale)
        self.months = frozenset(f"month {number}" for number in months)
        self._months = [(SearchPattern.stem(stem), number) for number, stem in months.items()]

    def of(self, text: str) -> Counter[str]:
        """Each fact of a text with how often it stands there: numbers, times, currencies, months, codes, links."""
        found: list[str] = []
        # Codes and times hold one of these signs, and most texts none of them.
        marked = _MARK.search(text) is not None
        if marked:
            found += (match.strip("`") for match in _CODE.findall(text))
            text = _CODE.sub(" ", text)
            found += map(_clock, _TIME.finditer(text))
            text = _TIME.sub(" ", text)
        letters = caseless(text)
        for month, number in self._months:
            if month.letters in letters:
                found += [f"month {number}"] * len(month.pattern.findall(text))
        # How often a currency is named is a matter of style: "8–12 $" and "$8 to $12" are the same.
        named = {code for sign, code in self._money.items() if sign in text}
        named |= {code for code, pattern in self._codes.items() if code in text and pattern.search(text)}
        named |= {code for code, word in self._words.items() if word.search(text, letters)}
        found += named
        if marked:
            found += map(self._plain, self._number.findall(text))
        return Counter(found)

    def _plain(self, number: str) -> str:
        whole = self._group.sub("", number).replace(self._decimal, ".")
        return whole.rstrip("0").rstrip(".") if "." in whole else whole


def fact_readers(languages: Mapping[str, Language]) -> dict[str, FactReader]:
    """A reader of facts for each language; a currency that one of them knows is known to all."""
    currencies = {code for language in languages.values() for code in language.money.symbols}
    return {name: FactReader(language, currencies) for name, language in languages.items()}


def differences(text: Authored, readers: Mapping[str, FactReader]) -> Iterator[Problem]:
    """A problem for each language whose facts are not those of the text's first language."""
    known = [language for language in readers if language in text.texts]
    if len(known) < 2 or text.place[-1] in _APART:
        return
    told = readers[known[0]].months
    said = readers[known[0]].of(text.texts[known[0]])
    for language in known[1:]:
        facts_there = readers[language].of(text.texts[language])
        if said == facts_there:
            continue
        # A month that only one of the languages tells from other words cannot be compared.
        apart = told ^ readers[language].months
        first = Counter({fact: count for fact, count in said.items() if fact not in apart})
        other = Counter({fact: count for fact, count in facts_there.items() if fact not in apart})
        if first != other:
            message = N_("says {other}, where {source} says {first}")
            yield text.problem(
                language, message, source=known[0], first=_listed(first - other), other=_listed(other - first)
            )


def _listed(facts: Counter[str]) -> str:
    return ", ".join(sorted(facts.elements())) or "…"


def _clock(match: re.Match[str]) -> str:
    hour, half = int(match[1]), (match[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{match[2]}"


def _months(locale: babel.Locale) -> dict[int, str]:
    """The stem of each month whose cases share enough to be told from other words; «май, мая, мае» do not."""
    found = {}
    for number in range(1, 13):
        names = [str(locale.months[context]["wide"][number]) for context in ("format", "stand-alone")]
        same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(*names, strict=False))
        shared = "".join(sign for sign, _ in same)
        if len(shared) > 3:
            found[number] = shared
    return found


# --- what was recorded ------------------------------------------------------


@dataclass
class Record:
    """Digests of the texts when somebody last said that their languages agree, and the places that are locked."""

    digests: dict[str, dict[str, str]] = field(default_factory=dict)
    locked: list[str] = field(default_factory=list)

    def problems(self, text: Authored) -> Iterator[Problem]:
        """What became of one text since: a locked one that changed, a language that was left behind."""
        name = name_of(text)
        before = self.digests.get(name)
        if before is None:
            return
        changed = [language for language, words in text.texts.items() if before.get(language) != _digest(words)]
        if changed and name in self.locked:
            yield text.problem(
                changed[0],
                N_("this text is locked"),
                hint=N_("undo the change, or unlock it with briefs parity --unlock"),
            )
            return
        # A language that was added says what the others said already.
        rewritten = [language for language in changed if language in before]
        for language in text.texts:
            if rewritten and language not in changed:
                message = N_("older than the text in {languages}")
                hint = N_("translate it again, then run briefs parity --record")
                yield text.problem(language, message, hint=hint, languages=", ".join(rewritten))

    def renewed(self, texts: list[Authored]) -> Record:
        """The record of the texts as they are now."""
        digests = {
            name_of(text): {language: _digest(words) for language, words in text.texts.items()} for text in texts
        }
        return Record(digests, [name for name in self.locked if name in digests])

    def save(self, folder: Path) -> None:
        """Writes the record into a project. Raises OSError."""
        content: dict[str, Any] = {"locked": sorted(self.locked), "texts": dict(sorted(self.digests.items()))}
        publish(folder / RECORD, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def load(folder: Path) -> Record:
    """The record of a project; an empty one where there is none. Raises Problems where it is not as it was written.

    It may not count for nothing then: what it locks would change unseen.
    """
    try:
        raw = saved.content(folder / RECORD)
    except FileNotFoundError:
        return Record()
    except OSError as error:
        raise Problems([problem(RECORD, "cannot be read: {reason}", reason=error.strerror)]) from None
    except ValueError:
        raise Problems([problem(RECORD, "not a file")]) from None
    try:
        content = saved.mapping(saved.parsed(raw), "locked", "texts")
        digests = {saved.text(name): saved.texts(said) for name, said in saved.mapping(content["texts"]).items()}
        return Record(digests, [saved.text(name) for name in saved.listed(content["locked"])])
    except saved.NotAsSaved as found:
        where, line, column = _mistake(raw, found)
        hint = N_("restore an earlier version of the file, or delete it and run briefs parity --record")
        message = "changed since briefs parity --record wrote it"
        raise Problems([problem(RECORD, message, hint=hint, where=where, line=line, column=column)]) from None


class _Recorded(Model):
    """What the record is, for one that is not."""

    locked: tuple[str, ...]
    texts: dict[str, dict[str, str]]


def _mistake(raw: bytes, found: saved.NotAsSaved) -> tuple[str, int, int]:
    """Where a record is not as it was written: the first place that is known. JSON is YAML, which knows places."""
    if not found.line:
        try:
            validate(_Recorded, sources.parse(characters.decoded(raw, RECORD), RECORD), (), ())
        except Problems as all_of_them:
            first = all_of_them.problems[0]
            return first.where, first.line, first.column
    return "", found.line, found.column


def name_of(text: Authored) -> str:
    """The name of a text in the record: its file and its place."""
    return f"{text.source.path}:{'.'.join(map(str, text.place))}"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]


class NoSuchText(Exception):
    """A place that holds no authored text; `known` are those that do."""

    def __init__(self, place: str, known: list[str]) -> None:
        super().__init__(place)
        self.place = place
        self.known = known


def record(project: Project, campaign: str, lock: Collection[str], unlock: Collection[str], *, renew: bool) -> None:
    """Writes the record anew: with the texts as they are where `renew`, and with places locked or unlocked.

    A place is the path of a text in the campaign's file; with its file before a colon, in any file.
    Raises NoSuchText, Problems, OSError.
    """
    texts = list(authored(project))
    known = [name_of(text) for text in texts]
    now = load(project.folder)
    if renew or lock:
        renewed = now.renewed(texts)
        now = renewed if renew else Record({**renewed.digests, **now.digests}, now.locked)
    for place, locked in [(place, True) for place in lock] + [(place, False) for place in unlock]:
        name = place if ":" in place else f"content/campaigns/{campaign}.yaml:{place}"
        if name not in known:
            raise NoSuchText(
                place, [item.partition(":")[2] if campaign and campaign in item else item for item in known]
            )
        now.locked = sorted({*now.locked, name} if locked else {*now.locked} - {name})
    now.save(project.folder)
