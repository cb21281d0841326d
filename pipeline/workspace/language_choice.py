"""A content file and some languages → the same file, with its texts in these languages and no others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import babel
import yaml


def in_languages(text: str, among: Collection[str], cldr: Mapping[str, str]) -> str:
    """A file whose texts are in some languages, with each text in those of `cldr`, which has their CLDR locales.

    A text that has no words in one of them gets those that stand first, to be translated. Comments stay.
    """
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    texts = list(_texts(node, frozenset(among))) if node else []
    for found in sorted(texts, key=lambda found: found.start_mark.index, reverse=True):
        pairs = [(key.value, value) for key, value in found.value]
        said = {language: _said(text, pairs, language, locale) for language, locale in cldr.items()}
        text = text[: found.start_mark.index] + _written(found, said) + text[_end(found) :]
    return text


def _texts(node: yaml.Node, among: frozenset[str]) -> Iterator[yaml.MappingNode]:
    """The mappings of a file whose keys are languages alone, the outermost of each."""
    if isinstance(node, yaml.MappingNode):
        if node.value and {key.value for key, _ in node.value} <= among:
            yield node
        else:
            for _, value in node.value:
                yield from _texts(value, among)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _texts(item, among)


def _said(text: str, pairs: Sequence[tuple[str, yaml.Node]], language: str, locale: str) -> str:
    """What the file says in a language, as it stands there; a phrase that counts has the forms of the language."""
    own = next((value for name, value in pairs if name == language.partition("-")[0]), None)
    value = own or pairs[0][1]
    if own or not isinstance(value, yaml.MappingNode):
        return _slice(text, value)
    forms = {key.value: _slice(text, form) for key, form in value.value}
    tags = [*sorted(babel.Locale.parse(locale).plural_form.tags), "other"]
    return "{" + ", ".join(f"{tag}: {forms.get(tag, forms['other'])}" for tag in tags) + "}"


def _slice(text: str, node: yaml.Node) -> str:
    return text[node.start_mark.index : _end(node)]


def _end(node: yaml.Node) -> int:
    """Where a value ends: one in block style ends with what it holds, and not where the next one begins."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return _end(node.value[-1][1])
    return int(node.end_mark.index)


def _written(node: yaml.MappingNode, said: Mapping[str, str]) -> str:
    lines = [f"{language}: {words}" for language, words in said.items()]
    return "{" + ", ".join(lines) + "}" if node.flow_style else f"\n{' ' * node.start_mark.column}".join(lines)
