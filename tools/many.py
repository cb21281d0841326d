"""Thirty partnerships in three markets and languages, built and archived whole: python -m tools.many [PARTNERSHIPS].

Says how many documents came of them, and whatever was complained of. The project is made from the smallest one.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from pipeline.archive import add
from pipeline.archive.release import Work
from pipeline.build import run
from pipeline.checks import load
from pipeline.domain import targets
from pipeline.domain.subjects import subjects

ROOT = Path(__file__).resolve().parent.parent

_SECTION = """\
  {id}:
    strategy: {{en: New buyers., ru: Новые покупатели.}}
    meaning: {{en: Start with a question., ru: Начать с вопроса.}}
    framings:
      - name: {{en: Alarm, ru: Будильник}}
        opening: {{en: It is seven, ru: Семь утра}}
        why: {{en: familiar, ru: знакомо}}
      - {{name: {{en: Winter, ru: Зима}}, opening: {{en: It is dark, ru: Темно}}, why: {{en: plain, ru: правда}}}}
    targets:
      cpa: {{low: 9, high: 12, currency: USD, why: {{en: home market, ru: домашний рынок}}}}
    schedule:
      - {{milestone: advance, date: 2027-02-15, time: "18:00"}}
      - {{milestone: draft, date: 2027-02-24, time: "18:00"}}
      - {{milestone: payment, date: 2027-04-09, time: "18:00"}}
"""
_MARKETS = {"ru": "RUB", "gb": "GBP", "de": "EUR"}


def many_partnerships(folder: Path, count: int = 30) -> Path:
    """Three markets with as many partnerships each, in three languages, every kind of document."""
    for name in ("templates", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(ROOT / "tests/minimal/content", folder / "content")
    shutil.copytree(ROOT / "tests/hard_cases/content/markets", folder / "content/markets", dirs_exist_ok=True)
    path = folder / "content/campaigns/dawn.yaml"
    head, _, partnership = path.read_text(encoding="utf-8").partition("  ivan:\n")
    sections = "".join(_SECTION.format(id=name) for name in ("gb", "de"))
    head = head.replace("partnerships:\n", f"{sections}partnerships:\n")
    creator = (folder / "content/creators/ivan.yaml").read_text(encoding="utf-8")
    for number in range(1, count + 1):
        market = list(_MARKETS)[number % 3]
        name, surname = f"creator-{number:02d}", "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯабв"[number]
        own = creator.replace("Ivan Petrov", f"Ivan No{number}").replace("Иван Петров", f"Иван {surname}{number}ов")
        own = own.replace('"ivan"', f'"ivan_{number:02d}"')
        (folder / f"content/creators/{name}.yaml").write_text(own, encoding="utf-8")
        head += f"  {name}:\n" + (
            partnership.replace("creator: ivan", f"creator: {name}")
            .replace("market: ru", f"market: {market}")
            .replace("currency: RUB", f"currency: {_MARKETS[market]}")
            .replace('"001"', f'"P{number:03d}"')
            .replace("IVAN10", f"LAMP{number:02d}")
            .replace("example/ivan", f"example/{name}")
            .replace(', erid: "2VtzqAbCd', f', erid: "2Vtzq{number:02d}Cd')
        )
        if market != "ru":
            head = re.sub(f', erid: "2Vtzq{number:02d}Cd[0-9]"', "", head)
    path.write_text(head, encoding="utf-8")
    for source in (folder / "content").rglob("*.yaml"):
        content = _in_german(yaml.safe_load(source.read_text(encoding="utf-8")))
        source.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    path = folder / "content/organisation.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("- ru\n", "- ru\n- de\n", 1), encoding="utf-8")
    return folder


def _in_german(value: Any) -> Any:
    """Some content in which each text has German words as well; here the English ones stand for them."""
    if isinstance(value, list):
        return [_in_german(item) for item in value]
    if not isinstance(value, dict):
        return value
    said = {name: _in_german(item) for name, item in value.items()}
    return {**said, "de": said["en"]} if {"en", "ru"} <= said.keys() else said


def main(count: int) -> int:
    """Builds and archives so many partnerships in a temporary folder; 1 where anything is complained of."""
    with tempfile.TemporaryDirectory() as parent:
        folder = many_partnerships(Path(parent) / "many", count)
        project, start = load.load(folder), time.monotonic()
        summary = run.build(project, targets.targets(project), folder / "build")
        built = time.monotonic()
        _say(*summary.failed)
        _say(f"{len(summary.built)} documents built, {len(summary.failed)} failed, {built - start:.0f} s")
        if summary.failed:
            return 1
        add.archive(project, subjects(project)["dawn"], folder / "archive", "archive", Work())
        kept = [path for path in (folder / "archive").rglob("*") if path.is_file()]
        _say(f"{len(kept)} files archived, {time.monotonic() - built:.0f} s")
    return 0


def _say(*lines: object) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
