"""New entries of history → the files of markets with them, and everything else as it was typed."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.base.problems import Problems
from pipeline.checks import load
from pipeline.domain.new_history import Entry
from pipeline.reading.edited import edited
from pipeline.reading.project import Project


def with_entries(project: Project, entries: Sequence[Entry]) -> Mapping[str, str]:
    """The text of each market's file with its new entries, by path. Raises Problems where one would be wrong."""
    texts = {}
    for market in dict.fromkeys(entry.market for entry in entries):
        path = f"content/markets/{market}.yaml"
        source = project.sources[path]
        wanted: dict[str, Any] = copy.deepcopy(source.data)
        for entry in [entry for entry in entries if entry.market == market]:
            said = {"period": entry.period, "value": entry.value, "posts": entry.posts, "campaign": entry.campaign}
            wanted["history"][entry.metric]["results"].append(said)
        texts[path] = edited(source, wanted)
    _, wrong = load.examine(project.folder, texts)
    if wrong:
        raise Problems(wrong)
    return texts
