from __future__ import annotations

from pipeline.base.recent import RecentValues


def kept(most: int, *sizes: int, asked: str = "") -> tuple[str, list[tuple[str, int]]]:
    """What is still there of a, b, c, … of some sizes, after some were asked for as they came; and what went."""
    gone: list[tuple[str, int]] = []
    recent: RecentValues[str, int] = RecentValues(most, lambda key, value: gone.append((key, value)))
    names = "abcdefgh"[: len(sizes)]
    for name, size in zip(names, sizes, strict=True):
        recent.put(name, size, size)
        for other in asked:
            recent.get(other)
    return "".join(name for name in names if recent.get(name) is not None), gone


def test_what_there_is_room_for_is_kept() -> None:
    assert kept(6, 1, 2, 3) == ("abc", [])


def test_what_was_not_asked_for_longest_goes_first() -> None:
    assert kept(5, 1, 2, 3) == ("bc", [("a", 1)])
    assert kept(5, 1, 2, 3, asked="a") == ("ac", [("b", 2)])


def test_the_last_is_kept_however_large() -> None:
    assert kept(5, 1, 2, 30) == ("c", [("a", 1), ("b", 2)])
    assert kept(5, 1, 30, 2) == ("c", [("a", 1), ("b", 30)])


def test_what_was_never_kept_is_not_there() -> None:
    assert RecentValues[str, int](5).get("a") is None


def test_a_value_in_place_of_another_takes_its_room() -> None:
    recent: RecentValues[str, int] = RecentValues(5)
    recent.put("a", 1, 2)
    for number in range(10):
        recent.put("b", number, 3)
    assert (recent.get("a"), recent.get("b")) == (1, 9)
