from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict
from importlib import metadata

import pytest

from pipeline.base.digests import of_texts
from pipeline.build import fingerprint
from pipeline.build.fingerprint import Fingerprint
from pipeline.reading.project import Project

TEXT = of_texts("<html>слова</html>")


def test_the_same_inputs_have_the_same_fingerprint() -> None:
    assert fingerprint.of(TEXT, "pdf", "look") == fingerprint.of(TEXT, "pdf", "look")


def test_each_part_tells_of_its_own_input_and_of_no_other() -> None:
    made = fingerprint.of(TEXT, "pdf", "look")
    words, look, form = (
        fingerprint.of(of_texts("<html>слова </html>"), "pdf", "look"),
        fingerprint.of(TEXT, "pdf", "other"),
        fingerprint.of(TEXT, "docx", "look"),
    )
    changed = [{name for name, digest in asdict(made).items() if digest != asdict(other)[name]} for other in (words, look, form)]  # fmt: skip
    assert changed == [{"text"}, {"theme"}, {"writer"}]
    assert len({made.digest, words.digest, look.digest, form.digest}) == 4


def test_parts_do_not_run_into_each_other() -> None:
    assert Fingerprint("ab", "c", "").digest != Fingerprint("a", "bc", "").digest


def test_a_look_is_the_theme_its_style_sheet_and_the_files_of_its_fonts(project: Project) -> None:
    theme = project.theme
    text = theme.fonts["text"]
    other = text.model_copy(update={"faces": {**text.faces, "bold": text.faces["italic"]}})
    looks = [
        fingerprint.look(theme, "p {}"),
        fingerprint.look(theme, "p { }"),
        fingerprint.look(theme.model_copy(update={"mixes": {**theme.mixes, "tint": 8}}), "p {}"),
        fingerprint.look(theme.model_copy(update={"fonts": {**theme.fonts, "text": other}}), "p {}"),
    ]
    assert len(set(looks)) == 4
    assert looks[0] == fingerprint.look(theme, "p {}")


@pytest.mark.parametrize(("form", "library", "other"), [("pdf", "typst", "python-docx"), ("docx", "python-docx", "pikepdf")])  # fmt: skip
def test_a_format_names_the_versions_of_the_libraries_that_write_it(form: str, library: str, other: str) -> None:
    versions = fingerprint.versions(form)
    assert versions[library] == metadata.version(library)
    assert other not in versions


def test_another_process_finds_the_same() -> None:
    program = f"from pipeline.build import fingerprint; print(fingerprint.of({TEXT!r}, 'docx', 'look').digest)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == fingerprint.of(TEXT, "docx", "look").digest
