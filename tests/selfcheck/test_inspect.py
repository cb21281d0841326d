from __future__ import annotations

import socket
from pathlib import Path

import pytest
from samples import edit

from pipeline.build import run
from pipeline.build.run import Summary
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.selfcheck import inspect
from pipeline.selfcheck.claims import ProjectFacts
from pipeline.selfcheck.facts import Fact, Facts
from pipeline.selfcheck.ledger import Ledger, OwnedText
from pipeline.writers import Reading, registry

BRIEF = "templates/kinds/brief.html"
FORMATS = ("docx", "html", "pdf")


def said(folder: Path, name: str = "spring-glow.brief.anna-ivanova.ru") -> dict[str, list[str]]:
    """What a build says of each format of a document."""
    project = load.load(folder)
    found: dict[str, list[str]] = {}
    for target in targets.targets(project, f"{name}.*"):
        failed = run.build(project, [target], folder / "build", jobs=1).failed
        found[target.format] = [item.told().partition(": ")[2] for item in failed]
    return found


def said_by(content: bytes, form: str) -> Reading:
    return registry.chosen(form).reader(content)


def changed(copy: Path, *changes: tuple[str, str]) -> dict[str, list[str]]:
    edit(copy, BRIEF, *changes)
    return said(copy)


def both(*messages: str) -> dict[str, list[str]]:
    name = "spring-glow.brief.anna-ivanova.ru"
    return {form: [f"{name}.{form}: {message}" for message in messages] for form in FORMATS}


@pytest.mark.long
def test_nothing_is_found_in_the_documents_of_the_sample(project: Project, built: tuple[Path, Summary]) -> None:
    register, found, checked = ProjectFacts(project), [], 0
    for target in targets.targets(project):
        content = (built[0] / target.path).read_bytes()
        facts = register.facts(target)
        if facts is not None:
            found += inspect.content_complaints(
                said_by(content, target.format), facts, register.ledgers[target.language]
            )
            checked += bool(facts.required)
    assert found == []
    assert checked == len([target for target in targets.targets(project) if project.kinds[target.kind].facts]) > 0


@pytest.mark.long
def test_a_brief_without_its_fee_is_found(copy: Path) -> None:
    found = changed(
        copy,
        ('<td class="fee">{{ sum_of(partnership) }}</td>', '<td class="fee">—</td>'),
        ("{{ fee.amount|money(fee.currency) }}, {{ fee.taxes }}", "{{ fee.taxes }}"),
    )
    assert found == both('the amount "120 000₽" is not in the finished file')


@pytest.mark.long
def test_a_brief_without_one_of_its_marks_is_found(copy: Path) -> None:
    found = changed(copy, ("{% for mark in agreement.marks %}", "{% for mark in agreement.marks[1:] %}"))
    assert found == both(
        'the mark "Реклама. ООО "Аврора", ИНН 7799012346, erid: 2VfnxwQ8dKs" is not in the finished file'
    )


@pytest.mark.long
def test_a_brief_without_its_dates_is_found(copy: Path) -> None:
    # The first day stands beside the fee too, that of an advance beside its amount, that of the report at its head.
    found = changed(
        copy,
        ("{{ when(moment.step, agreement) }}", "–"),
        ("{{ when(first.step, agreement) }}", "–"),
        ('day=day|date("day"))', 'day="–")'),
        ('_("Report by %(date)s", date=day|date("day"))', '_("Report")'),
    )
    days = ("19 февраля", "25 февраля", "3 марта", "26 марта")
    assert found == both(*(f'the date or time "{day}" is not in the finished file' for day in days))


