"""Object storage: a real rclone against an S3 endpoint on this machine (moto's server)."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import _storage
from bulletin.publishing.remote import ObjectStorage
from conftest import PATIENCE
from project import Project
from publishing.test_target import STORY, Page, Served

pytestmark = pytest.mark.skipif(
    _storage.program() is None and not os.environ.get("CI"), reason=f"KHÔNG THỬ: {_storage.LACK}"
)
BUCKET = ":s3,provider=Other,env_auth=true:kho"
PUBLICATIONS = 10


def rclone(*arguments: str) -> str:
    return subprocess.run(
        ["rclone", *arguments], check=True, capture_output=True, encoding="utf-8"
    ).stdout


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[_storage.Storage]:
    with _storage.serving("kho") as storage:
        for name, value in storage.environment.items():
            monkeypatch.setenv(name, value)
        yield storage


@pytest.fixture
def storage(endpoint: _storage.Storage) -> ObjectStorage:
    return ObjectStorage("kho/trang")


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


def test_a_reader_of_a_bucket_sees_every_file_whole_and_no_list_before_its_entry(
    project: Project, endpoint: _storage.Storage, storage: ObjectStorage, tmp_path: Path
) -> None:
    served = Served(project, tmp_path / "stage")
    served.publish()
    storage.upload(served.target)
    wrong: list[str] = []
    seen: set[bytes] = set()
    done = threading.Event()

    def get(path: str) -> bytes:
        address = f"{endpoint.address}/kho/trang/{path}index.html"
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return bytes(answer.read())

    def read() -> None:
        while not done.is_set():
            try:
                body = get("")
                seen.update(told := re.findall("bản \\d+".encode(), body))
                if len(set(told)) != 1 or not body.endswith(b"</html>\n"):
                    wrong.append(f"trang chủ lẫn hai bản: {told}")
                for path in re.findall(rb'href="/(tin-tuc/[^"]+)"', body):
                    get(path.decode())
            except OSError as error:
                wrong.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for turn in range(PUBLICATIONS + 1):
        served.told = f"bản {turn}"
        served.pages.append(Page(f"tin-tuc/tin-so-{turn}/", STORY))
        served.links = [page.path for page in served.pages if page.source]
        served.publish()
        storage.upload(served.target)
        if turn == 0:
            for reader in readers:
                reader.start()
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert len(seen) > 3
