"""Make a national page of many provinces' open data: `python scripts/national.py --out DIR PLACE…`.

A PLACE is the address of a province's site, or a folder that holds one. The page takes the place of
the last one in a single step (DIR/current); when a province cannot be read it stays as it was, and
the command ends with status 1.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import sys
from pathlib import Path

from mkdocs.config import load_config

from bulletin.emblem import make_emblem
from bulletin.national.read import Province, ProvinceError, read_province
from bulletin.national.view import NationalView, national
from bulletin.page import Page
from bulletin.problems import ContentError
from bulletin.releases import publish
from bulletin.settings import Settings, read_settings
from bulletin.site import Content, lone_site, write_content

TITLE = "Thi đua ở các tỉnh"
DESCRIPTION = "Phong trào, chỉ tiêu, số liệu và tin mới từ trang tin thi đua của các tỉnh"


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    made = argparse.ArgumentParser(
        description="Dựng trang tổng hợp từ dữ liệu mở của nhiều tỉnh.", add_help=False
    )
    made.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    made.add_argument(
        "--config",
        type=Path,
        default=_venv.ROOT / "mkdocs.yml",
        help="tệp cấu hình nêu tên, cơ quan của trang tổng hợp (mặc định: mkdocs.yml của dự án)",
    )
    made.add_argument("--title", default=TITLE, help=f"tên trang (mặc định: {TITLE})")
    made.add_argument("--keep", type=int, default=3, help="số bản giữ lại (mặc định: 3)")
    made.add_argument(
        "--out", type=Path, required=True, help="thư mục để ghi; trang ở <thư mục>/current"
    )
    made.add_argument(
        "places", metavar="NƠI", nargs="+",
        help="địa chỉ trang của một tỉnh (https://…/), hoặc thư mục chứa trang ấy",
    )  # fmt: skip
    return made


def read_all(places: list[str]) -> tuple[list[Province], list[str]]:
    """Return the provinces that could be read, and what is wrong with the others."""
    found: list[Province] = []
    wrong: list[str] = []
    for place in places:
        try:
            province = read_province(place)
        except ProvinceError as error:
            wrong.append(str(error))
            continue
        if province.site in {other.site for other in found}:
            wrong.append(
                f"{place}: trang {province.site} đã có trong danh sách.\nCách sửa: bỏ bớt một nơi."
            )
        found.append(province)
    return found, wrong


def write(
    folder: Path, view: NationalView, settings: Settings, config_file: Path, year: int
) -> None:
    """Write the page and what it is shown with into a folder."""
    folders = [Path(one) for one in load_config(config_file=str(config_file)).theme.dirs]
    media = config_file.parent / "content/media"
    emblem = make_emblem(media / settings.emblem) if settings.emblem else None
    page = Page("", "national.html", view, view.title, DESCRIPTION)
    site = lone_site(settings, folders, page, year, emblem)
    files: dict[str, Content] = {**site.files, "index.html": site.renderer.page(page).encode()}
    for fixed in ("fonts", "img"):
        for path in (folders[0] / fixed).iterdir():
            files.setdefault(f"{fixed}/{path.name}", path)
    for name, content in files.items():
        write_content(content, folder / name)


def main(arguments: list[str] | None = None) -> int:
    """Read every province, then write the page; return the exit status."""
    options = parser().parse_args(arguments)
    try:
        settings = read_settings(options.config)
    except ContentError as error:
        _venv.say(str(error))
        return 1
    provinces, wrong = read_all(options.places)
    if wrong:
        _venv.say("\n".join(wrong))
        _venv.say("Trang tổng hợp giữ nguyên như lần trước.")
        return 1
    now = settings.moment()
    view = national(provinces, options.title, now)
    options.out.mkdir(parents=True, exist_ok=True)
    publish(
        lambda folder: write(folder, view, settings, options.config.resolve(), now.date.year),
        options.out / "releases",
        options.out / "current",
        keep=options.keep,
        on_wait=lambda: _venv.say("Một lệnh khác đang dựng trang, xin chờ …"),
    )
    print(f"Đã dựng trang tổng hợp của {len(provinces)} tỉnh: {options.out / 'current'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
