"""Drafts of mail as Python's own library reads them."""

from __future__ import annotations

import email
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses

import pytest

from pipeline.document.tree import Break, List, Paragraph, Text, Token
from pipeline.services.mail import Correspondent, Draft, text

OLGA = Correspondent("Ольга Лебедева", "o.lebedeva@aurora.example")
ANNA = Correspondent('Анна "Аня", Иванова', "anna@пример.example")
FILES = {"a.pdf": b"%PDF-1.7\r\n\x00", "a.html": "<p>Бриф</p>".encode(), "a.ics": b"BEGIN:VCALENDAR\r\n"}


def draft(**changes: object) -> Draft:
    given = {"sender": OLGA, "to": [ANNA], "copy": [], "subject": "Бриф", "text": "Здравствуйте!\n", "files": FILES}
    return Draft(**{**given, **changes})  # type: ignore[arg-type]


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_is_opened_to_be_sent_with_everything_attached() -> None:
    message = read(draft(copy=[OLGA]).encoded())
    assert (message["X-Unsent"], message["Subject"], message["Date"]) == ("1", "Бриф", None)
    [to] = message["To"].addresses
    assert (to.display_name, to.addr_spec) == (ANNA.name, "anna@xn--e1afmkfd.example")
    assert [each.addr_spec for each in message["Cc"].addresses] == [OLGA.email]
    body = message.get_body()
    assert body is not None and body.get_content().splitlines() == ["Здравствуйте!"]
    parts = {part.get_filename(): part for part in message.iter_attachments()}
    assert {name: part.get_payload(decode=True) for name, part in parts.items()} == FILES
    assert [part.get_content_type() for part in parts.values()] == ["application/pdf", "text/html", "text/calendar"]


def test_the_same_mail_is_the_same_file() -> None:
    assert draft().encoded() == draft().encoded() != draft(text="Привет!\n").encoded()


def test_a_mail_to_nobody_has_no_such_header() -> None:
    assert read(draft(to=[]).encoded())["To"] is None


@pytest.mark.parametrize("subject", ["A\r\nBcc: all@aurora.example", "A\nB"])
def test_no_text_becomes_another_header(subject: str) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        draft(subject=subject).encoded()


LONG = "Анна-Мария Константиновна Верхневолжская-Староконстантиновская и ещё очень длинное имя 12.345"


@pytest.mark.parametrize(
    "words", [LONG, LONG * 4, "Anna, B. (PR)", "x" * 300, "🦔 " * 40 + "!", "Anna =?utf-8?q?x?=", "O’Neil; <x>", "a\\b"]
)
def test_names_and_subjects_of_any_length_arrive_as_they_are(words: str) -> None:
    raw = draft(to=[Correspondent(words, "a@b.example"), ANNA], subject=words).encoded()
    head = raw.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert all(len(line) <= 78 for line in head.split(b"\r\n"))
    said = email.message_from_bytes(raw)
    assert str(make_header(decode_header(said["Subject"]))) == words
    first, second = getaddresses([said["To"].replace("\r\n", "")])
    assert (str(make_header(decode_header(first[0]))), first[1]) == (words, "a@b.example")
    assert second[1] == "anna@xn--e1afmkfd.example"


def test_letters_of_a_text_file_are_named() -> None:
    parts = {
        part.get_filename(): part for part in read(draft(files=FILES | {"бриф.html": b""}).encoded()).iter_attachments()
    }
    assert [part.get_content_charset() for part in parts.values()] == [None, "utf-8", "utf-8", "utf-8"]
    assert "бриф.html" in parts


def test_a_letter_keeps_its_paragraphs_and_numbers() -> None:
    said = Paragraph("", (Text("Olga\u2060,"), Break(), Text(" "), Token("o@aurora.example")))
    items = ((Paragraph("", (Text("yes"),)),), (Paragraph("", (Text("no"),)),))
    assert (
        text((said, List(True, "", items), List(False, "", items)))
        == "Olga,\no@aurora.example\n\n1. yes\n2. no\n\n- yes\n- no\n"
    )
