"""Calls for the smallest project, with a second creator in its market and one in none."""

from __future__ import annotations

from pathlib import Path

from samples import CAMPAIGN, CREATOR, Change, changed, content

COHORT = "content/cohorts/ru.yaml"

TEXT = """\
when: {nth: 3, weekday: thu, time: "12:00", zone: Europe/Moscow}
calls:
  - month: 2027-02
    on: 2027-02-18
    invited: [ivan, olga]
    came: [ivan]
    topics:
      - {about: {en: Light, ru: Свет}, asked_by: ivan}
    learned:
      - said: {en: It is late., ru: Это поздно.}
        act: {en: We write earlier., ru: Пишем раньше.}
        change: {file: content/markets/ru.yaml, field: terms.stages}
        who: ada
        by: 2027-03-01
        done: 2027-03-01
      - said: {en: It is long., ru: Это долго.}
        act: {en: We write less., ru: Пишем меньше.}
        who: ada
        by: 2027-03-10
  - {month: 2027-03, on: 2027-03-18}
"""


def with_creators(folder: Path) -> Path:
    """A project with Olga, who works in the market as Ivan does, and Pavel, who works in none."""
    for name, said in (("olga", "Ольга"), ("pavel", "Павел")):
        text = content(CREATOR).replace("Ivan Petrov", name.title()).replace("Иван Петров", said)
        text = text.replace("time_zone: Asia/Novosibirsk", "time_zone: Europe/Moscow").replace("ivan", name)
        (folder / f"content/creators/{name}.yaml").write_text(text, encoding="utf-8")
    own = content(CAMPAIGN).partition("partnerships:\n")[2]
    other = own.replace("ivan", "olga").replace("IVAN10", "OLGA10").replace('"001"', '"002"').replace("2Vtzq", "4Vtzq")
    path = folder / CAMPAIGN
    path.write_text(path.read_text(encoding="utf-8") + other, encoding="utf-8")
    return folder


def write(folder: Path, *changes: Change) -> Path:
    """A project with calls, after some changes to them."""
    text, _ = changed(TEXT, *changes)
    (folder / COHORT).parent.mkdir(exist_ok=True)
    (folder / COHORT).write_text(text, encoding="utf-8")
    return folder
