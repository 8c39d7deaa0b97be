"""Accept what the small site of the tests looks and sounds like now: `python scripts/bless.py`.

Builds tests/site/ and stores its pages, feeds and other texts as the blessed copy in
tests/site/expected/, which tests/test_site.py compares every later build with; and, where there is
chromium, what screen readers are told in tests/browser/aria/ and the pictures of the guide (of the
web editor too, where there is node). Look at
`git diff tests` before committing: it shows what readers will see and hear changed.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("dev")

import argparse
import difflib
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import _aria
import _browsing
import _guide_pictures
from build import Site

ABOUT = (
    "Nhận trang thử, điều máy đọc màn hình đọc, hình trong hướng dẫn như đang dựng ra làm "
    "bản chuẩn; xem git diff tests trước khi lưu."
)
PROJECT = _venv.ROOT / "tests" / "site"
EXPECTED = PROJECT / "expected"
NAMES = PROJECT / "expected.txt"
COMMAND = "python scripts/bless.py"
COMPARED = (".html", ".xml", ".txt", ".ics", ".json", ".opml")
# The theme's own texts (a licence) are listed by name only, like its fonts and styles.
THEME_FOLDERS = ("assets/", "css/", "fonts/", "img/", "js/")
SHOWN_FILES, SHOWN_LINES = 8, 40


def copy_project(to: Path, hooks: Path = _venv.ROOT / "hooks") -> Path:
    """Copy the small project into a new folder `to`, led by `hooks`; return its mkdocs.yml."""
    to.mkdir(parents=True)
    for folder in ("content", "docs"):
        shutil.copytree(PROJECT / folder, to / folder)
    config = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    (to / "mkdocs.yml").write_text(
        config.replace("../../hooks", hooks.as_posix()), encoding="utf-8"
    )
    return to / "mkdocs.yml"


def names(site: Path) -> list[str]:
    """Return the paths of all files of a built site, sorted, without the hashes of assets."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return sorted(map(without_hashes, found))


def without_hashes(text: str) -> str:
    """Return `css/site.0ca1b2e0.css` as `css/site.css`: a change of colour is no change of pages.

    The same for social cards: `the/muc/trang-0ca1b2e0.png` is `the/muc/trang.png`.
    """
    text = re.sub(r"((?:css|js)/\w+)\.[0-9a-f]{8}\.(css|js)\b", r"\1.\2", text)
    return re.sub(r"(\bthe/[a-z-]+/[a-z0-9-]+)-[0-9a-f]{8}\.png\b", r"\1.png", text)


def texts(site: Path) -> dict[str, str]:
    """Return by path the files that are ours and can be read: pages, feeds, site map."""
    return {
        name: without_hashes((site / name).read_bytes().decode())
        for name in names(site)
        if name.endswith(COMPARED) and not name.startswith(THEME_FOLDERS)
    }


def changes(site: Path) -> str:
    """Return how a built site differs from the blessed copy, for people to read; `` if not."""
    blessed, built = texts(EXPECTED), texts(site)
    listed = NAMES.read_text(encoding="utf-8").splitlines() if NAMES.exists() else []
    stand = names(site)
    found = [f"thừa: {name}" for name in stand if name not in listed]
    found += [f"thiếu: {name}" for name in listed if name not in stand]
    found += [f"bản đã nhận thừa: {name}" for name in blessed if name not in built]
    changed = [name for name in built if built[name] != blessed.get(name, "")]
    for name in changed[:SHOWN_FILES]:
        found += _difference(name, blessed.get(name, ""), built[name])
    if len(changed) > SHOWN_FILES:
        rest = changed[SHOWN_FILES:]
        found.append(f"… và {len(rest)} tệp khác: {', '.join(rest)}")
    if not found:
        return ""
    found.append(f"Nếu thay đổi này là đúng ý: {COMMAND}, rồi xem lại git diff tests/site.")
    return "\n".join(found)


def _difference(name: str, blessed: str, built: str) -> Iterator[str]:
    """Yield the first changed lines of one file."""
    lines = difflib.unified_diff(
        blessed.splitlines(), built.splitlines(), f"{name} (đã nhận)", f"{name} (vừa dựng)",
        lineterm="", n=1,
    )  # fmt: skip
    yield from islice(lines, SHOWN_LINES)
    if next(lines, None) is not None:
        yield "…"


def accept(site: Path) -> None:
    """Make a built site the blessed copy."""
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for name, text in texts(site).items():
        path = EXPECTED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    NAMES.write_text("".join(f"{name}\n" for name in names(site)), encoding="utf-8")


def main() -> int:
    """Build the small site and accept it, unless it has mistakes; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        site = Site(copy_project(Path(folder) / "project"))
        site.build(out)
        if problems := site.verify(out):
            _venv.say("Trang vừa dựng có chỗ sai nên không được nhận:\n" + "\n".join(problems))
            return 1
        if found := changes(out):
            print(found)
            accept(out)
            print(f"Đã nhận: {len(texts(EXPECTED))} tệp trong {EXPECTED.relative_to(_venv.ROOT)}.")
        else:
            print("Trang không có gì khác bản đã nhận.")
        accept_trees(out)
    return 0


def accept_trees(site: Path) -> None:
    """Accept what screen readers are told of a built site, where there is a browser to ask."""
    if _browsing.chromium() is None:
        _venv.say(f"Chưa nhận điều máy đọc màn hình đọc: {_browsing.LACK}.")
        return
    with _browsing.opened() as browser:
        made = _aria.trees(site, browser)
        pictures = _guide_pictures.accept_all(copy_project, browser)
    for name in pictures:
        print(f"Hình mới trong hướng dẫn: {name}.png")
    if found := _aria.changes(made):
        print(found)
        _aria.accept(made)
        print(f"Đã nhận: {len(made)} cây trong {_aria.FOLDER.relative_to(_venv.ROOT)}.")


if __name__ == "__main__":
    # No options but this one: whoever asks for help accepts nothing by mistake.
    parser = argparse.ArgumentParser(description=ABOUT, add_help=False)
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.parse_args()
    sys.exit(main())
