from __future__ import annotations

import datetime
import itertools
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rituals import with_people
from samples import rewritten

from pipeline.base import limits
from pipeline.base.problems import Problems
from pipeline.build import isolation, state
from pipeline.checks import load, warnings
from pipeline.cli import options
from pipeline.cli.main import main
from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.domain.working_days import WorkingDays
from pipeline.rendering.compose import Composer
from pipeline.workspace import new
from pipeline.workspace.new import CannotStart, start

ROOT = Path(__file__).resolve().parents[2]
RECORDS = ("agreement", "result")
"""The kinds that begin beside a campaign."""
SINGLE = ("ritual",)
"""The kinds of which a project has one file."""
OF_MARKETS = ("cohort",)
"""The kinds that begin beside a market."""
OF_CREATORS = ("scorecard",)
"""The kinds that begin beside a creator."""
SCHEMAS = {"scorecard": "scorecards"}
"""The schemas that are not called like their kind: one scorecard is a part of the file."""
KINDS = sorted(new.KINDS, key=lambda kind: (kind in RECORDS, kind))


EXAMPLES = "examples of the starting file that nobody has rewritten"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--messages", "en"])


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def named(kind: str, folder: Path) -> list[str]:
    """The id that is typed for a kind of file."""
    creator = "ivan" if folder.name == "minimal" else "maya-brooks"
    owners = {**dict.fromkeys(OF_MARKETS, "ru"), **dict.fromkeys(OF_CREATORS, creator)}
    return [] if kind in SINGLE else [owners.get(kind, "first-light")]


def ready(folder: Path, kind: str) -> str:
    """The path that a starting file will have, once what it needs is there."""
    if kind in RECORDS:
        start(folder, "campaign", "first-light")
    if kind in SINGLE:
        (folder / f"content/{kind}.yaml").unlink(missing_ok=True)
        if folder.name == "minimal":
            with_people(folder)
        return f"content/{kind}.yaml"
    if kind in OF_CREATORS:
        return f"content/{kind}s/{named(kind, folder)[0]}.yaml"
    if kind in OF_MARKETS:
        (folder / f"content/{kind}s/ru.yaml").unlink(missing_ok=True)
        return f"content/{kind}s/ru.yaml"
    return f"content/{kind}s/first-light.yaml"


