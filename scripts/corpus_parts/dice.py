"""Chance that falls alike on every machine: only `random.Random.random`, whose course is promised."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """One stream of chance; its name and the seed settle everything that comes out of it."""

    def __init__(self, *name: object) -> None:
        self._roll = random.Random("/".join(map(str, name))).random

    def upto(self, end: int) -> int:
        """Return a number from 0 to `end` - 1."""
        return int(self._roll() * end)

    def number(self, low: int, high: int) -> int:
        """Return a number from `low` to `high`, both included."""
        return low + self.upto(high - low + 1)

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items."""
        return items[int(self._roll() * len(items))]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Return that many different items (or all there are), in random order."""
        left = list(items)
        return [left.pop(self.upto(len(left))) for _ in range(min(count, len(left)))]

    def chance(self, share: float) -> bool:
        """Return True in that share of cases."""
        return self._roll() < share

    def day(self, start: date, end: date) -> date:
        """Return a day from `start` to `end`, both included."""
        return start + timedelta(days=self.upto((end - start).days + 1))

    def moments(self, start: date, end: date, count: int) -> list[datetime]:
        """Return that many moments of working hours, oldest first."""
        days = sorted(self.day(start, end) for _ in range(count))
        return sorted(self.moment(day) for day in days)

    def moment(self, day: date) -> datetime:
        """Return a moment of that day at which an office may publish."""
        return datetime.combine(day, time(self.number(6, 20), self.upto(60)))
