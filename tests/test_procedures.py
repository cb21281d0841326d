"""What a reader finds in a procedure: in the sample as it is in force, and as it was before."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from pipeline.build import run
from pipeline.build.run import Summary
from pipeline.checks import load
from pipeline.document.traversal import lines, outline
from pipeline.document.tree import Block, Contents, Document, Link, Section, Table, plain
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer
from pipeline.writers.registry import Writers

PATH = "content/sops/partnership.yaml"
PRINTED = ("uncontrolled when printed", "распечатка\N{NO-BREAK SPACE}— неучтённая копия")


@pytest.fixture(scope="module")
def sops(project: Project) -> dict[str, Document]:
    composer = Composer(project)
    return {target.language: composer.compose(target) for target in targets.targets(project, "partnership.sop.*.pdf")}


def tables(blocks: tuple[Block, ...]) -> dict[str, Table]:
    """Every table by its name."""
    found: dict[str, Table] = {}
    for block in blocks:
        if isinstance(block, Section):
            found |= tables(block.blocks)
        elif isinstance(block, Table):
            name = plain(block.caption.children) if block.caption else block.label
            found[name.replace("\u00a0", " ")] = block
    return found


def cells(table: Table) -> list[list[str]]:
    return [[plain(cell.children).replace("\u00a0", " ") for cell in row.cells] for row in table.head + table.rows]


def changed(folder: Path, *changes: tuple[str, str]) -> dict[str, Document]:
    text = (folder / PATH).read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / PATH).write_text(text, encoding="utf-8")
    project = load.load(folder)
    composer = Composer(project)
    return {target.language: composer.compose(target) for target in targets.targets(project, "partnership.sop.*.pdf")}


REVIEWED = [
    ("status: in-force", "status: in-review"),
    ("approvers:\n  - {person: irina-volkova, date: 2027-01-15}\n", ""),
]


def test_every_role_is_held_by_somebody(sops: dict[str, Document]) -> None:
    assert cells(tables(sops["en"].blocks)["Roles"]) == [
        ["Campaign manager", "The owner named in each campaign’s brief"],
        ["Market lead", "Germany: Katrin Albrecht; Russia: Pavel Orlov; United States: Rachel Stone"],
        ["Brand director", "Irina Volkova"],
        ["Legal counsel", "The market’s outside counsel, engaged by its lead"],
        ["Finance", "Daniel Kim, finance director"],
        ["Creator", "The person the contract is with"],
    ]


def test_exactly_one_answers_for_each_step_and_letters_say_who(sops: dict[str, Document]) -> None:
    table = tables(sops["ru"].blocks)["Кто за что отвечает"]
    assert cells(table)[:3] == [
        ["Этап", "Менеджер", "Рук. рынка", "Бренд-дир.", "Юрист", "Финансы", "Блогер"],
        ["1. Отбор", "● R", "■ A", "C", "C", "I", "—"],
        ["2. Бриф", "● R", "C", "■ A", "C", "I", "C"],
    ]
    for row in table.rows:
        roles = {plain(cell.children): cell.role for cell in row.cells[1:]}
        assert [plain(cell.children) for cell in row.cells].count("■ A") == 1
        assert (roles["■ A"], roles.get("● R", "responsible"), roles.get("I", "centre")) == (
            "accountable",
            "responsible",
            "centre",
        )


def test_each_step_says_who_does_what_from_what_to_what_in_what_time(
    project: Project, sops: dict[str, Document]
) -> None:
    found = tables(sops["en"].blocks)
    sop = project.sops["partnership"]
    said = "\n".join(lines(sops["en"].blocks)).replace("\u00a0", " ")
    for number, step in enumerate(sop.steps, 1):
        name = step.name["en"]
        deeds = re.split(r"(?<=[.?]) ", " ".join(step.action["en"].split()))
        numbered = "\n".join(f"{number}.{place}  {deed}" for place, deed in enumerate(deeds, 1))
        assert len(deeds) > 1
        decides = next(sop.roles[role].name for role, letter in step.raci.items() if letter == "A")
        people = f"● {sop.roles[step.who].name['en']}\n■ {decides['en']}"
        assert f"{number} {name}\n{people}\n{numbered}\n" in said
        assert cells(found[f"{name}: time, input, output, record"]) == [
            [
                f"{head}\n{text['en']}"
                for head, text in zip(
                    ("Time", "Input", "Output", "Record"),
                    (step.time_allowed, step.input, step.output, step.record),
                    strict=True,
                )
            ]
        ]


def test_the_process_stands_on_the_first_page_with_a_link_to_each_step(sops: dict[str, Document]) -> None:
    found = tables(sops["en"].blocks)["The process at a glance: ● does it, ■ answers for it"]
    numerals, names, times, roles, deciders = cells(found)
    assert numerals == ["1 →", "2 →", "3 →", "4 →", "5 →", "6"]
    assert names == ["Vetting", "Briefing", "Execution", "Measurement", "Optimization", "Payment"]
    assert times[:3] == ["5 business days", "3 days + reply", "per schedule"]
    assert (roles[2], roles[5]) == ("● Creator", "● Finance")
    assert deciders == [
        "■ Market lead",
        "■ Brand director",
        "■ Manager",
        "■ Finance",
        "■ Market lead",
        "■ Market lead",
    ]
    targets = [child.href for cell in found.rows[0].cells for child in cell.children if isinstance(child, Link)]
    assert targets == ["#vetting", "#briefing", "#execution", "#measurement", "#optimisation", "#payment"]


def test_somebody_does_each_step(sops: dict[str, Document]) -> None:
    for row in tables(sops["en"].blocks)["Who is accountable"].rows:
        assert [plain(cell.children) for cell in row.cells].count("● R") == 1


def test_what_differs_is_what_the_markets_files_say(project: Project, sops: dict[str, Document]) -> None:
    table = tables(sops["en"].blocks)["How it varies by market"]
    assert cells(table)[0] == ["Step or term", "Germany", "Russia", "United States"]
    steps = [[" ".join(cell.split()) for cell in row] for row in cells(table)[1:7]]
    words = [row[1:] for row in steps]
    markets = project.markets.values()
    said = [
        [getattr(market.process, step.step)["en"].replace("**", "") for market in markets]
        for step in project.sops["partnership"].steps
    ]
    # What all of them say of a step stands once, above the table.
    common = "7 days to send statistics."
    assert [text.startswith(common) for text in said[3]] == [True, True, True]
    said[3] = [text.removeprefix(common).strip() for text in said[3]]
    assert words == said
    assert " ".join(lines(sops["en"].blocks)).replace("\u00a0", " ").count(common) == 1


def test_all_steps_stand_together_on_a_page_of_their_own(project: Project, built: tuple[Path, Summary]) -> None:
    for target in targets.targets(project, "partnership.sop.*.pdf"):
        with pypdfium2.PdfDocument(built[0] / target.path) as opened:
            pages = [page.get_textpage().get_text_bounded() for page in opened]
        names = [step.name[target.language] for step in project.sops["partnership"].steps]
        holding = [
            next(place for place, page in enumerate(pages) if re.search(rf"^{number}\s+{name}\s*$", page, re.MULTILINE))
            for number, name in enumerate(names, 1)
        ]
        assert set(holding) == {1}, target.id
        assert pages[1].count("1.1") == 1


def test_each_step_is_a_heading_to_go_to(project: Project, built: tuple[Path, Summary]) -> None:
    for target in targets.targets(project, "partnership.sop.*.pdf"):
        with pypdfium2.PdfDocument(built[0] / target.path) as opened:
            headings = [entry.get_title().replace("\u00a0", " ") for entry in opened.get_toc() if entry.level == 2]
        names = [step.name[target.language] for step in project.sops["partnership"].steps]
        assert headings == [f"{number} {name}" for number, name in enumerate(names, 1)]


def test_it_has_four_pages_and_none_is_more_than_a_quarter_blank(project: Project, built: tuple[Path, Summary]) -> None:
    for target in targets.targets(project, "partnership.sop.*.pdf"):
        with pypdfium2.PdfDocument(built[0] / target.path) as opened:
            assert len(opened) == 4, target.id
            for page in opened:
                image = page.render(scale=1, grayscale=True).to_numpy().squeeze()
                height, foot = len(image), 60
                written = np.flatnonzero((image[40 : height - foot] < 200).any(axis=1))
                assert written[-1] > 0.75 * (height - foot - 40), target.id


def test_who_has_the_last_word_and_what_is_excluded_stand_beside_the_steps(sops: dict[str, Document]) -> None:
    table = cells(tables(sops["en"].blocks)["How it varies by market"])
    assert table[-2] == ["Last word on posts", "Irina Volkova", "Irina Volkova", "Rachel Stone"]
    label, *own = (cell.replace("\u00a0", " ") for cell in table[-1])
    assert label == "Exclusivity"
    assert own[2] == (
        "No paid posts for other facial skincare brands: from 30 days before the first post to 30 days after the last."
    )
    label, *own = (cell.replace("\u00a0", " ") for cell in cells(tables(sops["ru"].blocks)["Чем отличаются рынки"])[-1])
    assert label == "Эксклюзивность\nБез рекламы других марок."
    assert own[0] == "Средства от холода — 14 дней до первого выхода и 14 дней после последнего."


def test_one_number_says_how_long_a_creator_has_to_answer_a_brief(project: Project, sops: dict[str, Document]) -> None:
    """The market's: the process itself names none beside it."""
    step = project.sops["partnership"].steps[1]
    for language in sops:
        assert re.findall(r"\d+", step.time_allowed[language]) == ["3"]


