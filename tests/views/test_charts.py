"""What the charts of shares promise: nothing drawn that the figures do not say."""

from __future__ import annotations

import pytest

from bulletin.kinds.result import ReportedFigure
from bulletin.kinds.target import Target
from bulletin.views._charts import Bullet, bullet

SHARE = Target(as_printed="trên 90%", operator="more_than", value="90", unit="%")
OPEN = Target(as_printed="80%", operator="unspecified", value="80", unit="%")
NONE = Target(as_printed="không có", operator="none", unit="vụ")
TEAMS = Target(
    as_printed="mỗi Tổ ít nhất 01 việc",
    any_of=({"operator": "at_least", "value": "1"}, {"operator": "at_least", "value": "1"}),
)


def figure(**amounts: str) -> ReportedFigure:
    return ReportedFigure(target="1-1", **amounts)


@pytest.mark.parametrize(
    ("target", "amounts", "expected"),
    [
        (SHARE, {"numerator": "2", "denominator": "3"}, Bullet("66.7", "90")),
        (SHARE, {"value": "100", "unit": "%"}, Bullet("100", "90")),
        (OPEN, {"numerator": "1", "denominator": "2"}, Bullet("50", "")),
        (TEAMS, {"numerator": "18", "denominator": "26"}, Bullet("69.2", "100")),
        (SHARE, {"numerator": "0", "denominator": "0"}, None),
        (SHARE, {"value": "90", "unit": "%", "qualifier": "nearly"}, None),
        (SHARE, {"value": "120", "unit": "%"}, None),
        (NONE, {"value": "0"}, None),
    ],
)
def test_a_chart_shows_the_share_and_the_level_it_is_held_against(
    target: Target, amounts: dict[str, str], expected: Bullet | None
) -> None:
    assert bullet(target, figure(**amounts)) == expected
