"""Real nginx and Caddy on this machine, serving a published folder by its own configuration.

What tests and audits share. Everything of a server's lies in one scratch folder.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30
NGINX = """\
daemon off;
pid {work}/nginx.pid;
error_log {work}/nginx.log warn;
{user}
worker_processes 2;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log {work}/access.log;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    keepalive_requests 100000;
    include {served}/server/nginx-http.conf;
    server {{
        listen 127.0.0.1:{port}{ssl};
        {certificate}
        include {served}/server/nginx-server.conf;
    }}
}}
"""
NGINX_TLS = "ssl_certificate {work}/tls.pem; ssl_certificate_key {work}/tls.key;"
CADDY_TLS = "tls {work}/tls.pem {work}/tls.key"
CADDY = """\
{{
	admin off
	persist_config off
	auto_https {automatic}
	storage file_system "{work}/caddy"
}}
import "{served}/server/Caddyfile"
{scheme}://127.0.0.1:{port} {{
	bind 127.0.0.1
	{certificate}
	log {{
		output file "{work}/access.log"
	}}
	import ban-tin
}}
"""


class NoServer(Exception):
    """A web server is missing or does not start; the text says what to do, in Vietnamese."""


@dataclass(frozen=True)
class WebServer:
    """A server that answers on this machine."""

    port: int
    process: subprocess.Popen[bytes]
    work: Path
    tls: bool = False

    @property
    def address(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"


def program(name: str) -> str | None:
    """Return the path of `nginx` or `caddy`, or None."""
    inside = Path(sys.executable).parent
    path = os.pathsep.join([str(inside), os.environ.get("PATH", ""), "/usr/sbin"])
    return shutil.which(name, path=path)


@contextmanager
def serving(name: str, served: Path, work: Path, *, tls: bool = False) -> Iterator[WebServer]:
    """Have `nginx` or `caddy` serve the published folder `served`; raises NoServer.

    With `tls` by HTTPS, with a certificate made for this one run that nobody has signed.
    """
    command = program(name)
    if command is None:
        raise NoServer(f"Thiếu {name}.\nCách sửa: Debian, Ubuntu: sudo apt install {name}")
    work.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    values: dict[str, object] = {"work": work, "served": served.resolve(), "port": port}
    if tls:
        _make_certificate(work)
    config = work / "config"
    if name == "nginx":
        user = "user root;" if hasattr(os, "getuid") and os.getuid() == 0 else ""
        certificate = NGINX_TLS.format(work=work) if tls else ""
        text = NGINX.format(**values, user=user, ssl=" ssl" * tls, certificate=certificate)
        config.write_text(text, encoding="utf-8")
        arguments = [command, "-p", str(work), "-e", str(work / "nginx.log"), "-c", str(config)]
    else:
        certificate = CADDY_TLS.format(work=work) if tls else ""
        scheme, automatic = ("https", "disable_redirects") if tls else ("http", "off")
        text = CADDY.format(**values, scheme=scheme, automatic=automatic, certificate=certificate)
        config.write_text(text, encoding="utf-8")
        arguments = [command, "run", "--config", str(config), "--adapter", "caddyfile"]
    with (work / "output.log").open("wb") as log:
        process = subprocess.Popen(arguments, stdout=log, stderr=log)
    try:
        _wait(process, port, work)
        yield WebServer(port, process, work, tls)
    finally:
        process.terminate()
        process.wait()


def _make_certificate(work: Path) -> None:
    """Make the key and the certificate of this machine; raises NoServer without openssl."""
    command = [
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
        "-addext", "subjectAltName=IP:127.0.0.1",
        "-keyout", str(work / "tls.key"), "-out", str(work / "tls.pem"),
    ]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True)
    except OSError:
        raise NoServer(
            "Thiếu openssl.\nCách sửa: Debian, Ubuntu: sudo apt install openssl"
        ) from None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, work: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
            return
        time.sleep(0.05)
    told = "\n".join(path.read_text(errors="replace") for path in work.glob("*.log"))
    raise NoServer(f"Máy chủ không chạy được.\nChi tiết kỹ thuật: {told[-1500:]}")
