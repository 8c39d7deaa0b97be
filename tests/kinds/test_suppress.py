"""A total must not give away a suppressed part."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bulletin.kinds.suppress import Cell, is_given_away, withheld_beside


def cell(key: str, amount: int, withheld: bool = False) -> Cell:
    return Cell(key, Decimal(amount), withheld, small=withheld and 1 <= amount <= 4)


def test_one_withheld_part_is_what_the_total_lacks() -> None:
    cells = [cell("xa-1", 3, withheld=True), cell("xa-2", 12), cell("xa-3", 7)]
    assert is_given_away(cells)
    assert withheld_beside(cells) == {"xa-3"}


def test_two_ones_are_known_by_their_sum() -> None:
    cells = [cell("a", 1, withheld=True), cell("b", 1, withheld=True), cell("c", 9)]
    assert withheld_beside(cells) == {"c"}


def test_what_already_hides_each_other_needs_nothing_more() -> None:
    cells = [cell("a", 1, withheld=True), cell("b", 3, withheld=True), cell("c", 9)]
    assert withheld_beside(cells) == frozenset()


def test_a_total_of_zero_gives_no_one_away() -> None:
    cells = [cell("a", 0, withheld=True), cell("b", 0)]
    assert withheld_beside(cells) == frozenset()


def test_where_nothing_else_can_be_withheld_the_total_must_be() -> None:
    assert withheld_beside([cell("a", 3, withheld=True)]) is None
    assert withheld_beside([cell("a", 3, withheld=True), cell("b", 0)]) is None


@given(st.lists(st.tuples(st.integers(0, 8), st.booleans()), min_size=1, max_size=5))
def test_whoever_knows_the_total_cannot_work_out_a_small_count(
    rows: list[tuple[int, bool]],
) -> None:
    """An attacker tries every way in which the hidden cells may add up to the rest."""
    cells = [
        cell(f"xa-{n}", amount, hide and 1 <= amount <= 4) for n, (amount, hide) in enumerate(rows)
    ]
    more = withheld_beside(cells)
    if more is None:
        return
    hidden = [c for c in cells if c.withheld or c.key in more]
    rest = int(sum(c.amount for c in hidden))
    ranges = [range(1, 5) if c.small and c.withheld else range(0, rest + 1) for c in hidden]
    ways = [way for way in product(*ranges) if sum(way) == rest]
    for place, hidden_cell in enumerate(hidden):
        if hidden_cell.small:
            assert len({way[place] for way in ways}) > 1
