from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from partner_tables import CAMPAIGN, HEADINGS, OLGA, csv, proposed, refused, xlsx
from samples import edit

from pipeline.checks import load
from pipeline.reading import sources
from pipeline.services import tables


@pytest.fixture
def minimal(minimal: Path) -> Path:
    """The smallest project with its campaign a draft: what a starting file says may stand there for now."""
    edit(minimal, CAMPAIGN, ("status: in-force", "status: draft"))
    return minimal


def written(folder: Path, path: Path) -> dict[str, Any]:
    """The partnerships of the campaign after a table was written."""
    tables.write(load.load(folder), proposed(folder, path))
    load.load(folder)
    data = sources.read(folder / CAMPAIGN, CAMPAIGN).data["partnerships"]
    assert isinstance(data, dict)
    return data


def test_a_row_makes_a_partnership_and_its_creator(minimal: Path) -> None:
    before = (minimal / CAMPAIGN).read_text(encoding="utf-8")
    made = written(minimal, csv(minimal, HEADINGS, OLGA))
    assert list(made) == ["ivan", "olga-ray"]
    olga = made["olga-ray"]
    assert list(olga) == ["number", "creator", "market", "ask", "term", "fee", "tracking", "deliverables"]
    assert (olga["number"], olga["creator"], olga["market"]) == ("002", "olga-ray", "ru")
    assert (olga["fee"]["amount"], olga["fee"]["currency"]) == (45000, "RUB")
    assert olga["tracking"] == {"link": "https://northlight.example/olga", "code": "OLGA10", "window_days": 7}
    assert olga["deliverables"] == [
        {
            "platform": "vk",
            "format": "post",
            "count": 1,
            "publish": [{"date": "2027-03-10", "time": "12:00", "erid": "2VtzqNew1"}],
            "stays_up_until": "2027-09-30",
        }
    ]
    creator = load.load(minimal).creators["olga-ray"]
    assert creator.name.root == {"en": "Olga Ray", "ru": "Olga Ray"}
    assert [(account.handle, account.followers) for account in creator.accounts] == [("@olga", 1200)]
    assert creator.time_zone == load.load(minimal).markets["ru"].time_zone
    after = (minimal / CAMPAIGN).read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "# how they like to work" in (minimal / "content/creators/olga-ray.yaml").read_text(encoding="utf-8").lower()


def test_a_name_in_other_letters_gets_an_id_and_its_latin_form(minimal: Path) -> None:
    made = proposed(minimal, csv(minimal, HEADINGS, OLGA.replace("Olga Ray", "Никита Щукин")))
    assert made.creators == ("nikita-shchukin",)
    assert 'name:\n  en: "Nikita Shchukin"' in made.texts["content/creators/nikita-shchukin.yaml"] or (
        '{en: "Nikita Shchukin", ru: "Никита Щукин"}' in made.texts["content/creators/nikita-shchukin.yaml"]
    )


def test_headings_are_known_in_another_language(minimal: Path) -> None:
    headings = "блогер;ПЛОЩАДКА;Ник;Подписчиков;Формат;Дата выхода;Держать до;Гонорар;Статус;ERID"
    row = "Ольга Рай;ВКонтакте;@olga;1200;Пост;10.03.2027;30.09.2027;45 000 руб.;ждём;2VtzqNew1"
    made = proposed(minimal, csv(minimal, "Кампания;;;", "", headings, row))
    assert made.partnerships["olga-ray"]["fee"]["amount"] == 45000
    assert [(item.column, item.text) for item in made.ignored] == [(9, "Статус")]
    assert list(dict.fromkeys(column.id for column in made.assumed)) == [
        "taxes",
        "ask",
        "term",
        "next",
        "city",
        "prefers",
        "motivates",
        "annoys",
    ]


def test_the_rows_of_a_creator_are_one_partnership(minimal: Path) -> None:
    second = "Olga Ray;VK;@olga;;post;2027-03-12; ;2VtzqNew2;2027-09-30;;;"
    made = proposed(minimal, csv(minimal, HEADINGS, OLGA, second))
    assert [item["publish"][0]["date"] for item in made.partnerships["olga-ray"]["deliverables"]] == [
        "2027-03-10",
        "2027-03-12",
    ]
    assert "time" not in made.partnerships["olga-ray"]["deliverables"][1]["publish"][0]