@pytest.mark.long
@pytest.mark.parametrize(
    ("change", "messages"),
    [
        (
            ("{{ item.target|goal(item.metric.unit) }}", "—"),
            [f'the range "{text}" is not in the finished file' for text in ("4-6%", "25-35%")],
        ),
        (
            ("{{ format.unit|counted(item.count) -}}", "{{ format.name }}"),
            [f'the deliverable "{text}" is not in the finished file' for text in ("2 клипа", "1 серия историй")],
        ),
        (
            ("{%- if contact.channel %} {{ contact.channel }}", "{%- if contact.channel %} "),
            ['the contact "Только почта" is not in the finished file'],
        ),
        (
            ('<td class="copy">{{ tracking.code|as_code }}</td>', "<td>{{ market.name }}</td>"),
            [],
        ),
        (
            (
                '<td class="copy"><a href="{{ tracking.link|plain }}">{{ tracking.link|plain }}</a></td>',
                "<td>{{ market.name }}</td>",
            ),
            ['the link or code "https://aurora.example/ru/anna" is not in the finished file'],
        ),
    ],
)
def test_what_a_template_leaves_out_is_found(copy: Path, change: tuple[str, str], messages: list[str]) -> None:
    assert changed(copy, change) == both(*messages)


@pytest.mark.long
@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("Код MAYA15", 'the finished file contains the promo code of spring-glow: maya-brooks: "MAYA15"'),
        ("Гонорар 5 200 $", 'the finished file contains an amount of spring-glow: katya-mironova: "5 200$"'),
        ("erid: 2VfnxxA7hVn", 'the finished file contains an identifier of spring-glow: alina-safina: "2VfnxxA7hVn"'),
        ("Как у Майя Брукс", 'the finished file names another creator, creators/maya-brooks: "Майя Брукс"'),
        ("Как это работает в США", 'the finished file contains the section of markets/us: "Как это работает в США"'),
        (
            "#ad | Aurora is paying me for this post.",
            'the finished file contains the disclosure of markets/us: "#ad | Aurora is paying me for this post."',
        ),
        (
            '<a href="https://aurora.example/us/maya">aurora.example</a>',
            'the finished file contains the link of spring-glow: maya-brooks: "https://aurora.example/us/maya"',
        ),
    ],
)
def test_what_is_another_s_is_found(copy: Path, words: str, message: str) -> None:
    assert changed(copy, ('<section id="why">', f'<p class="note">{words}</p>\n<section id="why">')) == both(message)


@pytest.mark.long
def test_the_same_fee_in_two_partnerships_is_no_mistake(copy: Path) -> None:
    edit(copy, "content/campaigns/spring-glow.yaml", ("amount: 180000", "amount: 120000"))
    assert said(copy) == both()


@pytest.mark.long
def test_the_same_code_and_link_in_two_campaigns_are_no_mistake(copy: Path) -> None:
    edit(copy, "content/campaigns/summer-shade.yaml", ('"DARIA10"', '"ANNA15"'), ("/ru/daria", "/ru/anna"))
    assert said(copy) == both()


@pytest.mark.long
def test_a_fee_in_a_campaign_s_document_is_found(copy: Path) -> None:
    edit(copy, "templates/kinds/master.html", ("<h1>{{ campaign.name }}</h1>", "<h1>{{ campaign.name }}, $6,400</h1>"))
    found = said(copy, "spring-glow.master.en")
    message = 'the finished file contains an amount of spring-glow: maya-brooks: "$6,400"'
    assert found == {form: [f"spring-glow.master.en.{form}: {message}"] for form in ("docx", "pdf")}


@pytest.mark.long
def test_a_secret_in_a_file_s_properties_is_found(copy: Path) -> None:
    edit(
        copy, "templates/layouts/document.html", ('content="{% block subject %}', 'content="MAYA15 {% block subject %}')
    )
    found = said(copy)
    message = 'the finished file contains the promo code of spring-glow: maya-brooks: "MAYA15"'
    assert {form: [item for item in items if "MAYA15" in item] for form, items in found.items()} == both(message)


