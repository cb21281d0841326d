from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from pipeline.cli.main import main
from pipeline.reading import sources
from pipeline.workspace import schema

ROOT = Path(__file__).resolve().parents[2]
CONTENT = sorted((ROOT / "content").rglob("*.yaml"))
KINDS = {
    "agreements": "agreement",
    "calendars": "calendar",
    "campaigns": "campaign",
    "cohorts": "cohort",
    "creators": "creator",
    "markets": "market",
    "results": "result",
    "scorecards": "scorecards",
    "sops": "sop",
}


def kind(path: Path) -> str:
    return KINDS.get(path.parent.name, path.stem)


def validator(files: dict[str, str], name: str) -> Draft7Validator:
    """Checks values of one kind as an editor does: from the thin schema, by its reference, in the whole one."""
    resources = [(f"file:///{path}", DRAFT7.create_resource(json.loads(text))) for path, text in files.items()]
    return Draft7Validator(
        {"$ref": f"file:///content/schema/{name}.json"}, registry=Registry().with_resources(resources)
    )


def plain(value: Any) -> Any:
    """The values of a source as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def values(path: Path) -> Any:
    return plain(sources.read(path, path.name).data)


def mistakes(name: str, data: Any) -> list[str]:
    return [error.message for error in validator(schema.files(ROOT), name).iter_errors(data)]


def schemas(node: Any) -> Iterator[dict[str, Any]]:
    """Every object schema below a schema."""
    if isinstance(node, list):
        for item in node:
            yield from schemas(item)
    elif isinstance(node, dict):
        yield node
        for key, item in node.items():
            yield from schemas(list(item.values()) if key in ("properties", "patternProperties", "$defs") else item)


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schema.files(ROOT)[schema.WHOLE])
    return found


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_content_file_follows_its_schema(path: Path) -> None:
    assert mistakes(kind(path), values(path)) == []


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_content_file_says_which_schema_it_follows(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found is not None
    assert (path.parent / found[1]).resolve() == ROOT / f"content/schema/{kind(path)}.json"


def test_the_committed_schema_is_that_of_the_models() -> None:
    stale = [name for name, text in schema.files(ROOT).items() if (ROOT / name).read_text(encoding="utf-8") != text]
    assert stale == [], "type make schema"


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("objektive",), {}, "'objektive' was unexpected"),
        (("status",), "in-forse", "'in-forse' is not one of"),
        (("issued",), 20270212, "20270212 is not of type 'string'"),
        (("version",), "1", "'1' does not match"),
        (("name",), {"en": "Spring Glow"}, "'ru' is a required property"),
        (("name", "fr"), "Éclat", "'fr' was unexpected"),
        (("name", "ru"), 7, "7 is not of type 'string'"),
        (("markets", "ru", "targets", "cpa", "hihg"), 8, "'hihg' was unexpected"),
        (("markets", "ru", "targets", "cpa", "low"), -8, "-8 is less than the minimum"),
        (("markets", "RU"), {}, "'RU' does not match"),
        (("metrics", 0, "tier"), "main", "'main' is not one of"),
        (("partnerships", "anna-ivanova", "term", "kind"), "tset", "'tset' is not one of"),
        (("partnerships", "anna-ivanova", "deliverables", 0, "delivrables"), [], "'delivrables' was unexpected"),
    ],
)  # fmt: skip
def test_a_slip_of_the_keyboard_is_refused(place: tuple[str | int, ...], value: object, said: str) -> None:
    data = values(ROOT / "content/campaigns/spring-glow.yaml")
    inner: Any = data
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = value
    found = mistakes("campaign", data)
    assert len(found) == 1
    assert said in found[0]


def test_every_property_is_described(whole: dict[str, Any]) -> None:
    bare = [
        f"{definition}.{name}"
        for definition, record in whole["$defs"].items()
        for part in schemas(record)
        for name, field in part.get("properties", {}).items()
        if not field.get("description", "").endswith((".", ":", "”"))
    ]
    assert bare == []


def test_every_definition_is_described_and_closed(whole: dict[str, Any]) -> None:
    assert [name for name, record in whole["$defs"].items() if not record.get("description")] == []
    assert [name for name, record in whole["$defs"].items() if record["additionalProperties"] is not False] == []


def test_beside_a_reference_stands_nothing_that_older_editors_would_miss(whole: dict[str, Any]) -> None:
    beside = {key for part in schemas(whole) if "$ref" in part for key in part}
    assert beside <= {"$ref", "description", "default", "examples"}


def test_what_an_editor_offers_is_the_source_s_own_words(whole: dict[str, Any]) -> None:
    records = whole["$defs"]
    assert records["hours"]["properties"]["from"]["description"] == "The first hour of the day."
    assert list(records["hours"]["properties"]) == ["from", "to"]
    assert records["metric-target"]["properties"]["low"]["description"] == "The lower end."
    assert records["fee"]["description"].startswith("What the creator is paid.")
    assert records["publication"]["properties"]["date"]["examples"] == ["2027-03-09"]
    assert "default" not in records["deliverable"]["properties"]["parts"]


def test_texts_ask_for_the_languages_of_the_project(minimal: Path) -> None:
    organisation = minimal / "content/organisation.yaml"
    text = organisation.read_text(encoding="utf-8").replace("languages: [en, ru]", "languages: [ru]")
    organisation.write_text(text, encoding="utf-8")
    records = json.loads(schema.files(minimal)[schema.WHOLE])["$defs"]
    assert records["text-in-every-language"]["required"] == ["ru"]
    assert list(records["text-in-every-language"]["properties"]) == ["ru", "de", "en", "en-GB"]
    assert records["text-in-every-language"]["properties"]["en"]["description"] == "The words in English."
    assert "required" not in records["text-in-some-languages"]
    assert set(records["phrase-with-a-number"]["properties"]["ru"]["properties"]) == {"one", "few", "many", "other"}


def test_only_what_changed_is_written(minimal: Path) -> None:
    first = schema.write(minimal)
    assert first[0] == schema.WHOLE
    assert len(first) == 14
    assert schema.write(minimal) == []
    (minimal / "content/schema/creator.json").write_text("{}", encoding="utf-8")
    assert schema.write(minimal) == ["content/schema/creator.json"]


def test_the_command_says_what_it_wrote(minimal: Path) -> None:
    first, second = (CliRunner().invoke(main, ["schema", "--project", str(minimal)]) for _ in range(2))
    assert first.output.splitlines()[:2] == ["wrote content/schema.json", "wrote content/schema/organisation.json"]
    assert (second.exit_code, second.output) == (0, "the schema is up to date\n")


def test_a_project_without_readable_languages_is_a_problem(minimal: Path) -> None:
    (minimal / "content/organisation.yaml").write_text("name: Northlight\n", encoding="utf-8")
    found = CliRunner().invoke(main, ["schema", "--project", str(minimal), "--language", "en"])
    assert found.exit_code == 1
    assert 'content/organisation.yaml:1:1: the field "languages" is missing' in found.output
    assert not (minimal / "content/schema.json").exists()
