"""The editor's folder: absent from a site unless asked for, and asking nobody elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bulletin.editor.app import copy_packages, own_files, policy, published_editor
from bulletin.problems import ContentError
from bulletin.settings import Editor, GitHost, Settings, read_settings

ROOT = Path(__file__).parent.parent.parent
SETTINGS = read_settings(ROOT / "mkdocs.yml")
HOSTED = SETTINGS.model_copy(
    update={
        "editor": Editor(
            host=GitHost.GITLAB, repository="thi-dua/ban-tin", address="https://git.minhhoa.example"
        )
    }
)
FONTS = ("source-sans-3", "noto-mono", "material-symbols-outlined")


def packages(modules: Path, program: str | None = None) -> Path:
    """Write what the editor needs of npm's packages, as they are laid out, with little in them."""
    sveltia = modules / "@sveltia" / "cms"
    for path in ("npm/chunks/a.js", "npm/assets/b.wasm", "npm/chunks/a.js.map", "LICENSE.txt"):
        (sveltia / path).parent.mkdir(parents=True, exist_ok=True)
        (sveltia / path).write_text("x")
    for family in FONTS:
        (sveltia / "npm/assets" / f"{family}-latin-1.woff2").write_text("x")
    fonts = "".join(
        f"url(https://cdn.jsdelivr.net/fontsource/fonts/{one}:vf@5/latin-wght-normal.woff2)"
        for one in FONTS
    )
    (sveltia / "npm/index.js").write_text(
        program if program is not None else f"{fonts}`https://unpkg.com/@sveltia/ui`"
    )
    (sveltia / "locales").mkdir()
    (sveltia / "locales/vi.json").write_text('{"collection":"Chuyên mục","a":{"b":"Một bài viết"}}')
    for path in ("exifr/dist/lite.esm.mjs", "immutable/dist/immutable.es.js",
                 "turndown/lib/turndown.browser.es.js", "yaml/browser/index.js", "yaml/LICENSE"):  # fmt: skip
        (modules / path).parent.mkdir(parents=True, exist_ok=True)
        (modules / path).write_text("x")
    return modules


def test_a_site_has_no_editor_unless_the_settings_say_so(tmp_path: Path) -> None:
    copy_packages(packages(tmp_path / "modules"), tmp_path / "admin")
    assert published_editor(SETTINGS, SETTINGS.moment(), tmp_path / "admin") == {}


def test_a_site_that_wants_one_is_told_how_to_prepare_it(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as told:
        published_editor(HOSTED, HOSTED.moment(), tmp_path)
    assert str(told.value.problems[0]) == (
        "mkdocs.yml:1: có mục `editor` nhưng trình soạn thảo chưa được chuẩn bị\n"
        "    Cách sửa: Chạy `python scripts/admin.py --prepare` trên máy có node, hoặc bỏ mục `editor`"
    )


def test_prepared_and_asked_for_it_is_published_whole(tmp_path: Path) -> None:
    copy_packages(packages(tmp_path / "modules"), tmp_path / "admin")
    files = published_editor(HOSTED, HOSTED.moment(), tmp_path / "admin")
    assert {"admin/index.html", "admin/config.json", "admin/sveltia/npm/index.js"} <= set(files)
    assert not [name for name in files if name.endswith(".map")]
    page = files["admin/index.html"]
    assert isinstance(page, bytes) and b'content="noindex, nofollow"' in page


def test_no_address_of_another_origin_is_left_in_the_program(tmp_path: Path) -> None:
    copy_packages(packages(tmp_path / "modules"), tmp_path / "admin")
    program = (tmp_path / "admin/sveltia/npm/index.js").read_text(encoding="utf-8")
    assert "https://" not in program
    assert "./sveltia/npm/assets/noto-mono-latin-1.woff2" in program


def test_a_program_that_fetches_its_fonts_otherwise_is_refused(tmp_path: Path) -> None:
    modules = packages(tmp_path / "modules", program="nothing of the kind")
    with pytest.raises(ValueError, match="không còn lấy phông"):
        copy_packages(modules, tmp_path / "admin")


def test_its_words_are_vietnamese_and_ours(tmp_path: Path) -> None:
    copy_packages(packages(tmp_path / "modules"), tmp_path / "admin")
    words = (tmp_path / "admin/sveltia/vi.js").read_text(encoding="utf-8")
    assert '"collection": "Loại nội dung"' in words
    assert '"b": "Một mục"' in words
    assert '"show_errors": "Xem chỗ sai"' in words


def test_the_browser_itself_refuses_whatever_leads_elsewhere() -> None:
    asked = policy(SETTINGS, "{}").split("connect-src ")[1].split(";")[0]
    assert asked == "'self' blob: data:"
    hosted = policy(HOSTED, "{}").split("connect-src ")[1].split(";")[0]
    assert hosted == "'self' blob: data: https://git.minhhoa.example"
    assert "default-src 'none'" in policy(SETTINGS, "{}")


def test_only_the_host_that_was_set_is_named_in_our_own_files() -> None:
    settings: Settings = HOSTED
    for name, data in own_files(settings, settings.moment()).items():
        if name.endswith((".html", ".js", ".json", ".css")):
            named = set(re.findall(r"https?://([a-z0-9.-]+)", data.decode()))
            assert not [one for one in named if not one.endswith((".example", ".vn"))], name
