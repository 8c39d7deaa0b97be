"""Look over a built site before anyone else does: dead links, missing anchors, unfit pages, feeds.

Every file is read once and every page parsed once; what links point to is settled from the
list of files, so ten thousand pages take seconds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from lxml import etree

# rel values whose address the browser fetches by itself.
FETCHED = {
    "stylesheet", "icon", "apple-touch-icon", "mask-icon", "preload", "modulepreload", "prefetch",
    "preconnect", "dns-prefetch", "manifest",
}  # fmt: skip
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
REFRESH_URL = re.compile(r"url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
CSS_ADDRESS = re.compile(rb"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)|/\*.*?\*/""", re.DOTALL)
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _xpath(expression: str) -> etree.XPath:
    return etree.XPath(expression, smart_strings=False)


LINKS = _xpath("//a/@href")
# By way of the attributes: a predicate tried on every element takes as long as parsing the page.
OTHERS = _xpath("//@href[not(parent::a)]/.. | //@src/.. | //@srcset/.. | //@poster/.. | //@data/..")
ANCHORS = _xpath("//@id | //a/@name")
IDS = _xpath("//@id")
HEADINGS = _xpath("count(//h1)")
TITLE = _xpath("normalize-space(/html/head/title)")
DESCRIPTION = _xpath("normalize-space(/html/head/meta[@name='description']/@content)")
CANONICAL = _xpath("count(/html/head/link[@rel='canonical'][@href!=''])")
PREVIEW = _xpath("/html/head/meta[@name='ban-tin'][@content='xem-truoc']")
REFRESH = _xpath(
    "string(/html/head/meta[translate(@http-equiv,'REFSH','refsh')='refresh']/@content)"
)
SHARED = _xpath(
    "/html/head/meta[@property='og:image' or @property='og:url' or @name='twitter:image']/@content"
)


def check_site(root: Path, site_url: str, *, preview: bool = False) -> list[str]:
    """Return what is wrong with the site built into `root`, as sorted `đường dẫn: điều sai`.

    `site_url` is the address the site will have; links beginning with it count as internal.
    An empty list means the site may be published; pages of a preview may not, and with `preview`
    they are not told. Raises `OSError` if a file cannot be read.
    """
    return _Check(root, site_url, preview).run()


