from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import loading, matrix
from pipeline.composition import Composer
from pipeline.document import lines
from pipeline.errors import Problems
from pipeline.project import Project
from pipeline.rendering import Renderer


def said(folder: Path, body: str) -> list[str]:
    """What is said of a template whose body follows the two-line front matter, from line 5 on."""
    template = folder / "templates/kinds/brief.html"
    template.write_text(f"---\nvary: [campaign, partnership, language]\nformats: [pdf]\n---\n{body}", encoding="utf-8")
    project = loading.load(folder)
    [target] = matrix.targets(project, "spring-glow.brief.anna-ivanova.ru.pdf")
    with pytest.raises(Problems) as found:
        Composer(project).compose(target)
    return [str(item) for item in found.value.problems]


def words(project: Project, name: str) -> str:
    [target] = matrix.targets(project, f"{name}.pdf")
    return "\n".join(lines(Composer(project).compose(target).blocks))


TARGET = "spring-glow.brief.anna-ivanova.ru.pdf"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("\n<p>{{ campaign.gaol }}</p>", f"templates/kinds/brief.html:6: campaign.gaol is not defined, while rendering {TARGET}"),
        ("<p>{{ nobody }}</p>", f'templates/kinds/brief.html:5: nobody is not defined, while rendering {TARGET}'),
        ("{% if %}", f'templates/kinds/brief.html:5: Expected an expression, got "end of statement block", while rendering {TARGET}'),
        ("<p>{{ partnership.fee.amount }}</p>", f"templates/kinds/brief.html:5: Decimal is printed without a format, while rendering {TARGET} (use a filter such as number, money or date)"),
        ('<p>{{ _("Never said before") }}</p>', 'templates/kinds/brief.html:5: no translation of "Never said before" (add it to the catalog of ru)'),
        ('{% include "nothing.html" %}', f'templates/kinds/brief.html:5: no template "nothing.html", while rendering {TARGET}'),
        ('{% include "../content/organisation.yaml" %}', f'templates/kinds/brief.html:5: no template "../content/organisation.yaml", while rendering {TARGET}'),
        ("{{ ''.__class__.__mro__ }}", None),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", None),
        ("{{ campaign.markets.clear() }}", None),
        ('<html lang="ru"><head></head><body>\n<div>x</div></body></html>', "templates/kinds/brief.html:6: the element div is not in the vocabulary"),
    ],
)  # fmt: skip
def test_a_template_mistake_is_named_with_its_line(copy: Path, body: str, line: str | None) -> None:
    found = said(copy, body)
    assert len(found) == 1
    assert found[0].startswith("templates/kinds/brief.html:") or line is not None
    if line is not None:
        assert found == [line]


def test_authored_text_is_text_and_never_markup_or_template(copy: Path) -> None:
    path = copy / "content/creators/anna-ivanova.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("ru: Анна Иванова", 'ru: "<script>{{ 7*7 }}</script> **Анна**"'), encoding="utf-8")
    project = loading.load(copy)
    [target] = matrix.targets(project, TARGET)
    assert "&lt;script&gt;{{ 7*7 }}&lt;/script&gt; Анна" in Renderer(project).render(target)


def test_every_document_renders_in_every_language(project: Project) -> None:
    composer = Composer(project)
    for target in matrix.targets(project):
        document = composer.compose(target)
        assert document.language == target.language
        assert len(list(lines(document.blocks))) > 80


def test_a_brief_holds_its_own_market_and_no_other(project: Project) -> None:
    russian = words(project, "spring-glow.brief.anna-ivanova.en")
    american = words(project, "spring-glow.brief.maya-brooks.en")
    for text, market, other in ((russian, "ru", "us"), (american, "us", "ru")):
        assert project.markets[market].heading["en"] in text
        assert project.markets[other].heading["en"] not in text


def test_the_mark_is_in_the_language_of_the_post(project: Project) -> None:
    assert "Реклама. ООО «Аврора», ИНН 7799012346, erid: " in words(project, "spring-glow.brief.anna-ivanova.en")
    assert "#ad" in words(project, "spring-glow.brief.maya-brooks.ru")


def test_the_form_of_address_is_the_creator_s(project: Project) -> None:
    forms = {
        name: project.creators[item.creator].address
        for name, item in project.campaigns["spring-glow"].partnerships.items()
    }
    for name, form in forms.items():
        if project.creators[project.campaigns["spring-glow"].partnerships[name].creator].language == "ru":
            text = words(project, f"spring-glow.brief.{name}.ru")
            assert ("Решаешь ты" in text) == (form == "ты")
            assert ("Решаете вы" in text) == (form != "ты")
