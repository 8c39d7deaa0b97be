"""Entries of a workbook in, files in content/ out: all or nothing, and twice is the same as once.

Before anything is moved into place, all content is loaded together with the new entries as a build
would load it: what was wrong before is nobody's fault here, what the entries make wrong is refused.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.intake.entries import Made, entries
from bulletin.intake.names import Names
from bulletin.intake.revising import Draft, Note, Refused, draft_of, revised, says_the_same
from bulletin.intake.rows import Mistake, at, fill
from bulletin.intake.sheets import Sheet
from bulletin.intake.written import Node as Told
from bulletin.intake.written import Value
from bulletin.kinds import Campaign, Entry, Locality, Organisation
from bulletin.kinds._read import read_entry
from bulletin.load import load_bulletin, read_library
from bulletin.moving import put
from bulletin.problems import ContentError, Problem
from bulletin.settings import Settings
from bulletin.source import parse_source
from bulletin.trial import trial

_NAMED = {
    "campaign": Campaign.KIND,
    "commune": Locality.KIND,
    "unit": Locality.KIND,
    "decided_by": Organisation.KIND,
}
"""The fields whose entries tell whether all of it is invented."""

Shelves = Mapping[str, Mapping[str, Entry]]


@dataclass(frozen=True)
class Placed:
    """What an import did: names of files that are new, replaced, and as they were."""

    new: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    elsewhere: int = 0
    """Mistakes in other content, which were there before."""


class IntakeError(Exception):
    """The workbook cannot be taken in; every reason, in the order of the sheets."""

    def __init__(self, mistakes: Iterable[Mistake], problems: Iterable[Problem] = ()) -> None:
        self.mistakes, self.problems = tuple(sorted(set(mistakes))), tuple(problems)
        super().__init__("\n".join(mistake.told("") for mistake in self.mistakes))


def take(
    sheets: tuple[Sheet, ...],
    project: Path,
    settings: Settings,
    *,
    dry: bool = False,
    note: Note | None = None,
) -> Placed:
    """Take a workbook's sheets into a project's content/; raises IntakeError, nothing written then.

    `note` is what readers are told where an entry that is published already changes.
    """
    library, _ = read_library(project / "content", settings)
    now = library.now
    stamp = f"{now.day:02}/{now.month:02}/{now.year} {now.hour or 0:02}:{now.minute or 0:02}"
    drafts = _drafts(sheets, library.shelves, stamp)
    new, replaced, same = _sorted_out(drafts, project, library.shelves, stamp, note)
    elsewhere = 0
    if new or replaced:
        elsewhere = _check_all(project, settings, [*new, *replaced])
        if not dry:
            put(project, {one.name: one.text.encode() for one in (*new, *replaced)})
    names = [tuple(one.name for one in group) for group in (new, replaced, same)]
    return Placed(names[0], names[1], names[2], elsewhere)


def _drafts(sheets: tuple[Sheet, ...], shelves: Shelves, stamp: str) -> list[Draft]:
    """Return the files that the sheets make; raises IntakeError with every mistake in them."""
    mistakes: list[Mistake] = []
    filled = list(fill(sheets, mistakes))
    if not filled:
        mistakes.append(_no_table(sheets))
    made = entries(filled, Names(shelves), stamp, mistakes)
    drafts = [draft_of(_as_real(one, shelves)) for one in made]
    told = {(mistake.sheet, mistake.row) for mistake in mistakes}
    mistakes += [
        mistake
        for one in drafts
        for mistake in _field_mistakes(one)
        if (mistake.sheet, mistake.row) not in told  # it follows from what is wrong there already
    ]
    if mistakes:
        raise IntakeError(mistakes)
    return drafts


def _sorted_out(
    drafts: list[Draft], project: Path, shelves: Shelves, stamp: str, note: Note | None
) -> tuple[list[Draft], list[Draft], list[Draft]]:
    """Return which are new, which change a file, which say what stands; raises IntakeError."""
    new, replaced, same, mistakes = [], [], [], []
    for one in drafts:
        there = shelves[one.made.kind.KIND].get(one.made.slug)
        # Editors may have moved it into a folder of its own.
        draft = replace(one, name=there.file) if there is not None else one
        path = project / draft.name
        try:
            if not path.exists():
                new.append(draft)
            elif says_the_same(path, draft):
                same.append(draft)
            else:
                replaced.append(revised(path, draft, stamp, note))
        except Refused as refused:
            line = draft.made.line
            where = (draft.made.sheet, line, 0, f"hàng {line}", "")
            mistakes.append(Mistake(*where, refused.what, refused.mend))
    if mistakes:
        raise IntakeError(mistakes)
    return new, replaced, same


def _as_real(made: Made, shelves: Shelves) -> Made:
    """Return an entry as invented as what it speaks of: sample data names nothing real."""
    sample = any(
        isinstance(said := made.tree.get(key), Value)
        and (named := shelves[kind].get(said.text)) is not None
        and named.sample
        for key, kind in _NAMED.items()
    )
    if not sample:
        return made
    first = ("status", "published_at")
    tree: dict[str, Told] = {key: made.tree[key] for key in first if key in made.tree}
    tree["sample"] = Value("true")
    return replace(made, tree={**tree, **made.tree})


def _field_mistakes(one: Draft) -> list[Mistake]:
    """Return what the fields' own declarations refuse, told of the cells."""
    tree = parse_source(one.text.encode(), one.name)
    read = (
        [tree]
        if isinstance(tree, Problem)
        else read_entry(one.made.kind, tree, one.made.slug, one.name)
    )
    return [_at_cell(one, problem) for problem in read] if isinstance(read, list) else []


