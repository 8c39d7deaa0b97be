"""The algebra of targets: what a figure comes to, and what no figure can change."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bulletin.dates import Day
from bulletin.kinds.compare import Compared, Outcome, Range, compare, either, every
from bulletin.kinds.result import Qualifier, ReportedFigure
from bulletin.kinds.target import Operator, Target

DAY = Day(2025, 6, 30)
MET, NOT_MET, NO_CASE = Outcome.MET, Outcome.NOT_MET, Outcome.NO_CASE
NO_REPORT, NO_BASIS, NO_OPERATOR = Outcome.NO_REPORT, Outcome.NO_BASIS, Outcome.NO_OPERATOR
IMPRECISE = Outcome.IMPRECISE


def target(**fields: Any) -> Target:
    return Target(as_printed="Một chỉ tiêu", **fields)


def figure(**fields: Any) -> ReportedFigure:
    return ReportedFigure(target="1-1", **{key: str(value) for key, value in fields.items()})


def outcome(wanted: Target, *figures: ReportedFigure, summed: bool = False) -> Outcome:
    return compare(wanted, figures, DAY, summed=summed).outcome


SHARE = {"unit": "%", "denominator": "tổng số vụ việc"}


@pytest.mark.parametrize(
    ("operator", "value", "numerator", "denominator", "expected"),
    [
        ("at_least", "80", 8, 10, MET),
        ("at_least", "80", 79, 100, NOT_MET),
        ("more_than", "90", 9, 10, NOT_MET),
        ("more_than", "90", 91, 100, MET),
        ("equal", "100", 45, 45, MET),
        ("equal", "100", 44, 45, NOT_MET),
        ("at_most", "5", 1, 20, MET),
        ("at_most", "5", 1, 19, NOT_MET),
        ("at_least", "66.7", 2, 3, NOT_MET),  # 66,66…: shares are never rounded
        ("at_least", "80", 0, 0, NO_CASE),
        ("unspecified", "80", 100, 100, NO_OPERATOR),
    ],
)
def test_a_share_is_held_against_its_level_exactly(
    operator: str, value: str, numerator: int, denominator: int, expected: Outcome
) -> None:
    wanted = target(operator=operator, value=value, **SHARE)
    assert outcome(wanted, figure(numerator=numerator, denominator=denominator)) is expected


@pytest.mark.parametrize(
    ("wanted", "reported", "expected"),
    [
        ({"operator": "none", "unit": "vụ"}, {"value": 0}, MET),
        ({"operator": "none", "unit": "vụ"}, {"value": 1}, NOT_MET),
        ({"operator": "none", "unit": "cơ sở"}, {"numerator": 0, "denominator": 12}, MET),
        ({"operator": "none", "unit": "cơ sở"}, {"numerator": 1, "denominator": 12}, NOT_MET),
        ({"operator": "none", "unit": "cơ sở"}, {"numerator": 0, "denominator": 0}, NO_CASE),
        ({"operator": "at_least", "value": "1", "unit": "mô hình"}, {"value": 2}, MET),
        ({"operator": "at_least", "value": "1", "unit": "mô hình"}, {"value": 0}, NOT_MET),
        ({"operator": "qualitative"}, {"value": 1}, NO_OPERATOR),
    ],
)
def test_counts_are_held_against_their_level(
    wanted: dict[str, str], reported: dict[str, int], expected: Outcome
) -> None:
    assert outcome(target(**wanted), figure(**reported)) is expected


@pytest.mark.parametrize(
    ("operator", "value", "now", "before", "expected"),
    [
        ("reduce_by_at_least", "7", 93, 100, MET),
        ("reduce_by_at_least", "7", 94, 100, NOT_MET),
        ("reduce_by", "10", 85, 100, MET),
        ("reduce_by", "10", 91, 100, NOT_MET),
        ("reduce", None, 99, 100, MET),
        ("reduce", None, 100, 100, NOT_MET),
        ("reduce", None, 0, 0, NO_CASE),
        ("reduce", None, 1, 0, NOT_MET),
        ("reduce_by_at_least", "7", 93, None, IMPRECISE),
    ],
)
def test_a_reduction_counts_from_its_baseline(
    operator: str, value: str | None, now: int, before: int | None, expected: Outcome
) -> None:
    level = {"value": value} if value else {}
    base = {} if before is None else {"baseline": before}
    wanted = target(operator=operator, unit="vụ" if value is None else "%", **level)
    assert outcome(wanted, figure(value=now, **base)) is expected


def test_a_reduction_printed_in_percent_needs_no_baseline() -> None:
    wanted = target(operator="reduce_by_at_least", value="7", unit="%")
    assert outcome(wanted, figure(value="7,5", unit="%")) is MET
    assert outcome(wanted, figure(value="6,9", unit="%")) is NOT_MET


def test_after_its_basis_has_gone_a_target_is_not_judged_and_says_why() -> None:
    gone = "Công an cấp huyện kết thúc hoạt động từ ngày 01/3/2025"
    wanted = target(
        operator="at_least", value="1", unit="mô hình",
        assessable_until="28/02/2025", assessable_note=gone,
    )  # fmt: skip
    late = compare(wanted, [figure(value=5)], Day(2025, 3, 1))
    assert late == Compared(NO_BASIS, gone)
    assert compare(wanted, [figure(value=5)], Day(2025, 2, 28)).outcome is MET


def test_what_a_report_leaves_out_is_no_failure() -> None:
    wanted = target(operator="at_least", value="80", unit="%")
    assert outcome(wanted) is NO_REPORT
    assert outcome(wanted, ReportedFigure(target="1-1", unknown=("value",))) is NO_REPORT


def test_where_nothing_happened_the_condition_tells_what_was_waited_for() -> None:
    wanted = target(operator="equal", value="100", unit="%", condition="khi được huy động")
    found = compare(wanted, [figure(numerator=0, denominator=0)], DAY)
    assert found == Compared(NO_CASE, "mẫu số bằng 0: khi được huy động")


EITHER = {
    "any_of": (
        {"indicator": "việc tốt", "operator": "at_least", "value": "1", "unit": "việc tốt"},
        {"indicator": "người", "operator": "at_least", "value": "1", "unit": "cá nhân"},
    )
}
BOTH = {"all_of": EITHER["any_of"]}


def test_a_target_for_each_team_is_met_when_every_team_did() -> None:
    wanted = target(**EITHER, per={"subject": "Tổ", "period": "month"})
    assert outcome(wanted, figure(numerator=26, denominator=26)) is MET
    assert outcome(wanted, figure(numerator=18, denominator=26)) is NOT_MET
    assert outcome(wanted, figure(numerator=0, denominator=0)) is NO_CASE


def test_either_or_and_all_of_are_judged_part_by_part() -> None:
    one, none = figure(value=1, part=1), figure(value=0, part=2)
    assert outcome(target(**EITHER), one, none) is MET
    assert outcome(target(**BOTH), one, none) is NOT_MET
    assert outcome(target(**EITHER), none) is NO_REPORT
    assert outcome(target(**EITHER), one) is MET
    assert outcome(target(**BOTH), one) is NO_REPORT


def test_a_total_of_several_areas_says_nothing_of_each() -> None:
    wanted = target(operator="at_least", value="1", unit="mô hình", per={"area": "mỗi xã"})
    assert outcome(wanted, figure(value=9), summed=True) is IMPRECISE
    assert outcome(wanted, figure(value=9)) is MET
    none = target(operator="none", unit="vụ", per={"area": "trên địa bàn"})
    assert outcome(none, figure(value=0), summed=True) is MET


@pytest.mark.parametrize(
    ("qualifier", "value", "expected"),
    [
        ("more_than", "80", MET),
        ("at_least", "80", MET),
        ("nearly", "80", NOT_MET),
        ("nearly", "95", IMPRECISE),
        ("more_than", "70", IMPRECISE),
    ],
)
def test_hon_gan_it_nhat_decide_only_what_they_can(
    qualifier: str, value: str, expected: Outcome
) -> None:
    wanted = target(operator="at_least", value="80", unit="%")
    assert outcome(wanted, figure(value=value, unit="%", qualifier=qualifier)) is expected


amounts = st.decimals(min_value=0, max_value=1000, places=2)
RISING = [Operator.AT_LEAST, Operator.MORE_THAN]
FALLING = [Operator.AT_MOST, Operator.NONE]


@given(st.sampled_from(RISING + FALLING), amounts, amounts, amounts)
def test_a_better_figure_never_turns_met_into_not_met(
    operator: Operator, level: Decimal, one: Decimal, other: Decimal
) -> None:
    value = {} if operator is Operator.NONE else {"value": str(level)}
    wanted = target(operator=operator.value, unit="vụ", **value)
    worse, better = sorted((one, other), reverse=operator in FALLING)
    if outcome(wanted, figure(value=worse)) is MET:
        assert outcome(wanted, figure(value=better)) is MET


@given(amounts, amounts, amounts, amounts)
def test_the_less_there_is_now_the_more_was_reduced(
    level: Decimal, one: Decimal, other: Decimal, before: Decimal
) -> None:
    assume(before > 0)
    wanted = target(operator="reduce_by_at_least", unit="%", value=str(level))
    more, less = max(one, other), min(one, other)
    if outcome(wanted, figure(value=more, baseline=before)) is MET:
        assert outcome(wanted, figure(value=less, baseline=before)) is MET


@given(st.integers(0, 500), st.integers(1, 500), amounts, st.sampled_from(RISING))
def test_a_share_is_judged_as_its_fraction(
    numerator: int, denominator: int, level: Decimal, operator: Operator
) -> None:
    assume(numerator <= denominator)
    wanted = target(operator=operator.value, value=str(level), unit="%")
    exact = Fraction(numerator * 100, denominator)
    reached = exact >= Fraction(level) if operator is Operator.AT_LEAST else exact > level
    found = outcome(wanted, figure(numerator=numerator, denominator=denominator))
    assert found is (MET if reached else NOT_MET)


outcomes = st.lists(
    st.sampled_from([MET, NOT_MET, NO_CASE, NO_REPORT]).map(Compared), min_size=1, max_size=5
)


@given(outcomes)
def test_parts_may_be_reported_in_any_order(parts: list[Compared]) -> None:
    for combine in (either, every):
        assert len({combine(list(order)).outcome for order in permutations(parts)}) == 1


@given(outcomes)
def test_either_and_every_mirror_each_other(parts: list[Compared]) -> None:
    swap = {MET: NOT_MET, NOT_MET: MET}
    mirrored = [Compared(swap.get(part.outcome, part.outcome)) for part in parts]
    there = every(mirrored).outcome
    assert either(parts).outcome is swap.get(there, there)


@given(amounts, amounts, st.sampled_from(Qualifier))
def test_a_rough_figure_never_contradicts_any_figure_it_may_stand_for(
    printed: Decimal, true: Decimal, qualifier: Qualifier
) -> None:
    fits = {
        Qualifier.EXACTLY: true == printed,
        Qualifier.MORE_THAN: true > printed,
        Qualifier.AT_LEAST: true >= printed,
        Qualifier.NEARLY: true < printed,
    }[qualifier]
    assume(fits)
    for bound in (printed, true, Decimal(80)):
        for strictly in (True, False):
            rough = Range.of(Fraction(printed), qualifier).is_above(
                Fraction(bound), strictly=strictly
            )
            exact = Range.of(Fraction(true)).is_above(Fraction(bound), strictly=strictly)
            assert rough is None or rough == exact
