"""Dashes, signs and the spaces that must not break, by the habits that a language's file lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence

from pipeline.base.codes import STAND_IN
from pipeline.language import spans
from pipeline.language.spans import NBSP, RANGE, Rule
from pipeline.language.spans import alternatives as _words
from pipeline.model.language import Typography

MINUS = "\u2212"
_SPACE = f"[ {NBSP}]"
_LETTER = r"[^\W\d_]"
_CURRENCY = "".join(chr(code) for code in range(0x2100) if unicodedata.category(chr(code)) == "Sc")
_NUMBER = rf"\d+(?:{_SPACE}\d{{3}})*(?:[.,]\d+)*"
_LEAST, _MOST = 4, 3
"""A range of whole numbers has at most three digits below; four digits may be the end of a phone number."""
_WHOLE = re.compile(rf"(?<![\w.,:/№{_CURRENCY}{MINUS}{RANGE}-])[\d{RANGE}]+$")
_YEARS = range(1900, 2101)
_HOUR = r"(?:[01]?\d|2[0-4]):[0-5]\d"
_DATE = r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.\d{4}"


def rules(
    typography: Typography,
    months: Sequence[str],
    counted: Collection[str] = (),
    across: str = RANGE,
    money: Collection[str] = (),
) -> list[Rule]:
    """What is looked for and how it is printed, in the order in which it is done.

    `counted` are words that stand behind a number of what they name, such as days; `across` stands between days of
    different months; `money` is how the words for currencies begin.
    """
    months = [*months, *(month.capitalize() for month in months)]
    return [
        (re.compile(r"\.\.\."), "…"),
        *_first_dash(typography),
        *spans.rules(typography, months, across, money),
        *_ranges(typography, months, counted),
        (re.compile(rf"(?:^|(?<=[\s{NBSP}(\[«„“‘]))(?<!\d[ {NBSP}])-(?=(?:[{_CURRENCY}]{_SPACE}?)?\d)"), MINUS),
        *_dashes(typography),
        *_signs(typography),
        *_initials(typography, months),
        *_abbreviations(typography),
        *_numbers(typography, months),
        *_short_words(typography),
    ]


def letters(plain: dict[str, str], names: Iterable[str]) -> list[Rule]:
    """Letters printed as their plain ones, but for the words that begin as a name does."""
    if not plain:
        return []
    marked = "".join(map(re.escape, plain))
    stems = {word[: found.end() + 1] for word in names if (found := re.search(f"[{marked}]", word))}
    kept = "".join(rf"\b{re.escape(stem)}\w*|" for stem in sorted(stems))
    return [(re.compile(f"{kept}[{marked}]"), lambda match: plain.get(match[0], match[0]))]


# --- dashes -----------------------------------------------------------------


def _ranges(typography: Typography, months: Sequence[str], counted: Collection[str]) -> list[Rule]:
    """A hyphen between two clock times or dates, or between two numbers of which something says that they are amounts.

    Two numbers may as well be a code, in which no sign may change.
    """
    # Where dashes have spaces around them, one without is a range as well.
    dash = "[-—]" if _is_spaced(typography) else "-"
    percent = rf"(?:{_SPACE}?%)?"
    numbers = (
        rf"(?<![\w.,:/№§{STAND_IN}—–-])(?<![№#§]{_SPACE})(?<!\d{_SPACE})([{_CURRENCY}]?)({_NUMBER})({percent})({dash})"
    )
    numbers += rf"([{_CURRENCY}]?)({_NUMBER})(?![\w:/—–-]|[.,]\w|{_SPACE}\d)"
    units = {*typography.bind_before, *months, *counted}
    behind = rf"{_SPACE}?(?:[%{_CURRENCY}]|(?:{_words(units)})(?!\w))" if units else rf"{_SPACE}?[%{_CURRENCY}]"
    before = {*typography.range_after, *months}
    front = re.compile(rf"(?<!\w)(?i:{_words(before)}){_SPACE}" if before else "(?!)")
    amounts = re.compile(behind), front
    return [
        (re.compile(rf"(?<![\w:])({_HOUR}){dash}(?={_HOUR}(?![\w:—–-]))"), rf"\1{RANGE}"),
        (re.compile(rf"(?<![\w.])({_DATE}){dash}(?={_DATE}(?![\w—–-]))"), rf"\1{RANGE}"),
        (re.compile(numbers), lambda match: _range(match, *amounts)),
    ]


def _range(match: re.Match[str], behind: re.Pattern[str], front: re.Pattern[str]) -> str:
    sign, first, percent, dash, second_sign, second = match.groups()
    low, high = (re.split(r"[.,]", re.sub(_SPACE, "", number))[0] for number in (first, second))
    grouped = [bool(re.search(_SPACE, number)) for number in (first, second)]
    leading = any(len(number) > 1 and number[0] == "0" for number in (low, high))
    phone = len(low) == _MOST and len(high) == _LEAST and not any(grouped)
    is_range = int(low) <= int(high) and first != second and len(high) - len(low) <= 1 and not leading and not phone
    if grouped[0] and not grouped[1]:
        is_range = False
    told = (
        bool(sign or percent or second_sign)
        or dash != "-"
        or all(grouped)
        or (low == first and high == second and int(low) in _YEARS and int(high) in _YEARS)
        or behind.match(match.string, match.end())
        or any(found.end() == match.start() for found in front.finditer(match.string, 0, match.start()))
    )
    return sign + first + percent + RANGE + second_sign + second if is_range and told else match[0]


def _dash(match: re.Match[str], dash: str) -> str:
    """A dash for a sign with spaces around it, unless it may be a minus between two numbers."""
    beside = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    return match[0] if match[1] == "-" and all(sign.isdigit() for sign in beside) else dash


def _is_spaced(typography: Typography) -> bool:
    return typography.dash.strip() != typography.dash


def _dashes(typography: Typography) -> list[Rule]:
    """Hyphens that stand for a dash, and no line that begins with one. Between numbers they may be a minus."""
    before, after = rf"(?<![—–\s{NBSP}-]){_SPACE}+", rf"{_SPACE}+(?![—–\s{NBSP}-])"
    found: list[Rule] = [
        (re.compile(rf"{before}(-|--|—){after}"), lambda match: _dash(match, typography.dash)),
        (re.compile(rf"(?<=\S) (?={RANGE}{_SPACE})"), NBSP),
    ]
    if _is_spaced(typography):
        found.append((re.compile(rf"(?<={_LETTER})—(?={_LETTER})"), lambda match: typography.dash))
    return found


def _first_dash(typography: Typography) -> list[Rule]:
    """A hyphen before words that somebody says: it stands at the start of the whole text."""
    said = re.compile(rf"^-{_SPACE}(?={_LETTER})"), _literal(f"{typography.dash.strip()}{NBSP}")
    return [said] if _is_spaced(typography) else []


# --- signs and abbreviations ------------------------------------------------


def _signs(typography: Typography) -> list[Rule]:
    """Signs beside a number, with the space that the language has there or none."""
    found: list[Rule] = [
        (re.compile(rf"(?<=\d){_SPACE}?{re.escape(sign)}(?![\w-])"), _literal(printed))
        for sign, printed in typography.after_number.items()
    ]
    before = typography.before_number.items()
    found += [(re.compile(rf"(?<!\w){re.escape(sign)}{_SPACE}?(?=\d)"), _literal(said)) for sign, said in before]
    return found + [_moved(sign, printed, typography) for sign, printed in _behind(typography)]


def _behind(typography: Typography) -> list[tuple[str, str]]:
    """The signs of currencies that a language has behind the number alone."""
    signs = typography.after_number.items()
    return [(sign, printed) for sign, printed in signs if sign in _CURRENCY and sign not in typography.before_number]


def _moved(sign: str, printed: str, typography: Typography) -> Rule:
    """A sign of a currency that was typed before its number, unless the amount goes on behind it."""
    more = _words(typography.multiples)
    number = rf"{_NUMBER}(?:{RANGE}{re.escape(sign)}?{_NUMBER})?"
    pattern = rf"(?<![\w{_CURRENCY}]){re.escape(sign)}{_SPACE}?({number})(?![\w,.]\d|[\w\"'“”’]|{_SPACE}?(?:{more}))"
    return re.compile(pattern), lambda match: match[1].replace(sign, "") + printed


def _literal(printed: str) -> Callable[[re.Match[str]], str]:
    return lambda match: printed


def _initials(typography: Typography, months: Sequence[str]) -> list[Rule]:
    """Initials stay together and with their surname, which may stand before them.

    Those of another script, as of a foreign law or bank, are left as they are.
    """
    own = _script(months[0]) if months else ""
    found: list[Rule] = [
        (re.compile(rf"(?<!\w)({_LETTER}\.){_SPACE}(?={_LETTER}\.)"), rf"\1{NBSP}"),
        (re.compile(rf"(?<![\w.])({_LETTER}\.){_SPACE}(?={_LETTER}[\w'’])"), _bound_initial),
        (re.compile(rf"(?<!\w)({_LETTER}{{2,}}){_SPACE}(?=({_LETTER})\.{NBSP}({_LETTER})\.)"), _bound_surname),
    ]
    if typography.spaced_initials:
        closed = rf"(?<!\w)({_LETTER}{{2,}}){_SPACE}({_LETTER}\.)({_LETTER}\.)(?!\w)"
        found.insert(0, (re.compile(closed), lambda match: _surname(match, own)))
        before = rf"(?<![\w.])({_LETTER}\.)({_LETTER}\.)?{_SPACE}?(?={_LETTER}{{2}})"
        found.insert(0, (re.compile(before), lambda match: _opened(match, own)))
    return found


def _script(letter: str) -> str:
    return unicodedata.name(letter[0]).split()[0]


def _surname(match: re.Match[str], own: str) -> str:
    """A surname and the initials behind it that were typed without a space."""
    named = match[1].istitle() and match[2].isupper() and match[3].isupper()
    return NBSP.join(match.groups()) if named and (not own or _script(match[2]) == own) else match[0]


def _bound_initial(match: re.Match[str]) -> str:
    """An initial with the surname bound to it; a word's end before a full stop stays as it is."""
    return match[1] + NBSP if match[1].isupper() and _begins_name(match) else match[0]


