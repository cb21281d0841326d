from __future__ import annotations

import json

import pytest
from samples import record, refused

from pipeline.model.base import Model
from pipeline.model.codes import Code, Handle

ISSUED = "write the code as it was issued, or leave the field out until it is"
QUOTES = "put straight quotation marks around it, and none inside"
ACCOUNT = "write the account name: letters and digits, with . _ or - between them"


class Form(Model):
    """One code of each kind, none of them needed."""

    code: Code | None = None
    handle: Handle | None = None


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("code", "SPRING15"), ("code", "ЛЕТО27"), ("code", "ЙОГА15"), ("code", "#firstlight"), ("code", "15%"),
        ("code", "A-1_b.c/2"), ("code", "M&M15"), ("code", "014"), ("code", "AUR-SG27"), ("code", "Ž15"), ("code", "X"),
        ("code", "XXL"), ("code", "GLOW+"), ("code", "@CODE"), ("code", "CODE15"), ("code", "NAOMI"), ("code", "東京15"),
        ("handle", "@anna_do_raboty"), ("handle", "anna"), ("handle", "@_aurora_"), ("handle", "@__glow__"),
        ("handle", "@dana.above.treeline"), ("handle", "@a-b"), ("handle", "@зоя"), ("handle", "@l·lavors"),
        ("handle", "@promo"), ("handle", "id12345"), ("handle", "@हिन्दी"),
    ],
)  # fmt: skip
def test_codes_are_read_letter_for_letter(field: str, text: str) -> None:
    assert getattr(record(Form, f"{field}: {json.dumps(text, ensure_ascii=False)}"), field) == text


@pytest.mark.parametrize("field", ["code", "handle"])
@pytest.mark.parametrize("blank", [" ", "  ", "\t", "\n", "\u00a0", "\u3000"])
def test_blanks_around_a_code_are_no_part_of_it(field: str, blank: str) -> None:
    text = json.dumps(f"{blank}Anna15{blank}", ensure_ascii=False)
    assert getattr(record(Form, f"{field}: {text}"), field) == "Anna15"


@pytest.mark.parametrize("around", ["“{}”", "«{}»", "„{}“", "‘{}’", "‹{}›", "`{}`", "{}″", "＂{}＂", '"{}"', "'{}'"])
@pytest.mark.parametrize("field", ["code", "handle"])
def test_a_code_holds_no_quotation_mark(field: str, around: str) -> None:
    text = around.format("Anna15")
    sign = next(sign for sign in text if not sign.isalnum())
    [line] = refused(Form, f"{field}: ^{json.dumps(text, ensure_ascii=False)}")
    assert line == f"^ {field}: {text} contains a quotation mark, {sign} ({QUOTES})"


@pytest.mark.parametrize("sign", ".,;:!?…)]}>-/\\|=~、。")
def test_a_code_does_not_end_with_punctuation(sign: str) -> None:
    [line] = refused(Form, f"code: ^{json.dumps(f'Anna15{sign}', ensure_ascii=False)}")
    assert line.startswith(
        (f'^ code: "Anna15{sign}" ends with "{sign}" (delete it)', f'^ code: "Anna15{sign}" is more')
    )


@pytest.mark.parametrize("sign", "([{<,.-–=")
def test_a_code_does_not_begin_with_punctuation(sign: str) -> None:
    assert refused(Form, f'code: ^"{sign}ANNA15"') == [f'^ code: "{sign}ANNA15" begins with "{sign}" (delete it)']