@pytest.mark.parametrize("begun", [pytest.param("copy", marks=pytest.mark.long), "minimal"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_starting_file_passes_the_check_as_it_stands(kind: str, begun: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(begun)
    if begun == "copy":
        # What the sample's own documents take on paper was found when they were built.
        (folder / "build").mkdir()
        shutil.copy(request.getfixturevalue("built")[0] / state.STATE, folder / "build")
    path = ready(folder, kind)
    before = files(folder)
    made = run("new", kind, *named(kind, folder), "--project", str(folder))
    assert made.output == f"wrote {path}\nnext: edit it, then type make check\n"
    assert files(folder) - before == {path}
    checked = run("check", "--project", str(folder))
    assert checked.exit_code == 0, checked.output
    told = [line for line in checked.output.splitlines() if line.startswith(path)]
    # It starts after the latest campaign of the sample, when a rule is due to be looked at again.
    told = [line for line in told if "was due for review by" not in line]
    # Results have nothing but what was counted, calls nothing but their day, scorecards nothing yet.
    assert len(told) == (kind not in ("result", "cohort", "scorecard"))
    for line in told:
        assert re.search(rf"^{path}:\d+:\d+: .*: {EXAMPLES}: \d+, the first", line)


@pytest.mark.long
def test_all_kinds_together_pass_the_check(minimal: Path) -> None:
    with_people(minimal)
    start(minimal, "ritual", "")
    several = [kind for kind in KINDS if kind not in (*RECORDS, *SINGLE, *OF_MARKETS, *OF_CREATORS)]
    for kind in (*several, *reversed(several)):
        start(
            minimal,
            kind,
            f"second-{kind}" if (minimal / f"content/{kind}s/first-{kind}.yaml").exists() else f"first-{kind}",
        )
    assert run("check", "--project", str(minimal)).exit_code == 0


@pytest.mark.parametrize("kind", ["campaign", "sop"])
def test_what_has_documents_is_not_named_like_a_month(minimal: Path, kind: str) -> None:
    with pytest.raises(CannotStart, match="is a month"):
        start(minimal, kind, "2027-03")


def test_a_campaign_and_a_procedure_cannot_share_an_id(minimal: Path) -> None:
    for kind, name, taken in (
        ("sop", "dawn", "content/campaigns/dawn.yaml"),
        ("campaign", "first", "content/sops/first.yaml"),
    ):
        if kind == "campaign":
            start(minimal, "sop", name)
        with pytest.raises(CannotStart, match=f"^{taken} is already there"):
            start(minimal, kind, name)


def test_a_new_procedure_is_a_draft_in_every_language(minimal: Path) -> None:
    start(minimal, "sop", "working")
    project = load.load(minimal)
    composer = Composer(project)
    documents = [composer.compose(target) for target in targets.targets(project, "working.sop.*.pdf")]
    assert [(item.language, item.property("watermark")) for item in documents] == [("en", "Draft"), ("ru", "Проект")]
    said = "\n".join(lines(documents[0].blocks))
    # Whom the market's file names as its lead, and what that file says of the first step.
    market = project.markets["ru"]
    assert f"Russia: {project.organisation.people[market.lead].name['en']}" in said
    assert market.process.vetting["en"] in said


@pytest.mark.long
def test_a_new_campaign_is_a_draft_with_a_brief_in_every_language(minimal: Path) -> None:
    start(minimal, "campaign", "first-light")
    project = load.load(minimal)
    assert project.campaigns["first-light"].status == "draft"
    composer = Composer(project)
    documents = {
        composer.compose(target).property("title") for target in targets.targets(project, "first-light.brief.*")
    }
    assert documents == {"First Light · Ivan Petrov", "Название кампании — Иван Петров"}


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_a_person_fills_in_has_a_comment_near_it(copy: Path, kind: str) -> None:
    above = "" if kind in SINGLE else "../"
    ready(copy, kind)
    lines = (copy / start(copy, kind, *(named(kind, copy) or [""]))).read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"# yaml-language-server: $schema={above}schema/{SCHEMAS.get(kind, kind)}.json"
    bare = [
        line
        for above, line in itertools.pairwise(lines)
        if re.match(r"[a-z_]+:", line) and "#" not in line and not above.startswith("#")
    ]
    assert [line for line in bare if not line.startswith(("product:", "objective:"))] == []


@pytest.mark.long
def test_texts_stand_in_the_languages_of_the_project_alone(minimal: Path) -> None:
    shutil.copytree(minimal / "locales/en", minimal / "locales/de-AT")
    change(minimal, "locales/de-AT/language.yaml", "cldr: en", "cldr: de_AT")
    shutil.rmtree(minimal / "content/campaigns")
    shutil.rmtree(minimal / "content/creators")
    shutil.rmtree(minimal / "content/markets")
    for path in (minimal / "content").rglob("*.yaml"):
        text = re.sub(r"\{en: ([^{}]*), ru: ([^{}]*)\}", r"{ru: \2, de-AT: \1}", path.read_text(encoding="utf-8"))
        path.write_text(text.replace("      en: {one", "      de-AT: {one"), encoding="utf-8")
    change(minimal, "content/organisation.yaml", "languages: [en, ru]", "languages: [ru, de-AT]")
    start(minimal, "market", "kz")
    name = start(minimal, "creator", "first-light")
    text = (minimal / name).read_text(encoding="utf-8")
    assert 'city: {ru: "Название города", de-AT: "Name of the city"}' in text
    assert "en:" not in text
    market = load.load(minimal).markets["kz"]
    assert (market.territory, market.currency, market.languages) == ("KZ", "KZT", ("ru",))
    assert market.name.root == {"ru": "Казахстан", "de-AT": "Kasachstan"}
    start(minimal, "campaign", "first-light", datetime.date(2027, 3, 1))
    assert run("check", "--project", str(minimal)).exit_code == 0


@pytest.mark.long
def test_dates_follow_the_latest_of_the_project_and_miss_the_weekends(copy: Path) -> None:
    latest = max(campaign.issued for campaign in load.load(copy).campaigns.values())
    start(copy, "campaign", "first-light")
    campaign = load.load(copy).campaigns["first-light"]
    assert latest < campaign.issued <= latest + datetime.timedelta(days=3)
    [section] = campaign.markets.values()
    dates = [campaign.issued, *(step.date for step in section.schedule)]
    dates += [
        post.date for item in campaign.partnerships.values() for part in item.deliverables for post in part.publish
    ]
    assert [date for date in dates if date.weekday() > 4] == []


@pytest.mark.long
def test_dates_miss_the_holidays_and_the_quiet_days_of_the_market(copy: Path) -> None:
    start(copy, "campaign", "first-light", datetime.date(2027, 4, 28))
    project = load.load(copy)
    [(name, section)] = project.campaigns["first-light"].markets.items()
    market = project.markets[name]
    days = WorkingDays("", project.calendars[market.calendar or ""], market.quiet)
    dates = [step.date for step in section.schedule]
    assert [date for date in dates if not days.works(date)] == []
    # On Mondays to Fridays alone the third day would be in the holidays of May.
    assert dates[0] > datetime.date(2027, 5, 11)
    assert [str(line) for line in warnings.warnings(project, "first-light") if "day off" in str(line)] == []


@pytest.mark.long
@pytest.mark.parametrize("kind", ["campaign", "sop"])
def test_dates_start_from_the_day_that_is_given(minimal: Path, kind: str) -> None:
    made = run("new", kind, "first-light", "--project", str(minimal), "--issued", "2028-05-06")
    assert made.exit_code == 0
    assert "issued: 2028-05-06  #" in (minimal / f"content/{kind}s/first-light.yaml").read_text(encoding="utf-8")
    assert run("check", "--project", str(minimal)).exit_code == 0


@pytest.mark.long
def test_a_target_without_history_says_that_it_is_an_assumption(minimal: Path) -> None:
    path = minimal / "content/markets/ru.yaml"
    text = re.sub(r"history:\n(  .*\n)+", "", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    change(minimal, "content/campaigns/dawn.yaml", "      cpa: {", "      cpa: {basis: {en: a, ru: а}, ")
    start(minimal, "campaign", "first-light")
    target = load.load(minimal).campaigns["first-light"].markets["ru"].targets["cpa"]
    assert (target.low, target.high, target.currency) == (10, 20, "RUB")
    assert target.reason is not None


@pytest.mark.parametrize(
    ("name", "language", "zone", "lead"),
    [("ru", "ru", "Europe/Moscow", "olga"), ("gb", "en", "Europe/London", "ada"), ("at", "en", "Europe/Vienna", "ada")],
)
def test_a_market_is_led_by_who_lives_there_in_a_language_that_is_spoken_there(
    minimal: Path, name: str, language: str, zone: str, lead: str
) -> None:
    for part in ("markets", "campaigns", "creators"):
        shutil.rmtree(minimal / "content" / part)
    path = minimal / "content/organisation.yaml"
    text = path.read_text(encoding="utf-8")
    ada = text[text.index("  ada:\n") : text.index("decision_makers")]
    olga = ada.replace("  ada:\n", "  olga:\n")
    path.write_text(text.replace(ada, ada.replace("Europe/Moscow", "Europe/Madrid") + olga), encoding="utf-8")
    market = load.load(minimal / start(minimal, "market", name).partition("content/")[0]).markets[name]
    assert (market.languages, market.time_zone, market.lead, market.contact) == ((language,), zone, lead, lead)


def test_a_platform_that_the_market_refuses_is_not_offered(minimal: Path) -> None:
    change(minimal, "content/creators/ivan.yaml", "platform: vk,", "platform: rutube,")
    start(minimal, "campaign", "first-light")
    assert "\npartnerships: {}  # no creator" in (minimal / "content/campaigns/first-light.yaml").read_text(
        encoding="utf-8"
    )


def test_a_project_with_problems_can_still_get_the_file_that_it_lacks(minimal: Path) -> None:
    change(minimal, "content/campaigns/dawn.yaml", "    market: ru", "    market: first-light")
    change(minimal, "content/campaigns/dawn.yaml", "markets:\n  ru:", "markets:\n  first-light:")
    assert "no market" in run("check", "--project", str(minimal)).output
    assert start(minimal, "market", "first-light") == "content/markets/first-light.yaml"
    assert "no market" not in run("check", "--project", str(minimal)).output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("campaign", "dawn"), "content/campaigns/dawn.yaml is already there (choose another id, or edit the file)"),
        (("market", "ru"), "content/markets/ru.yaml is already there (choose another id, or edit the file)"),
        (("campain", "dusk"), '"campain" cannot be started (did you mean "campaign"?)'),
        (("x", "dusk"), '"x" cannot be started (campaign, market, creator, sop, calendar, agreement, result, scorecard, ritual, cohort can)'),
        *(
            (("creator", name), f'"{name}" is not an id (lower-case letters a to z, digits and single hyphens, such as first-light)')
            for name in ("Dusk", "dusk_1", "dusk ", "-dusk", "a--b", "../dusk", "dusk.yaml", "рассвет", "a" * 61)
        ),
        (("sop",), "a sop needs an id (type briefs new sop ID)"),
        (("ritual", "dusk"), "there is one ritual (type briefs new ritual, without an id)"),
        (("ritual",), "a ritual needs a host and two presenters (add people to content/organisation.yaml)"),
        (("cohort", "uk"), 'there is no market "uk" (its calls have its id: briefs new cohort MARKET)'),
        (("agreement", "dusk"), 'there is no campaign "dusk" (its records have its id)'),
        (("result", "dusk"), 'there is no campaign "dusk" (its results have its id)'),
        (("scorecard", "olga"), 'there is no creator "olga" (scorecards have the id of their creator)'),
        (("agreement", "dawn"), "dawn is in-force; records begin with a draft (raise version, set status: draft)"),
        (("campaign", "dusk", "--issued", "1.3.2027"), "Invalid value for '--issued': \"1.3.2027\" is not a day (write it as 2027-03-09, or today)"),
    ],
)  # fmt: skip
def test_what_cannot_be_started_is_wrong_usage(minimal: Path, arguments: tuple[str, ...], said: str) -> None:
    before = files(minimal)
    options = ["--project", str(minimal), *arguments[2:]]
    found = CliRunner().invoke(main, ["new", *options, "--", *arguments[:2]])
    assert found.exit_code == 2
    assert found.output.splitlines()[-1] == f"Error: {said}"
    assert files(minimal) == before


def test_a_second_time_is_refused_and_the_first_file_stays(minimal: Path) -> None:
    path = minimal / start(minimal, "creator", "dusk")
    path.write_text(path.read_text(encoding="utf-8").replace("Dusk", "Dusk Ova"), encoding="utf-8")
    with pytest.raises(CannotStart):
        start(minimal, "creator", "dusk")
    assert "Dusk Ova" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["agreement", "result", "scorecard", "cohort"])
