import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import doctor
from pipeline.doctor import Finding
from pipeline.native import Library

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n'
UBUNTU = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n'
MINT = 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n'
FEDORA = 'NAME="Fedora Linux"\nID=fedora\n'
ROCKY = 'NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos fedora"\n'
ALPINE = 'NAME="Alpine Linux"\nID=alpine\n'

C_LIBRARY = Library("c", "libc.so.6", {"apt-get": "libc6"})
NONSENSE = Library(
    "nonsense-9.9",
    "libnonsense-9.9.so.0",
    {"apt-get": "libnonsense-9.9-0", "dnf": "nonsense", "brew": "nonsense"},
)


@pytest.mark.parametrize(
    ("system", "os_release", "manager"),
    [
        ("Linux", DEBIAN, "apt-get"),
        ("Linux", UBUNTU, "apt-get"),
        ("Linux", MINT, "apt-get"),
        ("Linux", FEDORA, "dnf"),
        ("Linux", ROCKY, "dnf"),
        ("Linux", ALPINE, ""),
        ("Linux", "", ""),
        ("Darwin", "", "brew"),
    ],
)
def test_the_package_manager_follows_from_the_system(system: str, os_release: str, manager: str) -> None:
    assert doctor.manager_of(system, os_release) == manager


@pytest.mark.parametrize(
    ("manager", "administrator", "line"),
    [
        ("apt-get", False, "sudo apt-get install -y --no-install-recommends libnonsense-9.9-0"),
        ("apt-get", True, "apt-get install -y --no-install-recommends libnonsense-9.9-0"),
        ("dnf", False, "sudo dnf install -y nonsense"),
        ("brew", False, "brew install nonsense"),
        ("", False, "install nonsense-9.9 with the package manager of this system"),
    ],
)
def test_a_library_that_does_not_load_is_missing_and_says_what_to_type(
    manager: str, administrator: bool, line: str
) -> None:
    assert doctor.libraries([NONSENSE], manager, administrator=administrator) == [
        Finding("nonsense-9.9", present=False, detail="does not load", remedy=line)
    ]


def test_a_library_that_loads_is_present_under_the_name_it_loads_by() -> None:
    (finding,) = doctor.libraries([C_LIBRARY], "apt-get", administrator=False)
    assert (finding.present, finding.remedy) == (True, "")
    assert finding.detail


def test_only_packages_of_missing_libraries_are_asked_for_and_each_once() -> None:
    twin = Library("nonsense-9.8", "libnonsense-9.8.so.0", NONSENSE.packages)
    assert doctor.missing_packages([NONSENSE, C_LIBRARY, twin], "apt-get") == ("libnonsense-9.9-0",)
    assert doctor.missing_packages([C_LIBRARY], "apt-get") == ()


def test_an_old_python_is_missing() -> None:
    assert not doctor.python((3, 10, 14)).present
    assert doctor.python((3, 11, 0)).present
    assert doctor.python((3, 13, 1)).detail == "3.13.1"


def test_pins_are_read_without_comments_and_by_canonical_name(tmp_path: Path) -> None:
    file = tmp_path / "constraints.txt"
    file.write_text("# how to refresh\nPyYAML==6.0.3\ntyping_extensions==4.16.0  # why\n\n", encoding="utf-8")
    assert doctor.pins(file) == {"pyyaml": "6.0.3", "typing-extensions": "4.16.0"}
    assert doctor.pins(tmp_path / "absent.txt") == {}


def test_versions_name_what_differs_and_what_is_not_installed() -> None:
    pinned = {"lxml": "6.1.3", "click": "8.5.1", "babel": "2.18.0", "pytest": "9.2.0"}
    present = {"lxml": "6.0.0", "click": "8.5.1", "unpinned": "1.0"}
    findings = doctor.versions(pinned, present, {"lxml", "click", "babel", "unpinned", "rich"})
    assert [(finding.name, finding.present, finding.detail) for finding in findings] == [
        ("babel", False, "not installed"),
        ("lxml", False, "6.0.0 is installed, 6.1.3 is pinned"),
        ("rich", False, "not installed"),
    ]
    assert all("pip install -c constraints.txt" in finding.remedy for finding in findings)


def test_versions_that_all_agree_are_one_finding() -> None:
    same = {"lxml": "6.1.3", "click": "8.5.1"}
    assert doctor.versions({**same, "pytest": "9.2.0"}, same, {"lxml"}) == [
        Finding("libraries", present=True, detail="2 as pinned")
    ]


def test_a_distribution_that_is_not_installed_requires_nothing() -> None:
    assert doctor.required("no-such-distribution-anywhere") == frozenset()
    assert "tinycss2" in doctor.required("weasyprint")
    assert not any(name.startswith("sphinx") for name in doctor.required("weasyprint"))


def test_fonts_that_the_theme_names_are_looked_for_one_by_one(tmp_path: Path) -> None:
    theme = tmp_path / "theme.yaml"
    theme.write_text(
        "fonts:\n"
        "  text: {family: Source Sans 3, substitute: Arial, folder: Source Sans 3,\n"
        "         faces: {regular: SourceSans3-Regular.ttf}}\n"
        "  voice: {family: Nowhere, substitute: Arial, folder: Nowhere, faces: {bold: Nowhere-Bold.ttf}}\n",
        encoding="utf-8",
    )
    there, absent = doctor.fonts(theme)
    assert there == Finding("Source Sans 3", present=True, detail="regular")
    assert (absent.present, absent.detail) == (False, "without Nowhere-Bold.ttf")


@pytest.mark.parametrize("text", ["", "fonts: 3", "fonts: {text: {family: X}}", "fonts: [", "[]"])
def test_a_theme_that_cannot_be_read_is_a_finding(tmp_path: Path, text: str) -> None:
    theme = tmp_path / "theme.yaml"
    theme.write_text(text, encoding="utf-8")
    (finding,) = doctor.fonts(theme)
    assert not finding.present


def test_this_machine_has_what_the_documents_need() -> None:
    assert [finding for finding in doctor.examine() if not finding.present] == []


def test_looking_imports_none_of_the_large_libraries() -> None:
    heavy = "{'weasyprint', 'pydantic', 'jinja2', 'docx'}"
    code = f"import sys, pipeline.doctor; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
