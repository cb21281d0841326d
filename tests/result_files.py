"""Results of the smallest project's campaign, and of the sample's, as people type them."""

from __future__ import annotations

from pathlib import Path

from samples import CAMPAIGN, edit

RESULTS = "content/results/dawn.yaml"

FINAL = """\
as_of: final
counted_through: 2027-04-30
measured: 2027-05-07
rates:
  - {of: USD, to: RUB, value: 80, date: 2027-02-01, source: {en: plan, ru: план}}
costs:
  ru:
    - {what: {en: fees, ru: вознаграждения}, amount: 100000, currency: RUB}
    - {what: {en: lamps, ru: лампы}, amount: 250, currency: USD}
posts:
  - partnership: ivan
    deliverable: 1
    post: 1
    url: "https://vk.example/wall1"
    live_on: 2027-03-09
    label_ok: {who: ada, on: 2027-03-09}
    organic: {views: 1000, reach: 900, likes: 30, comments: 5, shares: 3, saves: 2}
    source: platform
    proof: report of May 7
  - partnership: ivan
    deliverable: 1
    post: 2
    live_on: 2027-03-16
    organic: {views: 500, reach: 500, likes: 20, comments: 0, shares: 0, saves: 0}
    source: screenshot
orders:
  ivan: {by_link: 60, by_code: 50, both: 10}
"""


RATES = (
    "  traffic: organic\n",
    "  traffic: organic\n  rates: [{of: USD, to: RUB, value: 80, date: 2027-02-01, source: {en: plan, ru: план}}]\n",
)
"""What the campaign agrees on, as its costs are of two currencies."""


def with_rate(folder: Path) -> Path:
    """The smallest project, in whose campaign the rate of its costs is agreed."""
    edit(folder, CAMPAIGN, RATES)
    return folder


def write(folder: Path, text: str = FINAL, name: str = RESULTS) -> None:
    """Puts results into a project."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
