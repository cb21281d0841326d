"""Ways to change a file: its bytes, its text, the values of its YAML or JSON, or what stands in its place."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

Place = tuple[Any, ...]
Way = Callable[[bytes, random.Random], bytes]

SNIPPETS = [
    *":-[]{},\"'#&*!|>%@`?~\\=<./\t\n;()^$+",
    *("null", "true", "no", "-1", "0", "1e400", "1e9999999999999999999", "0x1F", ".inf", ".nan", "9" * 40),
    *("2027-02-30", "0001-01-01", "9999-12-31", "24:00", "-0", "١٢٣", "½", "1_000", "{en: a, ru: а}", "[a, b]", "{}"),
    *("*a", "&a ", "<<: *a", "!!str ", "!!python/object/apply:os.system [id]", "---\n", "...\n", "? ", "- ", ": "),
    *("|\n", ">-\n", "%YAML 1.1\n", "\r\n", "\r", "\x00", "\x1b[31m", "\x85", "\u2028", "\u200b", "\u202e", "\u00a0"),
    *("\ufeff", "\u3000", "\u00ad", "\u0301" * 40, "İ", "ß", "ﬁ", "é", "光", "\U0001f4a1", "\U000e0041"),
    *('"\\ud800"', '"\\x"', "'", "{{ 7 }}", "{% if %}", "{# ", "{{ ''.__class__ }}", "{% for a in b %}", "%s", "%(n)s"),
    *("{0}", "{n}", "{erid}", "{{", "}}", "{0.__class__}", "**", "_", "[x](y)", "![x](y)", "&shy;", "&#0;", "<b>"),
    *("</p>", "\U0001f468\u200d"),
    *("<!--", "<![CDATA[", "<?php ", "../../etc/passwd", "/dev/zero", "C:\\a", "con", "x" * 3000, "А" * 70, "  " * 30),
    *("(a+)+$", "(?P<a>", "[a-", "a{99999999}", "\\", "(?i)", "#(x)[[", "#import \"x\"", "$ x $", "@label", "ё"),
    *("https://", "http:/a"),
]  # fmt: skip
"""What people paste, mistype and attack with."""

VALUES: list[Any] = [
    *(None, True, False, 0, 1, -1, 2, 0.1, -0.5, 10**9, 10**30, -(10**30), 1e300, float("inf"), float("nan")),
    *("", " ", "0", "a", "ru", "en", "xx", "2027-02-30", "0001-01-01", "9999-12-31", "18:30", "25:00", "RUB", "XXX"),
    *([], {}, [[]], [None], {"": None}, {"en": "a"}, {"en": 1, "ru": []}, {"a": {"b": {"c": {}}}}, ["a"] * 1200),
    *("А" * 20_000, "слово " * 2_000, "\u0301", "\U0001f4a1" * 30, "{n}", "%(n)s", "{", "@a", "#a"),
    *("https://пример.рф/", "mailto:a"),
    *("../../../victim", "/etc/passwd", "a/b", "con", "…", "—", "1/3", "1e9", "5 000,50", "views / 0", "1 +", "(((("),
    "a" * 61,
]  # fmt: skip
"""Values of every type but the expected one, and the ends of their ranges."""


# --- bytes ----------------------------------------------------------------------


def flip(raw: bytes, chance: random.Random) -> bytes:
    """A few bits turned."""
    content = bytearray(raw)
    for _ in range(chance.choice((1, 1, 3, 20))):
        if content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def cut(raw: bytes, chance: random.Random) -> bytes:
    """The end, the beginning or the middle is gone."""
    first, second = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    return chance.choice((raw[:first], raw[first:], raw[:first] + raw[second:]))


def filled(raw: bytes, chance: random.Random) -> bytes:
    """A part made into something else of the same length, or repeated."""
    first, second = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    part = raw[first:second]
    noise, blanks = chance.randbytes(min(len(part), 4000)), b" " * len(part)
    other = chance.choice((bytes(len(part)), noise, part * 2, part[::-1], blanks))
    return raw[:first] + other + raw[second:]


def encoded(raw: bytes, chance: random.Random) -> bytes:
    """The same text in another encoding, or with other line ends."""
    text = raw.decode("utf-8", "replace")
    ways: list[Callable[[], bytes]] = [
        lambda: text.encode("utf-16"),
        lambda: text.encode("utf-32-be"),
        lambda: text.encode("cp1251", "replace"),
        lambda: b"\xef\xbb\xbf" + raw,
        lambda: raw.replace(b"\n", b"\r\n"),
        lambda: raw.replace(b"\n", b"\r"),
        lambda: raw.replace(b"  ", "\u00a0 ".encode()),
        lambda: raw.replace(b"\n", "\u2028".encode()),
        lambda: raw.rstrip(b"\n"),
    ]
    return chance.choice(ways)()


def emptied(raw: bytes, chance: random.Random) -> bytes:
    """Nothing, or next to nothing."""
    return chance.choice((b"", b"\n", b"{}", b"[]", b"null", b"---\n", b"\0", b'""', b"# nothing\n", b"0"))


def swollen(raw: bytes, chance: random.Random) -> bytes:
    """Far too much of something."""
    many = chance.choice(
        (b"[", b"{", b"- ", b"a: {", b"(", b"<p>", b"\n", b"# a\n", b'"', b"&a [*a", b"{{", b"#[", b"%")
    )
    return raw[: chance.randrange(len(raw) + 1)] + many * chance.choice((50, 2_000, 200_000))


# --- text -----------------------------------------------------------------------


def spliced(raw: bytes, chance: random.Random) -> bytes:
    """Something odd typed into a line, or in place of a word of it."""
    text = raw.decode("utf-8", "replace")
    start = chance.randrange(len(text) + 1)
    end = start if chance.random() < 0.6 else min(len(text), start + chance.randrange(12))
    typed: str = chance.choice(SNIPPETS)
    return (text[:start] + typed + text[end:]).encode("utf-8", "surrogatepass")


def lines(raw: bytes, chance: random.Random) -> bytes:
    """A line deleted, repeated, moved, indented, or joined with the next one."""
    rows = raw.split(b"\n")
    first, second = chance.randrange(len(rows)), chance.randrange(len(rows))
    ways: list[Callable[[], object]] = [
        lambda: rows.pop(first),
        lambda: rows.insert(second, rows[first]),
        lambda: rows.insert(first, rows.pop(second)),
        lambda: rows.__setitem__(first, b"  " + rows[first]),
        lambda: rows.__setitem__(first, b"\t" + rows[first]),
        lambda: rows.__setitem__(first, rows[first][1:]),
        lambda: rows.__setitem__(first, rows[first].lstrip()),
        lambda: rows.__setitem__(first, rows[first] * 300),
        lambda: rows.__setitem__(slice(first, first + 2), [b"".join(rows[first : first + 2])]),
        lambda: rows.__setitem__(slice(first, second), []),
    ]
    chance.choice(ways)()
    return b"\n".join(rows)


def words(raw: bytes, chance: random.Random) -> bytes:
    """A word in the place of another."""
    text = raw.decode("utf-8", "replace")
    found = text.split(" ")
    first, second = chance.randrange(len(found)), chance.randrange(len(found))
    found[first] = found[second] if chance.random() < 0.7 else chance.choice(SNIPPETS)
    return " ".join(found).encode("utf-8", "surrogatepass")


# --- values ---------------------------------------------------------------------


def nodes(value: Any, at: Place = ()) -> list[Place]:
    """The place of each value in some plain values, the whole first."""
    found = [at]
    if isinstance(value, dict):
        found += [place for key, inner in value.items() for place in nodes(inner, (*at, key))]
    if isinstance(value, list):
        found += [place for key, inner in enumerate(value) for place in nodes(inner, (*at, key))]
    return found


def found(value: Any, at: Place) -> Any:
    """What stands at a place."""
    for key in at:
        value = value[key]
    return value


def changed(value: Any, chance: random.Random) -> Any:
    """Plain values of which one was changed; they are changed themselves."""
    at = chance.choice(nodes(value))
    if not at:
        return chance.choice((VALUES[chance.randrange(len(VALUES))], [value], {"a": value}, list(value)))
    above, key = found(value, at[:-1]), at[-1]
    chance.choice(_CHANGES)(above, key, value, chance)
    return value


def _replaced(above: Any, key: Any, value: Any, chance: random.Random) -> None:
    above[key] = chance.choice(VALUES)


def _exchanged(above: Any, key: Any, value: Any, chance: random.Random) -> None:
    """What stands elsewhere in the file; itself apart, or it would have no end."""
    other = found(value, chance.choice(nodes(value)))
    above[key] = json.loads(json.dumps(other, default=str))


def _deleted(above: Any, key: Any, value: Any, chance: random.Random) -> None:
    del above[key]


def _renamed(above: Any, key: Any, value: Any, chance: random.Random) -> None:
    if isinstance(above, dict):
        name = chance.choice(("", "a", "en", "ru", str(key)[:-1], f"{key}s", 1, None, True, chance.choice(SNIPPETS)))
        above[name] = above.pop(key)
    else:
        above.insert(0, above.pop(key))


def _nested(above: Any, key: Any, value: Any, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 3, 45, 300))):
        above[key] = [above[key]] if chance.random() < 0.5 else {"a": above[key]}


def _repeated(above: Any, key: Any, value: Any, chance: random.Random) -> None:
    times = chance.choice((2, 2, 40, 1100))
    if isinstance(above, list):
        above[key:key] = [above[key]] * times
    else:
        above |= {f"{key}-{number}": above[key] for number in range(times)}


def _tweaked(above: Any, key: Any, value: Any, chance: random.Random) -> None:
    """A number a little or a lot larger, a text with something typed into it."""
    now = above[key]
    if isinstance(now, bool) or now is None:
        above[key] = chance.choice((not now, str(now), 0))
    elif isinstance(now, int | float):
        above[key] = chance.choice((now + 1, now - 1, -now, now * 10, now * 10**12, now / 3, str(now), [now]))
    elif isinstance(now, str):
        place = chance.randrange(len(now) + 1)
        typed = now[:place] + chance.choice(SNIPPETS) + now[place:]
        above[key] = chance.choice((typed, typed, now.upper(), now * 40, now[::-1], now[:place], f" {now} ", now + "."))
    else:
        above[key] = chance.choice((None, list(now), str(now), type(now)()))


_CHANGES = (_replaced, _replaced, _tweaked, _tweaked, _exchanged, _deleted, _renamed, _nested, _repeated)


def valued(raw: bytes, chance: random.Random, *, json_file: bool) -> bytes:
    """The file with one or a few of its values changed."""
    try:
        value = json.loads(raw) if json_file else yaml.safe_load(raw)
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            value = changed(value, chance) if isinstance(value, dict | list) and value else value
        if json_file:
            return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")
        said: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**6)
        return said.encode("utf-8", "surrogatepass")
    except (yaml.YAMLError, ValueError, RecursionError, UnicodeError, TypeError):
        return spliced(raw, chance)


def front(raw: bytes, chance: random.Random) -> bytes:
    """A template with a value of its front matter changed."""
    if not raw.startswith(b"---\n"):
        return spliced(raw, chance)
    head, mark, body = raw[4:].partition(b"\n---\n")
    return b"---\n" + valued(head, chance, json_file=False).rstrip() + mark + body


# --- files ----------------------------------------------------------------------


def misplaced(path: Path, chance: random.Random) -> str:
    """Something else in the place of a file. Says what."""
    ways: dict[str, Callable[[], object]] = {
        "gone": lambda: None,
        "a folder": path.mkdir,
        "a link to itself": lambda: path.symlink_to(path.name),
        "a link to a device": lambda: path.symlink_to("/dev/zero"),
        "a link to nothing": lambda: path.symlink_to("nothing/here"),
        "a link to its folder": lambda: path.symlink_to("."),
        "a pipe": lambda: os.mkfifo(path),
    }
    what = chance.choice(list(ways))
    path.unlink()
    ways[what]()
    return what


def mutated(path: Path, chance: random.Random) -> str:
    """Changes a file in one of all these ways. Says how."""
    if chance.random() < 0.03:
        return misplaced(path, chance)
    raw = path.read_bytes()
    anything: list[Way] = [flip, cut, filled, encoded, emptied, swollen]
    typed: list[Way] = [spliced, spliced, lines, lines, words]
    structured = {
        ".yaml": (_yaml,) * 12,
        ".json": (_json,) * 12,
        ".html": (front,) * 3,
    }.get(path.suffix, ())
    binary = path.suffix in (".pdf", ".docx")
    way = chance.choice(anything if binary else [*anything, *typed * 2, *structured])
    path.unlink()
    path.write_bytes(way(raw, chance) if raw else chance.choice(SNIPPETS).encode("utf-8", "surrogatepass"))
    return way.__name__.strip("_")


def _yaml(raw: bytes, chance: random.Random) -> bytes:
    return valued(raw, chance, json_file=False)


def _json(raw: bytes, chance: random.Random) -> bytes:
    return valued(raw, chance, json_file=True)
