import importlib.util
import re
from pathlib import Path

import pytest

from pipeline import native
from pipeline.native import LIBRARIES, Library


def test_a_library_loads_by_its_file_or_by_its_name() -> None:
    by_file = Library("nonsense-9.9", "libc.so.6", {})
    by_name = Library("c", "libnonsense-9.9.so.0", {})
    assert any(native.loaded(library) for library in (by_file, by_name))
    assert native.loaded(Library("nonsense-9.9", "libnonsense-9.9.so.0", {})) == ""


def test_a_library_without_a_known_package_is_called_by_its_own_name() -> None:
    assert Library("nonsense", "libnonsense.so.0", {"dnf": "other"}).package("dnf") == "other"
    assert Library("nonsense", "libnonsense.so.0", {"dnf": "other"}).package("") == "nonsense"


def test_two_packages_bring_everything_on_debian() -> None:
    packages = dict.fromkeys(library.package("apt-get") for library in LIBRARIES)
    assert list(packages) == ["libpangoft2-1.0-0", "libharfbuzz-subset0"]


def test_the_table_names_what_weasyprint_loads() -> None:
    spec = importlib.util.find_spec("weasyprint")
    assert spec is not None and spec.origin is not None
    source = (Path(spec.origin).parent / "text" / "ffi.py").read_text(encoding="utf-8")
    calls = re.findall(r"= _dlopen\(\s*ffi,([^)]*)\)", source)
    loaded = [(re.findall(r"'([^']*)'", names), "allow_fail=True" in names) for names in calls]
    ours = {library.file: library for library in LIBRARIES}
    for names, optional in loaded:
        library = next((ours[name] for name in names if name in ours), None)
        assert optional or library is not None, names
        assert library is None or library.name in names
    assert len(ours) == len([names for names, _ in loaded if set(names) & set(ours)])


@pytest.mark.parametrize(
    ("present", "path"),
    [
        ("", "/brew/lib:/usr/local/lib:/usr/lib"),
        ("/mine", "/brew/lib:/mine"),
        ("/mine:/brew/lib:/other", "/brew/lib:/mine:/other"),
    ],
)
def test_homebrew_is_searched_first_and_nothing_is_lost(present: str, path: str) -> None:
    assert native.search_path(present, Path("/brew/lib")) == path
    assert native.search_path(path, Path("/brew/lib")) == path
