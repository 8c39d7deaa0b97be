"""The web editor as a person uses it: every kind written and changed, checked, built, found on the site."""

from __future__ import annotations

import difflib
import io
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import _browsing
import _venv
import admin
from _node import NoNode
from audit_parts.copies import copied
from audit_parts.editing import Desk, desk
from audit_parts.editor_entries import FORM, PHOTOS, WALKS
from audit_parts.findings import Finding, Goal, Lacking, none_of

CHANGED = (
    ("news", "bon-tinh-mot-phong-trao-giong-va-khac", "title", "Bốn tỉnh cùng một phong trào"),
    ("news", "dak-nong-giao-chi-tieu-thi-dua-cho-luc-luong-o-co-so", "title", "Đăk Nông giao việc"),
    ("document", "591-kh-ubnd-2024", "archived", "VT, NC (Ln, Hg)"),
    ("campaign", "dak-nong-2024", "motto", "Gần dân, sát cơ sở"),
    ("exemplar", "2025-03-nguoi-di-cung-doan-duong-tro-ve", "title", "Đoạn đường trở về"),
    ("event", "ngay-hoi-toan-dan-tinh-minh-hoa-2025", "place", "Sân vận động xã Minh Họa 4"),
    ("award", "thu-khen-cuu-nguoi-trong-lu-xa-minh-hoa-2", "title", "Thư khen gửi Tổ thôn 4"),
)
"""Entries with much in them, one field of which is changed: nothing else of the file may change."""
REMARK = "# Ghi chú của người soạn, phải còn nguyên\n"


def check_editor(work: Path) -> Finding:
    """Return what went wrong between the forms and the built site; raises Lacking."""
    if _browsing.chromium() is None:
        raise Lacking(f"Chưa soát được: {_browsing.LACK}.")
    try:
        admin.prepare()
    except NoNode as error:
        raise Lacking(str(error)) from None
    with tempfile.TemporaryDirectory(dir=work) as folder:
        project = _project(Path(folder) / "du-an")
        files = made_files(Path(folder) / "tep")
        before = _texts(project)
        told: list[str] = []
        with (
            served_editor() as address,
            _browsing.opened() as browser,
            desk(browser, address, project, files) as opened,
        ):
            done = _walk(opened, told)
            told += _careful(opened, before)
            written, foreign, faults = opened.written(), opened.foreign, opened.faults
        _put(project, written)
        problems, missing = _on_the_site(project, Path(folder) / "trang")
    told += [f"hỏi nơi khác: {url}" for url in foreign] + [f"lỗi: {fault}" for fault in faults]
    told += [f"check: {problem}" for problem in problems] + [
        f"không thấy: {one}" for one in missing
    ]
    goals = [
        Goal("Soạn trên web: loại đã tạo và sửa", str(done), str(len(WALKS)), done == len(WALKS)),
        none_of("Soạn trên web: địa chỉ khác bị hỏi tới", len(foreign)),
        none_of("Soạn trên web: chỗ sai khi check", len(problems)),
        none_of("Soạn trên web: mục không thấy trên trang", len(missing)),
        none_of(
            "Soạn trên web: điều khác", len(told) - len(foreign) - len(problems) - len(missing)
        ),
    ]
    return Finding("editor", goals, told, told)


def _project(to: Path) -> Path:
    """Return a copy of the demo to change at will; a remark stands in what will be changed."""
    copied(to)
    for kind, slug, *_ in CHANGED:
        path = _entry(to, kind, slug)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join([REMARK, *lines[:2], REMARK, *lines[2:]]), encoding="utf-8")
    return to


def _entry(project: Path, kind: str, slug: str) -> Path:
    from bulletin.kinds import KINDS

    return project / "content" / KINDS[kind].FOLDER / f"{slug}.yml"


