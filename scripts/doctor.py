"""Look over machine and content, and advise: `python scripts/doctor.py`; changes nothing.

`--fix` mends what is surely safe: line ends, byte order marks, Vietnamese letters taken apart.
Ends with status 1 when something must be mended, else 0.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.speak()

import argparse
import sys
from pathlib import Path

from _place import NoSuchSite, project_of
from doctor_parts.machine import Fact, facts

SIGNS = {True: "  tốt ", False: "! SỬA ", None: "· xem "}
FILES_SHOWN = 8


def parser() -> argparse.ArgumentParser:
    """Return how the command is used."""
    made = argparse.ArgumentParser(
        description="Khám máy và nội dung: thiếu gì, mục nào đang chờ, điều gì nên làm. "
        "Không sửa gì, trừ khi có --fix.",
        epilog="Mã kết thúc: 0 không có gì phải sửa ngay, 1 có chỗ phải sửa.",
        add_help=False,
    )
    made.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    made.add_argument(
        "--fix",
        action="store_true",
        help="sửa giúp cách lưu tệp: bỏ BOM, xuống dòng LF, dấu tiếng Việt dựng sẵn (NFC)",
    )
    made.add_argument(
        "--config",
        type=Path,
        metavar="TỆP",
        help="trang khác trang của dự án: tệp mkdocs.yml của trang ấy",
    )
    return made


def content(root: Path, fix: bool) -> tuple[list[str], bool]:
    """Return what there is to say of the content, and whether something must be mended."""
    from bulletin.health import notes_of, untidy_files
    from bulletin.load import load_bulletin, read_library
    from bulletin.problems import ContentError
    from bulletin.settings import read_settings

    lines, bad = [], False
    for one in untidy_files(root):
        if fix and one.tidy is not None:
            path = root / one.file
            draft = path.with_name(f"{path.name}.tmp")
            draft.write_bytes(one.tidy)
            draft.replace(path)
            lines.append(f"  đã sửa {one.file}: {one.what}")
        else:
            must = one.tidy is None
            bad = bad or must
            advice = "lưu lại, chọn UTF-8" if must else "chạy python scripts/doctor.py --fix"
            lines += _line(Fact(f"{one.file}: {one.what}", False if must else None, advice))
    try:
        settings = read_settings(root / "mkdocs.yml")
        library, _ = read_library(root / "content", settings)
    except ContentError as error:
        return [*lines, *_line(Fact("mkdocs.yml có lỗi", False, str(error)))], True
    try:
        load_bulletin(root / "content", settings)
        lines += _line(Fact(f"không có lỗi trong {sum(1 for _ in library.every())} mục"))
    except ContentError as error:
        bad = True
        advice = "chạy python scripts/check.py, sửa từng lỗi"
        lines += _line(Fact(f"{len(error.problems)} lỗi nội dung", False, advice))
    for note in notes_of(library):
        lines += _line(Fact(note.what, None, note.advice))
        lines += [f"          {file}" for file in note.files[:FILES_SHOWN]]
        if more := len(note.files) - FILES_SHOWN:
            lines += [f"          … còn {more}"] if more > 0 else []
    return lines, bad


def _line(fact: Fact) -> list[str]:
    """Return one fact as printed, the advice below it."""
    advice = [f"        → {fact.advice}"] if fact.advice else []
    return [f"{SIGNS[fact.good]} {fact.what}", *advice]


def main(arguments: list[str] | None = None, root: Path = _venv.ROOT) -> int:
    """Look, tell, and return the exit status."""
    options = parser().parse_args(arguments)
    try:
        root = project_of(options.config, root)
    except NoSuchSite as error:
        _venv.say(str(error))
        return 2
    environment = _venv.Environment(_venv.ROOT)
    try:
        fits = environment.fits("run")
    except OSError:  # a lock file is missing, which is told below
        fits = False
    found = list(facts(root, fits))
    print("Máy")
    for fact in found:
        print("\n".join(_line(fact)))
    bad = any(fact.good is False for fact in found)
    print("\nNội dung")
    if not fits:
        print("· xem  chưa khám được: cần thư viện trong .venv")
        return int(bad)
    lines, wrong = content(root, options.fix)
    print("\n".join(lines))
    return int(bad or wrong)


def start() -> int:
    """Run inside `.venv` where there is one that fits; never make one."""
    try:
        if _venv.Environment(_venv.ROOT).fits("run") and Path(sys.prefix) != _venv.ROOT / ".venv":
            _venv.ensure("run")
    except OSError:
        pass
    return main()


if __name__ == "__main__":
    sys.exit(start())
