"""Write content/schema/<kind>.json for every kind: `python scripts/schema.py`.

Editors read these files to suggest keys and values while staff type. `--check` writes nothing and
ends with status 1 if a file is not what the declarations of the fields say.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import json
import sys
from pathlib import Path

from bulletin.kinds import KINDS
from bulletin.kinds._describe import json_schema

ABOUT = "Ghi lại gợi ý cho trình soạn thảo: content/schema/ và .vscode/settings.json."
FOLDER = Path("content") / "schema"
EDITOR = Path(".vscode") / "settings.json"
HELP = """\
Cách dùng: python scripts/schema.py [--check]

Ghi lại content/schema/<loại>.json và .vscode/settings.json theo khai báo của từng loại nội dung, để trình soạn thảo
gợi ý tên mục và giá trị.

  --check     chỉ so, không ghi; có tệp khác khai báo thì kết thúc với mã 1
  -h, --help  in hướng dẫn này"""


def schemas() -> dict[str, str]:
    """Return the text of every schema file, by its name."""
    return {f"{name}.json": json_schema(kind) for name, kind in KINDS.items()}


def stale(folder: Path) -> list[str]:
    """Return the names of the files in `folder` that differ, are missing, or belong to no kind."""
    wanted = schemas()
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    return sorted(
        name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)
    )


def write(folder: Path) -> None:
    """Make the JSON files in `folder` exactly those of the kinds."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = schemas()
    for path in folder.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def editor_settings() -> str:
    """Return what VS Code's YAML extension is told: which schema is for which folder."""
    schemes = {
        f"content/schema/{k.KIND}.json": f"content/{k.FOLDER}/**/*.yml" for k in KINDS.values()
    }
    settings = {
        "yaml.schemas": schemes,
        "yaml.format.enable": False,
        "editor.detectIndentation": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True, "editor.wordWrap": "on"},
    }
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def main(
    arguments: list[str], folder: Path = _venv.ROOT / FOLDER, editor: Path | None = None
) -> int:
    """Write or compare the files, and the settings of VS Code at `editor`; return the exit status."""
    if {"-h", "--help"} & set(arguments):
        print(HELP)
        return 0
    if strange := [argument for argument in arguments if argument != "--check"]:
        _venv.say(f"Không hiểu `{strange[0]}`.\n\n{HELP}")
        return 2
    old = [(FOLDER / name).as_posix() for name in stale(folder)]
    if editor is not None and not (
        editor.is_file() and editor.read_text(encoding="utf-8") == editor_settings()
    ):
        old.append(EDITOR.as_posix())
    names = "".join(f"  {name}\n" for name in old)
    if not old:
        print(f"{FOLDER.as_posix()} đúng với khai báo của {len(KINDS)} loại nội dung.")
        return 0
    if arguments:
        _venv.say(
            f"{len(old)} tệp khác với khai báo của các loại nội dung:\n{names}"
            "Cách sửa: chạy python scripts/schema.py rồi lưu các tệp ấy cùng thay đổi của bạn."
        )
        return 1
    write(folder)
    if editor is not None:
        editor.parent.mkdir(exist_ok=True)
        editor.write_text(editor_settings(), encoding="utf-8", newline="\n")
    print(f"Đã cập nhật {len(old)} tệp:\n{names}", end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], editor=_venv.ROOT / EDITOR))
