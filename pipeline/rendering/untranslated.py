"""Texts that a document prints: their words in its language, or the places where these are missing."""

from __future__ import annotations

from decimal import Decimal

from pipeline.base.problems import Problems
from pipeline.language.localization import Localization
from pipeline.model.localized import Translated
from pipeline.model.platform import CountedPhrase
from pipeline.reading.project import Project
from pipeline.reading.texts import Text, placed


class PrintedTexts:
    """The texts of one document in one language. What has no words in it is remembered until the end of the page."""

    def __init__(self, project: Project, localization: Localization) -> None:
        self._project = project
        self._localization = localization
        self._missing: list[Text] = []

    def begin(self) -> None:
        """Forgets what an earlier page lacked."""
        self._missing.clear()

    def said(self, text: Translated) -> str:
        """The words of a text in this language; where it has none, those of another for now."""
        words = text.get(self._localization.id)
        if words is None:
            self._missing.append(text)
            return next(iter(text.root.values()))
        return words

    def counted(self, phrase: CountedPhrase, count: Decimal | int) -> str:
        """A phrase with its number in this language; where it has none, the number for now."""
        if self._localization.id not in phrase.root:
            self._missing.append(phrase)
            return str(count)
        return self._localization.counted(phrase, count)

    def finish(self) -> None:
        """Raises Problems with the place of every text that the page printed and that lacks its language."""
        if self._missing:
            raise Problems(
                self._project.sources[path].problem(place, "no text in {languages}", languages=self._localization.id)
                for path, place, text in placed(self._project)
                if text in self._missing
            )
