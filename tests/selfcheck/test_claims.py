from __future__ import annotations

from pathlib import Path

import pytest
from samples import CAMPAIGN, CREATOR, MARKET, MINIMAL, content, edit, load, said

from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.selfcheck.claims import ProjectFacts
from pipeline.selfcheck.facts import Facts
from pipeline.selfcheck.ledger import OwnedText, levelled


def facts(project: Project, name: str) -> Facts:
    [target] = targets.targets(project, f"{name}.docx")
    return ProjectFacts(project).facts(target)


def forms(found: Facts, kind: str) -> list[str]:
    return [fact.forms[0] for fact in found.required if fact.kind == kind]


def test_a_brief_must_say_what_its_partnership_agreed(project: Project) -> None:
    found = facts(project, "spring-glow.brief.anna-ivanova.ru")
    assert forms(found, "fee") == ["120 000₽", "60 000₽"]
    assert forms(found, "mark") == [
        levelled(f"Реклама. ООО «Аврора», ИНН 7799012346, erid: {erid}")
        for erid in ("2VfnxwQ8dKs", "2VfnxwR1mZt", "2VfnxwT0pLc")
    ]
    assert forms(found, "deliverables") == [
        "2 клипа", "30-45 с", "1 серия историй", "4 кадра", "15 с", "VK Клипы", "ВКонтакте",
    ]  # fmt: skip
    # What an order costs us is nothing that a creator can move.
    assert forms(found, "targets") == ["4-6%", "25-35%"]
    assert forms(found, "tracking") == ["https://aurora.example/ru/anna", "ANNA15"]
    assert forms(found, "contact") == ["Ольга Лебедева", "o.lebedeva@aurora.example", "Только почта"]
    assert {"9 марта", "9 апреля", "30 сентября", "18:00", "12:00"} <= set(forms(found, "dates"))


def test_dates_and_times_are_those_of_both_clocks(project: Project) -> None:
    [creator] = [name for name, p in project.campaigns["spring-glow"].partnerships.items() if name == "katya-mironova"]
    found = facts(project, f"spring-glow.brief.{creator}.en")
    assert {"5:00 p.m.", "6:00 p.m."} <= set(forms(found, "dates"))


def test_a_date_may_be_written_in_any_way_that_documents_have(project: Project) -> None:
    found = facts(project, "spring-glow.brief.maya-brooks.en")
    [day] = [fact for fact in found.required if fact.forms[0] == "February 24"]
    assert day.forms == ("February 24", "Wed, Feb 24", "February 24, 2027", "Feb 24, 2027")


def test_a_campaign_s_document_must_say_every_market_s_targets_and_no_fee(project: Project) -> None:
    found = facts(project, "spring-glow.master.en")
    assert {"$8-12", "$35-45"} <= set(forms(found, "targets"))
    assert forms(found, "fee") == []
    assert {"o.lebedeva@aurora.example", "t.morgan@aurora.example"} <= set(forms(found, "contact"))
    assert "fee" in found.withheld and "creator" not in found.withheld


def test_a_kind_that_declares_nothing_must_say_nothing(project: Project) -> None:
    [target, *_] = targets.targets(project, "spring-glow.parity.*", review=True)
    assert ProjectFacts(project).facts(target) is None


def test_all_formats_of_a_document_have_the_same_facts(project: Project) -> None:
    register = ProjectFacts(project)
    word, phone, pdf = targets.targets(project, "spring-glow.brief.maya-brooks.en.*")
    assert register.facts(word) is register.facts(phone) is register.facts(pdf)


def test_an_amount_that_the_document_s_own_texts_name_is_nobody_s_secret(minimal: Path) -> None:
    edit(minimal, MARKET, ("exclusivity: {en: None.", "exclusivity: {en: The fine is $777."))
    found = facts(load(minimal, CAMPAIGN, *_second()), "dawn.brief.ivan.en")
    fee = OwnedText("fee", "dawn: olga", "$777")
    assert not found.withholds(fee)
    assert found.withholds(OwnedText("fee", "dawn: olga", "$778"))


def test_a_code_is_a_secret_even_where_a_text_names_it(minimal: Path) -> None:
    edit(minimal, MARKET, ("exclusivity: {en: None.", "exclusivity: {en: Never say OLGA10."))
    found = facts(load(minimal, CAMPAIGN, *_second()), "dawn.brief.ivan.en")
    assert found.withholds(OwnedText("code", "dawn: olga", "OLGA10"))


@pytest.mark.parametrize("fact", ["mark", "fee", "deliverables", "tracking"])
def test_what_belongs_to_a_partnership_is_not_asked_of_a_campaign_s_document(minimal: Path, fact: str) -> None:
    [place] = edit(minimal, "templates/kinds/master.html", ("facts: [dates, contact, targets]", f"facts: [^{fact}]"))
    assert said(minimal) == [
        f'templates/kinds/master.html:{place}: facts.0: "{fact}" belongs to one partnership (add partnership to vary, or remove it)'
    ]


@pytest.mark.parametrize(
    ("code", "secret"), [("Lamp", False), ("LAMP", True), ("Lamp15", True), ("Payment", False), ("Sesame", True)]
)
def test_a_code_that_is_a_word_of_everybody_s_is_no_secret(minimal: Path, code: str, secret: bool) -> None:
    [(own, both)] = _second()
    found = facts(load(minimal, CAMPAIGN, (own, both.replace("OLGA10", code))), "dawn.brief.ivan.en")
    assert found.withholds(OwnedText("code", "dawn: olga", code)) is secret


@pytest.mark.parametrize(
    ("name", "names"),
    [("May", False), ("April", False), ("Payment", False), ("Monday", False), ("Nadia", True), ("May Lee", True)],
)
def test_a_creator_s_name_may_be_a_word_of_the_templates(minimal: Path, name: str, names: bool) -> None:
    olga = content(CREATOR).replace("en: Ivan Petrov, ru: Иван Петров", f"en: {name}, ru: Ольга")
    (minimal / "content/creators/olga.yaml").write_text(olga, encoding="utf-8")
    found = facts(load(minimal), "dawn.brief.ivan.en")
    assert found.withholds(OwnedText("creator", "creators/olga", name)) is names


def test_a_creator_s_name_may_be_a_word_of_the_translations(minimal: Path) -> None:
    olga = content(CREATOR).replace("en: Ivan Petrov, ru: Иван Петров", "en: Olga, ru: Оплата")
    (minimal / "content/creators/olga.yaml").write_text(olga, encoding="utf-8")
    found = facts(load(minimal), "dawn.brief.ivan.ru")
    assert not found.withholds(OwnedText("creator", "creators/olga", "Оплата"))


def _second() -> list[tuple[str, str]]:
    """A second partnership beside Ivan's, paid in dollars."""
    text = (MINIMAL / CAMPAIGN).read_text(encoding="utf-8")
    own = text[text.index("  ivan:\n") :]
    other = own.replace("  ivan:\n", "  olga:\n", 1).replace('"001"', '"002"').replace("2Vtzq", "3Vtzq")
    other = (
        other.replace("amount: 100000, currency: RUB", "amount: 777, currency: USD")
        .replace("IVAN10", "OLGA10")
        .replace(".example/ivan", ".example/olga")
    )
    return [(own, own + other)]
