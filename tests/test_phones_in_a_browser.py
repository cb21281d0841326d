"""Phone editions in a real browser, of what people agree on beyond the simple case and of words as long as they may be.

`.ci/format-tools` brings what drives the browser.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from samples import CAMPAIGN, CREATOR, MARKET, MINIMAL, ORGANISATION, ROOT, edit, load

from pipeline.domain import targets
from pipeline.rendering.compose import Composer
from pipeline.writers.registry import Writers

pytestmark = pytest.mark.system


def whole(length: int, letters: str = "Wm") -> str:
    """A word without any place to divide it."""
    return (letters * length)[:length]


def named(length: int) -> str:
    return f"{{en: {whole(length)}, ru: {whole(length, 'Жщ')}}}"


ADDRESS = f"{whole(50, 'wm')}@{whole(41, 'mw')}.example"
LINK = f"https://northlight.example/{whole(120, 'w')}?utm_source={whole(60, 'm')}"
LONG = {
    CREATOR: [
        ("name: {en: Ivan Petrov, ru: Иван Петров}", f"name: {named(50)}"),
        ('"ivan"', f'"@{whole(39, "w")}"'),
        (
            "city: {en: Novosibirsk, ru: Новосибирск}",
            f"city: {named(30)}\nemail: {ADDRESS}\npostal_address: {whole(90)}",
        ),
    ],
    CAMPAIGN: [
        ("name: {en: Dawn, ru: Рассвет}", f"name: {named(50)}"),
        ("name: {en: Light, ru: Свет}", f"name: {named(40)}"),
        ("note: {en: answer in May, ru: ответ в мае}", f"note: {named(90)}"),
        ('"https://northlight.example/ivan"', f'"{LINK}"'),
        ('"IVAN10"', f'"{whole(30, "W")}"'),
        ("amount: 100000,", "amount: 999999999999,"),
        ('"2VtzqAbCd1"', f'"{whole(40, "W2")}"'),
        ("{en: A soft light., ru: Мягкий свет.}", f"{{en: Say {LINK}., ru: Скажите {LINK}.}}"),
    ],
    MARKET: [
        ("name: {en: Russia, ru: Россия}", f"name: {named(30)}"),
        ("ООО «Северный свет»", whole(80, "Жщ")),
    ],
    ORGANISATION: [
        ("name: {en: Northlight, ru: Северный свет}", f"name: {named(40)}"),
        ("name: {en: Ada Berg, ru: Ада Берг}", f"name: {named(50)}"),
        ("signature: {en: A. Berg, ru: А. Берг}", f"signature: {named(30)}"),
        ("role: {en: manager, ru: менеджер}", f"role: {named(50)}"),
        ('"ada@northlight.example"', f'"{ADDRESS[1:]}"'),
    ],
}


def problems(folder: Path) -> dict[str, list[str]]:
    """What a browser finds in each phone edition of a project."""
    chromium = shutil.which("chromium")
    assert chromium, "apt-get install chromium"
    project = load(folder)
    composer, writer = Composer(project), Writers(project.theme, project.assets).writer("html")
    files: list[Path] = []
    for target in targets.targets(project):
        if target.format == "html":
            files.append(folder / target.id)
            files[-1].write_bytes(writer.write(composer.compose(target)).content)
    assert files
    done = subprocess.run(
        [
            ROOT / ".tools/python/bin/python",
            ROOT / "tools/browser.py",
            chromium,
            ROOT / ".tools/node_modules/axe-core/axe.min.js",
            *files,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {file.name: found for file, found in zip(files, json.loads(done.stdout), strict=True) if found}


def project(folder: Path) -> Path:
    """The smallest project with everything that has a phone edition: a plan needs a calendar."""
    shutil.copytree(MINIMAL, folder)
    for name in ("templates", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    calendar = (ROOT / "content/calendars/ru.yaml").read_text(encoding="utf-8")
    (folder / "content/calendars").mkdir()
    (folder / "content/calendars/ru.yaml").write_text(
        re.sub("^owner: .*$", "owner: ada", calendar, flags=re.M), encoding="utf-8"
    )
    edit(folder, MARKET, ("paper: A4\n", "paper: A4\ncalendar: ru\n"))
    return folder


def test_what_people_agree_on_fits_a_phone(tmp_path: Path) -> None:
    folder = project(tmp_path / "hard")
    shutil.copytree(ROOT / "tests/hard_cases/content", folder / "content", dirs_exist_ok=True)
    assert problems(folder) == {}


def test_words_as_long_as_they_may_be_fit_a_phone(tmp_path: Path) -> None:
    folder = project(tmp_path / "long")
    for name, changes in LONG.items():
        edit(folder, name, *changes)
    assert problems(folder) == {}
