"""Bring in what others publish or send, as drafts: `import.py feed FILE-or-URL…`, `docx PATH…`.

Nothing is published by it: an editor restates every draft. Bringing the same in twice changes
nothing. Ends with status 1 when something could not be brought in, 2 when the command is wrong.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from _place import NoSuchSite, taken_out
from _word import bring_in_word
from bulletin.dates import Day
from bulletin.intake.drafts import draft, draft_name, known_addresses
from bulletin.intake.fetching import Refusal, fetch
from bulletin.intake.portal_feed import MAX_BYTES, FoundItem, read_feed
from bulletin.kinds import News
from bulletin.kinds._read import read_entry
from bulletin.problems import ContentError, Problem
from bulletin.settings import read_settings
from bulletin.source import parse_source
from bulletin.text import nearest
from rename import left_by

ABOUT = "Nhập tệp Excel, Word, kênh tin của cổng khác thành bản nháp; viết tệp Excel mẫu."


def category_for(wanted: str | None, content: Path) -> str:
    """Return the category of the drafts: the one asked for, else the first; raises `Refusal`."""
    known = sorted(path.stem for path in (content / "categories").rglob("*.yml"))
    if not known:
        raise Refusal("Chưa có chuyên mục nào.\nCách sửa: python scripts/new.py category tong-hop")
    if wanted is not None and wanted not in known:
        near = nearest(wanted, known)
        mend = f"có phải `{near}`?" if near else f"dùng một trong: {', '.join(known)}"
        raise Refusal(f"Không có chuyên mục `{wanted}`.\nCách sửa: {mend}")
    return wanted or known[0]


class Importer:
    """Writes the drafts of one run, and counts them."""

    def __init__(self, project: Path, category: str, now: Day) -> None:
        self.project, self.category, self.now = project, category, now
        self.folder = project / "content" / News.FOLDER
        self.known = known_addresses(project / "content")
        self.names = {path.stem for path in self.folder.rglob("*.yml")}
        self.written = self.skipped = 0

    def take(self, origin: str) -> list[Problem]:
        """Bring one feed in; return what is wrong with it. Raises `Refusal`."""
        items, problems = read_feed(fetch(origin, MAX_BYTES), origin, self.now)
        for item in items:
            if item.url in self.known or draft_name(item) in self.names:
                self.skipped += 1
            else:
                problems += self._write(item)
        return problems

    def _write(self, item: FoundItem) -> list[Problem]:
        """Write one draft, unless a build would not be able to read it."""
        text, path = draft(item, self.category, self.now), self.folder / f"{draft_name(item)}.yml"
        name = path.relative_to(self.project).as_posix()
        tree = parse_source(text.encode(), name)
        entry = [tree] if isinstance(tree, Problem) else read_entry(News, tree, path.stem, name)
        if isinstance(entry, list):
            return entry
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        self.known.add(item.url)
        self.names.add(path.stem)
        self.written += 1
        print(f"Đã ghi {name}: {item.title}")
        return []


def import_feed(arguments: list[str], project: Path) -> int:
    """Bring feeds in; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="import.py feed", add_help=False,
        description="Đọc kênh tin RSS, Atom của một cổng thông tin thành bản nháp tin tức.",
    )  # fmt: skip
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument("--category", metavar="TÊN-TỆP", help="chuyên mục của các bản nháp")
    parser.add_argument("origins", metavar="TỆP-HOẶC-ĐỊA-CHỈ", nargs="+", help="kênh tin cần đọc")
    options = parser.parse_args(arguments)
    failed = False
    try:
        now = read_settings(project / "mkdocs.yml").moment()
        importer = Importer(project, category_for(options.category, project / "content"), now)
    except (ContentError, Refusal) as error:
        _venv.say(str(error))
        return 1
    for origin in options.origins:
        try:
            told = [str(problem) for problem in importer.take(origin)]
        except Refusal as refusal:
            told = [str(refusal)]
        failed = failed or bool(told)
        for problem in told:
            _venv.say(problem)
    print(f"{importer.written} bản nháp mới, {importer.skipped} mục đã có từ trước.")
    if importer.written:
        print(
            "Tiếp theo: mở từng tệp, viết lại bằng lời của mình, rồi chạy python scripts/check.py"
        )
    return 1 if failed else 0


def import_xlsx(arguments: list[str], project: Path) -> int:
    """Bring workbooks in; each is taken whole or not at all."""
    from bulletin.intake.placing import IntakeError, take
    from bulletin.intake.revising import Note
    from bulletin.intake.sheets import WorkbookError, read_workbook
    from bulletin.kinds._fields import ChangeKind

    parser = argparse.ArgumentParser(
        prog="python scripts/import.py xlsx",
        description="Nhập tệp Excel: việc tốt, kết quả, khen thưởng, danh sách tổ. Sai một ô thì "
        "không nhập gì, mọi ô sai được kể ra; nhập hai lần cũng như một lần. Không đăng gì.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi tệp nào")
    parser.add_argument(
        "--note", metavar="LỜI",
        help="mục đã đăng mà bảng nói khác: sửa theo bảng, kèm lời này cho người đọc",
    )  # fmt: skip
    parser.add_argument(
        "--change", choices=("correction", "update"), default="correction",
        help="lời của --note là đính chính (correction, mặc định) hay cập nhật (update)",
    )  # fmt: skip
    parser.add_argument("files", metavar="TỆP", nargs="+", type=Path, help="tệp .xlsx hoặc .xls")
    options = parser.parse_args(arguments)
    note = Note(options.note, ChangeKind(options.change)) if options.note else None
    failed = False
    try:
        settings = read_settings(project / "mkdocs.yml")
    except ContentError as error:
        _venv.say(str(error))
        return 1
    for file in options.files:
        try:
            placed = take(read_workbook(file), project, settings, dry=options.dry_run, note=note)
        except WorkbookError as error:
            _venv.say(f"{file.name}: {error.what}\n    Cách sửa: {error.mend}")
            failed = True
            continue
        except IntakeError as error:
            _venv.say(_told(error, file.name))
            failed = True
            continue
        except OSError as error:
            _venv.say(
                f"{file.name}: không ghi được tệp ({error.strerror}). {left_by(project)}\n"
                "    Cách sửa: đóng chương trình đang mở tệp ấy, kiểm tra quyền ghi, đĩa còn chỗ, rồi chạy lại"
            )
            failed = True
            continue
        would = "sẽ " if options.dry_run else ""
        for verb, names in ((f"{would}tạo", placed.new), (f"{would}thay", placed.replaced)):
            for name in names:
                print(f"{file.name}: {verb} {name}")
        if not placed.new and not placed.replaced:
            print(f"{file.name}: không có gì mới, {len(placed.same)} mục đã có như bảng.")
        elif not options.dry_run:
            print("Mục mới là bản nháp: đọc lại, rồi đổi `status` khi được duyệt.")
        if placed.elsewhere:
            print(
                f"Nội dung khác đang có {placed.elsewhere} lỗi từ trước: chạy python scripts/check.py"
            )
    return 1 if failed else 0


