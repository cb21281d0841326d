"""The recipes of CONTRIBUTING, carried out on a copy of the smallest project."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import docx
import pypdfium2
import pytest
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner, Result
from samples import printed, rewritten

from pipeline.checks import load
from pipeline.cli.main import main
from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.rendering.compose import Composer

ROOT = Path(__file__).resolve().parent.parent
RECIPES = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("\n## Habits")[2]


def recipe(title: str) -> str:
    """The text of one recipe."""
    return RECIPES.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def block(title: str, language: str) -> str:
    """The one code block of a recipe in some language, without the indent of its step."""
    [text] = re.findall(rf"   ```{language}\n(.*?)   ```\n", recipe(title), re.DOTALL)
    return "".join(line.removeprefix("   ") for line in text.splitlines(keepends=True))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--project", str(folder), "--messages", "en"])


def words(folder: Path, document: str) -> str:
    """The text of a document, as all of its formats have it."""
    project = load.load(folder)
    target, *_ = targets.targets(project, f"{document}.*")
    return "\n".join(lines(Composer(project).compose(target).blocks))


def test_every_recipe_has_at_most_five_steps_and_a_test() -> None:
    titles = re.findall(r"\n## (Add .*)\n", RECIPES)
    tests = [name.removeprefix("test_").replace("_", " ") for name in globals() if name.startswith("test_add_")]
    assert sorted(title.lower() for title in titles) == sorted(tests)
    steps = {title: re.findall(r"^(\d)\. ", recipe(title), re.MULTILINE) for title in titles}
    assert {title: found for title, found in steps.items() if found != list("12345"[: len(found)])} == {}


@pytest.mark.long
def test_add_a_market(minimal: Path) -> None:
    assert run(minimal, "new", "market", "kz").exit_code == 0
    campaign = minimal / "content/campaigns/dawn.yaml"
    section = re.search(r"^  ru:\n(    .*\n)+", campaign.read_text(encoding="utf-8"), re.MULTILINE)
    assert section is not None
    own = (
        section[0]
        .replace("  ru:", "  kz:", 1)
        .replace("why: {en: home", "basis: {en: a test, ru: проба}, why: {en: home")
    )
    change(campaign, "partnerships:\n", own + "partnerships:\n")
    change(campaign, "    market: ru\n", "    market: kz\n")
    rewritten(minimal, "content/markets/kz.yaml")
    assert run(minimal, "check").exit_code == 0
    assert "How it works in this market 1" in words(minimal, "dawn.brief.ivan.en")
    assert "In Russia" not in words(minimal, "dawn.brief.ivan.en")


@pytest.mark.long
def test_add_a_procedure(minimal: Path) -> None:
    assert run(minimal, "new", "sop", "care").exit_code == 0
    sop = minimal / "content/sops/care.yaml"
    change(minimal / "content/markets/ru.yaml", "process:\n", "process: # how it is done here\n")
    change(sop, "title: {", "title: { ")
    assert run(minimal, "check").exit_code == 0
    assert run(minimal, "build", "*.sop.*").exit_code == 0
    assert sorted(path.name for path in (minimal / "build/care").iterdir()) == [
        f"care.sop.{language}.{form}" for language in ("en", "ru") for form in ("docx", "pdf")
    ]
    market = load.load(minimal).markets["ru"]
    assert market.process.vetting["en"] in words(minimal, "care.sop.en")
    project = load.load(minimal)
    target, *_ = targets.targets(project, "care.sop.en.*")
    assert Composer(project).compose(target).property("watermark") == "Draft"
    # 4.: nobody approves what they wrote, so that a second person is needed.
    organisation = minimal / "content/organisation.yaml"
    people = organisation.read_text(encoding="utf-8")
    ada = people[people.index("  ada:\n") : people.index("decision_makers")]
    change(organisation, "decision_makers", ada.replace("  ada:", "  bob:", 1) + "decision_makers")
    issued = re.search(r"^issued: (\S+)", sop.read_text(encoding="utf-8"), re.MULTILINE)
    assert issued is not None
    rewritten(minimal, "content/sops/care.yaml")
    change(sop, "status: draft", "status: in-force")
    change(sop, "approvers: []", f"approvers: [{{person: bob, date: {issued[1]}}}]")
    assert run(minimal, "check").exit_code == 0
    project = load.load(minimal)
    target, *_ = targets.targets(project, "care.sop.en.*")
    assert Composer(project).compose(target).property("watermark") == ""


@pytest.mark.long
def test_add_a_language(minimal: Path) -> None:
    # 1. and 2.: Danish with the English words for a translation.
    danish = minimal / "locales/da"
    danish.mkdir()
    shutil.copyfile(minimal / "locales/en/language.yaml", danish / "language.yaml")
    change(danish / "language.yaml", "messages: source\n", "")
    change(danish / "language.yaml", "cldr: en", "cldr: da")
    change(danish / "language.yaml", 'full: "MMMM d, y"', 'full: "d. MMMM y"')
    with (minimal / "locales/ru/LC_MESSAGES/messages.po").open("rb") as file:
        russian = read_po(file)
    (danish / "LC_MESSAGES").mkdir()
    messages = danish / "LC_MESSAGES/messages.po"
    texts = [
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    ]
    messages.write_text(texts[0], encoding="utf-8")
    with messages.open("rb") as file:
        translated = read_po(file, locale="da")
    for message in russian:
        if message.id and not (message.context or "").startswith("address: "):
            translated.add(message.id, message.id, context=message.context)
    translated.get("Creator brief").string = "Briefing"
    with messages.open("wb") as file:
        write_po(file, translated)
    # 3. and 4.: the check names each text, and the words that it asks for are written.
    change(minimal / "content/organisation.yaml", "languages: [en, ru]", "languages: [en, ru, da]")
    asked = run(minimal, "check")
    assert asked.exit_code == 1
    assert "content/campaigns/dawn.yaml:1:7: name: no text in da" in asked.output
    for path in (minimal / "content").rglob("*.yaml"):
        text = re.sub(r"\{en: ([^{}]*), ru: ", r"{da: \1, en: \1, ru: ", path.read_text(encoding="utf-8"))
        path.write_text(
            re.sub(r"^( +)en: (\{one.*|\".*\")$", r"\1en: \2\n\1da: \2", text, flags=re.MULTILINE), encoding="utf-8"
        )
    checked = run(minimal, "check")
    assert (checked.exit_code, "\nNo problems" in f"\n{checked.output}") == (0, True)
    assert "Sell 100\u00a0lamps." in words(minimal, "dawn.brief.ivan.da")
    # 5.
    assert run(minimal, "schema").exit_code == 0
    schema = json.loads((minimal / "content/schema.json").read_text(encoding="utf-8"))
    assert schema["$defs"]["text-in-every-language"]["required"] == ["en", "ru", "da"]


def briefs(folder: Path, *arguments: str) -> str:
    """What the copied program prints."""
    return printed(folder, folder, *arguments)


@pytest.mark.long
def test_add_a_field(minimal: Path) -> None:
    shutil.copytree(ROOT / "pipeline", minimal / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    change(
        minimal / "pipeline/model/campaign.py", "    code: Code\n", block("Add a field", "python") + "    code: Code\n"
    )
    change(
        minimal / "templates/kinds/brief.html",
        '<section id="approval">',
        block("Add a field", "html") + '<section id="approval">',
    )
    assert "wrote content/schema.json" in briefs(minimal, "schema")
    schema = json.loads((minimal / "content/schema.json").read_text(encoding="utf-8"))
    assert (
        schema["$defs"]["campaign"]["properties"]["hashtag"]["description"] == "The hashtag of every post, in quotes."
    )
    change(minimal / "content/campaigns/dawn.yaml", "version:", block("Add a field", "yaml") + "version:")
    assert "No problems" in briefs(minimal, "check")
    briefs(minimal, "build", "dawn.brief.ivan.en.pdf")
    pages = pypdfium2.PdfDocument(minimal / "build/dawn/dawn.brief.ivan.en.pdf")
    assert any("#firstlight" in page.get_textpage().get_text_bounded() for page in pages)


@pytest.mark.long
def test_add_a_format(minimal: Path) -> None:
    shutil.copytree(ROOT / "pipeline", minimal / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    (minimal / "pipeline/writers/text.py").write_text(block("Add a format", "python"), encoding="utf-8")
    entry = re.search(r"`(Format\(.*\),)`", recipe("Add a format"))
    assert entry is not None
    registry = minimal / "pipeline/writers/registry.py"
    change(registry, "import Reading, Writer, pages\n", "import Reading, Writer, pages, text\n")
    change(registry, "FORMATS: tuple[Format, ...] = (\n", f"FORMATS: tuple[Format, ...] = (\n    {entry[1]}\n")
    brief = minimal / "templates/kinds/brief.html"
    change(brief, "formats: [pdf, docx, html]", "formats: [pdf, docx, txt]")
    assert "No problems" in briefs(minimal, "check")
    briefs(minimal, "build", "dawn.brief.ivan.en.*", "--jobs", "2")
    text = (minimal / "build/dawn/dawn.brief.ivan.en.txt").read_text(encoding="utf-8")
    assert "Two\u00a0posts about the lamp." in text.splitlines()
    assert (minimal / "build/dawn/dawn.brief.ivan.en.docx").is_file()
    # What it says is checked as that of any format.
    change(minimal / "pipeline/writers/text.py", "lines(document.blocks)", "list(lines(document.blocks))[:3]")
    with pytest.raises(AssertionError, match=r"dawn\.brief\.ivan\.en\.txt: .* is not in the finished file"):
        briefs(minimal, "build", "dawn.brief.ivan.en.txt")
    change(brief, "formats: [pdf, docx, txt]", "formats: [pdf, docx, odt]")
    with pytest.raises(AssertionError, match=r'no documents in the format "odt" \(txt, pdf, docx, html, ics, xlsx\)'):
        briefs(minimal, "check")


@pytest.mark.long
def test_add_a_kind_of_document(minimal: Path) -> None:
    (minimal / "templates/kinds/digest.html").write_text(
        "---\nvary: [campaign, market, language]\nformats: [docx]\n---\n"
        '{% extends "layouts/document.html" %}\n'
        "{% block title %}{{ campaign.name|plain }}{% endblock %}\n"
        '{% block subject %}{{ _("Digest") }}{% endblock %}\n'
        "{% block number %}{{ campaign.code|plain }}{% endblock %}\n"
        "{% block content %}\n"
        "<h1>{{ self.title() }}</h1>\n"
        '<p class="digest">{{ section.strategy }}</p>\n'
        "{% endblock %}\n",
        encoding="utf-8",
    )
    change(
        minimal / "templates/theme/theme.yaml",
        "  p.lead:",
        "  p.digest: {word: UB Digest, size: 12, line: 15}\n  p.lead:",
    )
    assert 'no translation of "Digest"' in run(minimal, "check").output
    with (minimal / "locales/ru/LC_MESSAGES/messages.po").open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Digest"\nmsgstr "Итоги"\n')
    assert run(minimal, "check").exit_code == 0
    built = run(minimal, "build", "dawn.digest.*")
    assert built.exit_code == 0
    assert (minimal / "build/dawn/dawn.digest.ru.ru.docx").is_file()
    assert "Итоги" in words(minimal, "dawn.digest.ru.ru")


@pytest.mark.long
def test_a_kind_with_a_new_provider_is_one_template_and_one_module(minimal: Path) -> None:
    shutil.copytree(ROOT / "pipeline", minimal / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    (minimal / "templates/kinds/length.html").write_text(
        "---\nvary: [campaign, language]\nformats: [docx]\nneeds: [days]\n---\n"
        '{% extends "layouts/document.html" %}\n'
        "{% block title %}{{ campaign.name|plain }}{% endblock %}\n"
        "{% block subject %}{{ campaign.name|plain }}{% endblock %}\n"
        "{% block number %}{{ campaign.code|plain }}{% endblock %}\n"
        "{% block content %}\n"
        '<h1>{{ self.title() }}</h1>\n<p>{{ days|duration("day") }}</p>\n'
        "{% endblock %}\n",
        encoding="utf-8",
    )
    with pytest.raises(AssertionError, match=r'length\.html:4:9: needs\.0: nothing provides "days" to templates'):
        briefs(minimal, "check")
    module = minimal / "pipeline/rendering/providers/days.py"
    module.write_text(block("Add a kind of document", "python"), encoding="utf-8")
    assert "No problems" in briefs(minimal, "check")
    briefs(minimal, "build", "dawn.length.en.*", "--jobs", "2")
    text = "\n".join(item.text for item in docx.Document(str(minimal / "build/dawn/dawn.length.en.docx")).paragraphs)
    schedule = load.load(minimal).campaigns["dawn"].markets["ru"].schedule
    days = (max(item.date for item in schedule) - min(item.date for item in schedule)).days
    assert f"{days}\u00a0days" in text


@pytest.mark.long
def test_add_a_metric(minimal: Path) -> None:
    inputs = "inputs:\n" + "".join(
        f"  {name}: {{name: {{en: {name}, ru: {name}}}, unit: count}}\n" for name in ("saves", "views")
    )
    with (minimal / "content/metrics.yaml").open("a", encoding="utf-8") as file:
        file.write(block("Add a metric", "yaml") + inputs)
    campaign = minimal / "content/campaigns/dawn.yaml"
    change(
        campaign,
        "not_yours:",
        "  - {metric: saves, tier: context, why: {en: kept for later, ru: оставляют на потом}, owner: ada,"
        " tracked_by: {en: creator, ru: автор}, in_brief: true}\nnot_yours:",
    )
    assert 'no target for "saves"' in run(minimal, "check").output
    target = "      saves: {low: 2, high: 3, why: {en: first range, ru: первый}}\n"
    change(campaign, "    schedule:\n", target + "    schedule:\n")
    assert 'this market has no history of "saves"' in run(minimal, "check").output
    change(campaign, "ru: первый}}", "ru: первый}, basis: {en: own guess, ru: своё предположение}}")
    assert run(minimal, "check").exit_code == 0
    assert "saves ÷ views: kept for later" in words(minimal, "dawn.brief.ivan.en")
    assert "2–3%" in words(minimal, "dawn.kpi.all.en")