def test_each_market_shows_its_ad_label_as_a_post_has_it(sops: dict[str, Document]) -> None:
    found = {row[0]: row[1:] for row in cells(tables(sops["ru"].blocks)["Маркировка дословно"])}
    assert found["Германия"] == ["В публикации, в начале: Werbung. Aurora Kosmetik GmbH"]
    assert found["Россия"] == ["В публикации: Реклама. ООО «Аврора», ИНН 7799012346, erid: …"]
    assert "#ad | Aurora is paying me for this post." in found["США"][0]


def test_a_market_changes_the_table_in_its_own_file(copy: Path) -> None:
    path = copy / "content/markets/us.yaml"
    text = path.read_text(encoding="utf-8")
    assert "**70% or more** of followers" in text
    path.write_text(text.replace("**70% or more**", "**75% or more**"), encoding="utf-8")
    made = changed(copy)
    assert "75% or more of followers live in the US" in " ".join(" ".join(lines(made["en"].blocks)).split())


def test_a_further_market_is_a_further_column(copy: Path) -> None:
    market = (copy / "content/markets/us.yaml").read_text(encoding="utf-8")
    name = "name: {en: United States, ru: США}"
    assert name in market
    (copy / "content/markets/ca.yaml").write_text(
        market.replace(name, "name: {en: Canada, ru: Канада}"), encoding="utf-8"
    )
    made = changed(copy)["ru"]
    assert cells(tables(made.blocks)["Чем отличаются рынки"])[0] == [
        "Этап или условие",
        "Канада",
        "Германия",
        "Россия",
        "США",
    ]


