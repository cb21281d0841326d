from __future__ import annotations

import pickle
from pathlib import Path

from samples import load

from pipeline.base.assets import Assets
from pipeline.build import engines
from pipeline.build.cluster import payload
from pipeline.build.cluster.payload import Call


def test_a_setup_is_unpacked_with_every_file_that_is_asked_for_by_its_path(only_briefs: Path, tmp_path: Path) -> None:
    own = only_briefs / "templates/theme/own.txt"
    own.write_text("own", encoding="utf-8")
    (only_briefs / "content/pictures").mkdir(exist_ok=True)
    (only_briefs / "content/pictures/dot.png").write_bytes(b"\x89PNG")
    setup = engines.setup(load(only_briefs))
    found = payload.unpacked(payload.packed(setup), tmp_path / "there")
    assert found.assets == Assets(tmp_path / "there", tmp_path / "there/program")
    assert found.assets.path("templates/theme/own.txt").read_text(encoding="utf-8") == "own"
    assert found.assets.path("content/pictures/dot.png").read_bytes() == b"\x89PNG"
    assert [name for name, _ in found.assets.below("templates")] == [
        name for name, _ in setup.assets.below("templates")
    ]
    assert found.theme == setup.theme


def test_records_and_what_is_never_read_stay_here(only_briefs: Path, tmp_path: Path) -> None:
    (only_briefs / "content/film.mov").write_bytes(bytes(10_000_001))
    payload.unpacked(payload.packed(engines.setup(load(only_briefs))), tmp_path / "there")
    assert not list((tmp_path / "there/content").rglob("*.yaml"))
    assert not (tmp_path / "there/content/film.mov").exists()


def test_nothing_in_it_is_a_path_of_this_machine(only_briefs: Path) -> None:
    import zlib

    content = zlib.decompress(payload.packed(engines.setup(load(only_briefs))))
    assert str(only_briefs).encode() not in content


def test_whoever_unpickles_a_call_makes_it() -> None:
    assert pickle.loads(pickle.dumps(Call(max, 3, 5))) == 5
