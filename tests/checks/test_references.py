from __future__ import annotations

from pathlib import Path

import pytest
from samples import CREATOR, MARKET, ORGANISATION, Change, edit, load, said

from pipeline import __version__


@pytest.mark.parametrize(
    ("name", "change", "line"),
    [
        (ORGANISATION, ("languages: [en, ru]", "languages: [en, ^rv]"), 'languages.1: no language "rv"'),
        (ORGANISATION, ('"#0B5D51"', '^"#767676"'), "accent: #767676 is too light for text: 4.5:1 on white, 3.7:1 on its tint (use a color with at least 7:1 and 4.5:1; the nearest is #585858)"),
        (ORGANISATION, ("languages: [en, ru]", 'languages: [en, ru]\nprogram: ^">=99"'), f"program: this is version {__version__} of the program, and >=99 is asked for (install such a version, or change what is asked for)"),
        (CREATOR, ("language: ru", "language: ^rx"), 'language: no language "rx"'),
        (CREATOR, ("language: ru", "language: ru\naddress: ^You"), 'address: no form of address "You" in this language (вы, Вы, ты)'),
        (CREATOR, ("platform: vk", "platform: ^rutub"), 'accounts.0.platform: no platform "rutub" (did you mean "rutube"?)'),
        (MARKET, ("lead: ada", "lead: ^adda"), 'lead: no person "adda" (did you mean "ada"?)'),
        (MARKET, ("contact: ada", "contact: ^bob"), 'contact: no person "bob"'),
        (MARKET, ("reviewer: ada", "reviewer: ^bob"), 'terms.stages.0.reviewer: no person "bob"'),
        (MARKET, ("owner: ada", "owner: ^bob"), 'rules.old-video.owner: no person "bob"'),
        (MARKET, ("paper: A4", "paper: ^Foolscap"), 'paper: no paper "Foolscap"'),
        (MARKET, ("paper: A4", "paper: ^Lettre"), 'paper: no paper "Lettre" (did you mean "Letter"?)'),
        (MARKET, ("languages: [ru]", "languages: [ru, ^rx]"), 'languages.1: no language "rx"'),
        (MARKET, ("territory: RU", "territory: RU\naddress: ^Ты"), 'address: no form of address "Ты" in this language (вы, Вы, ты)'),
        (MARKET, ("platforms: [rutube]", "platforms: [rutube, ^youtube]"), 'rules.old-video.applies_to.platforms.1: no platform "youtube" (did you mean "rutube"?)'),
        (MARKET, ("platforms: [rutube]", "formats: [^pots]"), 'rules.old-video.applies_to.formats.0: no format "pots" (did you mean "post"?)'),
    ],
)  # fmt: skip
def test_a_name_that_does_not_exist_is_told_at_its_place_with_the_nearest(
    minimal: Path, name: str, change: Change, line: str
) -> None:
    [place] = edit(minimal, name, change)
    assert said(minimal) == [f"{name}:{place}: {line}"]


def test_history_is_of_metrics_that_exist(minimal: Path) -> None:
    edit(minimal, MARKET, ("  cpa:\n", "  cpx:\n"))
    [line] = said(minimal)
    assert line.endswith('history.cpx: no metric "cpx" (did you mean "cpa"?)')


@pytest.mark.parametrize(
    ("currency", "line"),
    [("    currency: USD\n", ""), ("", "history.cpa: money needs a currency (write currency: and its code)")],
)
def test_history_in_money_has_a_currency(minimal: Path, currency: str, line: str) -> None:
    edit(minimal, MARKET, ("  cpa:\n    currency: USD\n", f"  cpa:\n{currency}"))
    assert not line or any(item.endswith(line) for item in said(minimal))
    assert line or load(minimal)


@pytest.mark.parametrize("accent", ["#000000", "#0B5D51", "#595959"])
def test_a_dark_accent_will_do(minimal: Path, accent: str) -> None:
    # #595959 is the lightest gray with 7:1 on white.
    assert load(minimal, ORGANISATION, ("#0B5D51", accent)).organisation.accent == accent


def test_grey_one_step_lighter_will_not(minimal: Path) -> None:
    edit(minimal, ORGANISATION, ("#0B5D51", "#5A5A5A"))
    [line] = said(minimal)
    assert "accent: #5A5A5A is too light for text: 6.9:1 on white" in line


def test_a_form_of_address_is_one_of_the_creator_s_language(minimal: Path) -> None:
    assert load(minimal, CREATOR, ("language: ru", "language: ru\naddress: ты")).creators["ivan"].address == "ты"


def test_everything_between_files_is_found_in_one_go(minimal: Path) -> None:
    [accent] = edit(minimal, ORGANISATION, ('"#0B5D51"', '^"#FFFFFF"'))
    [language] = edit(minimal, CREATOR, ("language: ru", "language: ^rx"))
    [lead] = edit(minimal, MARKET, ("lead: ada", "lead: ^bob"))
    assert [line.split(": ")[0] for line in said(minimal)] == [
        f"{CREATOR}:{language}",
        f"{MARKET}:{lead}",
        f"{ORGANISATION}:{accent}",
    ]
