from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from pipeline.base.assets import Assets
from pipeline.base.problems import Problems
from pipeline.language import catalogs
from pipeline.model.language import Language
from pipeline.reading.project import Project
from pipeline.workspace import extraction, messages

ROOT = Path(__file__).resolve().parents[2]
HEADER = """\
# Kept by Ada.
msgid ""
msgstr ""
"Project-Id-Version: Lamps 1.0\\n"
"POT-Creation-Date: 2001-02-03 04:05+0000\\n"
"Language: ru\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
TEMPLATE = '{{ _("Fee") }}{{ ngettext("%(num)s day", "%(num)s days", n) }}{{ you("Your fee") }}'
TRANSLATED = """\
# Short: it is a heading.
msgid "Fee"
msgstr "Плата"

#, python-format
msgid "%(num)s day"
msgid_plural "%(num)s days"
msgstr[0] "%(num)s день"
msgstr[1] "%(num)s дня"
msgstr[2] "%(num)s дней"

msgid "Your fee"
msgstr "Ваша плата"

msgctxt "address: ты"
msgid "Your fee"
msgstr "Твоя плата"
"""


@pytest.fixture
def languages(project: Project) -> dict[str, Language]:
    return {name: project.languages[name] for name in ("en", "ru")}


def written(folder: Path, catalog: str = TRANSLATED, template: str = TEMPLATE) -> Path:
    """A folder with one template and a Russian catalog."""
    for name, text in {"templates/kinds/brief.html": template, catalogs.path("ru"): HEADER + catalog}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def entry(folder: Path, text: str, context: str | None = None) -> object:
    message = catalogs.read(folder, "ru").get(text, context)
    return message and message.string


@pytest.mark.long
def test_a_second_update_changes_nothing(tmp_path: Path, languages: dict[str, Language]) -> None:
    folder = written(tmp_path)
    assert messages.update(Assets(folder), languages) == [messages.TEMPLATE, catalogs.path("ru")]
    assert messages.update(Assets(folder), languages) == []


@pytest.mark.long
def test_the_catalogs_of_this_repository_are_up_to_date(copy: Path, project: Project) -> None:
    assert messages.update(Assets(copy), project.languages) == []


def test_translations_stay_as_they_are(tmp_path: Path, languages: dict[str, Language]) -> None:
    folder = written(tmp_path)
    messages.update(Assets(folder), languages)
    assert entry(folder, "Fee") == "Плата"
    assert entry(folder, "%(num)s day") == ("%(num)s день", "%(num)s дня", "%(num)s дней")
    assert entry(folder, "Your fee", "address: ты") == "Твоя плата"


def test_a_new_message_has_no_translation_yet(tmp_path: Path, languages: dict[str, Language]) -> None:
    folder = written(tmp_path, template=TEMPLATE + '{{ _("Dates") }}')
    assert entry(folder, "Dates") is None
    messages.update(Assets(folder), languages)
    assert entry(folder, "Dates") == ""
    assert entry(folder, "is empty", "problem") == ""
    with pytest.raises(Problems) as found:
        catalogs.load(Assets(folder), "ru", languages["ru"])
    assert {dict(item.values)["text"] for item in found.value.problems} == {"Dates", "Your fee"}


def test_a_message_that_is_gone_is_dropped(tmp_path: Path, languages: dict[str, Language]) -> None:
    folder = written(tmp_path, template='{{ _("Fee") }}')
    messages.update(Assets(folder), languages)
    assert entry(folder, "Your fee") is None
    assert "Ваша плата" not in (folder / catalogs.path("ru")).read_text(encoding="utf-8")


@pytest.mark.long
@pytest.mark.parametrize(
    ("template", "text"),
    [('{{ ngettext("Fee", "Fees", n) }}', "Fee"), ('{{ _("%(num)s day", num=1) }}', "%(num)s day")],
)
def test_a_message_that_gains_or_loses_its_plural_is_to_be_translated_again(
    tmp_path: Path, languages: dict[str, Language], template: str, text: str
) -> None:
    folder = written(tmp_path, template=template)
    messages.update(Assets(folder), languages)
    assert entry(folder, text) in ("", ("", "", ""))
    assert messages.update(Assets(folder), languages) == []


def test_each_form_of_address_has_an_entry_of_its_own(tmp_path: Path, languages: dict[str, Language]) -> None:
    folder = written(tmp_path, catalog="")
    messages.update(Assets(folder), languages)
    contexts = [message.context for message in catalogs.read(folder, "ru") if message.id == "Your fee"]
    assert contexts == [None, *(f"address: {form}" for form in languages["ru"].address[1:])]
    assert [message.context for message in catalogs.read(folder, "ru") if message.id == "Fee"] == [None]


def test_what_a_translator_noted_is_kept(tmp_path: Path, languages: dict[str, Language]) -> None:
    folder = written(tmp_path, catalog=TRANSLATED.replace("# Short", "# Ask Ada.\n#, fuzzy\n# Short"))
    messages.update(Assets(folder), languages)
    message = catalogs.read(folder, "ru").get("Fee")
    assert message is not None
    assert (message.user_comments, message.fuzzy) == (["Ask Ada.", "Short: it is a heading."], True)


def test_messages_stand_in_the_order_of_the_templates_before_the_problems(
    tmp_path: Path, languages: dict[str, Language]
) -> None:
    folder = written(tmp_path, template='{{ _("Terms") }}' + TEMPLATE)
    messages.update(Assets(folder), languages)
    ids = [message.id for message in catalogs.read(folder, "ru") if message.id and message.context is None]
    assert ids == ["Terms", "Fee", ("%(num)s day", "%(num)s days"), "Your fee"]


def test_the_header_of_a_catalog_is_kept(tmp_path: Path, languages: dict[str, Language]) -> None:
    folder = written(tmp_path)
    messages.update(Assets(folder), languages)
    text = (folder / catalogs.path("ru")).read_text(encoding="utf-8")
    assert text.startswith("# Kept by Ada.\n")
    assert '"Project-Id-Version: Lamps 1.0\\n"' in text
    assert '"POT-Creation-Date: 2001-02-03 04:05+0000\\n"' in text


def test_no_catalog_names_the_day_it_was_made_on_or_a_place_in_the_source(
    tmp_path: Path, languages: dict[str, Language]
) -> None:
    folder = written(tmp_path)
    messages.update(Assets(folder), languages)
    today = str(datetime.datetime.now(datetime.UTC).date())
    for name in (messages.TEMPLATE, catalogs.path("ru")):
        text = (folder / name).read_text(encoding="utf-8")
        assert today not in text
        assert [line for line in text.splitlines() if line.startswith("#:")] == []


@pytest.mark.long
def test_the_template_holds_every_message_and_no_translation(tmp_path: Path, languages: dict[str, Language]) -> None:
    folder = written(tmp_path)
    messages.update(Assets(folder), languages)
    text = (folder / messages.TEMPLATE).read_text(encoding="utf-8")
    assert text.count("\nmsgid ") == len(extraction.messages(folder)) + 1
    assert "Плата" not in text


def test_a_language_whose_messages_are_the_source_has_no_catalog(
    tmp_path: Path, languages: dict[str, Language]
) -> None:
    folder = written(tmp_path)
    messages.update(Assets(folder), languages)
    assert [path.name for path in (folder / "locales").iterdir() if path.is_dir()] == ["ru"]


def test_a_catalog_that_cannot_be_read_is_named_and_nothing_is_written(
    tmp_path: Path, languages: dict[str, Language]
) -> None:
    folder = written(tmp_path)
    (folder / catalogs.path("ru")).write_bytes(b'msgid "Fee"\nmsgstr "\xff"\n')
    with pytest.raises(Problems, match="1 problems"):
        messages.update(Assets(folder), languages)
    assert not (folder / messages.TEMPLATE).exists()
