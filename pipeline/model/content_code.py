"""What an approval names: a scope of a campaign, and the code of its content as somebody typed it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from pipeline.base import content_codes
from pipeline.model.base import SCOPE, Token, mistake


def _code(text: Token) -> Token:
    code = content_codes.as_typed(text)
    if code is None:
        hint = "write its eight letters and digits as they are printed, such as K7Q2-94MD"
        raise mistake('"{value}" is not the code of any content', hint=hint, value=text)
    return Token(code)


ContentCode = Annotated[Token, Field(max_length=20), AfterValidator(_code), Field(examples=["K7Q2-94MD"])]
ScopeName = Annotated[str, Field(pattern=SCOPE, max_length=80, strict=True, examples=["money"])]
"""What an approval is about: money, numbers, message, or market: and a market's id."""
