"""A project of any size, made from the sample: python -m tools.generate FOLDER PARTNERSHIPS.

Partnerships stand in campaigns of 25, in turn in every market and with every creator of the sample's
first campaign. Each has a number, a creator, a code and a link of its own.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "spring-glow"
TOGETHER = 25
_START = re.compile(r"(?m)^  (?=[a-z0-9-]+:$)")
_COSTS = re.compile(r"(?m)^    costs: \{.*\}\n")


def generate(folder: Path, partnerships: int, kinds: tuple[str, ...] = ("brief",)) -> Path:
    """A project with a number of partnerships, in a new folder; `kinds` are its kinds of documents."""
    for name in ("content", "templates", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    with (folder / "content/organisation.yaml").open("a", encoding="utf-8") as organisation:
        organisation.write(f"kinds: [{', '.join(kinds)}]\n" if kinds else "")
    campaigns = folder / "content/campaigns"
    head, models = _sample(campaigns / f"{SAMPLE}.yaml")
    for path in campaigns.iterdir():
        path.unlink()
    (folder / "content/translations.json").unlink()
    for name in ("agreements", "cohorts", "results", "scorecards"):
        shutil.rmtree(folder / "content" / name)
    for first in range(0, partnerships, TOGETHER):
        number = first // TOGETHER + 1
        text = head.replace("AUR-SG27", f"AUR-G{number:03}")
        for place in range(first, min(first + TOGETHER, partnerships)):
            text += _partnership(folder, models[place % len(models)], place + 1)
        (campaigns / f"wave-{number:03}.yaml").write_text(text, encoding="utf-8")
    return folder


def _sample(path: Path) -> tuple[str, list[str]]:
    """The sample's campaign without its partnerships, and each of these."""
    head, mark, tail = path.read_text(encoding="utf-8").partition("\npartnerships:\n")
    models = [f"  {part}" for part in _START.split(tail) if part.strip()]
    # A plan for six creators leaves nothing beside the fees of more.
    return _COSTS.sub("", head) + mark, models


def _partnership(folder: Path, model: str, number: int) -> str:
    """A copy of a partnership, and a copy of its creator in the content, both with a number of their own."""
    name = re.match(r"  ([a-z0-9-]+):", model)[1]  # type: ignore[index]
    creator = re.search(r"(?m)^    creator: ([a-z0-9-]+)$", model)[1]  # type: ignore[index]
    own = f"{creator}-{number}"
    text = (folder / f"content/creators/{creator}.yaml").read_text(encoding="utf-8")
    (folder / f"content/creators/{own}.yaml").write_text(text, encoding="utf-8")
    model = model.replace(f"  {name}:", f"  {name}-{number}:", 1).replace(f"creator: {creator}", f"creator: {own}")
    model = re.sub(r'(?m)^(    number: )"\d+"', rf'\1"{number:05}"', model)
    # As long as the sample's: a longer one may need one more line than a page has.
    model = re.sub(r'(?m)^(      code: "[A-Z])[A-Z]+\d*"', rf'\g<1>{number:05}"', model)
    model = re.sub(r'(?m)^(      link: "[^"]+)"', rf'\1/{number}"', model)
    return re.sub(r'erid: "(\w+)"', rf'erid: "\g<1>x{number:05}"', model)


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]))
