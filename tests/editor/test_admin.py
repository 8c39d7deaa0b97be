"""`make admin`: the editor served to this computer alone, with what the settings say now."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import admin
from bulletin.settings import Editor, GitHost, read_settings
from conftest import ROOT


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the editor is served, on packages of one file."""
    (tmp_path / "sveltia").mkdir()
    (tmp_path / "sveltia" / "vi.js").write_text("export default {};")
    monkeypatch.setattr(admin, "HOME", tmp_path)
    settings = read_settings(ROOT / "mkdocs.yml")
    hosted = Editor(host=GitHost.GITLAB, repository="thi-dua/ban-tin")
    serving = admin.server(settings.model_copy(update={"editor": hosted}), 0)
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    assert serving.server_address[0] == "127.0.0.1"
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    serving.server_close()
    thread.join()


def read(address: str) -> tuple[str, str]:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read().decode(), answer.headers.get_content_type()


def test_it_serves_our_own_files_and_what_npm_brought(address: str) -> None:
    page, kind = read(f"{address}/")
    assert kind == "text/html" and "<title>Soạn tin</title>" in page
    assert read(f"{address}/admin/boot.js")[1] == "text/javascript"
    assert read(f"{address}/admin/sveltia/vi.js") == ("export default {};", "text/javascript")


def test_on_this_computer_no_git_host_is_asked_even_if_the_site_has_one(address: str) -> None:
    config = json.loads(read(f"{address}/admin/config.json")[0])["config"]
    assert config["backend"]["name"] == "gitea" and "api_root" not in config["backend"]
    assert "gitlab" not in read(f"{address}/admin/")[0]


@pytest.mark.parametrize(
    "path", ["/admin/khong-co.js", "/../mkdocs.yml", "/admin/../../mkdocs.yml"]
)
def test_nothing_else_is_served(address: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as told:
        read(f"{address}{path}")
    assert told.value.code == 404


def test_without_node_people_are_told_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    assert admin.main(["--prepare"]) == 1
    assert "Cách sửa: Debian, Ubuntu: sudo apt install nodejs npm" in capsys.readouterr().err
