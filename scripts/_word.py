"""The part of `import.py` that brings Word files in: its options, and what it says."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import _venv
from bulletin.dates import Day
from bulletin.intake.parcel import WordError, open_parcel
from bulletin.intake.word import read_word
from bulletin.intake.word_draft import Wanted, brought_in_as, place_draft, word_draft
from bulletin.kinds import Exemplar, News
from bulletin.settings import read_settings
from bulletin.text import is_slug, nearest

CategoryFor = Callable[[str | None, Path], str]


def bring_in_word(arguments: list[str], project: Path, category_for: CategoryFor) -> int:
    """Bring Word files with their pictures in; return the exit status.

    Raises ContentError for wrong settings, and what `category_for` raises.
    """
    parser = argparse.ArgumentParser(
        prog="import.py docx", add_help=False,
        description="Đọc tệp Word kèm ảnh (một tệp .docx, một thư mục hoặc một tệp ZIP) thành bản nháp.",
    )  # fmt: skip
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument("--kind", choices=("news", "exemplar"), default="news",
                        help="tin tức (news, mặc định) hoặc gương điển hình (exemplar)")  # fmt: skip
    parser.add_argument("--category", metavar="TÊN-TỆP", help="chuyên mục của tin")
    parser.add_argument("--locality", metavar="TÊN-TỆP", help="địa phương của gương")
    parser.add_argument(
        "--others-mentioned", choices=("none", "checked"),
        help="gương: none = không nhắc người vi phạm, bị hại, báo tin, thân nhân; checked = có nhắc, "
        "đã kiểm tra không lộ danh tính",
    )  # fmt: skip
    parser.add_argument("--name", metavar="TÊN-TỆP", default="", help="tên tệp của bản nháp")
    parser.add_argument(
        "origins", metavar="ĐƯỜNG-DẪN", nargs="+", help="tệp Word, thư mục hoặc ZIP"
    )
    options = parser.parse_args(arguments)
    now = read_settings(project / "mkdocs.yml").moment()
    failed = False
    for origin in options.origins:
        try:
            wanted = _wanted(options, project / "content", category_for)
            _bring_in(Path(origin), wanted, now, project)
        except WordError as error:
            _venv.say(str(error))
            failed = True
    return 1 if failed else 0


def _wanted(options: argparse.Namespace, content: Path, category_for: CategoryFor) -> Wanted:
    """Return what the drafts are to be; raises WordError where something is not said."""
    if options.name and (not is_slug(options.name) or len(options.origins) > 1):
        raise WordError(
            f"--name {options.name}",
            "không dùng được",
            "Một tên cho một bài, chỉ chữ thường không dấu, số, gạch nối",
        )
    if options.kind == "news":
        return Wanted(News, category_for(options.category, content), name=options.name)
    places = {path.stem for path in (content / "localities").rglob("*.yml")}
    if options.locality not in places or options.others_mentioned is None:
        near = nearest(options.locality or "", places) or "xa-minh-hoa-1"
        raise WordError(
            "--kind exemplar",
            "gương điển hình cần biết địa phương, và có nhắc người khác không",
            f"Thêm `--locality {near}` và `--others-mentioned none` (hoặc `checked`)",
        )
    return Wanted(
        Exemplar, locality=options.locality, others_mentioned=options.others_mentioned,
        name=options.name,
    )  # fmt: skip


def _bring_in(origin: Path, wanted: Wanted, now: Day, project: Path) -> None:
    """Bring one story in and say what it lacks; raises WordError."""
    parcel = open_parcel(origin)
    before = brought_in_as(parcel, project / "content")
    if before is not None:
        print(f"{origin}: đã nhập từ trước, {before.relative_to(project).as_posix()} giữ nguyên.")
        return
    draft = word_draft(parcel, read_word(parcel.word, parcel.name), wanted, now)
    path = place_draft(draft, wanted.kind, project)
    print(f"Đã ghi bản nháp {path.relative_to(project).as_posix()} và {len(draft.pictures)} ảnh.")
    if draft.missing:
        print("Thiếu, cần xem:", *(f"  - {lack}" for lack in draft.missing), sep="\n")
    print("Tiếp theo: python scripts/check.py, rồi python scripts/preview.py để duyệt.")