def test_a_version_in_force_has_its_dates_and_no_watermark(sops: dict[str, Document]) -> None:
    control: dict[str, str] = {}
    for row in cells(tables(sops["ru"].blocks)["Сведения о документе"]):
        control |= {row[0]: row[1], row[2]: row[3]}
    heads, values = cells(tables(sops["ru"].blocks)["Статус этой версии"])
    assert dict(zip(heads, values, strict=True)) == {
        "Версия": "2.0",
        "Статус": "Действует",
        "Введён в действие": "01.02.2027",
        "Пересмотр": "до 01.02.2028",
        "Владелец": "Ольга Лебедева",
    }
    assert control["Версия"] == "2.0, взамен 1.2"
    assert (control["Дата утверждения"], control["Утверждение"]) == ("15.01.2027", "И. Волкова, 15.01.2027")
    assert control["Разработчик"].startswith("Т. Морган")
    assert control["Основной текст"] == "русский"
    assert sops["ru"].property("watermark") == ""


def test_a_version_in_review_says_so_across_the_page_and_names_no_approval(copy: Path) -> None:
    made = changed(copy, *REVIEWED)
    assert [made[name].property("watermark") for name in ("en", "ru")] == ["In review", "На согласовании"]
    control: dict[str, str] = {}
    for row in cells(tables(made["en"].blocks)["Document control"]):
        control |= {row[0]: row[1], row[2]: row[3]}
    assert (control["Issued"], control["Approved by"]) == ("—", "—")
    heads, values = cells(tables(made["en"].blocks)["Status of this version"])
    standing = dict(zip(heads, values, strict=True))
    assert (standing["Status"], standing["In force from"]) == ("In review", "planned: Feb 1, 2027")
    assert (
        control["Reviewed by"]
        == "P. Orlov, Jan 13, 2027\nR. Stone, Jan 13, 2027\nK. Albrecht, Jan 14, 2027\nD. Kim, Jan 14, 2027"
    )