def test_a_changed_cell_changes_its_value_alone(minimal: Path) -> None:
    before = (minimal / CAMPAIGN).read_text(encoding="utf-8")
    path = csv(minimal, "Partnership;Creator;Fee;Followers;Platform", "ivan;ivan;130000;5000;vk")
    made = proposed(minimal, path)
    assert [(change.path, change.place, change.before, change.after) for change in made.changes] == [
        (CAMPAIGN, "partnerships.ivan.fee.amount", 100000, 130000),
        ("content/creators/ivan.yaml", "accounts.0.followers", 12000, 5000),
    ]
    tables.write(load.load(minimal), made)
    assert (minimal / CAMPAIGN).read_text(encoding="utf-8") == before.replace("100000", "130000")


def test_an_empty_cell_takes_a_value_away_and_a_column_that_is_not_there_does_not(minimal: Path) -> None:
    made = written(minimal, csv(minimal, "Creator;Promo code;Number", "ivan;;001"))
    assert made["ivan"]["tracking"] == {"link": "https://northlight.example/ivan", "window_days": 7}


def test_what_is_the_same_is_not_written(minimal: Path) -> None:
    made = proposed(minimal, csv(minimal, "Creator;Fee;Currency", "Иван Петров;100 000;RUB"))
    assert (made.texts, made.unchanged) == ({}, 1)


def replaced(*changes: tuple[str, str]) -> str:
    row = OLGA
    for old, new in changes:
        assert row.count(old) == 1
        row = row.replace(old, new)
    return row


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([HEADINGS], []),
        ([HEADINGS, replaced(("45 000", "6.400"))],
         ['p.csv!J2: "6.400" reads as 6400 to some people and as 6.4 to others (write 6400 or 6.4)']),
        ([HEADINGS, replaced(("45 000", "$450"))], ['p.csv!J2: "$450" is not a number (write digits, such as 1200 or 4.5)']),
        ([HEADINGS, replaced(("45 000", "0"))], ["p.csv!J2: 0 is nothing to pay (leave out what is not paid)"]),
        ([HEADINGS, replaced(("45 000", "=40000+5000"))],
         ["p.csv!J2: holds the formula =40000+5000 (type the value itself)"]),
        ([HEADINGS, replaced(("2027-03-10", "3/4/2027"), ("VK", "VKK"))],
         ['p.csv!B2: no platform "VKK" (did you mean "VK"?)',
          'p.csv!F2: "3/4/2027" is 2027-03-04 to some people and 2027-04-03 to others (write 2027-03-04 or 2027-04-03)']),
        ([HEADINGS, replaced(("12:00", '"12:00; 13:00"'))],
         ["p.csv!G2: 1 dates, but 2 here (write one for each date, with a semicolon between them)"]),
        ([HEADINGS, replaced(("OLGA10", "IVAN10"))], ["IVAN10"]),
        ([HEADINGS, replaced(("2027-09-30", ""))], ['p.csv!I2: the field "stays_up_until" is missing']),
        ([HEADINGS, replaced(("1 200", ""))], ['p.csv!C2: the field "followers" is missing']),
        ([HEADINGS, replaced(("@olga", ""))],
         ["p.csv!C2: which account on vk? (write its handle or title in a column Account, or add it to the creator's file)"]),
        ([HEADINGS, replaced(("https://northlight.example/olga", "northlight.example"))], ["p.csv!L2: "]),
        ([HEADINGS, OLGA, ";;;;;;;;;45 000;;"],
         ["p.csv!A3: this row names no creator (write the creator in each row; delete totals and remarks)"]),
        ([HEADINGS, OLGA, OLGA.replace("45 000", "46 000")],
         ["p.csv!J3: row 2 says something else"
          " (what is true of a partnership is the same in all of its rows, or stands in the first alone)"]),
        ([HEADINGS, OLGA, "", HEADINGS, OLGA],
         ["p.csv!A4: a second table begins here (one table to a sheet: move it to a sheet or a file of its own)"]),
        ([f"{HEADINGS};fee", OLGA],
         ["p.csv!M1: this column is here a second time (one table to a sheet, and one column for each heading)"]),
        (["Partnership;Creator;Fee", "ivan;Olga Ray;1"],
         ["p.csv!B2: ivan is of ivan"
          " (a partnership keeps its creator and its market: write another id in the column Partnership)"]),
        (["Creator;Fee;Market", "Olga Ray;1;zz"], ['p.csv!C2: no market "zz" (there are ru)']),
        (["a;b;c", "1;2;3"],
         ["p.csv: has no sheet with a table (its first row names the columns, such as Partnership, Number, Creator,"
          " Name (en), Name (ru), Market; briefs export partnerships gives them all)"]),
    ],
)  # fmt: skip
def test_each_cell_that_is_wrong_is_told_and_nothing_proposed(minimal: Path, lines: list[str], said: list[str]) -> None:
    found = refused(minimal, csv(minimal, *lines))
    assert len(found) == len(said)
    for line, words in zip(found, said, strict=True):
        assert line.startswith(words) or (words == "IVAN10" and words in line and line.startswith("p.csv!"))


