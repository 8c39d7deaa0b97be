"""A release on this machine, made the one that is read elsewhere: over SSH, or in object storage.

    rsync:user@host:/srv/web    the same folder as here; its switch is one rename on that machine
    s3:bucket/prefix            files one by one: what is new first, then pages, then lists and feeds,
                                deletions last; each file is whole, the site is mixed while it lasts

Both may be cut off at any point and go on when run again.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bulletin.publishing.serving import cache_of, type_of
from bulletin.publishing.target import OWN, Target, is_for_servers, read_own

SSH = "ssh -o BatchMode=yes"


class RemoteError(Exception):
    """The other place cannot be reached, or refuses; the text says so in Vietnamese."""


class Remote(Protocol):
    """Another place where the site is read."""

    place: str
    """The folder as its servers see it; `` where there is none."""

    def fetch_permalinks(self, to: Path) -> None:
        """Get the list of addresses kept there, if there is one; raises RemoteError."""

    def upload(self, target: Target) -> int:
        """Have what is read in `target` be read there too; return how many files were sent."""


def remote_of(name: str) -> Remote | None:
    """Return the place that `--to` names, None for a folder here; raises RemoteError for neither."""
    kind, _, rest = name.partition(":")
    if kind == "rsync":
        host, _, folder = rest.rpartition(":")
        if not host or not folder.startswith("/"):
            raise RemoteError(
                f"`{name}` thiếu máy hoặc thư mục.\nCách sửa: ghi rsync:nguoi-dung@may:/duong/dan"
            )
        return OverSsh(host, folder.rstrip("/"))
    if kind == "s3":
        if not rest.strip("/"):
            raise RemoteError(
                f"`{name}` thiếu tên kho.\nCách sửa: ghi s3:ten-kho hoặc s3:ten-kho/thu-muc"
            )
        return ObjectStorage(rest.strip("/"))
    return None


def _run(command: list[str], mend: str, **options: object) -> str:
    """Run a program, return what it says; raises RemoteError with `mend`."""
    if shutil.which(command[0]) is None:
        raise RemoteError(
            f"Thiếu {command[0]}.\nCách sửa: Debian, Ubuntu: sudo apt install {command[0]}"
        )
    done = subprocess.run(  # type: ignore[call-overload]
        command, capture_output=True, encoding="utf-8", errors="replace", check=False, **options
    )
    if done.returncode:
        raise RemoteError(
            f"Chưa gửi được lên nơi đăng ({command[0]}, mã {done.returncode}); nơi ấy giữ nguyên trang cũ "
            f"hoặc sẽ được làm nốt.\nCách sửa: {mend}, rồi chạy lại: lần sau gửi tiếp phần còn thiếu.\n"
            f"Chi tiết kỹ thuật: {done.stderr.strip()[-600:]}"
        )
    return str(done.stdout)


@dataclass
class OverSsh:
    """A folder on a machine reached over SSH, with a shell and rsync on it."""

    host: str
    place: str
    ssh: str = field(default_factory=lambda: os.environ.get("RSYNC_RSH", SSH))

    def fetch_permalinks(self, to: Path) -> None:
        """Get the list of addresses kept there, if there is one; raises RemoteError."""
        text = self._shell("cat permalinks.json 2>/dev/null || true")
        if text:
            to.write_text(text, encoding="utf-8")

    def upload(self, target: Target) -> int:
        """Send what is new beside the old, then switch by one rename; return how many files were sent."""
        site = target.current.resolve()
        digest = str(read_own(site)["digest"])
        told = self._shell(
            'for file in releases/*.id; do [ -f "$file" ] || continue; '
            'echo "$(cat "$file") $(basename "$file" .id)"; done'
        )
        there = dict(line.split(" ", 1) for line in told.splitlines())
        current = self._shell("readlink current 2>/dev/null || true").strip().rpartition("/")[2]
        number, sent = there.get(digest), 0
        if number is None:
            number = str(max([int(one) for one in there.values()], default=0) + 1)
            sent = self._send(site, number, current)
        self._rsync(str(target.permalinks), "")
        self._rsync(f"{target.folder / 'server'}/", "server/")
        self._switch(number, digest, target.digests())
        return sent

    def _send(self, site: Path, number: str, current: str) -> int:
        linked = [f"--link-dest=../{current}"] if current else []
        told = self._rsync(f"{site}/", f"releases/{number}.tmp/", "--delete", "--stats", *linked)
        for line in told.splitlines():
            if line.startswith("Number of regular files transferred:"):
                return int(line.rpartition(":")[2].replace(",", "").replace(".", ""))
        return 0

    def _switch(self, number: str, digest: str, kept: list[str]) -> None:
        """Point `current` at the release, and delete those that are no longer kept here."""
        self._shell(
            f"""set -e
            if [ -d releases/{number}.tmp ]; then mv -T releases/{number}.tmp releases/{number}; fi
            rm -f releases/{number}/{OWN}/number
            printf %s {number} > releases/{number}/{OWN}/number
            echo {digest} > releases/{number}.id.tmp && mv releases/{number}.id.tmp releases/{number}.id
            sync
            ln -sfn releases/{number} current.tmp && mv -T current.tmp current
            for file in releases/*.id; do
                other=$(basename "$file" .id)
                [ "$other" = {number} ] && continue
                case " {" ".join(kept)} " in *" $(cat "$file") "*) continue;; esac
                rm -f "$file"; rm -rf "releases/$other"
            done
            """
        )

    def _rsync(self, what: str, below: str, *options: str) -> str:
        # The contents of files decide, not their times: a release built afresh has new times.
        common = ["-rlt", "--partial", "--checksum", "-e", self.ssh, *options]
        return _run(
            ["rsync", *common, what, f"{self.host}:{self.place}/{below}"],
            "kiểm tra mạng, khóa SSH, và máy kia đã cài rsync",
        )

    def _shell(self, script: str) -> str:
        folder = shlex.quote(self.place)
        line = f"mkdir -p {folder}/releases && cd {folder} && sh -c {shlex.quote(script)}"
        return _run([*shlex.split(self.ssh), self.host, line], "kiểm tra địa chỉ máy và khóa SSH")


@dataclass
class ObjectStorage:
    """A bucket, or a folder in one, reached by rclone; endpoint and keys come from RCLONE_S3_… variables."""

    path: str
    place: str = ""

    @property
    def remote(self) -> str:
        """The bucket as rclone calls it."""
        return f":s3:{self.path}"

    def fetch_permalinks(self, to: Path) -> None:
        """Get the list of addresses kept there, if there is one; raises RemoteError."""
        kept = self._rclone("lsf", self.remote, "--include", "/permalinks.json")
        if kept.strip():
            self._rclone("copyto", f"{self.remote}/permalinks.json", str(to))

    def upload(self, target: Target) -> int:
        """Send what differs, in the order that readers notice least; return how many files were sent."""
        site = target.current.resolve()
        there = self._listed()
        here = {
            path.relative_to(site).as_posix(): path
            for path in site.rglob("*")
            if path.is_file() and not is_for_servers(path.relative_to(site).as_posix())
        }
        changed = [name for name, path in here.items() if there.get(name) != _md5(path)]
        entries = frozenset(read_own(site).get("entries", ()))
        for group, names in _groups(changed, entries):
            self._send(site, names, *group)
        self._rclone("copyto", str(target.permalinks), f"{self.remote}/permalinks.json")
        gone = sorted(there.keys() - here.keys() - {"permalinks.json"})
        if gone:
            self._rclone("delete", self.remote, "--files-from-raw", "-", given=gone)
        return len(changed)

    def _listed(self) -> dict[str, str]:
        """Return the MD5 sums of all that stands there, by path; nothing of a bucket that is not yet."""
        told = self._rclone("lsf", "-R", "--files-only", "--fast-list", "--hash", "MD5", "--format", "hp",
                            "--separator", "\t", self.remote)  # fmt: skip
        pairs = (line.split("\t", 1) for line in told.splitlines())
        return {path: digest for digest, path in pairs}

    def _send(self, site: Path, names: list[str], cache: str, type_: str) -> None:
        headers = ["--header-upload", f"Cache-Control: {cache}"]
        if type_:
            headers += ["--header-upload", f"Content-Type: {type_}; charset=utf-8"]
        self._rclone(
            "copy", str(site), self.remote, "--no-check-dest", "--ignore-times", *headers,
            "--files-from-raw", "-", given=names,
        )  # fmt: skip

    def _rclone(self, *arguments: str, given: Iterable[str] = ()) -> str:
        environment = {"RCLONE_S3_PROVIDER": "Other", "RCLONE_S3_ENV_AUTH": "true", **os.environ}
        environment.setdefault("RCLONE_CONFIG", os.devnull)
        return _run(
            ["rclone", "--retries", "3", *arguments],
            "kiểm tra RCLONE_S3_ENDPOINT, tên kho và khóa truy cập",
            env=environment,
            input="".join(f"{name}\n" for name in given),
        )


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def _groups(
    names: Iterable[str], entries: frozenset[str]
) -> list[tuple[tuple[str, str], list[str]]]:
    """Return the files in the order to send them, those of one stage with equal headers together."""
    found: dict[tuple[int, str, str], list[str]] = {}
    for name in sorted(names):
        key = (_stage(name, entries), cache_of(f"/{name}"), type_of(f"/{name}"))
        found.setdefault(key, []).append(name)
    return [((cache, type_), found[stage, cache, type_]) for stage, cache, type_ in sorted(found)]


def _stage(name: str, entries: frozenset[str]) -> int:
    """Return 0 for what pages need, 1 for entries' own pages, 2 for lists and feeds that lead to them."""
    if name.removesuffix("index.html") in entries:
        return 1
    if (
        name.endswith((".html", ".xml", ".json", ".ics", ".opml", ".csv", ".xlsx"))
        or name == "robots.txt"
    ):
        return 2
    return 0
