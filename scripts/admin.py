"""Open the web editor on this computer: `make admin`.

Brings Sveltia CMS from npm (node is needed here, and only here), writes the editor into .admin/
and serves it to this computer alone; the browser asks for the project's folder and edits it there.
Nothing of it is published unless `editor` stands in mkdocs.yml.
"""

from __future__ import annotations

import _venv

if __name__ == "__main__":
    _venv.ensure("run")

import argparse
import errno
import shutil
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from _node import MODULES, NoNode, ensure_packages
from bulletin.editor.app import PLACE, copy_packages, own_files
from bulletin.problems import ContentError
from bulletin.settings import Settings, read_settings

HOME = _venv.ROOT / ".admin"


def prepare() -> None:
    """Have .admin/ hold what comes from npm, whole or not at all; raises NoNode."""
    ensure_packages(audit=False)
    with tempfile.TemporaryDirectory(dir=_venv.ROOT, suffix=".tmp") as work:
        made = Path(work) / "admin"
        made.mkdir()
        copy_packages(MODULES, made)
        shutil.rmtree(HOME, ignore_errors=True)
        made.rename(HOME)


class Handler(SimpleHTTPRequestHandler):
    """Serves the editor: our own files from memory, the packages from .admin/."""

    def __init__(self, *arguments: object, own: dict[str, bytes]) -> None:
        self.own = own
        super().__init__(*arguments, directory=str(HOME))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request."""
        path = self.path.partition("?")[0]
        if path in ("/", f"/{PLACE}"):
            self.send_response(302)
            self.send_header("Location", f"/{PLACE}/")
            self.end_headers()
            return
        name = path.removeprefix(f"/{PLACE}/") or "index.html"
        if name in self.own:
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(name))
            self.send_header("Content-Length", str(len(self.own[name])))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(self.own[name])
            return
        self.path = f"/{name}"
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


Handler.extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}


def local(settings: Settings) -> Settings:
    """Return the settings of an editor of this computer's folder, whatever host the site has."""
    return settings.model_copy(update={"editor": None})


def server(settings: Settings, port: int) -> ThreadingHTTPServer:
    """Return a server of the editor for this computer alone; raises OSError."""
    own = own_files(local(settings), settings.moment())
    # Only this computer may edit: the address is not reachable from others.
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, own=own))


def main(arguments: list[str]) -> int:
    """Read the command line; prepare the editor and serve it until stopped."""
    parser = argparse.ArgumentParser(
        description="Mở trình soạn thảo trên trình duyệt của máy này.", add_help=False
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument("--port", type=int, default=8010, help="cổng (mặc định: 8010)")
    parser.add_argument(
        "--prepare", action="store_true", help="chỉ chuẩn bị, để make site đăng kèm /admin/"
    )
    options = parser.parse_args(arguments)
    try:
        settings = read_settings(_venv.ROOT / "mkdocs.yml")
        prepare()
        if options.prepare:
            print("Đã chuẩn bị trình soạn thảo trong .admin/.")
            return 0
        with server(settings, options.port) as serving:
            _venv.say(f"Mở http://127.0.0.1:{serving.server_port}/ bằng Chrome hoặc Edge;")
            _venv.say(f"khi trình duyệt hỏi, chọn thư mục {_venv.ROOT}. Ctrl+C để dừng.")
            serving.serve_forever()
    except (NoNode, ContentError) as error:
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
    sys.exit(main(sys.argv[1:]))
