"""What a post carries beside its message: hashtags, mentions, music, words on the screen; and what shows it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from pipeline.model.address import WebLink
from pipeline.model.base import Model, Photograph, Token, mistake
from pipeline.model.codes import Handle, whole
from pipeline.model.localized import Localized, Note, at_most


def _hashtag(text: Token) -> Token:
    if not re.fullmatch(r"#\w+", text):
        hint = 'write "#" and one word of letters, digits or underscores, in quotes'
        raise mistake('"{value}" is not a hashtag', hint=hint, value=text)
    whole(Token(text[1:]))
    return text


Hashtag = Annotated[Token, Field(max_length=60), AfterValidator(_hashtag), Field(examples=["#firstlight"])]


class Still(Model):
    """A picture that briefs print small, with the words for those who do not see it."""

    file: Photograph
    """A JPEG or PNG below content/pictures/."""
    alt: Annotated[Localized, at_most(200)]
    """What there is to see, in a sentence, for those who do not see it."""


class ProductStill(Still):
    """A picture of the product."""

    credit: Note
    """Who made it, as one line or in every language."""
    link: WebLink | None = None
    """Where it can be had in full size."""


class Reference(Model):
    """A post of somebody else that shows what is meant."""

    link: WebLink
    """Where it can be seen."""
    credit: Note
    """Who made it, as one line or in every language."""
    shows: Localized
    """What to look at in it."""
    picture: Still | None = None
    """A frame of it, printed small."""


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
    references: tuple[Reference, ...] = Field(default=(), max_length=4)
    """Posts of others that show what is meant, at most four."""

    def over(self, usual: PostContent) -> PostContent:
        """This content with the usual in place of what it leaves out."""
        own = {name: value for name in PostContent.model_fields if (value := getattr(self, name))}
        return usual.model_copy(update=own)