def test_merged_and_hidden_cells_are_refused(minimal: Path) -> None:
    rows = [HEADINGS.split(";"), OLGA.split(";"), OLGA.replace("2VtzqNew1", "2VtzqNew2").split(";")]

    def merge(book: Any, page: Any) -> None:
        page.merge_range(1, 0, 2, 0, "Olga Ray")

    def hide_row(book: Any, page: Any) -> None:
        page.set_row(2, None, None, {"hidden": True})

    def hide_column(book: Any, page: Any) -> None:
        page.set_column(9, 9, None, None, {"hidden": True})

    assert refused(minimal, xlsx(minimal, rows, merge)) == [
        "Sheet!A2: these cells are merged (split it, and fill in each cell)"
    ]
    assert refused(minimal, xlsx(minimal, rows, hide_row)) == ["Sheet!A3: this row is hidden (show it, or delete it)"]
    assert refused(minimal, xlsx(minimal, rows, hide_column)) == [
        "Sheet!J1: this column is hidden (show it, or delete it)"
    ]


def test_a_title_above_the_table_may_be_merged(minimal: Path) -> None:
    def merge(book: Any, page: Any) -> None:
        page.merge_range(0, 0, 0, 5, "Dawn")

    assert refused(minimal, xlsx(minimal, [[], HEADINGS.split(";"), OLGA.split(";")], merge)) == []


def test_of_two_sheets_with_tables_one_is_named(minimal: Path) -> None:
    def again(book: Any, page: Any) -> None:
        other = book.add_worksheet("Old")
        other.write_row(0, 0, HEADINGS.split(";"))

    path = xlsx(minimal, [HEADINGS.split(";"), OLGA.split(";")], again)
    assert refused(minimal, path) == [
        'p.xlsx: has a table on each of these sheets: "Sheet", "Old" (name one with --sheet)'
    ]
    assert refused(minimal, path, "Sheet") == []


WORDS = ("Ask", "Taxes", "What comes next", "City", "Prefers", "Motivates", "Annoys")


def test_a_campaign_in_force_takes_no_words_of_a_starting_file(minimal: Path) -> None:
    edit(minimal, CAMPAIGN, ("status: draft", "status: in-force"))
    found = refused(minimal, csv(minimal, HEADINGS, OLGA))
    assert any(line.startswith("p.csv!A2: city.en: an example of the starting file") for line in found)
    assert {line.split(": ")[1] for line in found} == {
        "city.en",
        "working.prefers.en",
        "working.motivates.en",
        "working.annoys.en",
        "ask.en",
        "term.note.en",
    }
    headings = [f"{word} ({language})" for word in WORDS for language in ("en", "ru")]
    words = [f"{word} in {language}" for word in WORDS for language in ("English", "Russian")]
    assert refused(minimal, csv(minimal, f"{HEADINGS};{';'.join(headings)}", f"{OLGA};{';'.join(words)}")) == []


def test_a_project_that_is_wrong_otherwise_says_so_at_its_own_place(minimal: Path) -> None:
    made = csv(minimal, HEADINGS, OLGA.replace("2027-03-10", "2027-02-10"))
    assert all(line.startswith("p.csv!") for line in refused(minimal, made))
    assert refused(minimal, made)


def test_two_partnerships_of_one_creator_are_told_apart_by_id(minimal: Path) -> None:
    written(
        minimal,
        csv(minimal, f"Partnership;{HEADINGS}", f"second;{OLGA.replace('Olga Ray', 'ivan').replace('@olga', 'ivan')}"),
    )
    assert refused(minimal, csv(minimal, "Creator;Fee;Platform", "ivan;1;vk")) == [
        "p.csv!A2: this creator has several partnerships (name one in a column Partnership: ivan, second)"
    ]
