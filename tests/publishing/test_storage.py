"""Object storage: a real rclone against an S3 endpoint on this machine (moto's server, of its own environment).

Set MOTO_SERVER to the program `moto_server`: `python -m venv X`, `X/bin/pip install "moto[server,s3]"`.
It cannot stand in our lock, whose python-dateutil it does not accept.
"""

from __future__ import annotations

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

from bulletin.publishing.remote import ObjectStorage
from conftest import PATIENCE
from project import Project
from publishing.test_target import STORY, Page, Served

MOTO = os.environ.get("MOTO_SERVER", "")
pytestmark = pytest.mark.skipif(
    not MOTO or shutil.which("rclone") is None, reason="cần rclone và biến MOTO_SERVER"
)
BUCKET = ":s3,provider=Other,env_auth=true:kho"


def rclone(*arguments: str) -> str:
    return subprocess.run(
        ["rclone", *arguments], check=True, capture_output=True, encoding="utf-8"
    ).stdout


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStorage]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [MOTO, "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)
    monkeypatch.setenv("RCLONE_CONFIG", os.devnull)
    monkeypatch.setenv("RCLONE_S3_ENDPOINT", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("RCLONE_S3_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "khoa")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "khoa")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        time.sleep(0.05)
    rclone("mkdir", BUCKET)
    yield ObjectStorage("kho/trang")
    process.terminate()
    process.wait()


def there() -> dict[str, int]:
    told = json.loads(rclone("lsjson", "-R", "--files-only", f"{BUCKET}/trang"))
    return {one["Path"]: one["Size"] for one in told}


def test_a_bucket_holds_the_site_with_its_types_only_changes_are_sent_and_deletions_follow(
    project: Project, storage: ObjectStorage, tmp_path: Path
) -> None:
    served = Served(project, tmp_path / "stage")
    served.publish()
    assert storage.upload(served.target) == 6
    assert storage.upload(served.target) == 0
    assert set(there()) == {
        "css/site.0ca1b2e0.css", "index.html", "permalinks.json", "rss.xml", "sitemap.xml",
        "tin-tuc/index.html", "tin-tuc/tin-mot/index.html",
    }  # fmt: skip
    about = json.loads(rclone("lsjson", "-M", "--stat", f"{BUCKET}/trang/rss.xml"))["Metadata"]
    assert about["content-type"] == "application/rss+xml; charset=utf-8"
    assert about["cache-control"] == "public, max-age=60"

    served.pages.append(Page("tin-tuc/tin-ba/", STORY))
    served.publish()
    assert storage.upload(served.target) == 2
    assert "tin-tuc/tin-ba/index.html" in there()

    served.pages.pop()
    served.target.forget = ["/tin-tuc/tin-ba/"]
    served.publish()
    storage.upload(served.target)
    assert "tin-tuc/tin-ba/index.html" not in there()
    storage.fetch_permalinks(tmp_path / "permalinks.json")
    kept = json.loads((tmp_path / "permalinks.json").read_text(encoding="utf-8"))
    assert kept["entries"] == {"tin-tuc/tin-mot/": STORY}