@pytest.mark.parametrize(
    "text",
    ["TBD", "tbd", "T.B.D.", "tba", "TBC", "TODO", "n/a", "N.A.", "none", "null", "XXX", "xx", "ХХХ", "x-x-x", "?", "???",
     "-", "—", "...", "…", "№", "<code>", "[PROMO]", "{code}", "promo-code", "PROMOCODE", "unknown", "pending"],
)  # fmt: skip
def test_what_stands_for_a_code_is_none(text: str) -> None:
    [line] = refused(Form, f"code: ^{json.dumps(text, ensure_ascii=False)}")
    assert line == f'^ code: "{text}" is a placeholder for a code that has not been issued yet ({ISSUED})'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            'code: ^"erid=2VfnxwQ8dKs"',
            '^ code: "erid=2VfnxwQ8dKs" is more than a code (write what follows "=")',
        ),
        (
            'code: ^"erid:2VfnxwQ8dKs"',
            '^ code: "erid:2VfnxwQ8dKs" is more than a code (write what follows ":")',
        ),
        ('code: ^"https://shop.example/a"', '^ code: "https://shop.example/a" is a link, not a code'),
        ('code: ^"A B"', '^ code: "A B" contains a space, character 2 (delete it)'),
        ('code: ^"АNNA15"', '^ code: "АNNA15" mixes two alphabets (these are not Latin: А; type them again)'),
        (
            'handle: ^"https://vk.com/anna"',
            '^ handle: "https://vk.com/anna" is a link, not a handle (write only the account name, such as @name)',
        ),
        (
            'handle: ^"vk.com/anna"',
            '^ handle: "vk.com/anna" is a link, not a handle (write only the account name, such as @name)',
        ),
        (
            'handle: ^"@username"',
            f'^ handle: "@username" is a placeholder for a code that has not been issued yet ({ISSUED})',
        ),
        ('handle: ^"@"', f'^ handle: "@" is a placeholder for a code that has not been issued yet ({ISSUED})'),
        ('handle: ^"@@anna"', f'^ handle: "@@anna" is not a handle ({ACCOUNT})'),
        ('handle: ^"anna@shop.example"', f'^ handle: "anna@shop.example" is not a handle ({ACCOUNT})'),
        ('handle: ^"#anna"', f'^ handle: "#anna" is not a handle ({ACCOUNT})'),
        ('handle: ^"@anna..b"', f'^ handle: "@anna..b" is not a handle ({ACCOUNT})'),
        ('handle: ^"@anna,@olga"', f'^ handle: "@anna,@olga" is not a handle ({ACCOUNT})'),
    ],
)
def test_what_is_no_code_is_told_with_what_to_write(text: str, line: str) -> None:
    assert refused(Form, text) == [line]


@pytest.mark.parametrize("field", ["code", "handle"])
@pytest.mark.parametrize("text", ["И\u0306ога", "Z\u030c15", "\u212a15"])
def test_letters_that_are_not_composed_are_refused(field: str, text: str) -> None:
    [line] = refused(Form, f'{field}: ^"{text}"')
    assert line.endswith("contains a letter typed as two characters (type it again)")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("code", "уточняется"), ("code", "Позже"), ("code", "промокод"), ("code", "YOUR_CODE"), ("code", "CODEHERE"),
        ("code", "2VfnxXXXXXX"), ("code", "ANNA-xxxx"), ("code", "12ХХХХ34"), ("code", "dummy"), ("code", "folgt"),
        ("handle", "@your_handle"), ("handle", "@name"), ("handle", "@никнейм"), ("handle", "нет"),
    ],
)  # fmt: skip
def test_what_stands_for_a_code_in_any_language_is_none(field: str, text: str) -> None:
    [line] = refused(Form, f"{field}: ^{json.dumps(text, ensure_ascii=False)}")
    assert line == f'^ {field}: "{text}" is a placeholder for a code that has not been issued yet ({ISSUED})'


@pytest.mark.parametrize("sign", "–—‑−…\\")
def test_a_code_holds_no_sign_that_an_editor_put_there(sign: str) -> None:
    [line] = refused(Form, f"code: ^{json.dumps(f'SPRING{sign}15', ensure_ascii=False)}")
    assert line.startswith(f'^ code: "SPRING{sign}15" contains "{sign}" (type it again; a hyphen is "-")')


@pytest.mark.parametrize("text", ["MAXXX15", "Nameless", "THERE15", "YOURS15", "КОДЕКС15"])
def test_words_that_hold_a_placeholder_are_codes(text: str) -> None:
    assert record(Form, f"code: {json.dumps(text, ensure_ascii=False)}").code == text
