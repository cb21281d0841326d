from __future__ import annotations

import json

from pipeline.document.letters import LABEL, LETTER, Letter, label, letters
from pipeline.document.tree import Document


def test_letters_and_labels_are_properties() -> None:
    fields = {"label": "Write", "to": "o@aurora.example", "subject": "A question", "body": ""}
    properties = (("title", "Brief"), (f"{LETTER}write", json.dumps(fields)), (f"{LABEL}copy", "Copy"))
    document = Document("en", properties, (), (), ())
    assert list(letters(document)) == [Letter(**fields)]
    assert (label(document, "copy"), label(document, "calendar")) == ("Copy", "")
