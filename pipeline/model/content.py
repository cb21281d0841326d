"""What a post carries beside its message: hashtags, mentions, music, words on the screen."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from pipeline.model.base import Model, Token, mistake
from pipeline.model.codes import Handle, whole
from pipeline.model.localized import Localized


def _hashtag(text: Token) -> Token:
    if not re.fullmatch(r"#\w+", text):
        hint = 'write "#" and one word of letters, digits or underscores, in quotes'
        raise mistake('"{value}" is not a hashtag', hint=hint, value=text)
    whole(Token(text[1:]))
    return text


Hashtag = Annotated[Token, Field(max_length=60), AfterValidator(_hashtag), Field(examples=["#firstlight"])]


class PostContent(Model):
    """What every post carries, for a market or for one partnership."""

    hashtags: tuple[Hashtag, ...] = Field(default=(), max_length=10)
    """Hashtags, each in quotes."""
    mentions: tuple[Handle, ...] = Field(default=(), max_length=10)
    """Accounts to mention, letter for letter."""
    music: Localized | None = None
    """Which music may be used, and who has cleared it."""
    on_screen: Localized | None = None
    """What is to be read on the screen."""

    def over(self, usual: PostContent) -> PostContent:
        """This content with the usual in place of what it leaves out."""
        own = {name: value for name in PostContent.model_fields if (value := getattr(self, name))}
        return usual.model_copy(update=own)
