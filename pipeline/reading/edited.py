"""A source and other values for it → its text, in which all that did not change stands letter for letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import yaml
from yaml import cyaml

from pipeline.base.problems import N_, Problems, problem
from pipeline.reading import sources, written
from pipeline.reading.sources import Source

_SHARED = N_("its values cannot be changed one by one")
_WRITE_OUT = N_("write out what stands as an alias (*name)")

_ALIAS = re.compile(r"\s*:\s*\*[^\s,\]}]+")


class _Edit(NamedTuple):
    """What takes the place of a part of the text."""

    start: int
    end: int
    text: str


def edited(source: Source, values: Any) -> str:
    """The text of a file with other values. Comments, order and layout of the rest are as they were.

    Raises Problems where an alias makes two places one.
    """
    text = source.raw.decode()
    editor = _Editor(text)
    # What a scalar is in YAML is not asked here: only where it stands.
    editor.change(yaml.compose(text, Loader=cyaml.CSafeLoader), source.data, values, flow=False)
    after = editor.applied()
    if not same(sources.parse(after, source.path).data, values):
        raise Problems([problem(source.path, _SHARED, hint=_WRITE_OUT)])
    return after


def same(one: Any, other: Any) -> bool:
    """Whether two values are written alike: true is no 1, and the order of keys says nothing."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def added(before: str, after: str) -> Iterator[tuple[int, str]]:
    """The lines that a text has gained, each with its number in the new one."""
    old, new = before.splitlines(), after.splitlines()
    for change, _, _, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change != "equal":
            yield from enumerate(new[first:last], first + 1)


class _Editor:
    """Gathers the edits of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._edits: list[_Edit] = []

    def applied(self) -> str:
        """The text with all edits made."""
        text = self._text
        # Those at one place keep the order in which they were asked for.
        order = sorted(range(len(self._edits)), key=lambda index: (self._edits[index].start, index), reverse=True)
        for start, end, put in (self._edits[index] for index in order):
            text = text[:start] + put + text[end:]
        return text

    def change(self, node: Any, before: Any, after: Any, *, flow: bool) -> None:
        """Makes the edits that turn the value of a node into another."""
        if same(before, after):
            return
        flow = flow or bool(getattr(node, "flow_style", False))
        if isinstance(before, Mapping) and isinstance(after, Mapping) and before and after:
            self._change_mapping(node, before, after, flow=flow)
        elif isinstance(before, list) and isinstance(after, list) and before and after:
            self._change_list(node, before, after, flow=flow)
        else:
            indent = node.start_mark.column
            put = written.in_line(after) if flow else written.item(after, indent)
            self._edits.append(_Edit(node.start_mark.index, self._end(node), put))

    def _change_mapping(self, node: Any, before: Mapping[str, Any], after: Mapping[str, Any], *, flow: bool) -> None:
        entries = {key.value: (key, value) for key, value in node.value}
        column = node.value[0][0].start_mark.column
        for index, (key, value) in enumerate(node.value):
            if key.value not in after:
                self._remove(node.value, index, flow=flow)
            elif not same(before[key.value], after[key.value]):
                self._change_entry(key, value, before[key.value], after[key.value], flow=flow)
        last, between = self._entry_end(*node.value[-1]), self._between(node.value)
        for name in after:
            if name in entries:
                last = self._entry_end(*entries[name])
            else:
                self._add(last, written.entry(name, after[name], column, flow=flow), column, flow=flow, between=between)

    def _change_entry(self, key: Any, value: Any, before: Any, after: Any, *, flow: bool) -> None:
        kept = isinstance(before, Mapping | list) and isinstance(after, type(before)) and before and after
        plain = not isinstance(before, Mapping | list | None) and not isinstance(after, Mapping | list)
        if kept or plain:
            self.change(value, before, after, flow=flow)
            return
        put, end = written.entry(key.value, after, key.start_mark.column, flow=flow), self._entry_end(key, value)
        head, _, below = put.partition("\n")
        comment = self._text[end : self._line_end(end)]
        if below and comment.lstrip().startswith("#"):
            # What is said of a field stays beside its name.
            put, end = f"{head}{comment}\n{below}", self._line_end(end)
        self._edits.append(_Edit(key.start_mark.index, end, put))

    def _change_list(self, node: Any, before: Sequence[Any], after: Sequence[Any], *, flow: bool) -> None:
        for item, one, other in zip(node.value, before, after, strict=False):
            self.change(item, one, other, flow=flow)
        column = node.start_mark.column
        for value in after[len(before) :]:
            put = written.in_line(value) if flow else f"- {written.item(value, column + 2)}"
            self._add(self._end(node.value[-1]), put, column, flow=flow)
        if len(after) < len(before):
            start, end = self._end(node.value[len(after) - 1]), self._end(node.value[-1])
            self._edits.append(_Edit(*((start, end) if flow else (self._line_end(start), self._line_end(end))), ""))

    def _between(self, entries: Sequence[tuple[Any, Any]]) -> str:
        """What stands between two fields: an empty line where the last two have one."""
        if len(entries) < 2:
            return "\n"
        gap = self._text[self._entry_end(*entries[-2]) : entries[-1][0].start_mark.index]
        return "\n\n" if re.search(r"\n[ ]*\n", gap) else "\n"

    def _add(self, end: int, put: str, column: int, *, flow: bool, between: str = "\n") -> None:
        """Adds an entry or an item behind the one that ends there."""
        if flow:
            self._edits.append(_Edit(end, end, f", {put}"))
        else:
            at = self._line_end(end)
            for line in self._lines_below(at):
                # A comment that is indented deeper belongs to what stands above it.
                if not (line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) > column):
                    break
                at += 1 + len(line)
            self._edits.append(_Edit(at, at, f"{between}{' ' * column}{put}"))

    def _remove(self, entries: Sequence[tuple[Any, Any]], index: int, *, flow: bool) -> None:
        """Removes an entry of a mapping of which others stay."""
        key, value = entries[index]
        start, end = key.start_mark.index, self._entry_end(key, value)
        first = all(other.start_mark.index >= start for other, _ in entries)
        if first and index + 1 < len(entries):
            self._edits.append(_Edit(start, entries[index + 1][0].start_mark.index, ""))
        elif flow:
            self._edits.append(_Edit(self._entry_end(*entries[index - 1]), end, ""))
        else:
            self._edits.append(_Edit(self._text.rindex("\n", 0, start), self._line_end(end), ""))

    def _end(self, node: Any) -> int:
        """Where a value ends, without the comments and empty lines below it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            last = node.value[-1]
            return self._entry_end(*last) if isinstance(last, tuple) else self._end(last)
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        return start + len(self._text[start:end].rstrip())

    def _entry_end(self, key: Any, value: Any) -> int:
        """Where a field ends with its value. An alias is known by the place of what it names."""
        after = int(key.end_mark.index)
        if value.start_mark.index >= after:
            return max(self._end(value), after + 1)
        alias = _ALIAS.match(self._text, after)
        return alias.end() if alias else after

    def _line_end(self, index: int) -> int:
        end = self._text.find("\n", index)
        return len(self._text) if end < 0 else end

    def _lines_below(self, index: int) -> Iterator[str]:
        yield from self._text[index + 1 :].split("\n") if index < len(self._text) else ()
