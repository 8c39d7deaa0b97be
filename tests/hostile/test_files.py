"""Files no editor should save, loaded in a process of bounded time and memory: refused, told, never a crash."""

# ruff: noqa: E501 - rows of payloads, one beside the other
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from project import NEWS, Project

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="cần giới hạn bộ nhớ và tệp đặc biệt của Unix"
)
MEMORY = 1_000_000_000
SECONDS = 60
"""Of processor time for all cases together; a FIFO that is opened would wait for ever instead."""

LOADER = """\
import json, resource, sys, time
from pathlib import Path

resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]), int(sys.argv[3])))
from bulletin.load import load_bulletin
from bulletin.problems import ContentError
from bulletin.settings import read_settings

for root in sorted(Path(sys.argv[1]).iterdir()):
    started = time.process_time()
    try:
        bulletin = load_bulletin(root / "content", read_settings(root / "mkdocs.yml"))
        found = [("nhắc", *map(str, (p.file, p.line))) for p in bulletin.advice]
    except ContentError as error:
        found = [("lỗi", p.file, p.line) for p in error.problems]
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps([root.name, found, time.process_time() - started, used]))
"""

_LAUGHS = "a: &a [" + "x," * 9 + "x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(9)
)  # fmt: skip
_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
FILES: dict[str, bytes] = {
    "billion-laughs": _LAUGHS.encode(),
    "quadratic": b"a: &a " + b"x" * 50_000 + b"\nb: [" + b"*a," * 5_000 + b"]\n",
    "self-alias": b"a: &a [*a]\n",
    "depth-300": b"title: " + b"[" * 300,
    "depth-5000": b"title: " + b"[" * 5_000,
    "depth-100000": b"title: " + b"[" * 100_000,
    "depth-of-maps": b"{a: " * 20_000,
    "depth-of-lines": b"".join(b" " * n + b"a:\n" for n in range(400)),
    "huge-file": NEWS.encode() + b"# " + b"x" * 1_100_000,
    "huge-scalar": b"title: " + b"x" * 990_000,
    "huge-key": b"x" * 900_000 + b": a\n",
    "many-keys": b"".join(b"k%d: a\n" % n for n in range(60_000)),
    "many-items": b"tags: [" + b"a," * 300_000 + b"]\n",
    "tag-python": b"title: !!python/object/apply:os.system ['echo x']\n",
    "tag-env": b"title: !ENV HOME\n",
    "tag-include": b"title: !include /etc/passwd\n",
    "tag-binary": b"title: !!binary aGVsbG8=\n",
    "merge-key": b"<<: {title: a}\n",
    "utf-16": NEWS.encode("utf-16"),
    "utf-32": NEWS.encode("utf-32"),
    "utf-16-be": NEWS.encode("utf-16-be"),
    "cp1258": "title: Lễ ra mắt tổ".encode("cp1258", "replace"),
    "latin-1": "title: Café ñ".encode("latin-1"),
    "nul": b"title: a\x00b\n",
    "lone-surrogate": b'title: "\\ud800"\n',
    "not-a-character": b'title: "\\uFFFE"\n',
    "overlong": b"title: \xc0\xaf\n",
    "cut-in-a-letter": "title: Lễ".encode()[:-1],
    "conflict": b"title: a\n<<<<<<< HEAD\nbody: b\n=======\nbody: c\n>>>>>>> nhanh\n",
    "conflict-in-a-body": (NEWS + "tags:\n<<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> x\n").encode(),
    "second-document": NEWS.encode() + b"---\ntitle: b\n",
    "half-saved": NEWS.encode()[:47],
    "directive": b"%YAML 1.1\n---\ntitle: a\n",
    "duplicate": NEWS.encode() + b"title: b\n",
    "comment-in-a-value": NEWS.replace("Lễ ra mắt", "Đợt thi đua #1 và #2 #3").encode(),
    "lost-comment": NEWS.replace("Lễ ra mắt", "Đợt thi đua #1").encode(),
    "ampersand": NEWS.replace("Lễ ra mắt", "&Ban chỉ đạo").encode(),
    "tab": b"title: a\n\tbody: b\n",
    "nbsp": b"title:\xc2\xa0a\n",
    "wide-colon": "title：a\n".encode(),
    "percent": b"title: %a\n",
    "at": b"title: @a\n",
    "empty": b"",
    "bytes": bytes(range(256)) * 40,
    "zip": b"PK\x03\x04" + b"\x00" * 500,
    "number-of-a-million-digits": NEWS.encode() + b"publish_at: " + b"9" * 400_000,
    "impossible-date": NEWS.replace("07/10/2024", "2025-02-30").encode(),
    "american-date": NEWS.replace("07/10/2024", "10/25/2024").encode(),
    "zone": NEWS.replace("07/10/2024 22:39", "2024-10-07T22:39:00Z").encode(),
    "deep-body-list": NEWS.replace("Nội dung.", "'" + "- " * 900 + "'").encode(),
    "deep-body-quote": NEWS.replace("Nội dung.", "'" + ">" * 3_000 + " a'").encode(),
    "body-of-brackets": NEWS.replace("Nội dung.", "'" + "[" * 3_000 + "'").encode(),
    "body-of-stars": NEWS.replace("Nội dung.", "'" + "*a **b " * 2_000 + "'").encode(),
    "body-of-backticks": NEWS.replace("Nội dung.", "'" + "`" * 3_000 + "'").encode(),
}  # fmt: skip
"""What lies in content/news/a.yml."""
PICTURES: dict[str, bytes] = {
    "empty.png": b"", "bomb.png": _PNG + b"\x00\x00\xea\x60\x00\x00\xea\x60\x08\x02\x00\x00\x00" + bytes(64),
    "cut.png": _PNG + b"\x00\x00\x00\x04", "svg.png": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "svg.svg": b"<svg/>", "html.jpg": b"<html><script>alert(1)</script>", "heic.jpg": b"\x00\x00\x00\x18ftypheic" + bytes(40),
    "tiff.jpg": b"II*\x00" + bytes(60), "bmp.png": b"BM" + bytes(60), "gif.png": b"GIF89a" + bytes(60),
    "pdf.jpg": b"%PDF-1.7", "exe.webp": b"MZ" + bytes(60), "riff.webp": b"RIFF\xff\xff\xff\xffWEBPVP8 ",
    "zip.png": b"PK\x03\x04" + bytes(60), "anh co cach.png": _PNG, "ảnh.png": _PNG, "a%2fb.png": _PNG, "a#b.png": _PNG,
}  # fmt: skip
"""What lies in content/media/."""
NAMES = (
    "Tin.yml", "tin mới.yml", "con..yml", "a.txt", "a.YML", "a.yaml", "index.yml.bak", "a%2f.yml", "đợt.yml",
    "a" * 81 + ".yml", ".yml", "a.yml.exe", "-a.yml", "a_b.yml", "a--b.yml",
)  # fmt: skip
"""What the file is called."""
IGNORED = {"name-.yml"}
"""Hidden files are an editor's own."""
FINE = {
    "huge-scalar",
    "deep-body-list",
    "deep-body-quote",
    "body-of-brackets",
    "body-of-stars",
    "body-of-backticks",
}
"""Odd, and no mistake that could be told: read, if with effort."""


