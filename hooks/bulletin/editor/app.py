"""What npm brought and our few files in, the folder /admin/ out: whole, asking nobody elsewhere."""

import base64
import hashlib
import json
import re
import shutil
from functools import reduce
from pathlib import Path
from string import Template
from typing import Any

from bulletin.dates import Day
from bulletin.editor.forms import editor_config, format_keys, hosts
from bulletin.problems import ContentError, Problem
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

PLACE = "admin"
"""The editor's folder below the site's root."""
_EMBLEM = Path(__file__).parents[2] / "theme" / "img" / "favicon-180.png"


def copy_packages(modules: Path, folder: Path) -> None:
    """Fill an empty folder with what comes from the packages in `modules` (node_modules).

    Raises FileNotFoundError when a package is not there, ValueError when Sveltia is not as known.
    """
    sveltia = folder / "sveltia"
    for part in ("npm/chunks", "npm/assets", "LICENSE.txt"):
        _copy(modules / SVELTIA / part, sveltia / part)
    program = (modules / SVELTIA / "npm" / "index.js").read_text(encoding="utf-8")
    (sveltia / "npm" / "index.js").write_text(
        _at_home(program, sveltia), encoding="utf-8", newline="\n"
    )
    # A browser imports no bare JSON: the words become a script that says the same.
    theirs = _json(modules / SVELTIA / "locales" / "vi.json")
    words = json.dumps(_our_words(theirs, _json(OWN / "words.json")), ensure_ascii=False)
    (sveltia / "vi.js").write_text(f"export default {words};\n", encoding="utf-8", newline="\n")
    for path in set(_BARE.values()):
        _copy(modules / path, folder / "lib" / path)
    _copy(modules / "yaml" / "browser", folder / "yaml")
    _copy(modules / "yaml" / "LICENSE", folder / "yaml" / "LICENSE")


def own_files(settings: Settings, now: Day) -> dict[str, bytes]:
    """Return the files of the editor that are ours, by name: made anew from settings and fields."""
    told = {"config": editor_config(settings, now), "keys": format_keys()}
    imports = _imports()
    page = Template((OWN / "index.html").read_text(encoding="utf-8")).substitute(
        imports=imports,
        policy=policy(settings, imports),
        canonical=f"{settings.site_url}{PLACE}/",
        local="local" if settings.editor is None else "hosted",
    )
    made = {name: (OWN / name).read_bytes() for name in ("boot.js", "format.js", "editor.css")}
    made["emblem.png"] = _EMBLEM.read_bytes()
    made["config.json"] = f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()
    made["index.html"] = page.encode()
    return made


def published_editor(settings: Settings, now: Day, packages: Path) -> dict[str, bytes | Path]:
    """Return the editor's files by path on the site: none, unless the settings switch it on.

    `packages` is the folder that `copy_packages` filled; raises ContentError if it is not there.
    """
    if settings.editor is None:
        return {}
    if not (packages / "sveltia" / "npm" / "index.js").is_file():
        raise ContentError(
            [
                Problem(
                    "mkdocs.yml",
                    1,
                    "có mục `editor` nhưng trình soạn thảo chưa được chuẩn bị",
                    "Chạy `python scripts/admin.py --prepare` trên máy có node, hoặc bỏ mục `editor`",
                )
            ]
        )
    found: dict[str, bytes | Path] = {
        f"{PLACE}/{path.relative_to(packages).as_posix()}": path
        for path in sorted(packages.rglob("*"))
        if path.is_file()
    }
    return found | {f"{PLACE}/{name}": data for name, data in own_files(settings, now).items()}


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _our_words(theirs: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """Return Sveltia's Vietnamese with our words for things, and with what it says only in English."""
    made: dict[str, Any] = {}
    for key, said in theirs.items():
        if isinstance(said, dict):
            made[key] = _our_words(said, ours.get(key, {}))
        else:
            better = reduce(lambda told, pair: told.replace(*pair), _WORDS, said)
            made[key] = ours.get(key, better)
    return made | {key: said for key, said in ours.items() if key not in made}


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
