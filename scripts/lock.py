"""Write the lock files (`_venv.LOCKS`) anew from pyproject.toml: `make lock`.

Versions already locked stay unless `--upgrade` is given. Needs uv and the network. Runs without
`.venv`, since a broken lock file is one of the things it mends.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

import _storage
import _venv

ABOUT = "Lập lại tệp khóa phiên bản thư viện; thêm --upgrade để nâng lên bản mới."
OPTIONS = [
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
    "--no-emit-index-url", "--quiet",
]  # fmt: skip


def find_uv() -> str | None:
    """Return the path of uv, from PATH or from `.venv`; `None` if it is on neither."""
    programs = _venv.Environment(_venv.ROOT).python.parent
    return shutil.which("uv") or shutil.which("uv", path=str(programs))


def foreign(text: str) -> list[str]:
    """Return the lines of a lock file's `text` that bind it to a host or a machine."""
    return [
        line
        for line in text.splitlines()
        if "://" in line or (line.lstrip().startswith("-") and "--hash=sha256:" not in line)
    ]


def compile_lock(uv: str, name: str, arguments: list[str], source: str = "pyproject.toml") -> None:
    """Write the lock file `name`; raises `_venv.Trouble`, the old file standing.

    An empty `source` takes nothing but what the arguments name.
    """
    target = _venv.ROOT / name
    draft = target.with_name(f"{name}.tmp")
    if target.exists():
        shutil.copyfile(target, draft)
    try:
        command = [uv, "pip", "compile", *OPTIONS, *arguments, "-o", str(draft)]
        command += [source] if source else []
        done = subprocess.run(
            command, cwd=_venv.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        if done.returncode:
            detail = done.stderr.decode("utf-8", "replace").strip()
            raise _venv.Trouble(f"uv không lập được {name}.\nChi tiết kỹ thuật: {detail}")
        if lines := foreign(draft.read_text(encoding="utf-8")):
            raise _venv.Trouble(f"{name} nêu địa chỉ hoặc tùy chọn riêng của máy này: {lines[0]}")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def main(arguments: list[str]) -> int:
    """Write every lock file; return the exit status."""
    _venv.speak()
    uv = find_uv()
    if uv is None:
        python = _venv.Environment(_venv.ROOT).python.relative_to(_venv.ROOT)
        _venv.say(f"Chưa có uv.\nCách sửa: chạy {python} -m pip install uv, rồi chạy lại.")
        return 1
    upgrade = [argument for argument in arguments if argument == "--upgrade"]
    extras: list[str] = []
    smaller: list[str] = []
    try:
        for group, name in _venv.LOCKS.items():
            if group != "run":
                extras += ["--extra", group]
            # Held to the smaller lock's versions: what is tested is what is published with.
            compile_lock(uv, name, [*upgrade, *extras, *smaller])
            smaller = ["-c", name]
        compile_lock(uv, _storage.LOCK, [*upgrade, "--group", "pyproject.toml:storage"], source="")
    except _venv.Trouble as trouble:
        _venv.say(str(trouble))
        return 1
    print(f"Đã lập lại {', '.join([*_venv.LOCKS.values(), _storage.LOCK])}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