@dataclass
class _Check:
    """One look over one site.

    `wanted` waits until every page's anchors are known. `sound` holds links already found good:
    menus repeat the same few hundred on every page.
    """

    root: Path
    site_url: str
    preview: bool = False
    files: set[str] = field(default_factory=set)
    problems: set[str] = field(default_factory=set)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    wanted: dict[tuple[str, str], str] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.base = self.site_url.rstrip("/") + "/" if self.site_url else ""
        self.prefix = urlsplit(self.base).path or "/"
        self.origin = self.base.removesuffix(self.prefix)
        self.parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
        self.names: dict[str, str] = {}

    def run(self) -> list[str]:
        for folder, _, names in os.walk(self.root):
            place = Path(folder).relative_to(self.root).as_posix()
            self.files.update(names if place == "." else (f"{place}/{name}" for name in names))
        for name in sorted(self.files):
            if name.endswith(".html"):
                self.page(name)
            elif name.endswith(".xml"):
                self.xml(name)
            elif name.endswith(".css"):
                self.stylesheet(name)
        for (target, anchor), page in self.wanted.items():
            if anchor not in self.anchors.get(target, ()):
                self.tell(page, f"liên kết tới “{target}#{anchor}”, nơi không có id “{anchor}”")
        return sorted(self.problems)

    def tell(self, name: str, wrong: str) -> None:
        self.problems.add(f"{name}: {wrong}")

    # Pages

    def page(self, name: str) -> None:
        try:
            tree = etree.fromstring((self.root / name).read_bytes(), self.parser)
        except etree.XMLSyntaxError:
            tree = None
        if tree is None:
            self.tell(name, "tệp HTML trống")
            return
        refresh = REFRESH(tree)
        self.head(name, tree, redirects=bool(refresh))
        self.ids(name, tree)
        target = REFRESH_URL.search(refresh)
        addresses = {target[1].strip()} if target else set()
        addresses.update(SHARED(tree))
        addresses.update(map(str.strip, LINKS(tree)))
        fetched: set[str] = set()
        for element in OTHERS(tree):
            for address, by_itself in _addresses(element):
                (fetched if by_itself else addresses).add(address)
        folder = dirname(name)
        for address in addresses - fetched:
            if _from_root(folder, address) not in self.sound:
                self.link(name, address, fetched=False)
        for address in fetched:
            self.link(name, address, fetched=True)

    def head(self, name: str, tree: etree._Element, *, redirects: bool) -> None:
        if PREVIEW(tree) and not self.preview:
            self.tell(name, "là trang của bản xem trước, không được đăng")
        if not TITLE(tree):
            self.tell(name, "thiếu <title>, hoặc <title> trống")
        if not (tree.get("lang") or "").strip():
            self.tell(name, "thẻ <html> thiếu thuộc tính lang")
        if not CANONICAL(tree) and name != "404.html":
            self.tell(name, "thiếu <link rel=canonical>")
        # Nobody reads a page that sends its reader on at once.
        if redirects:
            return
        if not DESCRIPTION(tree):
            self.tell(name, "thiếu <meta name=description>, hoặc mô tả trống")
        if (count := int(HEADINGS(tree))) != 1:
            self.tell(name, f"có {count} thẻ <h1>, phải có đúng một")

    def ids(self, name: str, tree: etree._Element) -> None:
        ids = IDS(tree)
        if len(set(ids)) != len(ids):
            for twice in {one for one in ids if ids.count(one) > 1}:
                self.tell(name, f"id “{twice}” dùng hơn một lần")
        # The same few ids stand on every page: one string for all saves most of the memory.
        names = self.names
        self.anchors[name] = frozenset(names.setdefault(one, one) for one in ANCHORS(tree))

    def link(self, name: str, address: str, *, fetched: bool) -> None:
        inside = self.inside(name, address)
        if inside is None:
            if fetched and not address.startswith(("data:", "blob:")):
                self.tell(name, f"tải “{address}” từ trang web khác")
            return
        path, anchor = inside
        target = self.target(path)
        if target is None:
            self.tell(name, f"liên kết tới “{address}”, nơi không có tệp nào")
        elif anchor and anchor != "top" and target.endswith(".html"):
            self.wanted.setdefault((target, anchor), name)
        elif not fetched:
            self.sound.add(_from_root(dirname(name), address))

    def inside(self, name: str, address: str) -> tuple[str, str] | None:
        """Return the path (from the site's root) and anchor `address` means on the page `name`.

        `None` if it leads to another site; a path outside the site comes back as `..`.
        """
        if self.base and (address + "/").startswith(self.base):
            address = address[len(self.origin) :] or "/"
        elif address.startswith("//") or SCHEME.match(address):
            return None
        rest, _, anchor = address.partition("#")
        path = unquote(rest.partition("?")[0])
        if anchor.startswith(":~:"):
            anchor = ""
        if not path:
            return name, unquote(anchor)
        if path.startswith("/"):
            if not (path + "/").startswith(self.prefix):
                return "..", ""
            path = path[len(self.prefix) :]
        else:
            path = f"{dirname(name)}/{path}"
        plain = normpath(path.lstrip("/")) if path.strip("/") else ""
        folder = path.endswith(("/", "/.", "/..")) or plain in ("", ".")
        return ("" if plain == "." else plain) + ("/" if folder else ""), unquote(anchor)

    def target(self, path: str) -> str | None:
        """Return the file that answers for `path` (a folder's index.html), or `None`."""
        if path in self.files:
            return path
        index = f"{path.rstrip('/')}/index.html".lstrip("/")
        return index if index in self.files else None

    # Other files

    def stylesheet(self, name: str) -> None:
        for found in CSS_ADDRESS.finditer((self.root / name).read_bytes()):
            address = (found[1] or found[2] or b"").decode("utf-8", "replace").strip()
            if address and not address.startswith("#"):
                self.link(name, address, fetched=True)

    def xml(self, name: str) -> None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            root = etree.fromstring((self.root / name).read_bytes(), parser)
        except etree.XMLSyntaxError as error:
            self.tell(name, f"không phải XML hợp lệ (dòng {error.lineno}): {error.msg}")
            return
        for address in _listed(root):
            inside = self.inside(name, address) if address else None
            if inside is None:
                self.tell(name, f"dẫn tới “{address}”, không thuộc trang này")
            elif self.target(inside[0]) is None:
                self.tell(name, f"dẫn tới “{address}”, nơi không có tệp nào")


def _from_root(folder: str, address: str) -> str:
    """Return `address` as seen from the site's root, the same for equal links on any page.

    Cheap rather than thorough: where it is unsure the answer names the page's folder, and equal
    links of two pages are looked at twice.
    """
    if address[:1] in ("", "/", "#", "?") or ":" in address:
        return f"{folder}\0{address}"
    while address.startswith("../") and folder:
        folder = folder.rpartition("/")[0]
        address = address[3:]
    return f"{folder}/{address}"


def _addresses(element: etree._Element) -> Iterator[tuple[str, bool]]:
    """Yield each address `element` names, and whether the browser fetches it by itself."""
    tag = element.tag
    if (href := element.get("href")) is not None:
        fetched = tag == "link" and bool(FETCHED.intersection((element.get("rel") or "").split()))
        yield href.strip(), fetched or tag in ("use", "image")
    for attribute in ("src", "poster"):
        if (address := element.get(attribute)) is not None:
            yield address.strip(), True
    if tag == "object" and (data := element.get("data")) is not None:
        yield data.strip(), True
    for candidate in (element.get("srcset") or "").split(","):
        if parts := candidate.split():
            yield parts[0], True


def _listed(root: etree._Element) -> Iterator[str]:
    """Yield the addresses that a feed or a sitemap gives out as being on this site."""
    if root.tag == "rss":
        for link in root.iterfind("channel/link"):
            yield (link.text or "").strip()
        for item in root.iterfind("channel/item"):
            yield (item.findtext("link") or "").strip()
            for enclosure in item.iterfind("enclosure"):
                yield (enclosure.get("url") or "").strip()
        for link in root.iterfind(f"channel/{ATOM}link[@rel='self']"):
            yield (link.get("href") or "").strip()
    elif root.tag == f"{ATOM}feed":
        for link in root.iter(f"{ATOM}link"):
            if link.get("rel", "alternate") in ("alternate", "self", "enclosure"):
                yield (link.get("href") or "").strip()
    elif root.tag in (f"{SITEMAP}urlset", f"{SITEMAP}sitemapindex"):
        for location in root.iter(f"{SITEMAP}loc"):
            yield (location.text or "").strip()
