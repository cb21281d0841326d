from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks import load
from pipeline.language import catalogs
from pipeline.workspace.missing import Gaps, NoSuchLanguage, missing


def gaps(folder: Path, language: str) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(item.path, item.kind): item.lines for item in missing(load.load(folder), language)}


@pytest.mark.long
def test_a_language_that_documents_are_printed_in_lacks_nothing(minimal: Path) -> None:
    project = load.load(minimal)
    assert [item for name in ("en", "ru") for item in missing(project, name) if item.kind != "problems"] == []


@pytest.mark.long
def test_a_language_that_is_not_there_lacks_all_documents_first_and_problems_last(minimal: Path) -> None:
    found = missing(load.load(minimal), "nl")
    assert found[0] == Gaps("locales/nl/language.yaml", "patterns", ())
    assert [item.kind for item in found[1:]] == ["messages", *["texts"] * (len(found) - 3), "problems"]
    assert {item.path for item in found if item.kind == "texts"} >= {
        "content/organisation.yaml",
        "content/campaigns/dawn.yaml",
    }
    assert '"Creator brief"' in found[1].lines
    assert '"Trial" (partnership)' in found[1].lines


@pytest.mark.long
def test_each_text_and_counted_phrase_is_named_with_its_place(minimal: Path) -> None:
    texts = gaps(minimal, "nl")
    assert "1:7 name" in texts["content/campaigns/dawn.yaml", "texts"]
    assert any(line.endswith(".unit") for line in texts["content/platforms.yaml", "texts"])


@pytest.mark.long
def test_the_check_asks_for_what_the_list_names(minimal: Path) -> None:
    listed = sum(len(item.lines) for item in missing(load.load(minimal), "kk") if item.kind == "texts")
    organisation = minimal / "content/organisation.yaml"
    words = organisation.read_text(encoding="utf-8").replace("languages: [en, ru]", "languages: [en, ru, kk]")
    organisation.write_text(words, encoding="utf-8")
    language = minimal / "locales/kk/language.yaml"
    language.parent.mkdir()
    language.write_text("name: Kazakh\ninherits: ru\n", encoding="utf-8")
    assert listed > 50
    assert {kind for _, kind in gaps(minimal, "kk")} <= {"problems"}
    language.write_text((minimal / "locales/ru/language.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    _, problems = load.examine(minimal)
    asked = [item for item in problems if "no text in kk" in str(item)]
    more = [
        int(str(item).partition(" more mistakes")[0].rpartition(" ")[2])
        for item in problems
        if "more mistakes" in str(item)
    ]
    assert len(asked) + sum(more) == listed


@pytest.mark.long
def test_untranslated_and_fuzzy_messages_are_missing(minimal: Path) -> None:
    template, path = minimal / "templates/kinds/brief.html", minimal / catalogs.path("ru")
    template.write_text(template.read_text(encoding="utf-8") + '{{ _("Lamp oil") }}{{ _("Wick") }}', encoding="utf-8")
    catalog = path.read_text(encoding="utf-8")
    path.write_text(f'{catalog}\n#, fuzzy\nmsgid "Wick"\nmsgstr "Фитиль"\n', encoding="utf-8")
    assert gaps(minimal, "ru")[catalogs.path("ru"), "messages"] == ('"Lamp oil"', '"Wick"')


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("xq", "such as de or pt-BR"),
        ("rus", 'did you mean "ru"?'),
        ("pt_BR", "such as de or pt-BR"),
        ("EN", 'did you mean "en"?'),
        ("", "such as de or pt-BR"),
    ],
)
def test_a_name_of_no_language_is_told(minimal: Path, name: str, hint: str) -> None:
    with pytest.raises(NoSuchLanguage) as found:
        missing(load.load(minimal), name)
    assert str(found.value) == f'"{name}" is not a language ({hint})'