def test_what_was_recorded_is_never_begun_anew(copy: Path, kind: str) -> None:
    name = {"scorecard": "anna-ivanova", "cohort": "ru"}.get(kind, "spring-glow")
    path = copy / f"content/{kind}s/{name}.yaml"
    before = path.read_bytes()
    with pytest.raises(CannotStart, match=r"is already there \(edit the file\)"):
        start(copy, kind, name)
    assert path.read_bytes() == before


def test_the_lines_of_a_new_scorecard_are_one_once_their_signs_are_taken_out(copy: Path) -> None:
    path = copy / start(copy, "scorecard", "maya-brooks")
    text = path.read_text(encoding="utf-8").replace("campaigns: {}", "campaigns:")
    head, _, lines = text.partition("campaigns:\n")
    lines = "".join(line.removeprefix("# ") for line in lines.splitlines(keepends=True))
    path.write_text(f"{head}campaigns:\n{lines}", encoding="utf-8")
    said = [str(line) for line in load.examine(copy)[1]]
    # What follows from its scores and orders is told; all else is right.
    assert [line for line in said if "does not follow from scores and results" not in line] == []
    card = load.load(copy).scorecard("spring-glow", "maya-brooks") if not said else None
    assert card is None or [each.what for each in card.deliveries].count("post") == 4


