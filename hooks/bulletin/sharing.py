"""A page's address in; what carries it further out: links that share it, a code read off paper."""

import re
from dataclasses import dataclass
from urllib.parse import quote

import segno

_LEVEL = "m"
"""Error correction of the codes (ISO/IEC 18004): 15 % may be smudged or folded away."""
_MASK = 2
"""Every mask is valid; choosing the best of eight takes four times as long as all the rest."""
_RUNS = re.compile("1+|0+|[|]")


@dataclass(frozen=True)
class Share:
    """Plain links that hand a page on: nothing is asked of anyone until the reader follows one."""

    mail: str
    facebook: str


def share_links(title: str, url: str) -> Share:
    """Return the links that share a page, its title and absolute address percent-encoded.

    The mail link follows RFC 6068: UTF-8, a line break as `%0D%0A`, nothing left for a mail
    program to take for another header.
    """
    subject, body = quote(title, safe=""), quote(f"{title}\r\n{url}", safe="")
    return Share(
        mail=f"mailto:?subject={subject}&body={body}",
        facebook=f"https://www.facebook.com/sharer/sharer.php?u={quote(url, safe='')}",
    )


@dataclass(frozen=True)
class Code:
    """A QR code as one SVG path: dark runs of one module's height, `size` modules square."""

    size: int
    path: str


class Codes:
    """Draws the QR codes of a site's addresses by segno; of a big site, each bit but once.

    A code is linear: with size, mask and length fixed, the pictures of two texts differ by the
    sum (exclusive or) of what each differing bit changes. So the code of an address is that of the
    site's own address and as many zeros, plus the sum of the bits of the rest: a tenth of the
    time of drawing it anew, once the bits are known.
    """

    def __init__(self, site_url: str, *, plain: int = 500) -> None:
        """`plain` codes are drawn anew before it pays to look for what each bit changes."""
        self._start = site_url.encode()
        self._plain = plain
        self._bases: dict[tuple[int, int | None], tuple[int, int]] = {}
        """By length in bytes and version asked for: version, and the picture as one number."""
        self._letters: dict[tuple[int, int, int], int] = {}
        """By version, place and byte: what that byte changes."""
        self._bits: dict[tuple[int, int, int], int] = {}
        """By version, place and bit: what that bit changes."""
        self._strokes: dict[int, dict[str, str]] = {}
        """By size, and by the modules of a run: how it is drawn."""

    def code(self, address: str) -> Code:
        """Return the code of an address; segno.DataOverflowError if no code can hold it."""
        data = address.encode()
        if self._plain > 0 or not data.startswith(self._start):
            self._plain -= 1
            version, picture = _drawn(data)
        else:
            version, picture = self._summed(data)
        size = 17 + 4 * version
        if size not in self._strokes:
            self._strokes[size] = _strokes(size)
        return Code(size, _path(picture, size, self._strokes[size]))

    def _summed(self, data: bytes) -> tuple[int, int]:
        version, picture = self._base(len(data))
        letters, start = self._letters, len(self._start)
        for place, byte in enumerate(data[start:], start):
            change = letters.get((version, place, byte))
            if change is None:
                change = letters[version, place, byte] = self._letter(version, place, byte)
            picture ^= change
        return version, picture

    def _base(self, length: int, version: int | None = None) -> tuple[int, int]:
        key = length, version
        if key not in self._bases:
            self._bases[key] = _drawn(self._start.ljust(length, b"\0"), version)
        return self._bases[key]

    def _letter(self, version: int, place: int, byte: int) -> int:
        change = 0
        for bit in range(8):
            if byte >> bit & 1:
                change ^= self._bit(version, place, bit)
        return change

    def _bit(self, version: int, place: int, bit: int) -> int:
        key = version, place, bit
        if key not in self._bits:
            # Where a byte stands in a code depends on the version, not on what follows it.
            _, without = self._base(place + 1, version)
            _, with_it = _drawn(self._start.ljust(place, b"\0") + bytes([1 << bit]), version)
            self._bits[key] = without ^ with_it
        return self._bits[key]


def _drawn(data: bytes, version: int | None = None) -> tuple[int, int]:
    """Return a code's version, and its modules, row by row, as the bits of one number."""
    made = segno.make_qr(
        data, mode="byte", version=version, error=_LEVEL, mask=_MASK, boost_error=False
    )
    return int(made.version), int(b"".join(made.matrix).translate(_DIGITS), 2)


_DIGITS = bytes.maketrans(b"\0\1", b"01")


def _path(picture: int, size: int, strokes: dict[str, str]) -> str:
    """Return the dark runs of a picture as a path, row below row."""
    modules = f"{picture:0{size * size}b}"
    rows = "|".join(modules[at : at + size] for at in range(0, size * size, size))
    return "M0 .5" + "".join([strokes[run] for run in _RUNS.findall(rows)])


def _strokes(size: int) -> dict[str, str]:
    """Return how every run is drawn: dark as a line, light as a way, the end of a row as a turn."""
    lengths = range(1, size + 1)
    dark = {"1" * length: f"h{length}" for length in lengths}
    return dark | {"0" * length: f"m{length} 0" for length in lengths} | {"|": f"m-{size} 1"}
