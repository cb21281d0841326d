"""What a brief says to one creator: of the mark only what concerns their posts, of platforms what a law asks."""

from __future__ import annotations

import pytest

from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

STORIES, ARTICLE, CLIP = "на каждом кадре", "В статье — первой строкой", "первые пять секунд"
META = "принадлежит компании Meta, которая признана экстремистской организацией и запрещена в РФ."


def printed(project: Project, name: str) -> str:
    [target] = targets.targets(project, f"{name}.pdf")
    return "\n".join(lines(Composer(project).compose(target).blocks)).replace("\u00a0", " ")


def below(project: Project, name: str) -> str:
    """What stands below each page."""
    [target] = targets.targets(project, f"{name}.pdf")
    return "\n".join(lines(Composer(project).compose(target).footer)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        ("spring-glow.brief.anna-ivanova.ru", {STORIES, CLIP}),
        ("spring-glow.brief.claire-bennett.ru", {CLIP}),
        ("summer-shade.brief.daria-kuznetsova.ru", {CLIP, ARTICLE}),
    ],
)
def test_a_creator_reads_where_the_mark_stands_in_their_own_posts(project: Project, brief: str, said: set[str]) -> None:
    text = printed(project, brief)
    assert {words for words in (STORIES, ARTICLE, CLIP) if words in text} == said
    assert "Буквы, регистр и ссылку не менять" in text


@pytest.mark.parametrize(
    ("document", "noted"),
    [
        ("spring-glow.brief.maya-brooks.ru", 1),
        ("spring-glow.brief.maya-brooks.en", 0),
        ("spring-glow.brief.anna-ivanova.ru", 0),
        ("spring-glow.master.ru", 1),
    ],
)
def test_a_document_says_of_platforms_what_its_language_asks_for(project: Project, document: str, noted: int) -> None:
    assert printed(project, document).count(META) == noted


@pytest.mark.parametrize(
    ("brief", "asked"), [("summer-shade.brief.dana-whitaker.en", False), ("spring-glow.brief.maya-brooks.en", True)]
)
def test_a_draft_asks_for_no_acceptance(project: Project, brief: str, asked: bool) -> None:
    text = printed(project, brief)
    assert ("I accept the brief" in text) is asked
    assert ("there is nothing to accept yet" in text) is not asked


@pytest.mark.parametrize(
    ("brief", "said", "unsaid"),
    [
        ("spring-glow.brief.anna-ivanova.ru", "Чек на каждую половину", "подписанный акт"),
        ("spring-glow.brief.alina-safina.ru", "подписанный акт", "Чек на каждую"),
        ("spring-glow.brief.maya-brooks.en", "W-9", "W-8BEN"),
    ],
)
def test_a_creator_reads_what_their_own_tax_status_asks_for(
    project: Project, brief: str, said: str, unsaid: str
) -> None:
    terms = printed(project, brief)
    assert said in terms and unsaid not in terms


@pytest.mark.parametrize(
    ("brief", "counted"),
    [
        ("spring-glow.brief.anna-ivanova.ru", "досмотры ÷ запуски"),
        ("spring-glow.brief.maya-brooks.en", "completions ÷ starts"),
    ],
)
def test_a_creator_reads_no_range_in_money_and_no_letters_of_ours(project: Project, brief: str, counted: str) -> None:
    text = printed(project, brief)
    assert "CPA" not in text and "VTR" not in text
    assert counted in text


@pytest.mark.parametrize(
    ("brief", "hours"),
    [
        ("spring-glow.brief.maya-brooks.en", "6:00 a.m. to 3:00 p.m., Los Angeles time."),
        ("spring-glow.brief.alina-safina.ru", "с 12:00 до 21:00 (Екатеринбург)."),
        ("spring-glow.brief.anna-ivanova.ru", "с 10:00 до 19:00 (Москва)."),
    ],
)
def test_a_creator_reads_on_their_own_clock_when_somebody_answers(project: Project, brief: str, hours: str) -> None:
    assert hours in printed(project, brief)


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        (
            "spring-glow.brief.anna-ivanova.ru",
            ["Пробная кампания", "120 000 ₽", "25 февраля", "ещё полгода, если получится", "Ответьте до 16 февраля"],
        ),
        ("spring-glow.brief.alina-safina.en", ["Long term", "first of three campaigns", "all in 2027"]),
        # Words before a colon are the name.
        ("first-frost.brief.lena-vogt.de", ["Winter 2028", "4.200 €", "3. November", "Bescheid bis 31. Januar"]),
        ("summer-shade.brief.daria-kuznetsova.en", ["Six-month deal", "our answer by July 13"]),
    ],
)
def test_what_a_partnership_may_bring_stands_beside_its_fee(project: Project, brief: str, said: list[str]) -> None:
    words = printed(project, brief).split("\n")
    places = [words.index(line) for line in said]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        ("spring-glow.brief.anna-ivanova.ru", ["Начните так", "«Лифт едет минуту. Мне хватит»", "или ещё две — ниже"]),
        (
            "spring-glow.brief.alina-safina.ru",
            ["Начни так", "«Первое солнце — и сразу всё видно»", "или ещё две — ниже"],
        ),
        (
            "spring-glow.brief.maya-brooks.en",
            ["Open like this", "“I don’t believe in two-week results”", "or two more, below"],
        ),
        (
            "first-frost.brief.jonas-brandt.de",
            ["Fang so an", "„Minus sechs, und der Bus kommt nicht“", "oder der zweite, weiter unten"],
        ),
    ],
)
def test_what_may_be_said_first_stands_on_the_first_page(project: Project, brief: str, said: list[str]) -> None:
    words = printed(project, brief).split("\n")
    start = words.index(said[0])
    assert words[start : start + len(said)] == said
    dates = {"Даты (Екатеринбург)", "Даты (Москва)", "Dates (Los Angeles)", "Termine (Berlin)"}
    assert start < min(index for index, line in enumerate(words) if line in dates)


