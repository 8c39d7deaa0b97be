"""Entries of a workbook in, files in content/ out: all or nothing, and twice is the same as once.

Before anything is moved into place, all content is loaded together with the new entries as a build
would load it. A file that was imported before and not touched since may be replaced; one that
somebody has edited may not: its changes would be lost, and what is published needs a dated note.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from bulletin.intake.entries import Made, entries
from bulletin.intake.names import Names
from bulletin.intake.rows import Mistake, at, fill
from bulletin.intake.sheets import Sheet
from bulletin.intake.written import Node as Told
from bulletin.intake.written import Value, yaml_of
from bulletin.kinds import Campaign, Entry, Locality, Organisation
from bulletin.kinds._read import read_entry
from bulletin.load import load_bulletin, read_library
from bulletin.problems import ContentError, Problem
from bulletin.settings import Settings
from bulletin.source import Mapping as Tree
from bulletin.source import Node, Scalar, parse_source, read_source
from bulletin.source import Sequence as List

_HEAD = "# yaml-language-server: $schema=../schema/{kind}.json\n{mark}{digest}\n"
_MARK = "# Nhập từ Excel; sửa tệp này thì lần nhập sau sẽ không ghi đè. Dấu: "
_OWN = frozenset(("status", "published_at"))
"""What editors decide, so that a difference in it is none of the workbook's."""


_NAMED = {
    "campaign": Campaign.KIND,
    "commune": Locality.KIND,
    "unit": Locality.KIND,
    "decided_by": Organisation.KIND,
}
"""The fields whose entries tell whether all of it is invented."""


@dataclass(frozen=True)
class Placed:
    """What an import did: names of files that are new, replaced, and as they were."""

    new: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


class IntakeError(Exception):
    """The workbook cannot be taken in; every reason, in the order of the sheets."""

    def __init__(self, mistakes: Iterable[Mistake], problems: Iterable[Problem] = ()) -> None:
        self.mistakes, self.problems = tuple(sorted(set(mistakes))), tuple(problems)
        super().__init__("\n".join(mistake.told("") for mistake in self.mistakes))


@dataclass(frozen=True)
class _File:
    made: Made
    name: str
    text: str
    behind: tuple[Value | None, ...]


def take(
    sheets: tuple[Sheet, ...], project: Path, settings: Settings, *, dry: bool = False
) -> Placed:
    """Take a workbook's sheets into a project's content/; raises IntakeError, nothing written then."""
    library, _ = read_library(project / "content", settings)
    mistakes: list[Mistake] = []
    now = library.now
    stamp = f"{now.day:02}/{now.month:02}/{now.year} {now.hour or 0:02}:{now.minute or 0:02}"
    filled = list(fill(sheets, mistakes))
    if not filled:
        mistakes.append(_no_table(sheets))
    made = entries(filled, Names(library.shelves), stamp, mistakes)
    files = [_file(_as_real(one, library.shelves)) for one in made]
    told = {(mistake.sheet, mistake.row) for mistake in mistakes}
    mistakes += [
        mistake
        for one in files
        for mistake in _field_mistakes(one)
        if (mistake.sheet, mistake.row) not in told  # it follows from what is wrong there already
    ]
    if mistakes:
        raise IntakeError(mistakes)
    new, replaced, same = [], [], []
    for one in files:
        path = project / one.name
        if not path.exists():
            new.append(one)
        elif _says_the_same(path, one):
            same.append(one)
        elif _untouched(path):
            replaced.append(one)
        else:
            mistakes.append(_edited(one))
    if mistakes:
        raise IntakeError(mistakes)
    if new or replaced:
        _check_all(project, settings, [*new, *replaced])
        if not dry:
            _move_in(project, [*new, *replaced])
    return Placed(*(tuple(one.name for one in group) for group in (new, replaced, same)))


def _as_real(made: Made, shelves: Mapping[str, Mapping[str, Entry]]) -> Made:
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


def _file(made: Made) -> _File:
    body, behind = yaml_of(made.tree)
    digest = sha256(body.encode()).hexdigest()[:16]
    head = _HEAD.format(kind=made.kind.KIND, mark=_MARK, digest=digest)
    name = f"content/{made.kind.FOLDER}/{made.slug}.yml"
    return _File(made, name, head + body, (None, None, *behind))


def _field_mistakes(one: _File) -> list[Mistake]:
    """Return what the fields' own declarations refuse, told of the cells."""
    tree = parse_source(one.text.encode(), one.name)
    read = (
        [tree]
        if isinstance(tree, Problem)
        else read_entry(one.made.kind, tree, one.made.slug, one.name)
    )
    return [_at_cell(one, problem) for problem in read] if isinstance(read, list) else []


def _at_cell(one: _File, problem: Problem) -> Mistake:
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


def _says_the_same(path: Path, one: _File) -> bool:
    """Tell whether a file says already what the workbook says, whatever else it says."""
    there, here = read_source(path, one.name), parse_source(one.text.encode(), one.name)
    if not isinstance(there, Tree) or not isinstance(here, Tree):
        return False
    return all(
        _texts(there.items.get(key)) == _texts(node)
        for key, node in here.items.items()
        if key not in _OWN
    )


def _texts(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    if isinstance(node, List):
        return [_texts(item) for item in node.items]
    return (
        {key: _texts(item) for key, item in node.items.items()} if isinstance(node, Tree) else None
    )


def _untouched(path: Path) -> bool:
    """Tell whether a file is as an import left it."""
    lines = path.read_text("utf-8").split("\n", 2)
    if len(lines) < 3 or not lines[1].startswith(_MARK):
        return False
    return sha256(lines[2].encode()).hexdigest()[:16] == lines[1].removeprefix(_MARK)


def _edited(one: _File) -> Mistake:
    return Mistake(
        one.made.sheet, one.made.line, 0, f"hàng {one.made.line}", "",
        f"{one.name} đã có và nói khác bảng này, lại đã được sửa hoặc đăng sau khi nhập",
        "Sửa thẳng tệp ấy (đã đăng thì thêm một dòng `changes`), hoặc xóa tệp rồi nhập lại",
    )  # fmt: skip


def _check_all(project: Path, settings: Settings, files: list[_File]) -> None:
    """Load all content with the new files in it, elsewhere; raises IntakeError."""
    by_name: Mapping[str, _File] = {one.name: one for one in files}
    with tempfile.TemporaryDirectory(
        dir=project, prefix=".nhap-", ignore_cleanup_errors=True
    ) as folder:
        copy = Path(folder)
        for name in ("content", "docs"):
            if (project / name).is_dir():
                shutil.copytree(project / name, copy / name, copy_function=_link)
        shutil.copyfile(project / "mkdocs.yml", copy / "mkdocs.yml")
        _move_in(copy, files)
        try:
            load_bulletin(copy / "content", settings)
        except ContentError as error:
            own = [problem for problem in error.problems if problem.file in by_name]
            others = [problem for problem in error.problems if problem.file not in by_name]
            mistakes = [_at_cell(by_name[problem.file], problem) for problem in own]
            raise IntakeError(mistakes, others) from None


def _link(source: str, target: str) -> None:
    """Give a file a second name, which costs nothing; copy it where the disk knows no such thing."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copyfile(source, target, follow_symlinks=False)


def _move_in(project: Path, files: list[_File]) -> None:
    """Write all files beside their places, then move each; cut off in between, importing again ends it."""
    drafts = []
    for one in files:
        path = project / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.tmp")
        draft.write_text(one.text, encoding="utf-8", newline="\n")
        drafts.append((draft, path))
    for draft, path in drafts:
        draft.replace(path)
