"""What npm brought and our few files in, the folder /admin/ out: whole, asking nobody elsewhere."""

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path
from string import Template
from typing import Any

from bulletin.dates import Day
from bulletin.editor.forms import editor_config, format_keys, hosts
from bulletin.settings import Settings

OWN = Path(__file__).parent / "app"
SVELTIA = "@sveltia/cms"
_BARE = {
    "exifr/dist/lite.esm.mjs": "exifr/dist/lite.esm.mjs",
    "immutable": "immutable/dist/immutable.es.js",
    "turndown/lib/turndown.browser.es.js": "turndown/lib/turndown.browser.es.js",
}
"""What Sveltia imports by a bare name: pictures' dates, its own events, pasted formatted text."""
_FAMILIES = ("source-sans-3", "noto-mono", "material-symbols-outlined")
_FONT_HOST = r"cdn\.jsdelivr\.net"

_WORDS = (
    ("Chuyên mục", "Loại nội dung"), ("chuyên mục", "loại nội dung"), ("Bài viết", "Mục"),
    ("bài viết", "mục"), ("Đường dẫn tĩnh", "Tên tệp (địa chỉ trang)"),
)  # fmt: skip
"""What Sveltia calls things, and what they are called here: categories and articles are kinds of ours."""
_SENTENCES = {
    "work_with_local_repo": "Mở thư mục bản tin trên máy này",
    "work_with_local_repo_description": "Trình duyệt sẽ hỏi: hãy chọn thư mục của bản tin (trong đó có tệp mkdocs.yml), rồi cho phép sửa.",
    "working_with_local_repo": "Đang sửa thư mục trên máy này",
    "not_project_root": "Thư mục vừa chọn không phải thư mục của bản tin. Hãy chọn lại.",
    "picker_dismissed": "Chưa chọn thư mục nào. Hãy bấm lại và chọn thư mục của bản tin.",
    "entry_saved": ".input {$count :integer} .match $count * {{Đã lưu. Chạy kiểm tra (check) rồi dựng trang để thấy thay đổi.}}",
}  # fmt: skip


def write_editor(folder: Path, modules: Path, settings: Settings, now: Day) -> None:
    """Write the editor into an empty folder, from the packages in `modules` (node_modules).

    Raises FileNotFoundError when a package is not there.
    """
    sveltia = folder / "sveltia"
    for part in ("npm/chunks", "npm/assets", "LICENSE.txt"):
        _copy(modules / SVELTIA / part, sveltia / part)
    program = (modules / SVELTIA / "npm" / "index.js").read_text(encoding="utf-8")
    (sveltia / "npm" / "index.js").write_text(_at_home(program, sveltia), encoding="utf-8")
    # A browser imports no bare JSON: the words become a script that says the same.
    words = json.loads((modules / SVELTIA / "locales" / "vi.json").read_text(encoding="utf-8"))
    told = json.dumps(_our_words(words), ensure_ascii=False)
    (sveltia / "vi.js").write_text(f"export default {told};\n", encoding="utf-8")
    for path in set(_BARE.values()):
        _copy(modules / path, folder / "lib" / path)
    _copy(modules / "yaml" / "browser", folder / "yaml")
    for name in ("boot.js", "format.js", "editor.css"):
        _copy(OWN / name, folder / name)
    told = {"config": editor_config(settings, now), "keys": format_keys()}
    (folder / "config.json").write_text(
        json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    page = Template((OWN / "index.html").read_text(encoding="utf-8"))
    imports = _imports()
    (folder / "index.html").write_text(
        page.substitute(imports=imports, policy=policy(settings, imports)), encoding="utf-8"
    )


def _our_words(words: dict[str, Any]) -> dict[str, Any]:
    """Return Sveltia's Vietnamese with the words that our users know for what theirs are."""
    made: dict[str, Any] = {}
    for key, said in words.items():
        if isinstance(said, dict):
            made[key] = _our_words(said)
            continue
        for theirs, ours in _WORDS:
            said = said.replace(theirs, ours)
        made[key] = _SENTENCES.get(key, said)
    return made


def _at_home(program: str, sveltia: Path) -> str:
    """Return Sveltia's program with the fonts it would fetch from elsewhere taken from here.

    Whatever else it knows to fetch belongs to what we do not offer (code colouring, maps); those
    addresses lead nowhere.
    """
    for family in _FAMILIES:
        font = next((sveltia / "npm" / "assets").glob(f"{family}-latin-*.woff2"))
        program, found = re.subn(
            rf"https://{_FONT_HOST}/fontsource/fonts/{family}[^)`'\"]*\.woff2",
            f"./sveltia/npm/assets/{font.name}",
            program,
        )
        if not found:
            raise ValueError(f"Sveltia không còn lấy phông {family} như bản đã xét")
    return re.sub(rf"https://(?:{_FONT_HOST}|unpkg\.com)/", "./khong-dung/", program)


def _copy(source: Path, to: Path) -> None:
    """Copy a file or a folder, without the maps that only Sveltia's makers read."""
    to.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, to, ignore=shutil.ignore_patterns("*.map"), dirs_exist_ok=True)
    else:
        shutil.copyfile(source, to)


def _imports() -> str:
    """Return the import map: every name that Sveltia imports leads to a file of this folder."""
    found = {name: f"./lib/{path}" for name, path in _BARE.items()}
    found["./sveltia/locales/vi.json"] = "./sveltia/vi.js"
    return json.dumps({"imports": found})


def policy(settings: Settings, imports: str) -> str:
    """Return the content security policy of the page: itself, and the Git host where there is one.

    Whatever else Sveltia might ask for is refused by the browser before it leaves the computer.
    """
    digest = base64.b64encode(hashlib.sha256(imports.encode()).digest()).decode()
    asked = " ".join(["'self'", "blob:", "data:", *hosts(settings)])
    return (
        f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-{digest}'; "
        "style-src 'self' 'unsafe-inline'; font-src 'self'; worker-src 'self' blob:; "
        f"img-src 'self' blob: data:; media-src 'self' blob:; connect-src {asked}; "
        "base-uri 'none'; form-action 'none'; object-src 'none'"
    )
