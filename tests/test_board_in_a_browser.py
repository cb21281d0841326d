"""The board in a real browser, used by its keyboard while somebody edits; `.ci/format-tools` brings what drives it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from boards import ROOT, running
from samples import CAMPAIGN

pytestmark = pytest.mark.system


def test_a_browser_follows_what_is_saved(minimal: Path) -> None:
    chromium = shutil.which("chromium")
    assert chromium, "apt-get install chromium"
    with running(minimal) as board:
        done = subprocess.run(
            [
                ROOT / ".tools/python/bin/python",
                ROOT / "tools/board_browser.py",
                chromium,
                ROOT / ".tools/node_modules/axe-core/axe.min.js",
                f"http://127.0.0.1:{board.port}/",
                "dawn.brief.ivan.ru",
                minimal / CAMPAIGN,
                "Он мягкий.",
                "Он тёплый.",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        assert found["problems"] == []
        assert set(found["medians"]) == {"phone", "pages"}
        assert board.close() == 0