def make(root: Path, name: str) -> Project:
    return Project(root / name)


@pytest.fixture(scope="module")
def ended(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[list[list[object]], float, int]]:
    """Return what became of every case: problems, seconds of processor time, bytes of memory so far."""
    root = tmp_path_factory.mktemp("tệp")
    for name, data in FILES.items():
        make(root, f"file-{name}").write({"content/news/a.yml": data})
    for name, data in PICTURES.items():
        make(root, f"picture-{name}").write({f"content/media/{name}": data})
    for name in NAMES:
        make(root, f"name-{name}").write({f"content/news/{name}": NEWS})
    special(root)
    done = subprocess.run(
        [sys.executable, "-c", LOADER, str(root), str(MEMORY), str(SECONDS)],
        capture_output=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr == ""
    return {
        name: (found, took, used)
        for name, found, took, used in map(json.loads, done.stdout.splitlines())
    }


def special(root: Path) -> None:
    """Make what is no plain file."""
    os.mkfifo(make(root, "special-fifo").root / "content/news/a.yml")
    os.mkfifo(make(root, "special-fifo-media").root / "content/media/a.png")
    (make(root, "special-folder").root / "content/news/a.yml").mkdir()
    for name, target in {
        "outside": "/etc/passwd", "device": "/dev/zero", "nowhere": "khong-co", "itself": "a.yml", "up": "../../mkdocs.yml",
    }.items():  # fmt: skip
        (make(root, f"special-link-{name}").root / "content/news/a.yml").symlink_to(target)
        (make(root, f"special-media-{name}").root / "content/media/a.png").symlink_to(
            target.replace("yml", "png")
        )
    (make(root, "special-link-of-folder").root / "content/news/etc").symlink_to("/etc")


def test_every_file_ends_told_with_file_and_line_or_is_read(
    ended: dict[str, tuple[list[list[object]], float, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    silent = set()
    for name, (found, _, _) in ended.items():
        told = [
            (kind, file, line)
            for kind, file, line in found
            if str(file).startswith(("content/", "mkdocs.yml"))
        ]
        assert len(told) == len(found), name
        assert all(int(str(line)) >= 1 for _, _, line in told), name
        if not told:
            silent.add(name)
    # A value with `#` behind no space is a value; up leads to a file of the project, which is no entry.
    assert silent <= IGNORED | {f"file-{name}" for name in FINE}, silent
    with capsys.disabled():
        print(
            f"\ntệp hỏng, ảnh hỏng, liên kết, FIFO: {len(ended)} trường hợp, {len(ended) - len(silent)} bị từ chối"
        )


def test_no_file_costs_much_time_or_memory(
    ended: dict[str, tuple[list[list[object]], float, int]],
) -> None:
    assert max(used for _, _, used in ended.values()) < MEMORY
    assert sum(took for _, took, _ in ended.values()) < SECONDS
    assert ended["file-billion-laughs"][1] < 2
