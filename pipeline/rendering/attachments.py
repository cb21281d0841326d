"""The sources that a document carries inside itself, as far as its reader may see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import yaml

from pipeline.domain.targets import Target
from pipeline.reading.project import Project

_PRIVATE = frozenset({"partnerships"})
"""What of a campaign no reader of a document about all of it may see: other people's fees."""

_SHARED = ("name", "process")
"""What of a market a procedure uses."""


def attachments(project: Project, target: Target) -> Iterator[tuple[str, str]]:
    """The name and the text of each file that a target's kind attaches.

    Files are written anew from their values: comments are for those who edit the content.
    """
    for part in project.kinds[target.kind].attach:
        if part == "campaign":
            data = project.sources[f"content/campaigns/{target.campaign}.yaml"].data
            yield f"{target.campaign}.yaml", _written({key: data[key] for key in data if key not in _PRIVATE})
        elif part == "sop":
            yield f"{target.sop}.yaml", _written(project.sources[f"content/sops/{target.sop}.yaml"].data)
        else:
            for market in project.markets:
                data = project.sources[f"content/markets/{market}.yaml"].data
                yield f"{market}.yaml", _written({key: data[key] for key in _SHARED if key in data})


class _Dumper(yaml.CSafeDumper):
    """Writes numbers as they were typed."""


def _decimal(dumper: yaml.CSafeDumper, value: Decimal) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:float", f"{value:f}")


_Dumper.add_representer(Decimal, _decimal)
# Texts that know how they were typed are texts.
_Dumper.add_multi_representer(str, lambda dumper, value: dumper.represent_str(str(value)))


def _written(data: Mapping[str, Any]) -> str:
    return yaml.dump(dict(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
