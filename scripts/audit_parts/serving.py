"""The built site behind Caddy, as an agency would serve it: compressed, over TLS, with a strict CSP.

The browser is told that the site's own host is this machine, so that pages, canonical addresses
and feeds are looked at under the very addresses readers will use, and nobody else is asked.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from audit_parts.findings import Lacking

PATIENCE = 30
CADDYFILE = """\
{{
	admin off
	persist_config off
	auto_https disable_redirects
	skip_install_trust
	storage file_system "{store}"
	log {{
		output discard
	}}
}}
https://{host}:{port} {{
	bind 127.0.0.1
	tls internal
	root * "{root}"
	encode zstd gzip
	header Content-Security-Policy "{csp}"
	header X-Content-Type-Options nosniff
	header Referrer-Policy strict-origin-when-cross-origin
	@named path_regexp \\.[0-9a-f]{{8}}\\.(css|js)$
	header @named Cache-Control "public, max-age=31536000, immutable"
	@fonts path *.woff2
	header @fonts Cache-Control "public, max-age=31536000, immutable"
	file_server
	handle_errors {{
		rewrite * /404.html
		file_server
	}}
}}
"""


@dataclass(frozen=True)
class Server:
    """Where the site is served, and what a browser must be told to find it there."""

    address: str
    """Of the site, as readers write it, without a slash at the end."""
    flags: tuple[str, ...]


@contextmanager
def served_by_caddy(site: Path, site_url: str, work: Path) -> Iterator[Server]:
    """Serve `site` under the address `site_url`; files of Caddy's own go into `work`."""
    host, port = urlsplit(site_url).hostname or "localhost", _free_port()
    config = work / "Caddyfile"
    csp = policy(site)
    config.write_text(
        CADDYFILE.format(store=work / "caddy", host=host, port=port, root=site, csp=csp),
        encoding="utf-8",
    )
    caddy = shutil.which("caddy", path=str(Path(sys.executable).parent))
    if caddy is None:
        raise Lacking("Thiếu caddy trong .venv.\nCách sửa: xóa .venv rồi chạy lại.")
    with (work / "caddy.log").open("wb") as log:
        command = [caddy, "run", "--config", str(config), "--adapter", "caddyfile"]
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait(process, host, port, work / "caddy.log")
        where = f"--host-resolver-rules=MAP {host}:443 127.0.0.1:{port}"
        yield Server(f"https://{host}", (where, "--ignore-certificate-errors"))
    finally:
        process.terminate()
        process.wait()


def policy(site: Path) -> str:
    """Return the content security policy that every page must bear."""
    # The one script in the page runs before the first paint; it is named by its hash.
    page = (site / "index.html").read_text(encoding="utf-8")
    early = re.findall(r"<script>(.*?)</script>", page, flags=re.S)
    hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in early}
    scripts = " ".join(f"'sha256-{one}'" for one in sorted(hashes))
    return (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {scripts}; style-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'"
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], host: str, port: int, log: Path) -> None:
    """Wait until Caddy answers; raises Lacking when it never does."""
    anyone = ssl.create_default_context()
    anyone.check_hostname, anyone.verify_mode = False, ssl.CERT_NONE
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError):
            raw = socket.create_connection(("127.0.0.1", port), timeout=2)
            with raw, anyone.wrap_socket(raw, server_hostname=host):
                return
        time.sleep(0.2)
    raise Lacking(f"Caddy không phục vụ được trang.\nChi tiết kỹ thuật: xem {log}")
