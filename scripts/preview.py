"""Build what is not published yet, for those who approve it: `make preview`, `--zip` to hand it over.

Goes into .preview/, a folder of its own, and never into a release: drafts and entries that wait for
their hour are in it, every page says so, and a published build refuses such pages.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import shutil
import sys
from pathlib import Path

import click
from mkdocs.exceptions import MkDocsException

from build import Site, listen, megabytes, why
from bulletin.model import Audience
from bulletin.offline import START, without_server, zipped
from bulletin.problems import ContentError
from bulletin.releases import ReleaseError

NAME = "xem-truoc"


def preview(config_file: Path, *, as_zip: bool) -> int:
    """Build the preview beside the settings; return the exit status."""
    home = config_file.parent / ".preview"
    draft = home / f"{NAME}.tmp"
    site = Site(config_file, Audience.EDITORS)
    listen(site.told)
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        site.build(draft)
        if not as_zip:
            site.index(draft)
        problems = site.verify(draft)
        if problems:
            _venv.say("\n".join((f"Bản xem trước có {len(problems)} chỗ sai:", *problems[:30])))
        if as_zip:
            without_server(draft)
            place = home / f"{NAME}.zip"
            size = zipped(draft, place, NAME)
            print(f"Đã ghi {place} ({megabytes(size)} MB).")
            print(f"Người nhận giải nén rồi mở {START}; không cần máy chủ, không cần mạng.")
        else:
            place = home / NAME
            shutil.rmtree(place, ignore_errors=True)
            draft.rename(place)
            python = "python" if sys.platform == "win32" else "python3"
            print(f"Bản xem trước nằm ở: {place}")
            print(f"Xem: {python} -m http.server --bind 127.0.0.1 --directory {place} 8001")
            print("rồi mở http://127.0.0.1:8001/ trong trình duyệt.")
        return 1 if problems else 0
    except ContentError as error:
        _venv.say(str(error))
    except ReleaseError as error:
        _venv.say(str(error))
    except (MkDocsException, click.ClickException) as error:
        _venv.say(why(error, site.told))
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return 1


def main(arguments: list[str]) -> int:
    """Read the command line and build the preview; return the exit status."""
    parser = argparse.ArgumentParser(
        description="Dựng bản xem trước, có cả bản nháp, vào .preview/.", add_help=False
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument(
        "--zip", action="store_true", help="gói thành một tệp ZIP mở được không cần máy chủ"
    )
    parser.add_argument(
        "--config",
        type=Path,
        default=_venv.ROOT / "mkdocs.yml",
        help="tệp cấu hình (mặc định: mkdocs.yml của dự án)",
    )
    options = parser.parse_args(arguments)
    config_file = options.config.resolve()
    if not config_file.is_file():
        _venv.say(f"Không có tệp {config_file}.\nCách sửa: kiểm tra lại đường dẫn của --config.")
        return 1
    return preview(config_file, as_zip=options.zip)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
