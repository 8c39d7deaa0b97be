"""Start a new entry: `python scripts/new.py news le-ra-mat-to-bao-ve` writes its file to fill in.

`--print` shows the form and writes nothing. Ends with status 1 when the file cannot be made, 2
when the command itself is wrong.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import re
import sys
from pathlib import Path

from _place import NoSuchSite, taken_out
from bulletin.checks.addresses import RESERVED
from bulletin.dates import Day
from bulletin.kinds import KINDS, Entry
from bulletin.kinds._describe import blank_form
from bulletin.problems import ContentError
from bulletin.settings import read_settings
from bulletin.text import SLUG_LENGTH, fold, is_slug, nearest, slugify

ABOUT = (
    "Tạo tệp cho một mục mới, có sẵn mọi mục con kèm giải thích; gõ không kèm gì thì hỏi từng câu."
)
HELP = """\
Cách dùng: python scripts/new.py                    (hỏi từng câu)
           python scripts/new.py <loại> <tên-tệp>
           python scripts/new.py <loại> --print

Tạo content/<thư mục>/<tên-tệp>.yml với mọi mục của loại ấy, mỗi mục một dòng giải thích.
Tệp mới là bản nháp (status: draft), chưa hiện trên trang.

<loại> là một trong:
{kinds}

<tên-tệp> dùng chữ thường không dấu, số và gạch nối, không có họ tên ai; tên tệp cũng là
địa chỉ của mục trên trang, ví dụ: python scripts/new.py news xa-minh-hoa-1-ra-mat-to-bao-ve

  --print     chỉ in ra màn hình, không tạo tệp
  --config TỆP  trang khác trang của dự án: tệp mkdocs.yml của trang ấy
  -h, --help  in hướng dẫn này"""


class Refusal(Exception):
    """The entry cannot be started; the text says why and what to do."""


def kind_named(name: str) -> type[Entry]:
    """Return the kind of that code; raises `Refusal` with the nearest one."""
    if name in KINDS:
        return KINDS[name]
    codes = {
        alias: kind.KIND
        for kind in KINDS.values()
        for alias in (kind.KIND, kind.FOLDER, kind.LABEL)
    }
    near = nearest(name, codes)
    listed = ", ".join(f"{kind.KIND} ({kind.LABEL})" for kind in KINDS.values())
    mend = f"có phải `{codes[near]}`? " if near else ""
    raise Refusal(f"Không có loại nội dung `{name}`.\nCách sửa: {mend}Các loại: {listed}.")


def place_of(kind: type[Entry], slug: str, content: Path) -> Path:
    """Return where the new file goes; raises `Refusal` if that name may not be used."""
    plain = slug.removesuffix(".yml")
    if not is_slug(plain):
        better = slugify(plain)[:SLUG_LENGTH].strip("-")
        mend = f"dùng `{better}`" if better else "đặt tên theo việc, ví dụ `le-ra-mat-2024`"
        raise Refusal(
            f"`{slug}` không dùng làm tên tệp được: chỉ chữ thường không dấu, số, gạch nối, "
            f"tối đa {SLUG_LENGTH} ký tự.\nCách sửa: {mend}."
        )
    if plain in RESERVED:
        raise Refusal(
            f"Tên `{plain}` dành cho trang danh sách.\nCách sửa: dùng `{plain}-{kind.KIND}` "
            "hoặc tên khác."
        )
    folder = content / kind.FOLDER
    # Folders below are not part of the address, so the name must be free in all of them.
    if taken := next(iter(sorted(folder.rglob(f"{plain}.yml"))), None):
        shown = taken.relative_to(content.parent).as_posix()
        raise Refusal(
            f"Đã có {shown}; tệp ấy giữ nguyên.\nCách sửa: sửa tệp ấy, hoặc chọn tên khác."
        )
    return folder / f"{plain}.yml"


def form(kind: type[Entry], now: Day) -> str:
    """Return the text of a new file: the line editors look for, and every field explained."""
    stamp = f"{now.day:02}/{now.month:02}/{now.year} {now.hour or 0:02}:{now.minute or 0:02}"
    # An example's date left standing would put the entry among the old ones.
    blank = re.sub(r"(?m)^published_at: .*$", f"published_at: {stamp}", blank_form(kind), count=1)
    return f"# yaml-language-server: $schema=../schema/{kind.KIND}.json\n{blank}"


def help_text() -> str:
    """Return how the command is used, with the kinds there are."""
    rows = (f"  {kind.KIND:<13} {kind.LABEL} (content/{kind.FOLDER}/)" for kind in KINDS.values())
    return HELP.format(kinds="\n".join(rows))


def ask_for(project: Path) -> list[str]:
    """Ask the person at the console for kind and file name until both will do; return them."""
    kinds = list(KINDS.values())
    for number, kind in enumerate(kinds, 1):
        print(f"{number:>3}  {kind.LABEL} ({kind.KIND})")
    while True:
        answer = input("Loại nội dung (số, hoặc tên)? ").strip()
        labels = {fold(kind.LABEL): kind.KIND for kind in kinds}
        try:
            picked = answer.isdigit() and 0 < int(answer) <= len(kinds)
            named = labels.get(fold(answer), answer)
            kind = kinds[int(answer) - 1] if picked else kind_named(named)
            break
        except Refusal as refusal:
            # The kinds stand above already.
            print(str(refusal).partition(" Các loại:")[0])
    print("Tên tệp cũng là địa chỉ trên trang; đặt theo việc, không có họ tên ai.")
    while True:
        answer = input("Mục này nói về việc gì (hoặc tên tệp)? ").strip()
        slug = slugify(answer)[:SLUG_LENGTH].strip("-")
        try:
            path = place_of(kind, slug, project / "content")
        except Refusal as refusal:
            print(refusal)
            continue
        shown = path.relative_to(project).as_posix()
        if input(f"Tạo {shown}? Enter để tạo, gõ k để đặt tên khác: ").strip().lower() != "k":
            return [kind.KIND, slug]


def main(arguments: list[str], project: Path = _venv.ROOT) -> int:
    """Write or print the form; return the exit status."""
    try:
        project, arguments = taken_out(arguments, project)
    except NoSuchSite as error:
        _venv.say(str(error))
        return 2
    if not arguments and sys.stdin is not None and sys.stdin.isatty():
        try:
            arguments = ask_for(project)
        except (KeyboardInterrupt, EOFError):
            _venv.say("\nĐã dừng; chưa tạo gì.")
            return 130
    words = [argument for argument in arguments if not argument.startswith("-")]
    options = {argument for argument in arguments if argument.startswith("-")}
    if options & {"-h", "--help"}:
        print(help_text())
        return 0
    only_print = options == {"--print"}
    if options - {"--print"} or len(words) not in ((1, 2) if only_print else (2,)):
        _venv.say(f"Cần tên loại và tên tệp.\n\n{help_text()}")
        return 2
    try:
        kind = kind_named(words[0])
        path = place_of(kind, words[1], project / "content") if len(words) > 1 else None
        text = form(kind, read_settings(project / "mkdocs.yml").moment())
    except (Refusal, ContentError) as error:
        _venv.say(str(error))
        return 1
    if only_print or path is None:
        print(text, end="")
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    print(f"Đã tạo {path.relative_to(project).as_posix()} ({kind.LABEL}, bản nháp).")
    print("Tiếp theo: điền tệp, xóa các dòng không dùng, rồi chạy python scripts/check.py")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
