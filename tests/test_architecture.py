"""What ARCHITECTURE promises of the code's shape."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from pipeline.domain.recap import RECAP
from pipeline.model.agreements import Agreements, Change
from pipeline.model.campaign import Campaign, MarketSection
from pipeline.model.creator import Creator
from pipeline.model.kind import Axis
from pipeline.model.market import Market
from pipeline.model.results import Results
from pipeline.model.ritual import RitualMetric
from pipeline.reading.project import Project

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "pipeline").rglob("*.py"))
TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "templates").rglob("*.html"))
}


def test_no_module_is_longer_than_about_three_hundred_lines() -> None:
    assert {path.name: n for path in MODULES if (n := len(path.read_text(encoding="utf-8").splitlines())) > 305} == {}


def test_the_code_map_has_every_package_and_every_file_that_is_named_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|", text.partition("## Code map")[2].partition("\n## ")[0], re.MULTILINE)
    assert sorted(rows) == sorted(path.parent.name for path in (ROOT / "pipeline").glob("*/__init__.py"))
    named = set(re.findall(r"`([\w/.-]+\.(?:py|html|typ))`", text))
    places = (ROOT, ROOT / "pipeline", ROOT / "templates/theme")
    assert len(named) > 10
    assert {name for name in named if not any((place / name).is_file() for place in places)} == set()


def test_the_code_names_no_market_language_kind_or_campaign(project: Project) -> None:
    names = {*project.markets, *project.languages, *project.kinds, *project.campaigns, *project.creators, *project.sops}
    # What a kind varies by is a noun of the model, and a kind or a procedure may be called by it.
    names -= set(get_args(Axis))
    # The same holds for a field of the content: a place in a file is told by it.
    names -= {
        field
        for record in (Agreements, Campaign, Creator, Market, MarketSection, Results, RitualMetric)
        for field in record.model_fields
    }
    # "us" is whoever is not the creator and not the law.
    names -= set(get_args(Change.model_fields["asked_by"].annotation))
    # A command calls what one side confirms as its page is called.
    names -= {RECAP}
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in names:
                found.append(f"{path.name}:{node.lineno}: {node.value}")
    assert found == []


def test_no_name_or_sentence_of_the_code_is_of_one_country(project: Project) -> None:
    names = {*project.markets, *project.languages, *project.campaigns, *project.creators}
    asked = {name for market in project.markets.values() for name in market.identifiers}
    # A word of its own before it was a number in some country's list.
    asked -= {"registry"}
    found = []
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            found += [f"{path.name}: {name}" for name in named(node) if not (names | asked).isdisjoint(parts(name))]
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type in (tokenize.STRING, tokenize.COMMENT, _FSTRING):
                words = set(re.findall(r"[^\W_]+", token.string.lower()))
                found += [f"{path.name}:{token.start[0]}: {word}" for word in words & asked]
    assert found == []


_FSTRING = getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)


def named(node: ast.AST) -> list[str]:
    """The names that a node of the syntax tree brings or uses."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
            return [name]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return [alias.asname or alias.name for alias in names]
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.ExceptHandler(name=str(name)):
            return [name]
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            return names
    return []


def parts(name: str) -> set[str]:
    """A name in lower case, and its words: inn_of, CheckInn and INN all hold inn."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)
    return {name.lower().strip("_"), name.lower().replace("_", "-"), *(word.lower() for word in words)}


@pytest.mark.parametrize(
    "code", ["def _inn(text): ...", "x.erid", "class ErIdOfRu: ...", "Inn = 1", "f(inn=1)", "from a import check_inn"]
)
def test_names_are_read_in_every_place_where_they_stand(code: str) -> None:
    words = {part for node in ast.walk(ast.parse(code)) for name in named(node) for part in parts(name)}
    assert not words.isdisjoint({"inn", "erid", "ru"})


def test_no_format_is_told_to_a_template() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html"))
    assert not re.search(r"\b(pdf|docx|ics|xlsx)\b", re.sub(r"^formats: \[[a-z, ]+\]$", "", templates, flags=re.M))


def test_there_is_one_template_for_all_formats(project: Project) -> None:
    assert {path.stem for path in (ROOT / "templates/kinds").iterdir()} == set(project.kinds)
    assert {path.suffix for path in (ROOT / "templates/kinds").iterdir()} == {".html"}


def test_every_role_of_the_vocabulary_is_used_by_a_template(project: Project) -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html"))
    used = {role for found in re.findall(r'class="([^"]+)"', templates) for role in found.split()}
    roles = {role for names in project.theme.roles.values() for role in names}
    assert used <= roles


def test_every_package_says_what_comes_in_and_what_goes_out() -> None:
    packages = {
        path.parent: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        for path in MODULES
        if path.name == "__init__.py"
    }
    assert {package.name: said for package, said in packages.items() if len(said) < 40} == {}


def test_no_line_of_a_template_is_too_long_to_read() -> None:
    long = [
        (name, n) for name, text in TEMPLATES.items() for n, line in enumerate(text.split("\n"), 1) if len(line) > 120
    ]
    assert long == []


def test_what_two_templates_say_alike_is_a_macro_or_in_the_layout() -> None:
    bare = re.compile(r"(\s|</?\w+>|{% end\w+ %})*")
    lines = {name: [line for line in text.split("\n") if not bare.fullmatch(line)] for name, text in TEMPLATES.items()}
    alike = []
    for one, other in combinations(lines, 2):
        match = SequenceMatcher(None, lines[one], lines[other], autojunk=False).find_longest_match()
        if match.size >= 5:
            alike.append((one, other, lines[one][match.a]))
    assert alike == []


def test_only_the_layout_is_a_whole_page() -> None:
    assert [name for name, text in TEMPLATES.items() if "<html" in text] == ["layouts/document.html"]


def test_every_block_fills_one_of_the_layout() -> None:
    blocks = {name: set(re.findall(r"{% block (\w+)", text)) for name, text in TEMPLATES.items()}
    layout = blocks.pop("layouts/document.html")
    assert {name: own - layout for name, own in blocks.items() if own - layout} == {}
    empty = set(re.findall(r"{% block (\w+) %}{% endblock %}", TEMPLATES["layouts/document.html"]))
    assert empty - set().union(*blocks.values()) == set()


def test_every_macro_is_called_and_every_import_is_used() -> None:
    macros = {name for text in TEMPLATES.values() for name in re.findall(r"{% macro (\w+)", text)}
    called = {name for text in TEMPLATES.values() for name in re.findall(r"(?<!macro )\b(\w+)\(", text)}
    assert macros - called == set()
    unused = []
    for template, text in TEMPLATES.items():
        for names in re.findall(r"{% from [^%]*? import ([^%]*?) with context %}", text):
            unused += [(template, name) for name in names.split(", ") if not re.search(rf"\b{name}\(", text)]
    assert unused == []


def test_tests_mirror_the_package() -> None:
    expected = {path.relative_to(ROOT / "pipeline").parts[0] for path in MODULES if path.parent != ROOT / "pipeline"}
    present = {path.relative_to(ROOT / "tests").parts[0] for path in (ROOT / "tests").rglob("*/test_*.py")}
    assert expected - present == set()


def test_nothing_refers_to_what_is_outside_the_project() -> None:
    outside = re.compile("index-url|simple/|\\.\\./" + "shared|/wor" + "k/")
    files = [*MODULES, *ROOT.glob("*.md"), *ROOT.glob("*.toml"), *ROOT.glob("*.txt"), ROOT / "Makefile"]
    assert [path.name for path in files if outside.search(path.read_text(encoding="utf-8"))] == []