def test_a_brief_that_suggests_no_opening_has_no_line_for_it(project: Project) -> None:
    assert "Beginnen Sie so" not in printed(project, "first-frost.brief.lena-vogt.de")


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        ("de", ["1.950 €", "3 Monate zu je 650 €", "+ 12 % Provision bis 1.500 €", "+ Produkte für 240 €"]),
        ("en", ["€1,950", "3 months at €650", "+ 12% commission, up to €1,500", "+ product worth €240"]),
        ("ru", ["1 950 €", "3 месяца по 650 €", "+ 12 % комиссии, до 1 500 €", "+ продукт на 240 €"]),
    ],
)
def test_a_fee_by_the_month_leads_with_its_sum(project: Project, brief: str, said: list[str]) -> None:
    words = printed(project, f"first-frost.brief.jonas-brandt.{brief}").split("\n")
    start = words.index(said[0])
    assert [line for line in words[start : start + 6] if line in said] == said


def test_what_stands_behind_a_label_in_a_card_begins_small_and_ends_with_a_point(project: Project) -> None:
    words = printed(project, "spring-glow.brief.anna-ivanova.ru").split("\n")
    assert "В кадре: кнопка вызова, лицо без макияжа, счётчик этажей." in words
    assert "Советуем вам: @anna_do_raboty — это и есть утро по минутам." in words
    assert "Почему: маме верят охотнее." in words


def test_labels_of_dates_are_of_few_words(project: Project) -> None:
    words = printed(project, "spring-glow.brief.anna-ivanova.ru").split("\n")
    assert {"Сдаёте черновики", "Сдаёте готовые версии", "Публикуете", "Присылаете отчёт"} <= set(words)


def test_who_made_a_photograph_is_said_in_the_language_of_the_brief(project: Project) -> None:
    assert "Фото: О. Лебедева" in below(project, "spring-glow.brief.anna-ivanova.ru")
    assert "Photo: O. Lebedeva" in below(project, "spring-glow.brief.maya-brooks.en")


def test_days_in_two_months_are_one_word_of_a_line(project: Project) -> None:
    assert "Nov 22–Jan 17" in printed(project, "first-frost.brief.jonas-brandt.en")
    assert "22 нояб. — 17 янв." in printed(project, "first-frost.brief.jonas-brandt.ru")


def test_link_and_code_stand_beside_the_mark_and_are_said_nowhere_else(project: Project) -> None:
    words = printed(project, "spring-glow.brief.anna-ivanova.ru").split("\n")
    mark = next(index for index, line in enumerate(words) if "2VfnxwQ8dKs" in line)
    link, code = words.index("https://aurora.example/ru/anna"), words.index("ANNA15")
    assert mark < link < code < mark + 12
    assert sum("aurora.example/ru/anna" in line for line in words) == 1


def test_what_a_creator_owes_is_no_promise_to_them(project: Project) -> None:
    told = printed(project, "spring-glow.brief.nora-whitfield.en").partition("Open like this")[0].splitlines()
    assert told[-2:] == ["Exclusivity", "No paid posts for other facial skincare brands through December 31, 2027."]


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        (
            "spring-glow.brief.anna-ivanova.ru",
            ["Даты (Москва)", "2VfnxwQ8dKs", "Как ставить", "Что нужно сделать", "Кому"],
        ),
        ("spring-glow.brief.maya-brooks.en", ["Dates (", "#ad", "How to place it", "Deliverables (", "Who to talk to"]),
    ],
)
def test_the_mark_follows_the_dates_and_whom_to_write_ends_the_page(
    project: Project, brief: str, said: list[str]
) -> None:
    words = printed(project, brief)
    places = [words.index(line) for line in said]
    assert places == sorted(places)


def test_what_is_left_of_a_fee_stands_behind_the_parts_that_add_up_to_it(project: Project) -> None:
    words = printed(project, "spring-glow.brief.anna-ivanova.ru").split("\n")
    start = words.index("120 000 ₽")
    parts = ["60 000 ₽ до 19 февраля", "60 000 ₽ до 9 апреля", "после налогов: 109 200 ₽"]
    assert [line for line in words[start : start + 8] if line in parts] == parts


def test_a_suggested_opening_says_first_why_it_is(project: Project) -> None:
    words = printed(project, "spring-glow.brief.anna-ivanova.ru").split("\n")
    why = next(index for index, line in enumerate(words) if line.startswith("Советуем вам:"))
    assert words[why + 1].startswith("В кадре: кнопка вызова")
