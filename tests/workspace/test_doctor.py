import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.workspace import doctor


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


def test_an_installed_program_has_no_checkout_to_install_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    [finding] = doctor.versions({}, {}, {"lxml"})
    assert finding.remedy == f"{sys.executable} -m pip install --force-reinstall lxml"
    theme = tmp_path / "theme.yaml"
    theme.write_text(
        "fonts: {voice: {family: Nowhere, substitute: Arial, folder: Nowhere, faces: {bold: Nowhere-Bold.ttf}}}\n",
        encoding="utf-8",
    )
    [finding] = doctor.fonts(theme)
    assert finding.remedy.endswith("pip install --force-reinstall rendercv-fonts")


def test_versions_that_all_agree_are_one_finding() -> None:
    same = {"lxml": "6.1.3", "click": "8.5.1"}
    [finding] = doctor.versions({**same, "pytest": "9.2.0"}, same, {"lxml"})
    assert (finding.name, finding.present, finding.detail) == ("libraries", True, "as pinned: 2")


def test_a_distribution_that_is_not_installed_requires_nothing() -> None:
    assert doctor.required("no-such-distribution-anywhere") == frozenset()
    assert "lxml" in doctor.required("python-docx")
    assert not any(name.startswith("sphinx") for name in doctor.required("python-docx"))


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
    assert (there.name, there.present, there.detail) == ("Source Sans 3", True, "regular")
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
    heavy = "{'typst', 'pydantic', 'jinja2', 'docx'}"
    code = f"import sys, pipeline.workspace.doctor; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_an_environment_brings_along_need_not_be_as_pinned() -> None:
    pinned, present = {"setuptools": "84.2.1", "jinja2": "3.1.6"}, {"setuptools": "66.1.1", "jinja2": "3.1.6"}
    assert [item.present for item in doctor.versions(pinned, present, ())] == [True]
    assert [item.present for item in doctor.versions(pinned, present, ("setuptools",))] == [False]
