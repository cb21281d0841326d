from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reading.agreed_content import AgreedContent, AgreedContents, AgreedValue, path_of

FEE = AgreedValue("content/campaigns/dawn.yaml", "partnerships.ivan.fee.amount", "100000")
NAME = AgreedValue("content/campaigns/dawn.yaml", "name.ru", "Рассвет")
MONEY = AgreedContent("money", "1.0", {"fee": FEE})
MESSAGE = AgreedContent("message", "1.0", {"name": NAME, "fee": FEE})


def written(folder: Path, contents: AgreedContents) -> Path:
    path = folder / path_of("dawn")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents.encoded())
    return path


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    kept = AgreedContents().with_contents([MONEY, MESSAGE])
    written(tmp_path, kept)
    assert AgreedContents.read(tmp_path, "dawn") == kept
    assert kept.of(MONEY.code) == MONEY
    assert kept.of("0000-0000") is None


def test_where_nothing_is_kept_there_is_nothing(tmp_path: Path) -> None:
    assert AgreedContents.read(tmp_path, "dawn") == AgreedContents()


def test_a_value_stands_once_however_many_codes_hold_it() -> None:
    text = AgreedContents().with_contents([MONEY, MESSAGE]).encoded().decode()
    assert text.count("partnerships.ivan.fee.amount") == 1


def test_what_is_kept_once_stays(tmp_path: Path) -> None:
    later = AgreedContent("money", "1.1", MONEY.values)
    assert AgreedContents().with_contents([MONEY]).with_contents([later]).of(MONEY.code) == MONEY


@pytest.mark.parametrize(("old", "new"), [('"100000"', '"130000"'), ('"fee"', '"fees"'), ('"values": {', '"sums": {')])
def test_what_was_edited_by_hand_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = written(tmp_path, AgreedContents().with_contents([MONEY]))
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=r"not|missing"):
        AgreedContents.read(tmp_path, "dawn")
