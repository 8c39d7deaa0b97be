"""Show the site while it is being written, rebuilt at every change: `make serve`.

Nothing of it reaches `site`; stop it with Ctrl+C.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import errno
import logging
import sys
from pathlib import Path

import click
from mkdocs.commands.serve import serve
from mkdocs.exceptions import MkDocsException

# What MkDocs says in English, by how it begins, and what our users read instead.
SAYINGS = {
    "Building documentation": "Đang dựng trang …",
    "Documentation built": "Đã dựng xong.",
    "Detected file changes": "Có tệp vừa thay đổi.",
    "Reloading browsers": "Trình duyệt tự tải lại.",
    "Shutting down": "Đã dừng.",
}


class Speaker(logging.Handler):
    """Prints MkDocs' warnings as they are, and the few lines of its chatter that matter."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one message, or keep it from the console."""
        text = record.getMessage()
        if record.levelno >= logging.WARNING:
            _venv.say(text)
            return
        if "Serving on " in text:
            _venv.say(f"Xem tại {text.rpartition('Serving on ')[2]} — Ctrl+C để dừng.")
        for beginning, saying in SAYINGS.items():
            if text.startswith(beginning):
                _venv.say(saying)


def main() -> int:
    """Read the command line and serve until stopped; return the exit status."""
    parser = argparse.ArgumentParser(
        description="Xem thử trang trong khi soạn; tự dựng lại khi có tệp thay đổi.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định: 8000)")
    parser.add_argument(
        "--config",
        type=Path,
        default=_venv.ROOT / "mkdocs.yml",
        help="tệp cấu hình (mặc định: mkdocs.yml của dự án)",
    )
    options = parser.parse_args()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(Speaker())
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        # Only this computer sees unpublished content; sharing it is what `publish` is for.
        serve(str(options.config.resolve()), dev_addr=f"127.0.0.1:{options.port}", livereload=True)
    except click.Abort as error:
        _venv.say(str(error.__context__ or error))
        return 1
    except (MkDocsException, click.ClickException) as error:
        # The reason was logged before; this is only how MkDocs ends.
        if not isinstance(error, click.ClickException):
            _venv.say(str(error))
        return 1
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        _venv.say(
            f"Cổng {options.port} đang có chương trình khác dùng.\n"
            f"Cách sửa: chọn cổng khác, ví dụ --port {options.port + 1}."
        )
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
