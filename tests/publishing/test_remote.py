"""Publishing elsewhere: over a real sshd on this machine; the order of files in object storage."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bulletin.publishing.remote import OverSsh, RemoteError, _groups, remote_of
from conftest import PATIENCE, read_all
from project import Project
from publishing.test_target import STORY, Served

SSHD = shutil.which("sshd", path=os.environ.get("PATH", "") + ":/usr/sbin")
needs_ssh = pytest.mark.skipif(
    not (SSHD and shutil.which("ssh") and shutil.which("rsync")) and os.environ.get("CI") != "true",
    reason="cần sshd, ssh, rsync",
)


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real sshd with keys of its own; how to call it."""
    work = tmp_path_factory.mktemp("ssh")
    for name in ("host", "user"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(work / name)], check=True
        )
    shutil.copy(work / "user.pub", work / "authorized")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (work / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {work}/host\nPidFile none\n"
        f"AuthorizedKeysFile {work}/authorized\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nPermitRootLogin prohibit-password\n",
        encoding="utf-8",
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    with (work / "log").open("wb") as log:
        process = subprocess.Popen([str(SSHD), "-D", "-e", "-f", str(work / "config")], stderr=log)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        time.sleep(0.05)
    yield (
        f"ssh -p {port} -i {work}/user -F none -o BatchMode=yes -o LogLevel=ERROR "
        "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes"
    )
    process.terminate()
    process.wait()


@pytest.fixture
def served(project: Project) -> Served:
    made = Served(project, project.root / "stage")
    made.publish()
    return made


def there(folder: Path) -> dict[str, bytes]:
    """What readers of the other place see: without what the release says of itself."""
    return {
        name: content
        for name, content in read_all(folder / "current").items()
        if not name.startswith(".ban-tin/")
    }


@needs_ssh
def test_a_release_is_switched_over_ssh_shares_its_files_and_can_be_taken_back(
    served: Served, ssh: str, tmp_path: Path
) -> None:
    web = tmp_path / "may kia"
    remote = OverSsh(f"{getpass.getuser()}@127.0.0.1", web.as_posix(), ssh)
    assert remote.upload(served.target) > 0
    assert (web / "current").readlink() == Path("releases/1")
    assert there(web) == there(served.target.folder)
    assert (web / "current/.ban-tin/number").read_text() == "1"
    assert (web / "permalinks.json").read_bytes() == served.target.permalinks.read_bytes()
    assert remote.upload(served.target) == 0

    first = there(web)
    served.told = "Tin thứ hai"
    served.publish()
    remote.upload(served.target)
    assert (web / "current").readlink() == Path("releases/2")
    assert there(web) == there(served.target.folder) != first
    assert (web / "releases/2/css/site.0ca1b2e0.css").samefile(
        web / "releases/1/css/site.0ca1b2e0.css"
    )

    served.target.rollback(None, served.settings)
    assert remote.upload(served.target) == 0
    assert there(web) == first


@needs_ssh
def test_what_is_purged_here_is_purged_there_and_the_list_of_addresses_comes_back(
    served: Served, ssh: str, tmp_path: Path
) -> None:
    web = tmp_path / "web"
    remote = OverSsh(f"{getpass.getuser()}@127.0.0.1", web.as_posix(), ssh)
    remote.upload(served.target)
    served.told = "Tin thứ hai"
    served.publish()
    served.target.purge()
    remote.upload(served.target)
    assert [path.name for path in (web / "releases").iterdir() if path.is_dir()] == ["2"]
    assert "Tin riêng".encode() not in b"".join(read_all(web).values())
    remote.fetch_permalinks(tmp_path / "permalinks.json")
    kept = json.loads((tmp_path / "permalinks.json").read_text(encoding="utf-8"))
    assert kept["entries"] == {"tin-tuc/tin-mot/": STORY}


@needs_ssh
def test_an_upload_that_was_cut_off_changes_nothing_there_and_goes_on(
    served: Served, ssh: str, tmp_path: Path
) -> None:
    web = tmp_path / "web"
    remote = OverSsh(f"{getpass.getuser()}@127.0.0.1", web.as_posix(), ssh)
    remote.upload(served.target)
    before = there(web)
    served.told = "Tin thứ hai"
    served.publish()
    half = web / "releases/2.tmp/tin-tuc"
    half.mkdir(parents=True)
    (half / "index.html").write_text("nửa chừng", encoding="utf-8")
    assert there(web) == before
    remote.upload(served.target)
    assert there(web) == there(served.target.folder)
    assert not (web / "releases/2.tmp").exists()


def test_a_place_that_cannot_be_reached_is_told_with_a_mend(served: Served) -> None:
    remote = OverSsh("khong-ai@127.0.0.1", "/tmp/khong", "ssh -p 1 -F none -o BatchMode=yes")
    if shutil.which("ssh") is None:
        pytest.skip("cần ssh")
    with pytest.raises(
        RemoteError, match="Cách sửa: kiểm tra địa chỉ máy và khóa SSH, rồi chạy lại"
    ):
        remote.upload(served.target)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("rsync:may", "Cách sửa: ghi rsync:nguoi-dung@may:/duong/dan"),
        ("rsync:may:web", "Cách sửa: ghi rsync:nguoi-dung@may:/duong/dan"),
        ("s3:", "Cách sửa: ghi s3:ten-kho hoặc s3:ten-kho/thu-muc"),
    ],
)
def test_a_place_that_is_written_wrong_is_told(name: str, told: str) -> None:
    with pytest.raises(RemoteError) as error:
        remote_of(name)
    assert told in str(error.value)


def test_a_folder_here_is_no_remote_place() -> None:
    assert remote_of("/srv/web") is None


def test_what_pages_need_goes_first_then_entries_then_lists_and_feeds() -> None:
    names = [
        "index.html", "rss.xml", "tin-tuc/mot/index.html", "css/a.0ca1b2e0.css", "media/a.docx",
        "sitemap.xml", "anh/a-1.webp", "feed.json",
    ]  # fmt: skip
    groups = _groups(names, frozenset({"tin-tuc/mot/"}))
    order = [name for _, group in groups for name in group]
    assert set(order[:3]) == {"css/a.0ca1b2e0.css", "media/a.docx", "anh/a-1.webp"}
    assert order[3] == "tin-tuc/mot/index.html"
    assert set(order[4:]) == {"index.html", "rss.xml", "sitemap.xml", "feed.json"}
    types = {name: type_ for (_, type_), group in groups for name in group}
    assert types["rss.xml"] == "application/rss+xml"
    caches = {name: cache for (cache, _), group in groups for name in group}
    assert "immutable" in caches["css/a.0ca1b2e0.css"]
    assert caches["index.html"] == "public, max-age=60"
