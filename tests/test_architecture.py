"""What ARCHITECTURE promises of the code's shape."""

from __future__ import annotations

import ast
import re
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import get_args

from pipeline.model.kind import Axis
from pipeline.reading.project import Project

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "pipeline").rglob("*.py"))
TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "templates").rglob("*.html"))
}


def test_no_module_is_longer_than_about_three_hundred_lines() -> None:
    assert {path.name: n for path in MODULES if (n := len(path.read_text(encoding="utf-8").splitlines())) > 305} == {}


def test_the_code_names_no_market_language_kind_or_campaign(project: Project) -> None:
    names = {*project.markets, *project.languages, *project.kinds, *project.campaigns, *project.creators, *project.sops}
    # What a kind varies by is a noun of the model, and a kind or a procedure may be called by it.
    names -= set(get_args(Axis))
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in names:
                found.append(f"{path.name}:{node.lineno}: {node.value}")
    assert found == []


def test_no_format_is_told_to_a_template() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html"))
    assert not re.search(r"\b(pdf|docx)\b", templates.replace("formats: [pdf, docx]", ""))


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
