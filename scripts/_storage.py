"""An S3 endpoint on this machine for tests and audits: moto's server, in an environment of its own.

    python scripts/_storage.py     makes the environment and prints the path of the program

Standard library only. The lock is apart from `_venv.LOCKS`: moto wants another python-dateutil
than feedgen. MOTO_SERVER may name a program installed elsewhere.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import _venv

LOCK = "requirements-storage.txt"
HOME = _venv.ROOT / ".cache" / "moto"
PATIENCE = 60
LACK = (
    "thiếu máy chủ S3 để thử (moto) hoặc rclone.\n"
    "Cách sửa: chạy python3 scripts/_storage.py; Debian, Ubuntu: sudo apt install rclone"
)


@dataclass(frozen=True)
class Storage:
    """An endpoint that answers on this machine, and what rclone must be told to reach it."""

    port: int
    environment: Mapping[str, str]

    @property
    def address(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"


def program() -> str | None:
    """Return the path of moto's server, if there is one and rclone too."""
    inside = HOME / ("Scripts/moto_server.exe" if os.name == "nt" else "bin/moto_server")
    found = os.environ.get("MOTO_SERVER") or (str(inside) if inside.exists() else "")
    return found if found and shutil.which("rclone") else None


def make() -> str:
    """Install what the lock holds into an environment of its own; return the program's path.

    Raises `_venv.Trouble` with what pip said.
    """
    lock = _venv.ROOT / LOCK
    stamp, digest = HOME / "stamp", hashlib.sha256(lock.read_bytes()).hexdigest()
    python = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != digest:
        shutil.rmtree(HOME, ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(HOME)])
        _run([str(python), "-I", "-m", "pip", "install", "--disable-pip-version-check",
              "--no-input", "--require-hashes", "--only-binary", ":all:", "-r", str(lock)])  # fmt: skip
        stamp.write_text(digest, encoding="utf-8")
    return str(python.with_name(f"moto_server{python.suffix}"))


def _run(command: list[str]) -> None:
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        raise _venv.Trouble(
            f"Không cài được máy chủ S3 để thử.\nChi tiết kỹ thuật: {done.stdout.strip()[-600:]}"
        )


@contextmanager
def serving(bucket: str) -> Iterator[Storage]:
    """Have an endpoint with one empty bucket answer; raises `_venv.Trouble` where it cannot."""
    command = program()
    if command is None:
        raise _venv.Trouble(LACK)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [command, "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        storage = Storage(port, _environment(port))
        _wait(process, port)
        rclone = ["rclone", "mkdir", f":s3,provider=Other,env_auth=true:{bucket}"]
        subprocess.run(rclone, check=True, env={**os.environ, **storage.environment})
        yield storage
    finally:
        process.terminate()
        process.wait()


def _environment(port: int) -> dict[str, str]:
    return {
        "AWS_CA_BUNDLE": "",
        "RCLONE_CONFIG": os.devnull,
        "RCLONE_S3_ENDPOINT": f"http://127.0.0.1:{port}",
        "RCLONE_S3_REGION": "us-east-1",
        "RCLONE_S3_ACL": "public-read",
        "AWS_ACCESS_KEY_ID": "khoa",
        "AWS_SECRET_ACCESS_KEY": "khoa",
    }


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.05)
    raise _venv.Trouble("Máy chủ S3 để thử không chạy được.")


if __name__ == "__main__":
    _venv.speak()
    try:
        print(make())
    except _venv.Trouble as trouble:
        _venv.say(str(trouble))
        sys.exit(1)
