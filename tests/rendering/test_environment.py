from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest
from samples import ORGANISATION, edit

from pipeline.base.problems import Problems
from pipeline.checks import load
from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.rendering.environment import LanguageEnvironment
from pipeline.rendering.render import Renderer


def said(folder: Path, body: str) -> list[str]:
    """What is said of a template whose body follows the two-line front matter, from line 5 on."""
    template = folder / "templates/kinds/brief.html"
    template.write_text(f"---\nvary: [campaign, partnership, language]\nformats: [pdf]\n---\n{body}", encoding="utf-8")
    project = load.load(folder)
    [target] = targets.targets(project, "spring-glow.brief.anna-ivanova.ru.pdf")
    with pytest.raises(Problems) as found:
        Composer(project).compose(target)
    return [str(item) for item in found.value.problems]


def words(project: Project, name: str) -> str:
    [target] = targets.targets(project, f"{name}.pdf")
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
    project = load.load(copy)
    [target] = targets.targets(project, TARGET)
    assert "&lt;script&gt;{{ 7*7 }}&lt;/script&gt; Анна" in Renderer(project).render(target)


PRINTS = """---
vary: [campaign, partnership, language]
formats: [docx]
needs: [agreement]
---
{% extends "layouts/document.html" %}
{% block title %}Prints{% endblock %}
{% block subject %}Prints{% endblock %}
{% block number %}X{% endblock %}
{% block content %}
<h1>Prints</h1>
{% set step = agreement.steps.draft %}
<p>{{ step.moment|time_there(creator.time_zone) }}</p>
<p>{{ step.moment|clocks(creator.time_zone, "Europe/Moscow") }}</p>
<p>{{ step.moment|clocks("Europe/Moscow", "America/New_York") }}</p>
<p>{{ step.moment|clocks("Europe/Moscow", "Europe/Minsk") }}</p>
<p>{{ step.moment|clocks("America/Los_Angeles", "Asia/Vladivostok") }}</p>
<p>{{ 14|duration("day") }}</p>
<p>{{ people.ada.name|initials }}; {{ people.ada.name|initials("listed") }}</p>
<p>{{ people.ada.phone|phone }}</p>
<p>{{ campaign.issued|date("month") }}</p>
{% endblock %}
"""


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        (
            "en",
            [
                "10:00 p.m. Novosibirsk time",
                "10:00 p.m. Novosibirsk time / 6:00 p.m. Moscow time",
                "6:00 p.m. Moscow time / 10:00 a.m. ET",
                "6:00 p.m. Moscow time",
                "7:00 a.m. PT / February 25, 1:00 a.m. Vladivostok time",
                "14 days",
                "A. Berg; Berg, A.",
                "+7 495 123-45-67",
                "February 2027",
            ],
        ),
        (
            "ru",
            [
                "22:00 (Новосибирск)",
                "22:00 (Новосибирск) / 18:00 (МСК)",
                "18:00 (МСК) / 10:00 (Нью-Йорк)",
                "18:00 (МСК)",
                "07:00 (Лос-Анджелес) / 25 февраля, 01:00 (Владивосток)",
                "14 дней",
                "А. Берг; Берг А.",
                "+7 495 123-45-67",
                "февраль 2027 г.",
            ],
        ),
    ],
)
def test_templates_can_print_zones_durations_initials_and_telephones(
    minimal: Path, language: str, printed: list[str]
) -> None:
    (minimal / "templates/kinds/prints.html").write_text(PRINTS, encoding="utf-8")
    edit(minimal, ORGANISATION, ("    channel:", '    phone: "+74951234567"\n    channel:'))
    project = load.load(minimal)
    [target] = targets.targets(project, f"dawn.prints.ivan.{language}.docx")
    told = [line.replace("\u00a0", " ") for line in lines(Composer(project).compose(target).blocks)]
    assert told[-len(printed) :] == printed


def test_a_number_keeps_the_noun_that_it_counts_in_languages_that_write_it_with_a_capital_too(project: Project) -> None:
    said = words(project, "first-frost.brief.lena-vogt.de")
    assert {"2\u00a0Reels", "2\u00a0Korrekturrunden"} <= set(re.findall("2\u00a0(?:Reels|Korrekturrunden)", said))


@pytest.mark.parametrize("template", ["{{ 1000000|number }}", "{% set it = 1000000|number %}{{ it }}"])
def test_a_filter_of_a_constant_speaks_the_language_of_each_environment(
    project: Project, tmp_path: Path, template: str
) -> None:
    kept = jinja2.FileSystemBytecodeCache(str(tmp_path))
    said = {}
    for language in ("en", "ru", "en"):
        environment = LanguageEnvironment(project, language, kept).environment
        environment.loader = jinja2.DictLoader({"page.html": template})
        said[language] = environment.get_template("page.html").render()
    assert said == {"en": "1,000,000", "ru": "1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000"}
