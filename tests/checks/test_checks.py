"""What the table of checks promises: every rule that is written is also run."""

from __future__ import annotations

import importlib
import pkgutil

import bulletin.checks
from bulletin.checks import CHECKS


def test_every_check_is_in_the_table_once() -> None:
    written = set()
    for module in pkgutil.iter_modules(bulletin.checks.__path__):
        found = vars(importlib.import_module(f"bulletin.checks.{module.name}"))
        written |= {rule for name, rule in found.items() if name.startswith("check_")}
    assert set(CHECKS) == written
    assert len(CHECKS) == len(written)


def test_every_check_says_its_rule() -> None:
    assert all(check.__doc__ for check in CHECKS)