def test_a_superseded_version_names_what_took_its_place(copy: Path) -> None:
    made = changed(
        copy,
        ("status: in-force", "status: superseded"),
        ('supersedes: "1.2"', 'supersedes: "1.2"\nsuperseded_by: "3.0"'),
    )
    assert made["en"].property("watermark") == "Superseded"
    assert "2.0, supersedes 1.2\nsuperseded by 3.0" in "\n".join(lines(made["en"].blocks)).replace("\u00a0", " ")


def test_every_page_says_that_a_printed_copy_is_uncontrolled(project: Project, built: tuple[Path, Summary]) -> None:
    for target in targets.targets(project, "partnership.sop.*.pdf"):
        with pypdfium2.PdfDocument(built[0] / target.path) as opened:
            pages = [page.get_textpage().get_text_bounded() for page in opened]
        assert [any(words in page for words in PRINTED) for page in pages] == [True] * len(pages)
        assert [f"{project.sops['partnership'].code} ·" in page for page in pages] == [True] * len(pages)


def test_from_four_pages_up_a_procedure_leads_to_its_parts(project: Project, built: tuple[Path, Summary]) -> None:
    composer = Composer(project)
    found = targets.targets(project, "*.sop.*.pdf")
    assert found
    for target in found:
        with pypdfium2.PdfDocument(built[0] / target.path) as opened:
            long = len(opened) >= 4
        document = composer.compose(target)
        # The map of its steps is the table of contents.
        steps = [step.step for step in project.sops[target.sop].steps] if target.sop else []
        assert not long or all(f"'#{step}'" in str(document) for step in steps)
        assert not any(isinstance(block, Contents) for block in document.blocks)
        assert len(list(outline(document.blocks))) > 10


def test_a_procedure_of_many_steps_has_a_table_of_contents(copy: Path) -> None:
    text = (copy / PATH).read_text(encoding="utf-8")
    again = text[text.index("  - step: payment") : text.index("\nescalation:")]
    made = changed(copy, ("\nescalation:\n", f"{again}\nescalation:\n"))["en"]
    assert any(isinstance(block, Contents) for block in made.blocks)


def test_its_paper_is_that_of_the_first_market_that_speaks_its_language(sops: dict[str, Document]) -> None:
    assert [sops[name].property("paper") for name in ("en", "ru")] == ["Letter", "A4"]


@pytest.mark.long
def test_a_campaign_is_built_without_procedures(project: Project, tmp_path: Path) -> None:
    selected = targets.targets(project, "*.docx", campaign="summer-shade")
    run.build(project, selected, tmp_path, jobs=1)
    assert not (tmp_path / "partnership").exists()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_procedure_of_three_markets_has_four_pages_on_each_paper(
    project: Project, sops: dict[str, Document], paper: str
) -> None:
    layout = Writers(project.theme, project.assets).layout()
    assert {language: len(layout.pages(document, paper).lines) for language, document in sops.items()} == {
        "en": 4,
        "ru": 4,
    }
