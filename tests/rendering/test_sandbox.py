from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from pipeline.base import program
from pipeline.base.assets import Assets
from pipeline.rendering import sandbox


def environment(folder: Path, **templates: str) -> jinja2.Environment:
    (folder / "templates").mkdir()
    for name, text in templates.items():
        (folder / f"templates/{name}.html").write_text(text, encoding="utf-8")
    return sandbox.environment(Assets(folder), None)


def test_every_element_carries_its_template_and_line(tmp_path: Path) -> None:
    made = environment(tmp_path, page="---\na: 1\n---\n<p>\n{% if yes %}<em>x</em>{% endif %}</p>")
    assert made.get_template("page.html").render(yes=True) == (
        '\n\n\n<p data-at="templates/page.html:4">\n<em data-at="templates/page.html:5">x</em></p>'
    )


def test_text_is_escaped(tmp_path: Path) -> None:
    assert "&lt;b&gt;" in environment(tmp_path, page="{{ x }}").get_template("page.html").render(x="<b>")


def test_what_is_undefined_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment(tmp_path, page="{{ nobody }}").get_template("page.html").render()


@pytest.mark.parametrize("text", ["{{ x.__class__ }}", "{{ x.append(1) }}", "{{ ''.format.__globals__ }}"])
def test_templates_cannot_reach_out_of_the_sandbox(tmp_path: Path, text: str) -> None:
    with pytest.raises((jinja2.exceptions.SecurityError, jinja2.UndefinedError)):
        environment(tmp_path, page=text).get_template("page.html").render(x=[])


@pytest.mark.parametrize("name", ["../secret.html", "nothing.html", "/etc/passwd"])
def test_templates_come_from_their_folder_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.html").write_text("x", encoding="utf-8")
    with pytest.raises(jinja2.TemplateNotFound):
        environment(tmp_path).get_template(name)


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    kept = sandbox.compiled()
    (tmp_path / "templates").mkdir()
    for text in ("one", "two"):
        (tmp_path / "templates/page.html").write_text(text, encoding="utf-8")
        assert sandbox.environment(Assets(tmp_path), kept).get_template("page.html").render() == text


def test_another_program_compiles_a_template_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text("one", encoding="utf-8")
    keys = []
    for digest in ("a", "b"):
        monkeypatch.setattr(program, "digest", lambda digest=digest: digest)
        keys.append(sandbox.compiled().get_cache_key("page.html"))  # type: ignore[union-attr]
    assert keys[0] != keys[1]


def test_one_process_reads_a_compiled_template_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text("one", encoding="utf-8")
    sandbox.environment(Assets(tmp_path), sandbox.compiled()).get_template("page.html")
    monkeypatch.setattr(jinja2.FileSystemBytecodeCache, "load_bytecode", lambda self, bucket: pytest.fail("read again"))
    assert sandbox.environment(Assets(tmp_path), sandbox.compiled()).get_template("page.html").render() == "one"