def made_files(folder: Path) -> Path:
    """Make what people upload: photos with the place in them, an office's form."""
    from PIL import Image

    folder.mkdir()
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (11.0, 2.0, 3.0), 3: "E", 4: (107.0, 2.0, 3.0)}
    for number, photo in enumerate(PHOTOS):
        Image.new("RGB", (3000, 2250), (40, 120, 60 + number)).save(
            folder / photo, "JPEG", exif=exif
        )
    form = next((_venv.ROOT / "content" / "media").glob("*.docx"))
    shutil.copyfile(form, folder / FORM)
    return folder


def _texts(project: Path) -> dict[str, str]:
    return {
        path.relative_to(project).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((project / "content").rglob("*.yml"))
    }


@contextmanager
def served_editor() -> Iterator[str]:
    """Serve the editor as `make admin` does, on a port of its own."""
    from bulletin.settings import read_settings

    serving = admin.server(read_settings(_venv.ROOT / "mkdocs.yml"), 0)
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{serving.server_port}"
    finally:
        serving.shutdown()
        serving.server_close()
        thread.join()


def _walk(opened: Desk, told: list[str]) -> int:
    """Create and change one entry of every kind; return how many went well."""
    for number, walk in enumerate(WALKS):
        try:
            opened.create(walk.form, walk.values, walk.slug if walk.typed else None)
            opened.edit(walk.form, walk.slug, walk.change)
        except Exception as error:  # a form that does not work, whatever the browser says of it
            told.append(f"{walk.form}: {str(error).splitlines()[0]}")
            return number
        _venv.say(f"  {walk.form}: đã tạo, đã sửa")
    return len(WALKS)


def _careful(opened: Desk, before: dict[str, str]) -> list[str]:
    """Change one field of entries with much in them; return what else changed in their files."""
    told = []
    for kind, slug, name, value in CHANGED:
        try:
            opened.edit(kind, slug, {name: value})
        except Exception as error:  # as above
            told.append(f"sửa {slug}: {str(error).splitlines()[0]}")
    written = opened.written()
    for path, text in before.items():
        now = written[path].decode()
        lines = difflib.unified_diff(text.splitlines(), now.splitlines(), lineterm="", n=0)
        other = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        slug = Path(path).stem
        allowed = [name for _, changed, name, _ in CHANGED if changed == slug]
        told += [
            f"{path}: {line}"
            for line in other
            if not any(re.match(rf"[+-] *{name}:", line) for name in allowed)
        ]
        if allowed and not other:
            told.append(f"{path}: không có gì thay đổi")
    return told


def _put(project: Path, written: dict[str, bytes]) -> None:
    for path, data in written.items():
        if path.startswith("content/"):
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_bytes(data)


def _on_the_site(project: Path, folder: Path) -> tuple[list[str], list[str]]:
    """Return the problems of what was written, and what is not found on the site made of it."""
    from PIL import Image

    from build import Site
    from bulletin.load import load_bulletin
    from bulletin.problems import ContentError
    from bulletin.settings import read_settings

    try:
        load_bulletin(project / "content", read_settings(project / "mkdocs.yml"))
    except ContentError as error:
        return [str(problem).splitlines()[0] for problem in error.problems], []
    Site(project / "mkdocs.yml").build(folder)
    missing = []
    for walk in WALKS:
        for address, words in walk.pages.items():
            page = folder / address / "index.html"
            text = page.read_text(encoding="utf-8") if page.is_file() else ""
            if words not in re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", text))):
                missing.append(f"“{words}” ở /{address}")
    for path in (project / "content" / "media").glob("*.webp"):
        if (_venv.ROOT / "content" / "media" / path.name).exists():
            continue
        with Image.open(io.BytesIO(path.read_bytes())) as picture:
            exif: Any = picture.getexif()
            if len(exif) or max(picture.size) > 2000:
                missing.append(f"{path.name}: ảnh chưa được thu nhỏ, gỡ thông tin máy ảnh")
    return [], missing
