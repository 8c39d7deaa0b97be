"""What a site needs beside content/: the project's own settings as a demo, and two written pages."""

from __future__ import annotations

import os
import re
from pathlib import Path

from corpus_parts.world import NOW

PROJECT = Path(__file__).resolve().parents[2]

_ABOUT = """\
# Giới thiệu

Trang thử tải của phần mềm Bản tin thi đua. Mọi địa phương, con người, văn bản và con số ở đây
đều do máy ghép ra, thuộc Tỉnh Minh Họa hư cấu; không có gì là thật.
"""
_CONTACT = """\
# Liên hệ, đính chính và gỡ thông tin

Địa chỉ trên trang thử tải này là hư cấu, không có người nhận.
"""


def write_site(out: Path) -> None:
    """Write mkdocs.yml and docs/ into a folder."""
    docs = out / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "gioi-thieu.md").write_bytes(_ABOUT.encode())
    (docs / "lien-he.md").write_bytes(_CONTACT.encode())
    settings = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    (out / "mkdocs.yml").write_bytes(demo_settings(settings, _way(out)).encode())


def demo_settings(text: str, project: str) -> str:
    """Return the project's mkdocs.yml for another folder: demo, its clock stopped at NOW."""
    for pattern, line in (
        (r"^( *custom_dir: ).*$", rf"\g<1>{project}/hooks/theme"),
        (r"^( *- )hooks/mkdocs_events\.py$", rf"\g<1>{project}/hooks/mkdocs_events.py"),
        (r"^( *- )hooks$", rf"\g<1>{project}/hooks"),
        (r"^( *now: ).*$", rf"\g<1>{NOW:%Y-%m-%d %H:%M}"),
        (r"^( *demo: ).*$", r"\g<1>true"),
    ):
        text, found = re.subn(pattern, line, text, count=1, flags=re.MULTILINE)
        if not found:
            raise ValueError(f"mkdocs.yml: không có dòng nào như {pattern}")
    return text


def _way(out: Path) -> str:
    """Return how the project is reached from a folder: relative, or absolute on another drive."""
    try:
        return Path(os.path.relpath(PROJECT, out.resolve())).as_posix()
    except ValueError:
        return PROJECT.as_posix()