def _bound_surname(match: re.Match[str]) -> str:
    named = match[1][0].isupper() and not match[1].isupper() and match[2].isupper() and match[3].isupper()
    return match[1] + NBSP if named else match[0]


def _opened(match: re.Match[str], own: str) -> str:
    """Initials that were typed without spaces, and the surname after them. A single one may be a brand's."""
    initials = [part for part in match.groups() if part]
    if (len(initials) == 1 and match[0] == initials[0]) or (own and _script(match[1]) != own):
        return match[0]
    if all(part.isupper() for part in initials) and _begins_name(match):
        return NBSP.join((*initials, ""))
    return match[0]


def _begins_name(match: re.Match[str]) -> bool:
    after = match.string[match.end() : match.end() + 3]
    if after[1:2] in ("'", "’"):
        return after[2:].isupper()
    return after[:1].isupper() and after[1:2].islower()


def _abbreviations(typography: Typography) -> list[Rule]:
    found: list[Rule] = []
    for phrase in typography.phrases:
        parts = phrase.split()
        if len(parts) == 1:
            found.append((re.compile(rf"(?<![\w.])((?i:{re.escape(phrase)})) (?=\S)"), rf"\1{NBSP}"))
            continue
        # Behind a full stop the space may have been left out.
        between = [f"{_SPACE}?" if part.endswith(".") else _SPACE for part in parts]
        pattern = "".join(f"({re.escape(part)}){gap}" for part, gap in zip(parts[:-1], between, strict=False))
        found.append((re.compile(rf"(?<![\w.])(?i:{pattern}({re.escape(parts[-1])}))"), _unbroken))
    if typography.bind_after:
        # Behind a number such a word belongs to the number: a year, not a town.
        units = {unit.rstrip(".") for unit in typography.bind_before}
        doubtful = [word for word in typography.bind_after if word.rstrip(".") in units]
        sure = [word for word in typography.bind_after if word not in doubtful]
        for guard, words in (("", sure), (rf"(?<!\d{_SPACE})", doubtful)):
            found.append((re.compile(rf"(?<![\w-]){guard}({_words(words)}) (?=\S)"), _bound_after))
    if typography.bind_to_name:
        found.append((re.compile(rf"(?<=[\w»”,]) (?=(?:{_words(typography.bind_to_name)})(?!\w))"), NBSP))
    return found


