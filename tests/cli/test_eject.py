from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from samples import MINIMAL

from pipeline.cli.main import main


def test_wrong_usage_is_told_with_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "content").symlink_to(MINIMAL / "content")
    done = CliRunner().invoke(main, ["eject", "breif", "--project", str(tmp_path), "--messages", "en"])
    assert (done.exit_code, 'no file "breif" (did you mean "brief"?)' in done.output) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["content"]
