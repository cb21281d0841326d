from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import MINIMAL, only_kinds

from pipeline.base.problems import Problems
from pipeline.build import isolation
from pipeline.build.run import build, plan
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.domain.targets import Target
from pipeline.rendering.compose import ComposedDocument, Composer

HEAD = "---\nvary: [campaign, language]\nformats: [pdf]\n---\n"
PAGE = '\n<html lang="{{ language }}"><head><title>x</title></head><body><h1>x</h1></body></html>\n'
DOUBLED = '{% set a0 = "xxxxxxxxxxxxxxxx" %}' + "".join(
    f"\n{{% set a{n} = [a{n - 1}, a{n - 1}]|join %}}" for n in range(1, 41)
)
DEEP = "{% set a0 = [1] %}{% set b0 = [1] %}" + "".join(
    f"{{% set a{n} = [a{n - 1}, a{n - 1}] %}}{{% set b{n} = [b{n - 1}, b{n - 1}] %}}" for n in range(1, 61)
)
EQUAL = DEEP + "{% if a60 == b60 %}x{% endif %}"
"""Compared by the interpreter itself, which asks nobody meanwhile."""


@pytest.fixture
def evil(tmp_path: Path) -> Callable[[str], Path]:
    """A project with a brief and a kind of its own, whose template begins with some lines."""

    def made(body: str) -> Path:
        folder = tmp_path / "evil"
        shutil.copytree(MINIMAL / "content", folder / "content")
        only_kinds(folder, "brief", "evil")
        (folder / "templates/kinds").mkdir(parents=True)
        (folder / "templates/kinds/evil.html").write_text(HEAD + body + PAGE, encoding="utf-8")
        return folder

    return made


@pytest.fixture
def some(minimal: Path) -> list[Target]:
    return targets.targets(load.load(minimal), "*.brief.*.pdf")


def numbered(target: Target) -> ComposedDocument:
    return ComposedDocument(target.document, text=str(os.getpid()))


@pytest.mark.long
@pytest.mark.parametrize(
    ("body", "place"),
    [
        (DOUBLED, "templates/kinds/evil.html:{line}: needs more memory than one document is allowed"),
        (EQUAL, "templates/kinds/evil.html: needs more time than one document is allowed"),
    ],
)
def test_a_template_that_takes_too_much_costs_its_own_documents(
    evil: Callable[[str], Path], body: str, place: str
) -> None:
    folder = evil(body)
    project = load.load(folder)
    summary = build(project, targets.targets(project), folder / "build")
    assert sorted({name.split(".")[1] for name in summary.built}) == ["brief"]
    assert len(summary.built) == 6
    texts = [str(item) for item in summary.failed]
    lines = [text.split(": ")[0].rpartition(":")[2] for text in texts]
    assert texts == [
        f"{place.format(line=line)}, while rendering dawn.evil.{language}.pdf"
        for line, language in zip(lines, ("en", "ru"), strict=True)
    ]
    assert all(line == "templates/kinds/evil.html" or 25 < int(line) < 45 for line in lines)
    assert [item.target.kind for item in plan(project, targets.targets(project), folder / "build")] == ["brief"] * 6


def test_a_template_that_computes_too_long_is_stopped_at_its_line(
    evil: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.base.limits.DOCUMENT_SECONDS", 0.2)
    many, some = (f"[{'1,' * times}]" for times in (2000, 130))
    loops = f"{{% set many = {many} %}}\n{{% for i in {some} %}}{{% for j in {some} %}}"
    folder = evil(loops + "\n{% set x = many|sort|sort %}{% endfor %}{% endfor %}")
    project = load.load(folder)
    documents = targets.targets(project, "*.evil.*")
    found = [str(item) for made in isolation.checked(Composer(project), documents, {}) for item in made.problems]
    assert found == [
        f"templates/kinds/evil.html:7: needs more time than one document is allowed, while rendering dawn.evil.{language}.pdf"
        for language in ("en", "ru")
    ]


def test_every_document_comes_from_one_child_in_its_order(some: list[Target]) -> None:
    made = list(isolation._isolated(numbered, some, lambda: None))
    assert [item.document for item in made] == [target.document for target in some]
    assert len({item.text for item in made}) == 1
    assert made[0].text != str(os.getpid())


def test_whatever_is_started_is_started_once_and_after_the_child(some: list[Target]) -> None:
    started: list[int] = []
    for item in isolation._isolated(numbered, some, lambda: started.append(os.getpid())):
        assert item.text != str(os.getpid())
    assert started == [os.getpid()]


def test_a_child_that_does_nothing_is_ended(some: list[Target], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "PATIENCE", 0.3)

    def slept(target: Target) -> ComposedDocument:
        time.sleep(60 if target.language == "en" else 0)
        return ComposedDocument(target.document)

    english, russian = isolation._isolated(slept, some, lambda: None)
    assert english.exceeded
    assert not russian.problems


def test_a_child_that_is_ended_says_how(some: list[Target]) -> None:
    def left(target: Target) -> ComposedDocument:
        os._exit(7)

    found = [str(said) for item in isolation._isolated(left, some, lambda: None) for said in item.problems]
    assert "the process building dawn.brief.ivan.en.pdf was stopped (7)" in found[0]


def test_what_is_raised_in_a_child_is_raised_here_with_its_lines(some: list[Target]) -> None:
    def broken(target: Target) -> ComposedDocument:
        raise ZeroDivisionError("never")

    with pytest.raises(ZeroDivisionError) as found:
        list(isolation._isolated(broken, some, lambda: None))
    assert "in broken" in found.value.__notes__[0]


def test_a_child_ends_with_whoever_asks_no_more(some: list[Target]) -> None:
    made = isolation._isolated(numbered, some, lambda: None)
    child = int(next(made).text)
    made.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_after_two_documents_of_a_kind_its_template_is_known(
    monkeypatch: pytest.MonkeyPatch, some: list[Target]
) -> None:
    tried: list[str] = []

    def exceeding(target: Target) -> ComposedDocument:
        return ComposedDocument(target.document, problems=(), exceeded=True)

    monkeypatch.setattr(isolation, "_ended", lambda target, status: tried.append(target.id) or numbered(target))
    list(isolation._isolated(exceeding, some * 3, lambda: None))
    assert len(tried) == len(some) * 3 - 2


def test_where_there_is_no_fork_the_same_is_done_here(some: list[Target], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert {item.text for item in isolation._isolated(numbered, some, lambda: None)} == {str(os.getpid())}


def test_problems_of_a_project_are_told_as_they_were(minimal: Path) -> None:
    (minimal / "templates/kinds/brief.html").write_text(HEAD + "{{ nobody }}" + PAGE, encoding="utf-8")
    project = load.load(minimal)
    with pytest.raises(Problems) as found:
        plan(project, targets.targets(project, "*.brief.*"), minimal / "build")
    assert "nobody is not defined" in str(found.value.problems[0])
