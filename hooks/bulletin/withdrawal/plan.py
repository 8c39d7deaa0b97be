"""What to take down in, every change that needs out, and every place a person must mend first.

Nothing is written here. What is tied to a person by a field (a mention, a picture of them, the
register) is changed by machine; a name in running text is told with file and line, since a machine
would leave a sentence that still points at its person.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from re import Pattern
from typing import Any

from bulletin.approval import files_of
from bulletin.checks import Library
from bulletin.checks.people import mentions
from bulletin.dates import Day
from bulletin.editing import replaced, with_key
from bulletin.kinds import Entry, Exemplar, Person, Status
from bulletin.kinds.person import Basis, Mention
from bulletin.problems import Problem
from bulletin.source import Place, node_at, plain
from bulletin.text import fold
from bulletin.withdrawal.tombstone import NAMELESS, NOBODY, tombstone, typed
from bulletin.withdrawal.traces import lines_with, pattern_of, replaced_in

NOTE = "Gỡ theo yêu cầu"
NOTE_OF_PERSON = "Gỡ thông tin theo yêu cầu"
_SHOWN = ("pictures", "recordings")
_TEXTS = (".yml", ".md", ".vtt", ".txt")


@dataclass
class Plan:
    """All that a removal does: files to write, files to delete, names that must be gone."""

    project: Path
    names: tuple[str, ...]
    writes: dict[Path, str] = field(default_factory=dict)
    deletes: set[Path] = field(default_factory=set)
    standing: list[Problem] = field(default_factory=list)
    entries: set[str] = field(default_factory=set)
    """What is changed, as `kind/slug`."""

    @cached_property
    def pattern(self) -> Pattern[str]:
        """What finds the names in folded text."""
        return pattern_of(self.names)

    def text(self, path: Path) -> str:
        """Return what a file will say."""
        return self.writes.get(path) or path.read_text("utf-8-sig")

    def look_for_the_rest(self, say: str | None) -> None:
        """Note where the names still stand; `say` is what running text shall say instead."""
        for path in _all_texts(self.project):
            name = path.relative_to(self.project).as_posix()
            if path in self.deletes:
                continue
            if self.pattern.search(fold(path.stem)):
                self.standing.append(
                    Problem(name, 1, "tên tệp chứa họ tên ấy", "Đổi tên tệp theo việc")
                )
            if path.suffix not in _TEXTS:
                continue
            text = self.text(path)
            if say is not None and any(lines_with(text, self.pattern)):
                text = self.writes[path] = replaced_in(text, self.pattern, say)
            for line in sorted(set(lines_with(text, self.pattern))):
                mend = "Sửa câu ấy để không còn nhận ra ai, hoặc gỡ cả mục này"
                self.standing.append(Problem(name, line, "còn họ tên ấy", mend))


def _all_texts(project: Path) -> Iterator[Path]:
    """Yield all that staff wrote or put there."""
    for folder in ("content", "docs"):
        for path in sorted((project / folder).rglob("*")):
            if path.is_file() and "content/schema/" not in path.as_posix():
                yield path
    yield project / "mkdocs.yml"


def plan_for_entry(
    library: Library, project: Path, entry: Entry, on: Day, *, keep_text: bool, others: bool
) -> Plan:
    """Return how to take down an entry and whom it names, save people named for their office.

    `others` lets what other entries say of the same people stand.
    """
    names = {} if keep_text or others else _named_in(entry, library)
    plan = Plan(project, tuple(names))
    path = project / entry.file
    plan.entries.add(f"{entry.KIND}/{entry.slug}")
    if keep_text:
        note = {"date": typed(on), "kind": "removal", "note": NOTE}
        changes = [*(plain(node) if (node := node_at(entry.tree, ("changes",))) else []), note]  # type: ignore[misc]
        text = with_key(path.read_text("utf-8-sig"), "changes", changes)
        plan.writes[path] = with_key(text, "status", "withdrawn")
    else:
        plan.writes[path] = tombstone(entry, on, NOTE)
        _drop_files(plan, library, files_of(entry), {path})
        for slug in filter(None, names.values()):
            _hide_in_register(plan, library.shelves[Person.KIND][slug], on)
    if names:
        plan.look_for_the_rest(None)
    return plan


def _named_in(entry: Entry, library: Library) -> dict[str, str | None]:
    """Return whom an entry names other than for an office: names, with their slug in the register."""
    found: dict[str, str | None] = {}
    for _, mention in mentions(entry):
        who = library.shelves[Person.KIND].get(mention.person or "", mention)
        assert isinstance(who, Person | Mention)
        if who.full_name and who.basis is not Basis.OFFICE:
            found[who.full_name] = mention.person
    return found


def plan_for_person(library: Library, project: Path, name: str, on: Day, say: str | None) -> Plan:
    """Return how to take down every mention of a person, by the full name."""
    plan = Plan(project, (name,))
    wanted = fold(name).split()
    register = {
        person.slug for person in library.all(Person) if fold(person.full_name).split() == wanted
    }
    for slug in sorted(register):
        _hide_in_register(plan, library.shelves[Person.KIND][slug], on)
    for entry in library.every():
        if not isinstance(entry, Person):
            _take_out(plan, library, entry, wanted, register, on)
    plan.look_for_the_rest(say)
    return plan


def _hide_in_register(plan: Plan, person: Entry, on: Day) -> None:
    """Leave of a register's entry its slug, which others refer to, and that nothing is printed.

    The day stands with it: whatever names the person is told anew to those who follow the feeds.
    """
    days = [*(change.date for change in person.changes), on]
    notes = [{"date": typed(day), "kind": "update", "note": NOTE_OF_PERSON} for day in days]
    kept: dict[str, Any] = {**NAMELESS, "changes": notes}
    if person.sample:
        kept["sample"] = "true"
    text = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in kept.items()
    )
    plan.writes[plan.project / person.file] = text.replace('"true"', "true")
    plan.entries.add(f"{person.KIND}/{person.slug}")


def _take_out(
    plan: Plan, library: Library, entry: Entry, wanted: list[str], register: set[str], on: Day
) -> None:
    """Change one entry that has to do with the person."""
    found = [
        (place, mention)
        for place, mention in mentions(entry)
        if mention.person in register or fold(mention.full_name or "").split() == wanted
    ]
    if not found:
        return
    path = plan.project / entry.file
    plan.entries.add(f"{entry.KIND}/{entry.slug}")
    if (
        isinstance(entry, Exemplar)
        and len(found) >= len(entry.people)
        and entry.status is not Status.WITHDRAWN
    ):
        told = [place for place, _ in found if place[0] == "people"]
        if len(told) == len(entry.people):  # the story is this person's alone
            plan.writes[path] = tombstone(entry, on, NOTE)
            _drop_files(plan, library, files_of(entry), {path})
            return
    text = plan.text(path)
    shown = {place[:2] for place, _ in found if place[0] in _SHOWN}
    for place, mention in found:
        if mention.full_name and place[:2] not in shown:
            text = replaced(text, place, NAMELESS)
    for block in _SHOWN:
        gone = {int(place[1]) for place in shown if place[0] == block}
        if gone:
            text = _without_items(text, entry, block, gone)
    if entry.status is Status.PUBLISHED:
        text = _noted(text, entry, on)
    plan.writes[path] = text
    before = {name for place in shown for name in _files_at(entry, place)}
    _drop_files(plan, library, before, set())


def _noted(text: str, entry: Entry, on: Day) -> str:
    """Return the text with a dated note: feed readers ask for an item anew only if it has changed,
    and would keep the name.
    """
    node = node_at(entry.tree, ("changes",))
    before = plain(node) if node else []
    assert isinstance(before, list)
    note = {"date": typed(on), "kind": "update", "note": NOTE_OF_PERSON}
    return with_key(text, "changes", [*before, note])


def _without_items(text: str, entry: Entry, block: str, gone: set[int]) -> str:
    """Return the text without some pictures or recordings of an entry."""
    node = node_at(entry.tree, (block,))
    assert node is not None
    items = plain(node)
    assert isinstance(items, list)
    return replaced(
        text, (block,), [item for number, item in enumerate(items) if number not in gone]
    )


def _files_at(entry: Entry, place: Place) -> Iterable[str]:
    node = node_at(entry.tree, place)
    held = plain(node) if node else {}
    assert isinstance(held, dict)
    return (str(held[key]) for key in ("file", "poster", "captions") if key in held)


def _drop_files(plan: Plan, library: Library, names: Iterable[str], but: set[Path]) -> None:
    """Delete files in media/ that nothing else shows any more."""
    for name in names:
        path = library.media / name
        if not path.is_file():
            continue
        users = [
            entry
            for entry in library.every()
            if plan.project / entry.file not in but
            and name in files_of(entry)
            and name in plan.text(plan.project / entry.file)
        ]
        if not users:
            plan.deletes.add(path)


__all__ = ["NOBODY", "Plan", "plan_for_entry", "plan_for_person"]
