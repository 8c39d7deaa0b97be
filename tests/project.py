"""A small project in a folder: the base content of tests/problems, and what a test adds to it."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Mapping
from pathlib import Path

from bulletin.load import ParseCache, load_bulletin
from bulletin.model import Bulletin
from bulletin.problems import ContentError, Problem
from bulletin.settings import read_settings

BASE = Path(__file__).parent / "problems" / "base"

NEWS = """\
status: published
published_at: 07/10/2024 22:39
title: Lễ ra mắt
category: phat-dong
body: Nội dung.
"""
CAMPAIGN = """\
status: published
published_at: 19/8/2024
title: Phong trào thi đua
short_title: Thi đua
form: thematic
scope: province
"""
DOCUMENT = """\
status: published
published_at: 20/9/2024
type: plan
title: Phát động phong trào thi đua
issuer: ubnd-tinh-minh-hoa
"""
EVENT = """\
status: published
published_at: 23/8/2024
title: Ngày hội
kind: festival
"""
EXEMPLAR = """\
status: published
published_at: 07/10/2024 22:39
title: Người giúp đỡ bà con
kind: person
others_mentioned: none
locality: xa-minh-hoa-1
body: Một người dân đã giúp đỡ bà con.
"""
DEEDS = """\
status: published
published_at: 01/02/2025
campaign: minh-hoa-2024
commune: xa-minh-hoa-1
start: {start}
end: {end}
others_mentioned: none
"""
AWARD = """\
status: published
published_at: 10/02/2025
title: Khen thưởng đợt 1
category: commendation
form: certificate
type: movement
level: province
decided_by: ubnd-tinh-minh-hoa
number: 12/QĐ-UBND
decided_on: 05/02/2025
"""
RESULT = """\
status: published
published_at: 10/02/2025
campaign: minh-hoa-2024
kind: monthly
as_of: 31/01/2025
number: 15/BC-UBND
"""
NOTICE = """\
status: published
published_at: 01/7/2025
title: Lấy ý kiến về chỉ tiêu
issuer: ubnd-tinh-minh-hoa
body: Kính mời Nhân dân góp ý.
"""


def consents(*given: tuple[str, str]) -> str:
    """Return the rows of consents: what each covers, and by whom it is."""
    rows = "".join(
        f"  - {{covers: {covers}, by: {by}, paper: 03/2024, holder: Công an xã, date: 1/10/2024}}\n"
        for covers, by in given
    )
    return f"consents:\n{rows}" if rows else ""


class Project:
    """`mkdocs.yml` and `content/`, sound until a test adds to them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(BASE, root, dirs_exist_ok=True)

    def write(self, files: Mapping[str, object]) -> None:
        """Put files there: a text, `None` to remove, or how to make what YAML cannot hold.

        `{base64: …}` gives bytes, `{repeat: "[", times: 100000}` a long text,
        `{link: ../elsewhere}` a symbolic link, `{folder: true}` an empty folder.
        """
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            match content:
                case None:
                    path.unlink()
                case str():
                    path.write_bytes(content.encode())
                case bytes():
                    path.write_bytes(content)
                case {"base64": encoded}:
                    path.write_bytes(base64.b64decode(encoded))
                case {"repeat": text, "times": times}:
                    path.write_text(text * times, encoding="utf-8")
                case {"link": target}:
                    path.symlink_to(target)
                case {"folder": True}:
                    path.mkdir()
                case _:
                    raise TypeError(f"{name}: {content!r}")

    def load(self, cache: ParseCache | None = None) -> Bulletin:
        """Load as a build does."""
        settings = read_settings(self.root / "mkdocs.yml")
        return load_bulletin(self.root / "content", settings, cache)

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the project, or nothing."""
        try:
            self.load()
        except ContentError as error:
            return error.problems
        return ()

    def told(self) -> str:
        """Return what staff are told of the project's mistakes, without the count above them."""
        return "".join(f"{problem}\n" for problem in self.problems())