def write_form(arguments: list[str], project: Path) -> int:
    """Write a workbook for staff to fill in."""
    from bulletin.intake.forms import form_bytes, tables_named
    from bulletin.intake.names import Names, Unknown
    from bulletin.intake.tables import DEEDS, TABLES
    from bulletin.load import read_library

    parser = argparse.ArgumentParser(
        prog="python scripts/import.py mau",
        description="Viết tệp Excel mẫu cho cơ sở điền, có danh sách để chọn và một trang mẫu.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument(
        "--commune", default="", metavar="XÃ", help="tên xã, để có sẵn các tổ của xã"
    )
    parser.add_argument(
        "--campaign", default="", metavar="TÊN", help="phong trào (mặc định: phong trào duy nhất)"
    )
    parser.add_argument("--out", type=Path, metavar="TỆP", help="tệp để ghi (mặc định: mau-….xlsx)")
    listed = "; ".join(f"{table.key}: {table.title.lower()}" for table in TABLES)
    parser.add_argument(
        "tables", metavar="BẢNG", nargs="*", default=["deeds"],
        help=f"một hay nhiều bảng (mặc định: deeds): {listed}",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    wrong = [key for key in options.tables if key not in {table.key for table in TABLES}]
    if wrong:
        _venv.say(f"Không có bảng `{wrong[0]}`.\nCách sửa: ghi một trong: {listed}")
        return 2
    try:
        library, _ = read_library(project / "content", read_settings(project / "mkdocs.yml"))
        names = Names(library.shelves)
        commune = names.slug(DEEDS.column("commune"), options.commune) if options.commune else ""
        column = DEEDS.column("campaign")
        campaign = names.slug(column, options.campaign) if options.campaign else names.only_campaign
    except ContentError as error:
        _venv.say(str(error))
        return 1
    except Unknown as unknown:
        _venv.say(f"{unknown.what}.\nCách sửa: {unknown.mend}")
        return 1
    tables = tables_named(options.tables)
    out = options.out or Path(
        f"mau-{'-'.join(t.key for t in tables)}{commune and f'-{commune}'}.xlsx"
    )
    out.write_bytes(
        form_bytes(tables, library.shelves, campaign or "", commune, library.now.instant)
    )
    print(f"Đã viết {out}. Điền xong thì nhập: python scripts/import.py xlsx {out}")
    return 0


def _told(error: Any, file: str) -> str:
    """Return what is wrong with a workbook, and that nothing of it was taken."""
    lines = [mistake.told(file) for mistake in error.mistakes]
    lines += [str(problem) for problem in error.problems]
    return "\n".join([f"{file}: {len(lines)} chỗ sai, chưa nhập gì:", *lines])


def import_docx(arguments: list[str], project: Path) -> int:
    """Bring Word files with their pictures in; return the exit status."""
    try:
        return bring_in_word(arguments, project, category_for)
    except (ContentError, Refusal) as error:
        _venv.say(str(error))
        return 1


COMMANDS: dict[str, tuple[Callable[[list[str], Path], int], str]] = {
    "docx": (import_docx, "tệp Word kèm ảnh → bản nháp tin tức, gương điển hình"),
    "feed": (import_feed, "kênh tin RSS, Atom của cổng khác → bản nháp tin tức"),
    "xlsx": (import_xlsx, "tệp Excel: việc tốt, kết quả, khen thưởng, danh sách tổ"),
    "mau": (write_form, "viết tệp Excel mẫu cho cơ sở điền"),
}
"""What can be brought in: the word on the command line, what does it, and what it is for."""


def main(arguments: list[str], project: Path = _venv.ROOT) -> int:
    """Do what the first word says, for the project or for the site of `--config`; return the status."""
    try:
        project, arguments = taken_out(arguments, project)
    except NoSuchSite as error:
        _venv.say(str(error))
        return 2
    name = arguments[0] if arguments else ""
    if name in COMMANDS:
        return COMMANDS[name][0](arguments[1:], project)
    listed = "\n".join(f"  {word:<8} {words}" for word, (_, words) in COMMANDS.items())
    usage = (
        f"Cách dùng: python scripts/import.py <loại> …\n\n{listed}\n\n"
        "  --config TỆP  trang khác trang của dự án: tệp mkdocs.yml của trang ấy\n"
    )
    if name in ("-h", "--help"):
        print(usage)
        return 0
    _venv.say(f"Không hiểu `{name}`.\n\n{usage}" if name else usage)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
