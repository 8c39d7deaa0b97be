"""Give an entry another file name: `python scripts/rename.py news ten-cu ten-moi`.

Whatever names it is rewritten too; old addresses lead on, feeds do not tell it anew. `--dry-run`
shows what would change. Ends with status 1 when it cannot be done, 2 when the command is wrong.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import sys
from pathlib import Path

from _place import NoSuchSite, project_of
from bulletin.moving import JOURNAL
from bulletin.problems import ContentError
from bulletin.renaming import Plan, RenameError, carry_out, plan_rename
from new import Refusal, kind_named


def told(plan: Plan) -> str:
    """Return what the plan does, file by file."""
    lines = [f"Đổi tên tệp: {old} → {new}" for old, new in plan.moves.items()]
    places = sum(plan.mentions.values())
    if plan.mentions:
        lines.append(f"Sửa {places} chỗ nhắc đến, trong {len(plan.mentions)} tệp:")
        lines += [f"  {name}: {count} chỗ" for name, count in sorted(plan.mentions.items())]
    return "\n".join(lines)


def left_by(project: Path) -> str:
    """Return what a failure to write has left behind, in words."""
    if (project / JOURNAL).exists():
        return "Lệnh sau (check, build …) sẽ làm nốt phần còn lại."
    return "Mọi tệp giữ như trước."


def parser() -> argparse.ArgumentParser:
    """Return how the command is used."""
    made = argparse.ArgumentParser(
        description="Đổi tên tệp của một mục: tên cũ vào `aliases`, mọi chỗ nhắc đến được sửa theo; "
        "địa chỉ cũ vẫn dẫn tới, mã tin trong kênh RSS giữ nguyên.",
        epilog="Đổi tên địa phương thì danh sách tổ, sổ việc tốt, kết quả của nó đổi theo; đổi tên "
        "phong trào thì kết quả đổi theo. Mã kết thúc: 0 xong, 1 không đổi được (không tệp nào bị "
        "sửa), 2 gõ lệnh sai.",
        add_help=False,
    )
    made.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    made.add_argument("kind", metavar="loại", help="từ dùng trong lệnh, như `news`, `event`")
    made.add_argument("old", metavar="tên-cũ", help="tên tệp hiện nay, không có đuôi .yml")
    made.add_argument("new", metavar="tên-mới", help="tên tệp mới")
    made.add_argument("--dry-run", action="store_true", help="chỉ nói sẽ đổi gì, không đổi")
    made.add_argument(
        "--config",
        type=Path,
        metavar="TỆP",
        help="trang khác trang của dự án: tệp mkdocs.yml của trang ấy",
    )
    return made


def main(arguments: list[str] | None = None, project: Path = _venv.ROOT) -> int:
    """Rename, or say what would be renamed; return the exit status."""
    options = parser().parse_args(arguments)
    try:
        project = project_of(options.config, project)
    except NoSuchSite as error:
        _venv.say(str(error))
        return 2
    old, new = (name.removesuffix(".yml") for name in (options.old, options.new))
    try:
        plan = plan_rename(project, kind_named(options.kind).KIND, old, new)
        if not options.dry_run:
            carry_out(plan, project)
    except (Refusal, RenameError, ContentError) as error:
        _venv.say(str(error))
        return 1
    except OSError as error:
        _venv.say(
            f"Không ghi được tệp: {error}. {left_by(project)}\n"
            "Cách sửa: đóng chương trình đang mở tệp ấy, kiểm tra quyền ghi, rồi chạy lại."
        )
        return 1
    print(told(plan))
    print("Chưa đổi gì (--dry-run)." if options.dry_run else "Đã đổi. Xem lại bằng git diff.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
