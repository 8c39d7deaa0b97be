"""A release in, how a web server must hand it over out: types, caching, security headers, the configuration.

The tables here are the only place that says so: nginx, Caddy and object storage are all told from them.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

TYPES = (
    (r"/rss(-\d{4})?\.xml$", "application/rss+xml"),
    (r"/atom(-\d{4})?\.xml$", "application/atom+xml"),
    (r"/feed(-\d{4})?\.json$", "application/feed+json"),
    (r"\.ics$", "text/calendar"),
    (r"\.opml$", "text/x-opml"),
    (r"\.csv$", "text/csv"),
    (r"\.vtt$", "text/vtt"),
)
"""Types that servers do not know by themselves, by address."""
SHORT, LONG = "public, max-age=60", "public, max-age=31536000, immutable"
CACHE = (
    (r"\.[0-9a-f]{8}\.(css|js)$", LONG),
    (r"^/(anh|the)/", LONG),
    (r"^/pagefind/([0-9-]+/)?(fragment|index)/", LONG),
    (r"\.woff2$", LONG),
    (r"^/(img|media)/", "public, max-age=3600"),
)
"""How long a browser may keep a file without asking; all else, pages above all, a minute."""
HASHED = re.compile(r"^(css|js)/.*\.[0-9a-f]{8}\.(css|js)$")
"""Files that a page read before a publication may still ask for after it."""
WASM = r"^/(tim-kiem|pagefind)/"
"""Where the search runs: the page, and the worker, which has a policy of its own."""
EDITOR = r"^/admin/"
"""The web editor, where the settings ask for it: its page brings a policy of its own, which names the
Git host; a server can only make it stricter.
"""
EDITOR_POLICY = "frame-ancestors 'none'"
WWW = "/.ban-tin/www"
"""In a release: the root of a host in which the site is a folder."""
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
REFERRER = "strict-origin-when-cross-origin"
_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_REFRESH = re.compile(
    rb'<meta http-equiv="refresh" content="0; url=[^"]*">\s*<link rel="canonical" href="([^"]+)"'
)


@dataclass(frozen=True)
class Server:
    """What the configuration of one site depends on, besides the tables above."""

    place: str
    """The published folder as the server sees it, with forward slashes."""
    site_url: str
    scripts: frozenset[str]
    """Hashes of the scripts that stand in pages, as CSP writes them."""
    moved: Mapping[str, str]
    """Old path (without the first slash) → new path."""
    hsts_days: int = 0
    has_editor: bool = False

    @property
    def folder(self) -> str:
        """Where the configuration stands; nginx is told full paths."""
        return f"{self.place}/server"

    @property
    def releases(self) -> str:
        """Where the releases stand."""
        return f"{self.place}/releases"

    @property
    def current(self) -> str:
        """The symlink to the release that is read."""
        return f"{self.place}/current"

    @property
    def below(self) -> str:
        """What leads from a release to the root of its host, where the site is a part of that."""
        return WWW if urlsplit(self.site_url).path.strip("/") else ""


def type_of(path: str) -> str:
    """Return the type of a file that servers do not know by themselves, else ``; `path` begins with /."""
    return next((type_ for pattern, type_ in TYPES if re.search(pattern, path)), "")


def cache_of(path: str) -> str:
    """Return how long a browser may keep a file without asking; `path` begins with /."""
    return next((value for pattern, value in CACHE if re.search(pattern, path)), SHORT)


def scripts_in(site: Path) -> frozenset[str]:
    """Return the hashes of all scripts that stand in the pages of a site, as CSP writes them."""
    texts = {text for path in site.rglob("*.html") for text in _SCRIPT.findall(path.read_bytes())}
    digests = (base64.b64encode(hashlib.sha256(text).digest()).decode() for text in texts)
    return frozenset(f"'sha256-{digest}'" for digest in digests)


def redirects_in(site: Path, site_url: str) -> dict[str, str]:
    """Return the old addresses that a site only leads on from, with the new ones, as paths."""
    found = {}
    for path in site.rglob("index.html"):
        if path.stat().st_size > 4096:  # ours are far smaller
            continue
        if match := _REFRESH.search(path.read_bytes()):
            old = path.relative_to(site).as_posix().removesuffix("index.html")
            found[old] = match[1].decode().removeprefix(site_url)
    return found


def policy(scripts: Iterable[str], *, wasm: bool = False) -> str:
    """Return the content security policy of a page: our own files, and the scripts named by hash."""
    runs = " ".join(["'self'", *sorted(scripts), *(["'wasm-unsafe-eval'"] if wasm else [])])
    return "; ".join(
        (
            "default-src 'none'", f"script-src {runs}", "style-src 'self'", "img-src 'self' data:",
            "font-src 'self'", "media-src 'self'", "connect-src 'self'", "worker-src 'self'",
            "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
        )
    )  # fmt: skip


def configuration(server: Server) -> dict[str, str]:
    """Return the files of the configuration by name: for nginx (two to include), for Caddy (one)."""
    environment = Environment(
        loader=PackageLoader("bulletin.publishing", "servers"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    base = urlsplit(server.site_url).path or "/"
    values = {
        "server": server,
        "base": base,
        "types": TYPES,
        "cache": [(pattern.replace("^/", f"^{base}"), value) for pattern, value in CACHE],
        "short": SHORT,
        "policies": [
            (pattern.replace("^/", f"^{base}"), one)
            for pattern, one in (
                *([(EDITOR, EDITOR_POLICY)] if server.has_editor else []),
                (WASM, policy(server.scripts, wasm=True)),
            )
        ],
        "policy": policy(server.scripts),
        "referrer": REFERRER,
        "permissions": PERMISSIONS,
        "hsts": f"max-age={server.hsts_days * 86400}" if server.hsts_days else "",
        "moved": {f"{base}{old}": f"{base}{new}" for old, new in sorted(server.moved.items())},
    }
    names = ("nginx-http.conf", "nginx-server.conf", "Caddyfile")
    return {name: environment.get_template(name).render(values) for name in names}
