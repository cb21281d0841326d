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
    assert "Буквы и регистр — без изменений" in text


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


def test_a_test_is_named_by_what_it_may_bring(project: Project) -> None:
    said = {word.strip() for word in printed(project, "spring-glow.brief.anna-ivanova.ru").split("\n")}
    assert "Пробная кампания: если получится, договор на полгода; решим до 9 апреля" in said
    # Words before a colon are the name.
    said = {word.strip() for word in printed(project, "summer-shade.brief.daria-kuznetsova.en").split("\n")}
    assert "six-month deal: our answer by July 13" in said


def test_labels_of_dates_are_of_few_words(project: Project) -> None:
    words = printed(project, "spring-glow.brief.anna-ivanova.ru").split("\n")
    assert {"Сдаёте черновики", "Сдаёте готовое", "Публикуете", "Присылаете отчёт"} <= set(words)


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
    told = printed(project, "spring-glow.brief.nora-whitfield.en").partition("Dates (New York)")[0].splitlines()
    assert told[-2:] == ["Exclusivity", "No paid posts for other facial skincare brands through December 31, 2027."]
