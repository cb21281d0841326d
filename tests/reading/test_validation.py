from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import Field
from samples import record, refused

from pipeline.model.base import Id, Model


class Post(Model):
    """A record inside a record."""

    format: str = "clip"
    seconds: Annotated[int, Field(ge=15, le=60)] = 15
    parts: Annotated[tuple[str, ...], Field(max_length=2)] = ()


class Brief(Model):
    """A field of each type that records have."""

    title: Annotated[str, Field(max_length=5, min_length=1, strict=True)] = "-"
    status: Literal["draft", "final", "in-force"] = "draft"
    printed: bool = True
    first: Post = Post()
    posts: tuple[Post, ...] = ()
    named: dict[Id, Post] = {}
    maybe: Post | None = None
    code: Annotated[str, Field(pattern=r"^[A-Z]+$")] = "A"
    opens: str = Field("", alias="from")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: ^5", "^ title: expected text, not 5 (put it in quotes)"),
        ("title: ^true", "^ title: expected text, not true"),
        ("title: ^~", "^ title: expected text, not nothing"),
        ("title: ^[a]", '^ title: expected text, not a list'),
        ("title: ^{a: b}", '^ title: expected text, not fields'),
        ("title: ^''", "^ title: is empty"),
        ("title: ^abcdef", "^ title: longer than 5 characters"),
        ("status: ^darft", '^ status: "darft" is not one of draft, final, in-force (did you mean "draft"?)'),
        ("status: ^done", '^ status: "done" is not one of draft, final, in-force'),
        ("printed: ^maybe", '^ printed: expected true or false, not "maybe"'),
        ("printed: ^[]", "^ printed: expected true or false, not a list"),
        ("first: ^5", "^ first: expected fields, each on its own line, not 5"),
        ("first: {seconds: ^x}", '^ first.seconds: expected a whole number, not "x"'),
        ("first: {seconds: ^20.5}", "^ first.seconds: expected a whole number, not 20.5"),
        ("first: {seconds: ^14}", "^ first.seconds: 14 is below 15"),
        ("first: {seconds: ^61}", "^ first.seconds: 61 is above 60"),
        ("first: {parts: ^[a, b, c]}", "^ first.parts: expected at most 2, found 3"),
        ("posts: ^{format: clip}", "^ posts: expected a list, not fields"),
        ("posts: [{}, {seconds: ^1}]", "^ posts.1.seconds: 1 is below 15"),
        ("named: ^[]", "^ named: expected fields, each on its own line, not a list"),
        ("named: {^A: {}}", '^ named.A: "A" does not have the expected form (use lowercase letters, digits and hyphens)'),
        ("code: ^a1", '^ code: "a1" does not have the expected form'),
        ("^titel: a", '^ unknown field "titel" (did you mean "title"?)'),
        ("^colour: a", '^ unknown field "colour"'),
        ("^form: a", '^ unknown field "form" (did you mean "from"?)'),
        ("first: {^formt: a}", '^ unknown field "formt" (did you mean "format"?)'),
        ("posts: [{^formt: a}]", '^ unknown field "formt" (did you mean "format"?)'),
        ("named: {a: {^formt: a}}", '^ unknown field "formt" (did you mean "format"?)'),
        ("maybe: {^formt: a}", '^ unknown field "formt" (did you mean "format"?)'),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place_in_the_words_of_the_file(text: str, line: str) -> None:
    assert refused(Brief, text) == [line]


def test_every_mistake_of_a_file_is_found_in_one_go() -> None:
    assert refused(Brief, "title: ''\nstatus: no\ncolour: red\n") == [
        "1:8: title: is empty",
        '2:9: status: "no" is not one of draft, final, in-force',
        '3:1: unknown field "colour"',
    ]


def test_a_missing_field_is_told_at_the_record_that_needs_it() -> None:
    class Person(Model):
        name: str

    class Team(Model):
        people: dict[Id, Person]

    assert refused(Team, "people:\n  ^ada:\n    {}\n") == ['^ people.ada: the field "name" is missing']
    assert refused(Team, "^{}\n") == ['^ the field "people" is missing']


def test_what_is_long_is_shown_in_part() -> None:
    [line] = refused(Brief, f"code: {'a' * 5000}\n")
    assert len(line) < 200
    assert "…" in line


def test_a_field_that_is_misspelt_is_not_missed_as_well() -> None:
    class Person(Model):
        name: str

    assert refused(Person, "^nmae: Ada\n") == ['^ unknown field "nmae" (did you mean "name"?)']


def test_what_is_right_becomes_a_record() -> None:
    brief = record(Brief, "title: abc\nposts: [{seconds: 60}]\nmaybe: {parts: [a, b]}\nfrom: x\n")
    assert (brief.posts[0].seconds, brief.opens) == (60, "x")
    assert brief.maybe is not None
    assert brief.maybe.parts == ("a", "b")
