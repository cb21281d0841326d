"""The numbers of the sample that were worked out by hand, on its pages, in both languages."""

from __future__ import annotations

import pytest

from pipeline.document.traversal import lines
from pipeline.domain import targets
from pipeline.reading.project import Project
from pipeline.rendering.compose import Composer

EN, RU = "en", "ru"

WORKED = [
    # Agreed or not: arithmetic on values as they are.
    ("spring-glow.review.all", EN, ["Russia: missed by $1.01", "$13.01", "$41.96", "agreed: $8–12", "agreed: $35–45"]),
    ("spring-glow.review.all", RU, ["Россия: промах на 1,01 $", "13,01 $", "41,96 $", "8–12 $", "35–45 $"]),
    # Could chance alone have flipped it: exact Poisson on 738 and 581 orders.
    ("spring-glow.review.all", EN, ["$12.10–14.00, all outside the range", "This could still be chance", "$38.68–45.59"]),
    ("spring-glow.review.all", RU, ["12,10–14,00 $ — всё за пределами", "ещё может быть случайностью", "38,68–45,59 $"]),
    # Next time: the creator is the unit, and three are too few.
    ("spring-glow.review.all", EN, ["3 creators, with $8.97–20.34, are too few to tell", "$40.65–44.29"]),
    ("spring-glow.review.all", RU, ["3 блогеров, у которых вышло 8,97–20,34 $, мало", "40,65–44,29 $"]),
    # Orders that the money had to bring, exact and additive.
    ("spring-glow.review.all", EN, ["160 214 +54", "240 288 +48", "400 236 −164", "800 738 −62"]),
    ("spring-glow.review.all", RU, ["160 214 +54", "240 288 +48", "400 236 −164", "800 738 −62"]),
    ("spring-glow.review.all", EN, ["168.3 171 +2.7", "236.7 262 +25.3", "136.8 148 +11.2", "541.8 581 +39.2"]),
    ("spring-glow.review.all", RU, ["168,3 171 +2,7", "236,7 262 +25,3", "136,8 148 +11,2", "541,8 581 +39,2"]),
    # The money, and all markets together: shown, unjudged.
    ("spring-glow.review.finance", EN, ["$9,600", "$24,380", "CPA $25.76, planned $22.70", "it is not judged"]),
    ("spring-glow.review.finance", RU, ["9 600 $", "24 380 $", "CPA 25,76 $, в плане 22,70 $", "не судим"]),
    # The cause lies inside the old limits.
    ("spring-glow.review.all", EN, ["$9.25–13.19: nothing had changed", "1,319 of 1,500 first orders"]),
    ("spring-glow.review.all", RU, ["9,25–13,19 $: ничего не изменилось", "1 319 из 1 500 первых заказов"]),
    # What nobody agreed on: CPE, reach per unit, audience, comments, lift.
    ("spring-glow.review.regional-ru", EN, ["CPE: RUB 7.00", "1.93 per RUB 1", "154 per $1"]),
    ("spring-glow.review.regional-ru", RU, ["CPE: 7,00 ₽", "1,93 на 1 ₽", "154 на 1 $"]),
    ("spring-glow.review.regional-ru", EN, ["Anna Ivanova 80.2", "Claire Bennett 67.2", "62 of 100", "52–71%"]),
    ("spring-glow.review.regional-ru", RU, ["Анна Иванова 80,2", "Клэр Беннетт 67,2", "62 из 100", "52–71 %"]),
    ("spring-glow.review.regional-us", EN, ["CPE: $1.01", "37.1 per $1", "+6 points", "−0.02 to +11.9", "not distinguishable"]),
    ("spring-glow.review.regional-us", RU, ["CPE: 1,01 $", "37,1 на 1 $", "+6 п. п.", "−0,02 до +11,9", "от нуля не"]),
    # Whoever reads of all markets reads what people said, too.
    ("spring-glow.review.all", EN, ["62 of 100 are positive; by chance alone 52–71%", "−0.02 to +11.9"]),
    ("spring-glow.review.all", RU, ["62 из 100 (случайно 52–71 %)", "−0,02 до +11,9"]),
    ("spring-glow.review.cmo", EN, ["62 of 100 are positive; by chance alone 52–71%", "−0.02 to +11.9"]),
    ("spring-glow.review.cmo", RU, ["62 из 100 (случайно 52–71 %)", "−0,02 до +11,9"]),
    # Before the launch: a plan that is exactly right, and a range narrower than chance.
    ("summer-shade.review.blank", EN, ["160 orders that are planned, chance alone would put 31%", "29%", "11%"]),
    ("summer-shade.review.blank", RU, ["160 заказов, — случай выведет выше диапазона 31 %", "29 %", "11 %"]),
    ("spring-glow.review.blank", EN, ["900 orders that are planned, chance alone would put less than 1%"]),
    ("spring-glow.review.blank", RU, ["900 заказов, — случай выведет выше диапазона менее 1 %"]),
    # An order with link and code counts once.
    ("spring-glow.review.creator-anna-ivanova", EN, ["168 94 48 214"]),
    ("spring-glow.review.creator-anna-ivanova", RU, ["168 94 48 214"]),
    # Scorecards: four scores, their mean, what follows.
    ("spring-glow.scorecard.manager-anna-ivanova", EN, ["80", "89.6", "87.5", "75", "83", "CPA $8.97"]),
    ("spring-glow.scorecard.manager-anna-ivanova", RU, ["80", "89,6", "87,5", "75", "83", "CPA 8,97 $"]),
    ("spring-glow.scorecard.manager-claire-bennett", EN, ["68.5", "93.8", "81.3", "87.5", "82.8", "CPA $20.34"]),
    ("spring-glow.scorecard.manager-claire-bennett", RU, ["68,5", "93,8", "81,3", "87,5", "82,8", "CPA 20,34 $"]),
]  # fmt: skip


@pytest.mark.parametrize(("document", "language", "numbers"), WORKED)
def test_each_worked_number_stands_on_its_page(
    project: Project, document: str, language: str, numbers: list[str]
) -> None:
    [target] = targets.targets(project, f"{document}.{language}.pdf")
    said = " ".join(lines(Composer(project).compose(target).blocks)).replace("\u00a0", " ")
    assert [number for number in numbers if number not in said] == []
