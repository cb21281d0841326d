from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, ORGANISATION, edit, load

from pipeline.base.problems import Problems
from pipeline.document.traversal import lines
from pipeline.document.tree import Document
from pipeline.domain import targets
from pipeline.rendering.compose import Composer, typographers

N = "\u00a0"


def composed(folder: Path, name: str) -> Document:
    project = load(folder)
    [target] = targets.targets(project, name)
    return Composer(project).compose(target)


def test_a_document_is_composed_once_for_all_its_formats(minimal: Path) -> None:
    project = load(minimal)
    composer = Composer(project)
    documents = [composer.compose(target) for target in targets.targets(project, "dawn.brief.ivan.en.*")]
    assert len(documents) > 1
    assert all(document is documents[0] for document in documents)
    [russian] = targets.targets(project, "dawn.brief.ivan.ru.pdf")
    assert composer.compose(russian).language == "ru"


def test_words_are_set_in_the_type_of_the_document_s_language(minimal: Path) -> None:
    edit(minimal, CAMPAIGN, ("ask: {en: Two posts about the lamp., ru: Два поста о лампе.}", """ask: {en: 'Say "yes" - twice.', ru: 'Сказать "да" - и не раз.'}"""))  # fmt: skip
    said = {name: list(lines(composed(minimal, f"dawn.brief.ivan.{name}.pdf").blocks)) for name in ("en", "ru")}
    assert "Say “yes”—twice." in said["en"]
    assert f"Сказать «да»{N}— и{N}не{N}раз." in said["ru"]


def test_a_post_in_another_language_keeps_that_language_s_wording(minimal: Path) -> None:
    texts = list(lines(composed(minimal, "dawn.brief.ivan.en.pdf").blocks))
    assert "Реклама. ООО «Северный свет», ИНН 7799012346, erid: 2VtzqAbCd1" in texts


def test_there_are_typographers_for_languages_that_are_not_printed(minimal: Path) -> None:
    edit(minimal, ORGANISATION, ("languages: [en, ru]", "languages: [en]"))
    project = load(minimal)
    assert typographers(project)["ru"].text('"да"') == "«да»"


def test_what_the_reader_refuses_is_named_at_its_place_in_the_template(minimal: Path) -> None:
    [place] = edit(
        minimal, "templates/kinds/brief.html", ("{% block content %}\n", "{% block content %}\n^<h3>x</h3>\n")
    )
    with pytest.raises(Problems) as found:
        composed(minimal, "dawn.brief.ivan.en.pdf")
    assert [str(item) for item in found.value.problems] == [
        f"templates/kinds/brief.html:{place.split(':')[0]}: the first heading is h3"
    ]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("templates/layouts/document.html", '<html lang="{{ language }}">'),
        ("templates/kinds/brief.html", "{% block content %}"),
    ],
)
def test_a_language_that_there_is_not_is_told(minimal: Path, name: str, line: str) -> None:
    other = line.replace("{{ language }}", "xx") if "lang" in line else f'{line}\n<p><span lang="xx">x</span></p>'
    edit(minimal, name, (line, other))
    with pytest.raises(Problems) as found:
        composed(minimal, "dawn.brief.ivan.en.pdf")
    assert 'templates/kinds/brief.html: there is no language "xx"' in map(str, found.value.problems)


@pytest.mark.parametrize(
    ("name", "line", "other"),
    [
        ("paper", '<meta name="paper" content="{{ paper }}"/>', ""),
        ("paper", 'content="{{ paper }}"', 'content="A5"'),
        ("accent", 'content="{{ organisation.accent }}', 'content="'),
        ("title", "<title>{% block title %}{% endblock %}</title>", "{% block title %}{% endblock %}"),
        ("date", '<meta name="date" content="{{ record.issued|iso }}"/>', '<meta name="date" content="1.2"/>'),
    ],
)
def test_what_nobody_can_write_a_document_without_is_missed_by_its_name(
    minimal: Path, name: str, line: str, other: str
) -> None:
    edit(minimal, "templates/layouts/document.html", (line, other))
    with pytest.raises(Problems) as found:
        composed(minimal, "dawn.brief.ivan.en.pdf")
    [said] = [str(item) for item in found.value.problems]
    assert said.startswith(f'templates/kinds/brief.html: the document has no "{name}" that can be used')