def test_a_creator_of_no_campaign_has_no_scorecards(minimal: Path) -> None:
    start(minimal, "creator", "dusk")
    with pytest.raises(CannotStart, match="is part of no campaign yet"):
        start(minimal, "scorecard", "dusk")


def test_a_mistake_in_a_template_is_named_with_its_line(minimal: Path) -> None:
    (minimal / "templates/new/creator.yaml").write_text("# one\nname: {% if %}\n", encoding="utf-8")
    with pytest.raises(Problems) as found:
        start(minimal, "creator", "dusk")
    assert str(found.value.problems[0]).startswith("templates/new/creator.yaml:2: ")


def test_a_file_that_would_not_pass_is_a_bug_and_is_not_written(minimal: Path) -> None:
    (minimal / "templates/new/creator.yaml").write_text("name: {{ id }}\n", encoding="utf-8")
    found = run("new", "creator", "dusk", "--project", str(minimal))
    assert (found.exit_code, "This is a bug" in found.output) == (3, True)
    assert not (minimal / "content/creators/dusk.yaml").exists()
    assert "expected a text for each language" in (minimal / "build/crash.log").read_text(encoding="utf-8")


def test_a_calendar_starts_from_the_days_off_of_its_country(minimal: Path) -> None:
    made = run("new", "calendar", "ru", "--year", "2027", "--project", str(minimal))
    assert made.exit_code == 0
    calendar = load.load(minimal).calendars["ru"]
    assert (calendar.territory, calendar.confidence, str(calendar.covers.last)) == ("RU", "medium", "2027-12-31")
    assert calendar.working_weekends == (datetime.date(2027, 2, 20),)
    off = {day.date: day for day in calendar.off}
    assert off[datetime.date(2027, 3, 8)].name.root == {
        "en": "International Women's Day",
        "ru": "Международный женский день",
    }
    assert off[datetime.date(2027, 2, 22)].moved_from == datetime.date(2027, 2, 20)