@pytest.mark.long
def test_a_creator_called_like_a_month_costs_nobody_a_brief(copy: Path) -> None:
    edit(copy, "content/creators/anna-ivanova.yaml", ("{en: Anna Ivanova, ru: Анна Иванова}", "{en: May, ru: Мэй}"))
    edit(copy, "content/campaigns/spring-glow.yaml", ('"ANNA15"', '"Glow"'))
    assert said(copy, "spring-glow.brief.maya-brooks.en") == {form: [] for form in FORMATS}


def test_what_is_another_s_is_told_where_it_was_written(copy: Path) -> None:
    edit(copy, BRIEF, ('<section id="why">', '<p class="note">Как у Майи Брукс, код MAYA15</p>\n<section id="why">'))
    project = load.load(copy)
    [target] = targets.targets(project, "spring-glow.brief.anna-ivanova.ru.pdf")
    [found] = run.build(project, [target], copy / "build", jobs=1).failed
    text = (copy / "content/campaigns/spring-glow.yaml").read_text(encoding="utf-8").split("\n")
    assert found.path == "content/campaigns/spring-glow.yaml"
    assert 'code: "MAYA15"' in text[found.line - 1]


def test_what_is_too_long_is_told_at_a_text_of_the_section_that_grew(copy: Path) -> None:
    edit(copy, BRIEF, ("pages: 4", "pages: 2"))
    grown = "Здесь сначала спрашивают о составе, цене и доставке, "
    edit(copy, "content/campaigns/spring-glow.yaml", (grown, f"{grown}кто продаёт и кто ответит, " * 6))
    project = load.load(copy)
    [target] = targets.targets(project, "spring-glow.brief.anna-ivanova.ru.pdf")
    [found, *_] = run.build(project, [target], copy / "build", jobs=1).failed
    text = (copy / "content/campaigns/spring-glow.yaml").read_text(encoding="utf-8").split("\n")
    assert '"Как это работает в России" is too long' in str(found).replace("\u00a0", " ")
    assert grown in text[found.line - 1]


@pytest.mark.parametrize(
    ("text", "there"), [("Anna\u00adMaria", True), ("An\u00adna-Maria", True), ("Anna\u00adMarina", False)]
)
def test_words_that_a_line_divides_are_found_with_their_hyphen_and_without(text: str, there: bool) -> None:
    ledger = Ledger([OwnedText("creator", "a", "Anna-Maria")])
    wanted = Facts("en", (Fact("contact", ("Anna-Maria",)),), frozenset(), frozenset(), frozenset())
    withheld = Facts("en", (), frozenset({"creator"}), frozenset(), frozenset())
    assert (inspect.content_complaints(Reading(f"Ask {text} first", ""), wanted, ledger) == []) is there
    assert (inspect.content_complaints(Reading(f"Ask {text} first", ""), withheld, ledger) != []) is there


def test_reading_asks_nobody(project: Project, built: tuple[Path, Summary], monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*arguments: object, **options: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    register = ProjectFacts(project)
    for target in targets.targets(project, "spring-glow.brief.maya-brooks.en.*"):
        content = (built[0] / target.path).read_bytes()
        ledger = register.ledgers[target.language]
        assert inspect.content_complaints(said_by(content, target.format), register.facts(target), ledger) == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("kind", "of", "said_by_another"),
    [
        ("brief", "anna-ivanova", "few of her viewers are on Rutube"),
        ("brief", "anna-ivanova", "Win first-time buyers who pay for themselves by summer."),
        ("recap", "anna-ivanova", "People come back for a second bottle."),
    ],
)
def test_a_creator_s_copy_never_holds_another_s_view_or_answer(
    copy: Path, kind: str, of: str, said_by_another: str
) -> None:
    edit(copy, f"templates/kinds/{kind}.html", ("</h1>", f"</h1>\n<p>{said_by_another}</p>"))
    for form, lines in said(copy, f"spring-glow.{kind}.{of}.en").items():
        assert any("of spring-glow: " in line and said_by_another in line for line in lines), (form, lines)
