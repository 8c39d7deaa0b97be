"""What award decisions promise: the order of law on the day, a revocation that says how."""

from __future__ import annotations

from datetime import date

import pytest

from bulletin.kinds import award as awards
from bulletin.kinds.award import AwardCategory, AwardForm, Rank, rank_of

IN_FORCE = date(2024, 1, 1)
CATEGORIES = list(AwardCategory)


def test_every_form_has_one_place_in_the_order_of_law() -> None:
    ranks = [rank_of(form, IN_FORCE) for form in AwardForm]
    assert None not in ranks
    assert len({rank.place for rank in ranks if rank}) == len(AwardForm)


def test_titles_stand_before_commendations_and_those_before_encouragement() -> None:
    ordered = sorted(awards.ORDER, key=lambda rank: rank.place)
    places = [CATEGORIES.index(rank.category) for rank in ordered]
    assert places == sorted(places)
    forms = [rank.form for rank in ordered]
    assert forms.index(AwardForm.CERTIFICATE_OF_MERIT) < forms.index(AwardForm.CERTIFICATE)
    assert forms.index(AwardForm.ORDER) < forms.index(AwardForm.CERTIFICATE_OF_MERIT)
    assert forms[-2:] == [AwardForm.LETTER, AwardForm.PRAISE]


@pytest.mark.parametrize(("day", "known"), [(date(2023, 12, 31), False), (IN_FORCE, True)])
def test_the_order_holds_from_the_day_the_law_is_in_force(day: date, known: bool) -> None:
    assert (rank_of(AwardForm.CERTIFICATE, day) is not None) is known


def test_a_change_of_the_law_is_a_new_row_and_an_end_on_the_old_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = Rank(AwardCategory.COMMENDATION, AwardForm.LETTER, 8, IN_FORCE, date(2026, 6, 30))
    new = Rank(AwardCategory.COMMENDATION, AwardForm.LETTER, 3, date(2026, 7, 1))
    monkeypatch.setattr(awards, "ORDER", (old, new))
    assert rank_of(AwardForm.LETTER, date(2026, 6, 30)) is old
    assert rank_of(AwardForm.LETTER, date(2026, 7, 1)) is new
    assert rank_of(AwardForm.PRAISE, date(2026, 7, 1)) is None
