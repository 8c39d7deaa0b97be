"""What results promise: percentages from their parts only, and one address a report."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bulletin.kinds import Result
from bulletin.kinds.result import ReportedFigure
from project import RESULT, Project


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        ("45", "50", Decimal(90)),
        ("0", "50", Decimal(0)),
        ("7", "7", Decimal(100)),
        ("0", "0", None),
    ],
)
def test_a_percentage_comes_from_its_parts(
    numerator: str, denominator: str, percent: Decimal | None
) -> None:
    figure = ReportedFigure(target="4.1-1", numerator=numerator, denominator=denominator)
    assert figure.percent == percent


def test_a_value_alone_is_no_percentage_to_roll_up() -> None:
    assert ReportedFigure(target="4.1-1", value="86", unit="%").percent is None


def test_a_figure_that_the_report_leaves_out_says_so() -> None:
    assert ReportedFigure(target="4.1-1", unknown=("value",)).value is None


@pytest.mark.parametrize(
    ("kind", "end", "page"),
    [
        ("kind: monthly\n", "2025-01", "ket-qua/thang/2025-01/"),
        ("kind: phase\nphase: 1\n", "dot-1", "ket-qua/dot-1/"),
        ("kind: final\n", "tong-ket", "ket-qua/tong-ket/"),
    ],
)
def test_a_report_stands_on_its_units_row_of_the_campaigns_page(
    project: Project, kind: str, end: str, page: str
) -> None:
    campaign = project.root / "content/campaigns/minh-hoa-2024.yml"
    campaign.write_text(campaign.read_text("utf-8") + "phases: [{number: 1}]\n", "utf-8")
    slug = f"minh-hoa-2024-xa-minh-hoa-1-{end}"
    text = RESULT.replace("kind: monthly\n", kind) + "unit: xa-minh-hoa-1\n"
    project.write({f"content/results/{slug}.yml": text})
    result = project.load().get(Result, slug)
    assert result is not None
    assert result.page == page
    assert result.path == f"phong-trao/minh-hoa-2024/{page}#xa-minh-hoa-1"