def test_the_calendar_that_the_library_gives_is_the_verified_one(copy: Path) -> None:
    (copy / "content/calendars/ru.yaml").rename(copy / "verified.yaml")
    run("new", "calendar", "ru", "--year", "2027", "--project", str(copy))
    rewritten(copy, "content/calendars/ru.yaml")
    made = load.load(copy).calendars["ru"]
    (copy / "content/calendars/ru.yaml").write_bytes((copy / "verified.yaml").read_bytes())
    verified = load.load(copy).calendars["ru"]
    assert [day.date for day in made.off] == [day.date for day in verified.off if day.date.year == 2027]


def test_days_off_of_most_regions_are_named_to_be_verified(minimal: Path) -> None:
    run("new", "calendar", "gb", "--year", "2027", "--project", str(minimal))
    text = (minimal / "content/calendars/gb.yaml").read_text(encoding="utf-8")
    assert "# To be verified: off in most regions" in text
    assert '#  - {date: 2027-03-29, name: {en: "Easter Monday", ru: "Easter Monday"}}\n' in text
    off = {str(day.date) for day in load.load(minimal).calendars["gb"].off}
    assert {"2027-03-26", "2027-03-29"} & off == {"2027-03-26"}


def test_a_calendar_of_a_year_can_be_the_first_thing_of_a_project(minimal: Path) -> None:
    (minimal / "content/campaigns/dawn.yaml").unlink()
    made = run("new", "calendar", "ru", "--year", "2027", "--project", str(minimal))
    assert made.exit_code == 0, made.output
    [said] = re.findall("its dates start from today, (.*)", made.stdout)
    assert f"\nverified_on: {said} " in (minimal / "content/calendars/ru.yaml").read_text(encoding="utf-8")


