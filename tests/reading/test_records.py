from __future__ import annotations

import pickle

import pytest

from pipeline.model.creator import Creator
from pipeline.reading.project import Project
from pipeline.reading.records import MOST, Records

WRITTEN = [(f"r{index}", [index], 10) for index in range(20)]


@pytest.mark.parametrize("most", [0, 10, 55, 1000])
def test_records_are_the_same_whether_they_are_whole_or_not(most: int) -> None:
    records = Records(WRITTEN, most)
    assert list(records) == [name for name, _, _ in WRITTEN]
    assert len(records) == 20
    for _ in range(2):
        assert [records[name] for name in reversed(list(records))] == [[index] for index in reversed(range(20))]
    assert dict(records) == dict(records.items()) == {name: value for name, value, _ in WRITTEN}


def test_only_those_in_use_are_whole() -> None:
    records = Records(WRITTEN, 50)
    assert records["r19"] is WRITTEN[19][1]
    assert records["r0"] is not WRITTEN[0][1]
    assert records["r0"] is records["r0"]
    assert "r0" in records
    whole = Records(WRITTEN)
    assert all(whole[name] is value for name, value, _ in WRITTEN)
    assert MOST > 10_000


def test_what_is_not_there_is_not_found() -> None:
    records = Records(WRITTEN, 50)
    assert "r20" not in records
    assert records.get("r20") is None
    with pytest.raises(KeyError):
        records["r20"]


def test_a_record_of_the_model_is_what_it_was(project: Project) -> None:
    for name, creator in project.creators.items():
        again = pickle.loads(pickle.dumps(creator))
        assert isinstance(again, Creator)
        assert again == project.creators[name]
        assert again.model_fields_set == creator.model_fields_set
