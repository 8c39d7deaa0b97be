"""A file or a web address in, its bytes out, or in Vietnamese why not: servers answer anything."""

import http.client
import urllib.error
import urllib.request
import zlib
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

PATIENCE_SECONDS = 20
_SAVE = "Mở địa chỉ ấy bằng trình duyệt; nếu mở được, lưu thành tệp rồi chạy lại với tên tệp"
_GZIP = b"\x1f\x8b"
_ANY_HEADER = 32 + zlib.MAX_WBITS
"""Lets zlib tell gzip from deflate by itself."""


class Refusal(Exception):
    """Something cannot be brought in; the text says why and what to do."""


def fetch(origin: str, limit: int) -> bytes:
    """Return at most `limit` bytes and one of a file or an address; raises `Refusal`."""
    try:
        is_address = urlsplit(origin).scheme in ("http", "https")
    except ValueError:
        raise _refused(origin, "địa chỉ viết sai", "Chép lại địa chỉ từ trình duyệt") from None
    data = _from_address(origin, limit) if is_address else _from_file(origin, limit)
    return _unpacked(data, origin, limit) if data.startswith(_GZIP) else data


def _from_file(origin: str, limit: int) -> bytes:
    try:
        with Path(origin).open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError):
        mend = "Xem lại đường dẫn, hoặc ghi địa chỉ đầy đủ bắt đầu bằng https://"
        raise _refused(origin, "không đọc được tệp này", mend) from None


def _from_address(origin: str, limit: int) -> bytes:
    headers = {"User-Agent": "ban-tin-thi-dua", "Accept-Encoding": "gzip"}
    try:
        request = urllib.request.Request(_ascii(origin), headers=headers)
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            data = bytes(answer.read(limit + 1))
            if len(data) <= limit and answer.length:
                raise http.client.IncompleteRead(data, answer.length)
            packed = answer.headers.get("Content-Encoding", "").lower().strip()
    except urllib.error.HTTPError as error:
        raise _refused(origin, f"máy chủ trả lời {error.code}", _SAVE) from None
    except http.client.InvalidURL:
        raise _refused(origin, "địa chỉ viết sai", "Chép lại địa chỉ từ trình duyệt") from None
    except http.client.HTTPException:
        raise _refused(origin, "máy chủ trả lời dở dang hoặc không đúng HTTP", _SAVE) from None
    except (OSError, ValueError):
        raise _refused(origin, "không nối được tới máy chủ", _SAVE) from None
    if packed in ("", "identity") or data.startswith(_GZIP):
        return data
    return _unpacked(data, origin, limit)


def _ascii(address: str) -> str:
    """Return an address as HTTP sends it: the host by IDNA, other letters as percent codes."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode()
    if ":" in host:
        host = f"[{host}]"
    place = f"{host}:{parts.port}" if parts.port else host
    path, query = (quote(part, safe="/%:@!$&'()*+,;=~?") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, place, path, query, ""))


def _unpacked(data: bytes, origin: str, limit: int) -> bytes:
    """Return compressed bytes unpacked, never more than `limit` and one."""
    unpacker = zlib.decompressobj(_ANY_HEADER)
    try:
        found = unpacker.decompress(data, limit + 1)
    except zlib.error:
        found = b""
    if not found or not (unpacker.eof or len(found) > limit):
        raise _refused(origin, "dữ liệu nén bị hỏng", _SAVE)
    return found


def _refused(origin: str, why: str, mend: str) -> Refusal:
    return Refusal(f"{origin}: {why}\n    Cách sửa: {mend}")
