from __future__ import annotations

from pathlib import Path

from samples import CAMPAIGN, edit

from pipeline.checks import load
from pipeline.language.localization import Localization
from pipeline.reading.project import Project
from pipeline.selfcheck.ledger import OwnedText, levelled
from pipeline.selfcheck.ownership import of_creator, of_market, of_partnership, owned


def test_everything_of_the_sample_has_its_owner(project: Project) -> None:
    found = list(owned(project, Localization("en", project.languages["en"])))
    maya = of_partnership("spring-glow", "maya-brooks")
    assert {item.text for item in found if item.owner == maya} >= {"$6,400", "MAYA15", "https://aurora.example/us/maya"}
    assert OwnedText("creator", of_creator("maya-brooks"), "Maya Brooks") in found
    us = [item.text for item in found if item.owner == of_market("us")]
    assert "#ad | Aurora is paying me for this post." in us
    assert levelled("За этот ролик мне платит «Аврора».") in us
    assert {item.kind for item in found} == {
        "fee",
        "code",
        "link",
        "identifier",
        "creator",
        "heading",
        "wording",
        "answer",
        "view",
        "result",
    }


def test_a_link_is_known_as_it_is_printed_and_as_files_write_it(minimal: Path) -> None:
    edit(minimal, CAMPAIGN, ("https://northlight.example/ivan", "https://аврора.рф/я"))
    project = load.load(minimal)
    links = {item.text for item in owned(project, Localization("en", project.languages["en"])) if item.kind == "link"}
    assert links == {"https://аврора.рф/я", "https://xn--80aaf2cjb.xn--p1ai/%D1%8F"}


def test_what_a_party_answered_and_a_creator_expects_is_theirs(project: Project) -> None:
    found = list(owned(project, Localization("en", project.languages["en"])))
    anna = of_partnership("spring-glow", "anna-ivanova")
    said = {item.kind: item.text for item in found if item.owner == anna and item.kind in ("answer", "view")}
    assert set(said) == {"answer", "view"}
    assert OwnedText("answer", anna, levelled("Show my readers something I use myself.")) in found
    rachel = of_partnership("spring-glow", "rachel-stone")
    assert OwnedText("answer", rachel, levelled("People come back for a second bottle.")) in found
    claire = of_partnership("spring-glow", "claire-bennett")
    assert OwnedText("view", claire, levelled("few of her viewers are on Rutube")) in found