def _at_cell(one: Draft, problem: Problem) -> Mistake:
    """Return a problem of a line as a mistake of the cell behind it."""
    number = min(problem.line, len(one.behind)) - 1
    behind = one.behind[number] if number >= 0 else None
    if behind is not None and behind.cell is not None:
        return at(behind.sheet, behind.cell, behind.column, problem.what, problem.mend)
    heading = behind.column.heading if behind is not None and behind.column else ""
    row = one.made.line
    return Mistake(one.made.sheet, row, 0, f"hàng {row}", heading, problem.what, problem.mend)


def _no_table(sheets: tuple[Sheet, ...]) -> Mistake:
    names = ", ".join(f"“{sheet.name}”" for sheet in sheets)
    return Mistake(
        "", 0, 0, "", "", f"không trang nào có bảng để nhập (các trang: {names})",
        "Dùng mẫu: python scripts/import.py mau; hàng tiêu đề phải có đủ tên các cột",
    )  # fmt: skip


def _check_all(project: Path, settings: Settings, drafts: list[Draft]) -> int:
    """Load all content with the new files in it; raises IntakeError with what they make wrong.

    Return how many mistakes there were before.
    """
    by_name = {one.name: one for one in drafts}
    with trial(project) as copy:
        put(copy, {one.name: one.text.encode() for one in drafts})
        after = _problems(copy, settings)
    before = _problems(project, settings) if after else ()
    known = Counter((problem.file, problem.what) for problem in before)
    fresh = []
    for problem in after:
        if known[problem.file, problem.what]:
            known[problem.file, problem.what] -= 1
        else:
            fresh.append(problem)
    if fresh:
        own = [problem for problem in fresh if problem.file in by_name]
        others = [problem for problem in fresh if problem.file not in by_name]
        raise IntakeError([_at_cell(by_name[problem.file], problem) for problem in own], others)
    return len(before)


def _problems(project: Path, settings: Settings) -> tuple[Problem, ...]:
    try:
        load_bulletin(project / "content", settings)
    except ContentError as error:
        return error.problems
    return ()