def _unbroken(match: re.Match[str]) -> str:
    return NBSP.join(match.groups())


def _bound_after(match: re.Match[str]) -> str:
    """A word such as a form of address with what it belongs to: a name or a number."""
    after = match.string[match.end()]
    return match[1] + NBSP if after.isupper() or after.isdigit() or after in f'{STAND_IN}"«„“' else match[0]


def _numbers(typography: Typography, months: Sequence[str]) -> list[Rule]:
    found: list[Rule] = []
    if typography.bind_before:
        found.append((re.compile(rf"(?<=\d) (?=(?:{_words(typography.bind_before)})(?!\w))"), NBSP))
        if degrees := [unit for unit in typography.bind_before if unit[0] == "°"]:
            found.append((re.compile(rf"(?<=\d)(?=(?:{_words(degrees)})(?!\w))"), NBSP))
        unit = rf"(?=(?:{_words(typography.bind_before)})(?!\w)|[{_CURRENCY}])"
        found.append((re.compile(rf"(\d{_SPACE}(?:{_words(typography.multiples)})) {unit}"), rf"\1{NBSP}"))
    if typography.spaced_digit_groups:
        found.append((re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NBSP))
    if typography.bind_counted:
        dated = re.compile(rf"(?:{_words(months)}){_SPACE}\d+$")
        # A number keeps what it counts.
        found.append((re.compile(rf"(?<=\d) (?={_LETTER}{{4}})"), lambda match: _counted(match, dated)))
        found.append((re.compile(rf"(?<![\w-])((?i:{_words(typography.numerals)})) (?={_LETTER}{{3}})"), rf"\1{NBSP}"))
    if months:
        # A day and its month stay on one line, whichever comes first.
        found.append((re.compile(rf"(?<=\d) (?=(?:{_words(months)})\b)"), NBSP))
        found.append((re.compile(rf"(?<!\d)(\d\d?\.) (?=(?:{_words(months)})\b)"), rf"\1{NBSP}"))
        found.append((re.compile(rf"\b({_words(months)}) (?=\d)"), rf"\1{NBSP}"))
    return found


def _counted(match: re.Match[str], dated: re.Pattern[str]) -> str:
    """A no-break space between a whole number, but for that of a day behind its month, and a word in small letters."""
    counted = (
        _WHOLE.search(match.string, 0, match.start())
        and match.string[match.end()].islower()
        and not dated.search(match.string, 0, match.start())
    )
    return NBSP if counted else " "


def _short_words(typography: Typography) -> list[Rule]:
    """Prepositions stay with the next word, particles with the one before; a unit behind a number is neither."""
    found: list[Rule] = []
    particle = rf"(?:{_words(typography.particles)})(?!\w)" if typography.particles else "(?!)"
    found.append((re.compile(rf"(?<=\w) (?={particle})"), NBSP))
    if size := typography.bind_short_words:
        units = "".join(rf"(?<!\d{_SPACE}{re.escape(unit)})" for unit in typography.bind_before if len(unit) <= size)
        word = rf"(?!{particle}){_LETTER}{{1,{size}}}"
        found.append((re.compile(rf"(?<![\w-])({word}){units} (?=\S)"), rf"\1{NBSP}"))
    return found
