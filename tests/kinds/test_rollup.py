"""Adding up reports: from their own figures, in any order, in any grouping."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.dates import Day
from bulletin.kinds.compare import Outcome
from bulletin.kinds.result import ReportedFigure
from bulletin.kinds.rollup import Tally, compare_tally, summed_figure, tally
from bulletin.kinds.target import Target

DAY = Day(2025, 6, 30)
SHARE = Target(as_printed="80%", operator="at_least", value="80", unit="%")
COUNT = Target(as_printed="không để xảy ra", operator="none", unit="vụ")
EACH = Target(
    as_printed="mỗi xã một mô hình", operator="at_least", value="1", unit="mô hình",
    per={"area": "mỗi xã"},
)  # fmt: skip

Reports = list[tuple[list[ReportedFigure], Day]]
"""What speaks for one place."""
NONE: Reports = []


def share(numerator: int, denominator: int) -> Reports:
    parts = {"numerator": str(numerator), "denominator": str(denominator)}
    return [([ReportedFigure(target="1-1", **parts)], DAY)]


def value(amount: Any, **more: str) -> Reports:
    return [([ReportedFigure(target="1-1", value=str(amount), **more)], DAY)]


def test_percentages_come_from_sums_and_are_never_averaged() -> None:
    total = tally(SHARE, [share(1, 1), share(0, 99)])
    assert (total.numerator, total.denominator) == (1, 100)
    assert compare_tally(SHARE, "1-1", total, DAY).outcome is Outcome.NOT_MET


def test_a_place_without_a_report_is_missing_and_not_zero() -> None:
    total = tally(SHARE, [share(8, 10), NONE])
    assert (total.reported, total.places, total.numerator, total.denominator) == (1, 2, 8, 10)


def test_bare_percentages_and_rough_figures_are_not_added_up() -> None:
    assert summed_figure(SHARE, "1-1", tally(SHARE, [share(8, 10), value(90, unit="%")])) is None
    rough = tally(COUNT, [value(3, qualifier="nearly"), value(1)])
    assert compare_tally(COUNT, "1-1", rough, DAY).outcome is Outcome.IMPRECISE


def test_a_target_for_each_area_counts_the_areas_that_reached_it() -> None:
    missed = tally(EACH, [value(9), value(0), NONE])
    found = compare_tally(EACH, "1-1", missed, DAY)
    assert (found.outcome, found.reason) == (Outcome.NOT_MET, "1/3 địa bàn đạt")
    waiting = compare_tally(EACH, "1-1", tally(EACH, [value(9), NONE]), DAY)
    assert (waiting.outcome, waiting.reason) == (Outcome.NO_REPORT, "mới 1/2 địa bàn báo cáo")
    assert compare_tally(EACH, "1-1", tally(EACH, [value(9), value(1)]), DAY).outcome is Outcome.MET


def test_where_nothing_happened_anywhere_the_sum_says_so() -> None:
    total = tally(SHARE, [share(0, 0), share(0, 0)])
    assert compare_tally(SHARE, "1-1", total, DAY).outcome is Outcome.NO_CASE


def test_without_any_report_nothing_is_judged() -> None:
    assert compare_tally(SHARE, "1-1", tally(SHARE, [NONE, NONE]), DAY).outcome is Outcome.NO_REPORT


FALL = Target(as_printed="giảm 10%", operator="reduce_by_at_least", value="10", unit="%")


def fall(now: int, before: int, **more: str) -> Reports:
    return value(now, baseline=str(before), unit="vụ", **more)


def test_a_reduction_of_all_is_recomputed_from_what_was_before_and_now() -> None:
    total = tally(FALL, [fall(8, 10), fall(99, 100), NONE])
    figure = summed_figure(FALL, "1-1", total)
    assert figure is not None
    assert (figure.value, figure.baseline, figure.unit) == (107, 110, "vụ")
    found = compare_tally(FALL, "1-1", total, DAY)
    assert found.outcome is Outcome.NOT_MET  # 2.7 %, though the mean of 20 % and 1 % would do
    assert compare_tally(FALL, "1-1", tally(FALL, [fall(0, 0), fall(9, 10)]), DAY).outcome is (
        Outcome.MET
    )


@pytest.mark.parametrize(
    ("reports", "why"),
    [
        ([fall(8, 10), value(9, unit="vụ")], "có báo cáo chưa nêu con số của kỳ để so"),
        ([value(8, unit="vụ"), value(9, unit="vụ")], "báo cáo chưa nêu con số của kỳ để so"),
        ([fall(8, 10), value(20, unit="%")], "có báo cáo chỉ nêu phần trăm hoặc số xấp xỉ"),
        ([fall(8, 10), value(9, baseline="9", unit="lượt")], "các báo cáo tính bằng đơn vị khác nhau"),
        ([fall(8, 10), share(1, 2)],
         "báo cáo thì nêu bao nhiêu trên tổng số, báo cáo thì chỉ nêu một con số"),
    ],
)  # fmt: skip
def test_what_does_not_add_up_says_why(reports: list[Reports], why: str) -> None:
    found = compare_tally(FALL, "1-1", tally(FALL, reports), DAY)
    assert (found.outcome, found.reason) == (Outcome.IMPRECISE, why)


def test_a_place_made_of_several_is_judged_by_their_sum() -> None:
    # Neither has reached it, together they have: `mỗi xã một mô hình`.
    merged = [*value(0), *value(1)]
    total = tally(EACH, [merged, value(1)])
    assert (total.places, total.reported, total.met) == (2, 2, 2)
    lost = tally(SHARE, [[*share(1, 1), *share(0, 99)]])
    assert (lost.met, lost.judged) == (0, 1)


def test_a_place_whose_parts_do_not_add_up_is_judged_only_where_all_agree() -> None:
    rough = {"unit": "%", "qualifier": "more_than"}
    both = tally(SHARE, [[*value(85, **rough), *value(90, **rough)]])
    assert (both.reported, both.met, both.judged) == (1, 1, 1)
    torn = tally(SHARE, [[*value(85, **rough), *value(20, unit="%")]])
    assert (torn.reported, torn.met, torn.judged) == (1, 0, 0)
    # Two parts short of one may reach it together.
    near = tally(EACH, [[*value(1, qualifier="nearly"), *value(1, qualifier="nearly")]])
    assert (near.reported, near.judged) == (1, 0)


shares = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(
    lambda pair: share(min(pair), max(pair))
)
counts = st.decimals(min_value=0, max_value=50, places=1).map(value)
reports = st.one_of(st.just(NONE), shares, counts)


@given(st.sampled_from([SHARE, COUNT, EACH]), st.lists(reports, max_size=8), st.randoms())
def test_the_order_of_reports_changes_nothing(
    target: Target, listed: list[Reports], random: Any
) -> None:
    shuffled = list(listed)
    random.shuffle(shuffled)
    assert tally(target, shuffled) == tally(target, listed)


@given(st.sampled_from([SHARE, COUNT, EACH]), st.lists(reports, max_size=8), st.integers(0, 8))
def test_totals_of_parts_add_up_to_the_total_of_all(
    target: Target, listed: list[Reports], cut: int
) -> None:
    assert tally(target, listed[:cut]) + tally(target, listed[cut:]) == tally(target, listed)


@given(st.lists(shares, min_size=1, max_size=8))
def test_a_sum_of_shares_is_recomputed_from_its_parts(listed: list[Reports]) -> None:
    figures = [report[0][0][0] for report in listed if report]
    total = summed_figure(SHARE, "1-1", tally(SHARE, listed))
    assert total is not None
    assert total.numerator == sum(f.numerator or 0 for f in figures)
    assert total.denominator == sum(f.denominator or 0 for f in figures)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8))
def test_a_sum_of_counts_is_recomputed_from_its_parts(amounts: list[int]) -> None:
    total = summed_figure(COUNT, "1-1", tally(COUNT, [value(amount) for amount in amounts]))
    assert total is not None
    assert total.value == Decimal(sum(amounts))


def test_nothing_added_to_nothing_is_nothing() -> None:
    assert tally(SHARE, []) == Tally()
