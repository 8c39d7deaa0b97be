"""Build the site and put it in place of the old one: `make site`.

Ends with status 0 when `site` shows the new release; with 1 when something is wrong, which is
told in Vietnamese on stderr, and `site` stays as it was.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import errno
import logging
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import click
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from _index import index_site
from bulletin.model import Audience
from bulletin.paper import CACHE, PaperError, has_sheets, require_engine, write_sheets
from bulletin.problems import ContentError, Problem
from bulletin.publishing.permalinks import PermalinksBroken
from bulletin.publishing.remote import RemoteError
from bulletin.releases import Release, ReleaseError, publish
from bulletin.site import Site as MadeSite
from bulletin.source import read_source
from bulletin.verify import check_site

CRASH_LOG = "loi.log"


class Told(logging.Handler):
    """Keeps what MkDocs warns of and complains about, in place of its English chatter."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message; the same one told twice is kept once."""
        kept = self.errors if record.levelno >= logging.ERROR else self.warnings
        if (text := record.getMessage()) not in kept:
            kept.append(text)


class Site:
    """One site to build: where its settings are, and what was told while building it.

    With `papers`, the A4 sheets of pages that have one are made as PDF too.
    """

    def __init__(
        self,
        config_file: Path,
        audience: Audience = Audience.PUBLIC,
        *,
        papers: bool = False,
    ) -> None:
        self.config_file, self.audience, self.papers = config_file, audience, papers
        self.site_url = ""
        self.told = Told()
        self.made: MadeSite | None = None
        self.sheets: tuple[Path, ...] = ()

    def build(self, folder: Path) -> None:
        """Build into `folder`; raises what MkDocs raises."""
        settings = read_source(self.config_file, self.config_file.name)
        if isinstance(settings, Problem):  # MkDocs would tell it in English
            raise ContentError([settings])
        config = load_config(config_file=str(self.config_file), site_dir=str(folder))
        config.extra["audience"] = self.audience
        self.site_url = config.site_url or ""
        config.extra["papers"] = self.papers
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
        made: MadeSite = config.extra["site"]
        self.made = made
        if self.papers:
            cache = self.config_file.parent / CACHE
            self.sheets = write_sheets(made.renderer, made.plans.values(), folder, cache)

    def build_with_search(self, folder: Path) -> None:
        """Build into `folder`, then index it; raises as `build`, and `ReleaseError`."""
        self.build(folder)
        self.index(folder)

    def index(self, folder: Path) -> None:
        """Add the search index of the site built into `folder`; raises `ReleaseError`."""
        if self.made is None or not self.made.searched:
            return
        cache = self.config_file.parent / ".cache" if self.audience is Audience.PUBLIC else None
        spelled_out = self.made.renderer.theme.spelled_out
        index_site(folder, self.made.searched, spelled_out, cache)

    def verify(self, folder: Path) -> list[str]:
        """Return what is wrong with the site built into `folder`."""
        return check_site(folder, self.site_url, preview=self.audience is Audience.EDITORS)


def listen(told: logging.Handler) -> None:
    """Have `told` hear all that MkDocs and its plugins log, and nobody else."""
    logger = logging.getLogger("mkdocs")
    logger.addHandler(told)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def why(error: Exception, told: Told) -> str:
    """What to tell about an `error` that MkDocs stopped with."""
    # MkDocs logs the reason and then aborts with a sentence of its own.
    if told.errors:
        return "\n".join(told.errors)
    cause = error.__context__ if isinstance(error, click.ClickException) else error
    return str(cause or error)


def build(config_file: Path, keep: int, *, papers: bool = False) -> int:
    """Build and publish the site of `config_file` beside it; return the exit status.

    With `papers`, its A4 sheets are made as PDF too; a site that has them keeps having them.
    """
    home = config_file.parent
    papers = papers or keeps_sheets(home / "site")
    site = Site(config_file, papers=papers)
    started = time.monotonic()

    def run() -> None:
        release = publish(
            site.build_with_search,
            home / ".releases",
            home / "site",
            keep=keep,
            verify=site.verify,
            on_wait=tell_wait,
        )
        report(release, home / "site", site.told.warnings, time.monotonic() - started)
        if papers:
            print(
                f"Đã làm {count(len(site.sheets))} tệp PDF: các số điểm tin và bảng vàng, khổ A4."
            )

    return attempt(site, home / ".releases", run)


