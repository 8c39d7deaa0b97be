"""Which site a command is about: the project's own, or one that `new_site.py` made beside it."""

from __future__ import annotations

import argparse
from pathlib import Path


class NoSuchSite(Exception):
    """There is no such settings file; the text, in Vietnamese, says so."""


def project_of(config: Path | None, default: Path) -> Path:
    """Return the folder of the site that `--config` names, else the default; raises NoSuchSite."""
    if config is None:
        return default
    if not config.is_file():
        raise NoSuchSite(
            f"Không có tệp {config}.\nCách sửa: ghi đường dẫn tới tệp mkdocs.yml của trang."
        )
    return config.resolve().parent


def taken_out(arguments: list[str], default: Path) -> tuple[Path, list[str]]:
    """Return the site's folder, and the arguments without `--config`; raises NoSuchSite."""
    place = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    place.add_argument(
        "--config", type=Path, help="trang khác trang của dự án: tệp mkdocs.yml của trang ấy"
    )
    given, rest = place.parse_known_args(arguments)
    return project_of(given.config, default), rest