def test_only_a_calendar_is_of_one_year(minimal: Path) -> None:
    made = run("new", "market", "kz", "--year", "2027", "--project", str(minimal))
    assert (made.exit_code, "a market has no year (remove --year)" in made.output) == (2, True)


@pytest.mark.parametrize(
    "body",
    [
        "{{ text.__self__ }}",
        "{{ text.__func__.__globals__ }}",
        '{{ identifiers.parse_raw("x") }}',
        '{{ "x".join(["a"]) }}{{ lipsum }}',
        "{{ namespace(a=1) }}",
        '{{ "x" * 1000000000 }}',
    ],
)
def test_a_template_of_a_starting_file_runs_nothing(minimal: Path, body: str) -> None:
    (minimal / "templates/new/campaign.yaml").write_text(f"a: 1\nb: {body}\n", encoding="utf-8")
    with pytest.raises(Problems) as found:
        new.start(minimal, "campaign", "next")
    assert str(found.value.problems[0]).startswith("templates/new/campaign.yaml")


LOOPS = "".join(f"{{% for i{n} in [{'1,' * 300}] %}}" for n in range(4)) + "x" + "{% endfor %}" * 4
DEEP = "".join(f"{{% set a{n} = [a{n - 1}, a{n - 1}] %}}{{% set b{n} = [b{n - 1}, b{n - 1}] %}}" for n in range(1, 61))
EQUAL = "{% set a0 = [1] %}{% set b0 = [1] %}" + DEEP + "{% if a60 == b60 %}x{% endif %}"
"""Compared by the interpreter itself, which asks nobody meanwhile."""


