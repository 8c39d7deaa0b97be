"""Release an entry as it stands, or print the sheet it is released on: `python scripts/approve.py`.

Ends with status 1 when the entry cannot be approved, which is told in Vietnamese on stderr.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import sys
from pathlib import Path

from _place import NoSuchSite, project_of
from bulletin.approval import digest_of, hashes_in
from bulletin.editing import NoSuchEntry, entry_file, with_key
from bulletin.kinds._read import read_entry
from bulletin.kinds._types import Refused, _full_day
from bulletin.problems import ContentError, Problem
from bulletin.settings import read_settings
from bulletin.slip import make_slip, render_slip, slip_pdf
from bulletin.source import read_source
from bulletin.withdrawal.tombstone import typed

SHEETS = "phieu-duyet"
"""The folder of printed sheets: outside site/, not in git."""


def main(arguments: list[str] | None = None) -> int:
    """Read the command line; write the approval or the sheet; return the exit status."""
    parser = argparse.ArgumentParser(
        description="Duyệt một mục, hoặc in Phiếu duyệt tin, bài để ký.", add_help=False
    )
    parser.add_argument("entry", help="loại/tên-tệp, ví dụ news/le-ra-mat")
    parser.add_argument("--by", help='ai duyệt: chức vụ, ví dụ "Trưởng Ban Biên tập"')
    parser.add_argument("--on", help="duyệt lúc nào (mặc định: bây giờ), ví dụ 08/10/2024 09:15")
    parser.add_argument("--slip", action="store_true", help=f"in phiếu vào {SHEETS}/, không duyệt")
    parser.add_argument(
        "--config",
        type=Path,
        metavar="TỆP",
        help="trang khác trang của dự án: tệp mkdocs.yml của trang ấy",
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    options = parser.parse_args(arguments)
    if not options.slip and not options.by:
        _venv.say(
            'Chưa ghi ai duyệt.\nCách sửa: thêm --by "Trưởng Ban Biên tập", hoặc --slip để in phiếu.'
        )
        return 2
    try:
        options.project = project_of(options.config, _venv.ROOT).resolve()
        return _slip(options) if options.slip else _approve(options)
    except (ContentError, NoSuchEntry, NoSuchSite, Refused) as error:
        mend = f"\nCách sửa: {error.mend}" if isinstance(error, Refused) else ""
        _venv.say(f"{error}{mend}")
        return 1


def _read(options: argparse.Namespace) -> tuple[Path, object]:
    kind, path = entry_file(options.project / "content", options.entry)
    name = path.relative_to(options.project).as_posix()
    tree = read_source(path, name)
    found = tree if isinstance(tree, Problem) else read_entry(kind, tree, path.stem, name)
    if isinstance(found, Problem | list):
        raise ContentError([found] if isinstance(found, Problem) else found)
    return path, found


def _approve(options: argparse.Namespace) -> int:
    path, entry = _read(options)
    now = read_settings(options.project / "mkdocs.yml").moment()
    on = _full_day(options.on) if options.on else now
    digest = digest_of(entry, hashes_in(options.project / "content" / "media"))  # type: ignore[arg-type]
    block = {"by": options.by, "on": typed(on), "digest": digest}
    text = path.read_text("utf-8-sig")
    path.write_text(with_key(text, "approval", block), encoding="utf-8")
    print(f"Đã duyệt {options.entry}, mã nội dung {digest}.")
    print("Sửa nội dung hoặc ảnh sau lúc này thì phải duyệt lại. Muốn đăng: status: published.")
    return 0


def _slip(options: argparse.Namespace) -> int:
    path, entry = _read(options)
    settings = read_settings(options.project / "mkdocs.yml")
    slip = make_slip(entry, path, options.project, settings, settings.moment())  # type: ignore[arg-type]
    folder = options.project / SHEETS
    folder.mkdir(exist_ok=True)
    made = render_slip(slip)
    page = folder / f"{slip.entry.KIND}-{slip.entry.slug}.html"
    page.write_text(made, encoding="utf-8")
    print(f"Phiếu duyệt: {page}")
    try:
        page.with_suffix(".pdf").write_bytes(slip_pdf(made))
    except OSError:
        print("Máy này chưa có pango nên không làm được PDF; mở tệp .html rồi in ra A4.")
    else:
        print(f"Bản PDF: {page.with_suffix('.pdf')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
