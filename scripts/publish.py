"""Publish the site into the folder a web server reads, or take it back: `make publish ARGS=…`.

Ends with status 0 when the new release is read (or nothing has changed), with 1 when something
keeps it from being published, which is told in Vietnamese; what is read then stays as it was.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import build
from bulletin.dates import ZONE
from bulletin.locking import exclusive
from bulletin.publishing.remote import RemoteError, remote_of
from bulletin.publishing.target import Job, Target
from bulletin.publishing.untouched import is_untouched, made_of, note
from bulletin.releases import Release
from bulletin.settings import read_settings
from bulletin.site import Site as MadeSite
from bulletin.text import slugify

KEEP = 5


def main(arguments: list[str]) -> int:
    """Read the command line and publish; return the exit status."""
    options = _parser().parse_args(arguments)
    config_file = options.config.resolve()
    if not config_file.is_file():
        _venv.say(f"Không có tệp {config_file}.\nCách sửa: kiểm tra lại đường dẫn của --config.")
        return 1
    try:
        command = shlex.split(options.reload)
    except ValueError:
        _venv.say(
            f"Không hiểu --reload {options.reload}: thiếu một dấu nháy.\nCách sửa: thêm dấu nháy."
        )
        return 1
    try:
        place = Place(
            config_file,
            options.to,
            keep=options.keep,
            forget=options.forget,
            reload=lambda: _reload(command),
        )
    except RemoteError as error:
        _venv.say(str(error))
        return 1
    target = place.target
    papers = options.pdf or build.keeps_sheets(target.current)
    site = build.Site(config_file, papers=papers)

    def run() -> None:
        place.remember()
        if options.rollback is not None:
            _rollback(target, options.rollback or None, config_file)
        elif options.timer and target.held.exists():
            print("Đang giữ bản đã lùi về; chạy lại không có --timer để đăng bản mới.")
        else:
            mark, began = made_of(config_file, papers), datetime.now(ZONE)
            asked = options.forget or options.purge
            if options.timer and not asked and is_untouched(target, mark):
                target.have_read()
                number = target.current.resolve().name
                print(f"Không tệp nào thay đổi từ bản {number} đang đăng.")
            else:
                _publish(target, site, purge=options.purge)
                assert site.made is not None
                note(target, mark, read_settings(config_file), began, site.made.wakes)
        place.upload()

    return build.attempt(site, target.releases, run)


class Place:
    """Where a project is published: a folder on this machine, or a remote place filled from one.

    `to` is written as `--to` wants it; raises RemoteError if it is written wrong.
    """

    def __init__(
        self,
        config_file: Path,
        to: str,
        *,
        keep: int = KEEP,
        forget: Sequence[str] = (),
        reload: Callable[[], bool | None] = lambda: False,
    ) -> None:
        self.name, self.remote, self._reload = to, remote_of(to), reload
        # Two places whose names make one slug are two places.
        stage = f"{slugify(to)}-{sha256(to.encode()).hexdigest()[:8]}"
        self.target = Target(
            config_file.parent / ".publish" / stage if self.remote else Path(to).resolve(),
            place=self.remote.place if self.remote else "",
            keep=keep,
            forget=forget,
            on_wait=build.tell_wait,
            # Elsewhere the configuration is there to be read when it has been sent.
            reload=(lambda: False) if self.remote else reload,
        )

    def remember(self) -> None:
        """Fetch the addresses that the remote place has ever had; raises RemoteError."""
        if self.remote and not self.target.permalinks.exists():
            self.target.folder.mkdir(parents=True, exist_ok=True)
            self.remote.fetch_permalinks(self.target.permalinks)

    def upload(self) -> None:
        """Have the remote place read what is read here; raises RemoteError."""
        if self.remote is None or not self.target.current.exists():
            return
        started = time.monotonic()
        with exclusive(self.target.folder / ".upload.lock", wait=600, on_wait=build.tell_wait):
            sent = self.remote.upload(self.target)
            self.target.reload = self._reload
            self.target.have_read()
        took = build.comma(time.monotonic() - started)
        print(f"Đã gửi {build.count(sent)} tệp lên {self.name} trong {took} giây.")


def _publish(target: Target, site: build.Site, *, purge: bool) -> None:
    started = time.monotonic()
    release = target.publish(job_of(site))
    gone = target.purge() if purge else []
    build.tell_warnings(site.told.warnings)
    for address in target.unknown:
        _venv.say(f"--forget {address}: địa chỉ này chưa từng đăng.")
    _report(target, release, time.monotonic() - started)
    if purge:
        print(f"Đã xóa {len(gone)} bản cũ; không lùi về được nữa.")


def job_of(site: build.Site) -> Job:
    """Return what is to be published of a site; raises ContentError if its settings are wrong."""

    def made() -> MadeSite:
        assert site.made is not None, "made() comes after build()"
        return site.made

    return Job(
        config_file=site.config_file,
        settings=read_settings(site.config_file),
        build=site.build_with_search,
        made=made,
        verify=site.verify,
    )


def _report(target: Target, release: Release, seconds: float) -> None:
    took = f"trong {build.comma(seconds)} giây"
    if not release.changed:
        print(f"Không có gì thay đổi so với bản {release.number} đang đăng ({took}).")
        return
    print(
        f"Đã đăng bản {release.number}: {build.count(release.files)} tệp, "
        f"{build.megabytes(release.size)} MB, {took} "
        f"({build.count(release.linked)} tệp không đổi so với bản trước)."
    )
    print(f"Trang nằm ở: {target.current}")
    print(f"Cấu hình máy chủ: {target.folder / 'server'}")


def _rollback(target: Target, number: int | None, config_file: Path) -> None:
    started = time.monotonic()
    number = target.rollback(number, read_settings(config_file))
    print(f"Đã lùi về bản {number} trong {build.comma(time.monotonic() - started)} giây.")
    print("Lệnh đăng theo lịch (--timer) dừng lại cho đến khi có người đăng bằng tay.")


def _reload(command: list[str]) -> bool:
    """Have the web server read its configuration anew; a failure is told, and tried again next time."""
    if not command:
        return False
    try:
        done = subprocess.run(command, check=False)
    except OSError as error:
        _venv.say(
            f"Không chạy được `{shlex.join(command)}`: {error}.\nCách sửa: kiểm tra lại --reload."
        )
        return False
    if done.returncode:
        _venv.say(
            f"`{shlex.join(command)}` kết thúc với mã {done.returncode}; máy chủ còn dùng cấu hình cũ.\n"
            "Cách sửa: xem lời báo ở trên, sửa cấu hình máy chủ; lần đăng sau sẽ nạp lại."
        )
    return done.returncode == 0


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` không phải một số từ 1 trở lên")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Đăng trang vào thư mục mà máy chủ web đọc, hoặc lùi về bản trước.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument(
        "--to", required=True, metavar="NƠI",
        help="nơi đăng: thư mục trên máy này (các bản nằm ở releases/, máy chủ đọc current/), "
        "rsync:nguoi-dung@may:/duong/dan, hoặc s3:ten-kho/thu-muc",
    )  # fmt: skip
    parser.add_argument(
        "--config", type=Path, default=_venv.ROOT / "mkdocs.yml",
        help="tệp cấu hình (mặc định: mkdocs.yml của dự án)",
    )  # fmt: skip
    parser.add_argument(
        "--keep", type=_positive, default=KEEP, help=f"số bản giữ lại (mặc định: {KEEP})"
    )
    parser.add_argument(
        "--rollback", nargs="?", type=_positive, const=0, metavar="SỐ",
        help="lùi về bản trước, hoặc về bản có số này",
    )  # fmt: skip
    parser.add_argument("--pdf", action="store_true", help="làm cả tệp PDF khổ A4, như make pdf")
    parser.add_argument(
        "--purge", action="store_true", help="đăng rồi xóa mọi bản cũ, để không gì trở lại được"
    )
    parser.add_argument(
        "--timer", action="store_true", help="chạy theo lịch: không đăng đè lên bản đã lùi về"
    )
    parser.add_argument(
        "--forget", nargs="+", default=[], metavar="ĐỊA-CHỈ",
        help="cố ý bỏ hẳn những địa chỉ này, dù đã từng đăng",
    )  # fmt: skip
    parser.add_argument(
        "--reload", default="", metavar="LỆNH",
        help='lệnh để máy chủ đọc lại cấu hình, ví dụ "systemctl reload nginx"',
    )  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