def keeps_sheets(site: Path) -> bool:
    """Tell whether the sheets of the site that is read are to be made again; without pango none
    can be, which is told: pages then lead to none.
    """
    if not has_sheets(site):
        return False
    try:
        require_engine()
    except PaperError as error:
        _venv.say(f"Bản mới sẽ không có tệp PDF như bản đang đọc.\n{error}")
        return False
    return True


def tell_wait() -> None:
    """Say that another command holds the lock."""
    _venv.say("Một lệnh khác đang dựng trang, xin chờ …")


def attempt(site: Site, logs: Path, run: Callable[[], None]) -> int:
    """Call `run`, tell whatever stops it; return the exit status. Crashes are told in full in `logs`."""
    listen(site.told)
    try:
        run()
    except (ContentError, PaperError, PermalinksBroken, RemoteError) as error:
        _venv.say(str(error))
    except ReleaseError as error:
        # What MkDocs warned of often names the source of what is wrong in the built page.
        tell_warnings(site.told.warnings)
        _venv.say(str(error))
    except (MkDocsException, click.ClickException) as error:
        _venv.say(why(error, site.told))
    except KeyboardInterrupt:
        _venv.say("Đã dừng theo yêu cầu; trang đã đăng giữ nguyên.")
        return 130
    except Exception as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            _venv.say(
                "Ổ đĩa đã đầy; trang đã đăng giữ nguyên.\n"
                "Cách sửa: dọn bớt ổ đĩa, hoặc giữ ít bản cũ hơn (--keep 2), rồi chạy lại."
            )
        else:
            tell_crash(error, logs / CRASH_LOG)
    else:
        return 0
    return 1


def tell_crash(error: Exception, log: Path) -> None:
    """Say that the program itself failed, with all that is known of it in the file `log`."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        traceback.print_exception(error)
    _venv.say(
        "Có lỗi của chương trình, không phải của nội dung; trang đã đăng giữ nguyên.\n"
        f"Cách sửa: gửi tệp {log} cho người phụ trách kỹ thuật.\n"
        f"Lỗi: {traceback.format_exception_only(error)[-1].strip()}"
    )


def tell_warnings(warnings: list[str]) -> None:
    """Print what MkDocs warned of, if anything."""
    if warnings:
        _venv.say(f"{len(warnings)} cảnh báo khi dựng trang:")
    for warning in warnings:
        _venv.say(f"  {warning}")


def report(release: Release, link: Path, warnings: list[str], seconds: float) -> None:
    """Say what was published, what MkDocs warned of, and how to look at it."""
    tell_warnings(warnings)
    pages = sum(1 for _ in link.rglob("*.html"))
    print(
        f"Đã dựng {count(pages)} trang, {count(release.files)} tệp, {megabytes(release.size)} MB, "
        f"trong {comma(seconds)} giây "
        f"(bản {release.number}; {count(release.linked)} tệp không đổi so với bản trước)."
    )
    print(f"Trang nằm ở: {link}")
    python = "python" if sys.platform == "win32" else "python3"
    print(f"Xem thử: {python} -m http.server --directory {link.name} 8000")
    print("rồi mở http://127.0.0.1:8000/ trong trình duyệt.")


def count(number: int) -> str:
    """`12345` as `12.345`."""
    return f"{number:,}".replace(",", ".")


def comma(number: float) -> str:
    """`1.25` as `1,2`."""
    return f"{number:.1f}".replace(".", ",")


def megabytes(size: int) -> str:
    """A size in bytes as megabytes, with one decimal."""
    return comma(size / 1_000_000)


def main() -> int:
    """Read the command line and build; return the exit status."""
    parser = argparse.ArgumentParser(description="Dựng trang vào site/.", add_help=False)
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument(
        "--config",
        type=Path,
        default=_venv.ROOT / "mkdocs.yml",
        help="tệp cấu hình (mặc định: mkdocs.yml của dự án)",
    )
    parser.add_argument("--keep", type=int, default=3, help="số bản giữ lại (mặc định: 3)")
    options = parser.parse_args()
    config_file = options.config.resolve()
    if not config_file.is_file():
        _venv.say(f"Không có tệp {config_file}.\nCách sửa: kiểm tra lại đường dẫn của --config.")
        return 1
    return build(config_file, options.keep)


if __name__ == "__main__":
    sys.exit(main())