@pytest.mark.long
@pytest.mark.parametrize("body", [LOOPS, EQUAL])
def test_a_template_of_a_starting_file_that_does_not_end_is_stopped(
    minimal: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    monkeypatch.setattr(limits, "DOCUMENT_SECONDS", 0.2)
    monkeypatch.setattr(isolation, "SECONDS", 1)
    (minimal / "templates/new/campaign.yaml").write_text(body, encoding="utf-8")
    with pytest.raises(Problems) as found:
        new.start(minimal, "campaign", "next")
    said = str(found.value.problems[0])
    assert said.startswith("templates/new/campaign.yaml: needs more time than one document is allowed")


@pytest.mark.parametrize(
    ("name", "territory", "currency", "paper"),
    [
        ("uk", "GB", "GBP", "A4"),
        ("gb", "GB", "GBP", "A4"),
        ("de", "DE", "EUR", "A4"),
        ("kz", "KZ", "KZT", "A4"),
        ("ca", "CA", "CAD", "Letter"),
    ],
)
def test_a_market_starts_from_its_country(minimal: Path, name: str, territory: str, currency: str, paper: str) -> None:
    start(minimal, "market", name)
    market = load.load(minimal).markets[name]
    assert (market.territory, market.currency, market.paper) == (territory, currency, paper)
    assert market.name.root["en"] != name.title()


@pytest.mark.long
def test_a_first_file_takes_today_where_it_is_asked_to_and_says_so(
    minimal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(minimal / "content/campaigns")
    refused = run("new", "campaign", "first-light", "--project", str(minimal))
    assert (refused.exit_code, "or --issued today" in refused.output) == (2, True)
    monkeypatch.setattr(options.Today, "today", classmethod(lambda cls: cls(2027, 3, 9)))
    done = run("new", "campaign", "first-light", "--issued", "today", "--project", str(minimal))
    assert "its dates start from today, 2027-03-09" in done.output
    assert load.load(minimal).campaigns["first-light"].issued == datetime.date(2027, 3, 9)
    wrong = run("new", "campaign", "dusk", "--issued", "09.03.2027", "--project", str(minimal))
    assert '"09.03.2027" is not a day (write it as 2027-03-09, or today)' in wrong.output


def test_what_every_project_starts_from_names_no_brand_of_the_sample() -> None:
    names = re.compile("aurora|аврор|spring.glow|summer.shade", re.IGNORECASE)
    # The help of commands gives ids of the sample as examples, as the README does.
    examples = re.compile(r"spring-glow\.brief[\w.*-]*| spring-glow  +")
    files = [path for folder in ("templates/new", "locales") for path in (ROOT / folder).rglob("*") if path.is_file()]
    texts = {path.name: examples.sub("", path.read_text(encoding="utf-8")) for path in files}
    assert [name for name, text in texts.items() if names.search(text)] == []


LIBRARY = sorted(path.stem for path in (ROOT / "templates/new/markets").iterdir())


def without_markets(folder: Path) -> Path:
    """A project that knows all platforms and has no market yet."""
    for part in ("markets", "campaigns", "creators"):
        shutil.rmtree(folder / "content" / part)
    shutil.copy(ROOT / "content/platforms.yaml", folder / "content/platforms.yaml")
    return folder


@pytest.mark.parametrize("name", LIBRARY)
def test_a_known_market_starts_with_rules_that_name_their_source_and_who_checks_them(minimal: Path, name: str) -> None:
    start(without_markets(minimal), "market", name)
    checked = run("check", "--project", str(minimal))
    assert (checked.exit_code, len(checked.stderr.splitlines()), EXAMPLES in checked.stderr) == (0, 1, True)
    market = load.load(minimal).markets[name]
    assert len(market.rules) >= 2
    for rule in market.rules.values():
        assert rule.source["en"]
        assert rule.owner == market.lead
        assert rule.effective_from <= rule.verified_on < rule.review_by or rule.effective_from > rule.verified_on
    text = (minimal / f"content/markets/{name}.yaml").read_text(encoding="utf-8")
    assert "Before the first campaign the owner compares" in text


@pytest.mark.parametrize("name", ["ru", "us"])
def test_rules_of_the_sample_are_those_that_a_market_starts_from(minimal: Path, name: str) -> None:
    start(without_markets(minimal), "market", name)
    started, sample = load.load(minimal).markets[name].rules, load.load(ROOT).markets[name].rules
    assert started.keys() <= sample.keys()
    for rule_id, rule in started.items():
        assert rule == sample[rule_id].model_copy(update={"owner": rule.owner}), rule_id


def test_a_rule_of_platforms_that_the_project_does_not_know_is_left_out(minimal: Path) -> None:
    (minimal / "content/markets/ru.yaml").unlink()
    shutil.rmtree(minimal / "content/campaigns")
    start(minimal, "market", "ru")
    rules = load.load(minimal).markets["ru"].rules
    assert "meta-ban" not in rules
    assert rules["platforms-in-use"].applies_to.platforms == ("vk", "rutube")


@pytest.mark.long
def test_a_campaign_of_a_known_market_is_a_draft_until_its_numbers_are_there(minimal: Path) -> None:
    (minimal / "content/markets/ru.yaml").unlink()
    shutil.rmtree(minimal / "content/campaigns")
    start(minimal, "market", "ru")
    start(minimal, "campaign", "first-light", datetime.date(2027, 3, 1))
    project = load.load(minimal)
    [brief] = targets.targets(project, "first-light.brief.*.ru.pdf")
    said = "\n".join(lines(Composer(project).compose(brief).blocks))
    assert "Реклама. Северный свет, ИНН …, erid: …" in said
    change(minimal, "content/campaigns/first-light.yaml", "status: draft", "status: in-review")
    assert (
        "the advertiser has no inn (write it under advertiser: inn:)" in run("check", "--project", str(minimal)).stderr
    )


def test_a_campaign_can_be_started_while_a_market_is_wrong(copy: Path) -> None:
    market = copy / "content/markets/ru.yaml"
    market.write_text(market.read_text(encoding="utf-8") + "nonsense: 1\n", encoding="utf-8")
    assert start(copy, "campaign", "autumn") == "content/campaigns/autumn.yaml"
