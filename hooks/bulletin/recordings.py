"""Video, sound and caption files in, their size out; what browsers cannot play is refused.

A file is judged by its content. Captions are WebVTT (W3C), read to the last line.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bulletin.pictures import PictureError

VIDEO = {".mp4": "video/mp4", ".webm": "video/webm"}
AUDIO = {".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".m4a": "audio/mp4"}
CAPTIONS = ".vtt"
"""By ending, the media type that servers and browsers call it by."""
SUFFIXES = (*VIDEO, *AUDIO, CAPTIONS)
MAX_MEGABYTES = {**dict.fromkeys(VIDEO, 50), **dict.fromkeys(AUDIO, 20), CAPTIONS: 1}
_HEAD = 4096
_TIME = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
_CUE = re.compile(rf"\s*({_TIME})\s+-->\s+({_TIME})(?:\s.*)?")
_PLACES = (b"\xa9xyz", b"loci", b"com.apple.quicktime.location")
"""What phones write where they were: QuickTime's and 3GPP's user data."""
_HEVC = (b"hvc1", b"hev1")
"""The codec of new phones, which half of the browsers do not play."""


class CaptionError(PictureError):
    """A caption file is wrong at a line."""

    def __init__(self, what: str, mend: str, line: int) -> None:
        super().__init__(what, mend)
        self.line = line


def recording_size(path: Path) -> int:
    """Return the size in bytes; raises PictureError for what is too big or not what it says."""
    size, limit = path.stat().st_size, MAX_MEGABYTES[path.suffix]
    if size > limit * 1_000_000:
        raise PictureError(
            f"tệp nặng quá {limit} MB",
            "Xuất lại nhỏ hơn, cắt ngắn, hoặc đăng ở nơi khác rồi ghi `url` thay cho `file`",
        )
    if path.suffix == CAPTIONS:
        _check_captions(path)
        return size
    with path.open("rb") as file:
        if not _is_what_it_says(path.suffix, file.read(_HEAD)):
            raise PictureError(
                f"đuôi `{path.suffix}` nhưng bên trong là loại tệp khác",
                "Xuất lại: video thành .mp4 hoặc .webm, ghi âm thành .mp3, .m4a hoặc .ogg",
            )
        if path.suffix in (".mp4", ".m4a"):
            _check_movie(file, size)
    return size


def _is_what_it_says(suffix: str, head: bytes) -> bool:
    """Tell whether a file begins as files of its ending do."""
    match suffix:
        case ".mp4":
            return head[4:8] == b"ftyp" and head[8:12] not in (b"qt  ", b"M4A ")
        case ".m4a":
            return head[4:8] == b"ftyp" and head[8:12] != b"qt  "
        case ".webm":
            return head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]
        case ".ogg":
            return head.startswith(b"OggS") and any(
                sign in head for sign in (b"OpusHead", b"\x01vorbis")
            )
        case _:
            # A frame of MPEG audio: eleven bits of sync, and a layer (AAC has none).
            frame = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0
            return head.startswith(b"ID3") or (frame and head[1] & 0x06 != 0)


def _check_movie(file: BinaryIO, size: int) -> None:
    """Refuse a film that breaks off, tells where it was taken, or that few browsers play."""
    index = next((content for kind, content in _boxes(file, size) if kind == b"moov"), None)
    if index is None:
        raise PictureError(
            "tệp hỏng hoặc bị cắt cụt, không phát được", "Chép lại từ máy quay hoặc điện thoại"
        )
    if any(sign in index for sign in _PLACES):
        raise PictureError(
            "tệp mang theo nơi quay", "Xuất lại, chọn không kèm vị trí; hoặc gỡ vị trí trong máy"
        )
    if any(sign in index for sign in _HEVC):
        raise PictureError(
            "video nén kiểu HEVC (H.265), nhiều trình duyệt không phát được", "Xuất lại kiểu H.264"
        )


def _boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield the outermost boxes of an MP4 (ISO 14496-12) up to its index, the others unread.

    Ends early where a box would reach beyond the file.
    """
    at = 0
    while at + 8 <= size:
        file.seek(at)
        head = file.read(16)
        length, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = size - at
        if length < 8 or at + length > size:
            return
        file.seek(at)
        yield kind, file.read(length) if kind == b"moov" else b""
        at += length


def _check_captions(path: Path) -> None:
    """Refuse captions without a cue, or with a line of times that cannot be read."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise PictureError("phụ đề không ghi bằng UTF-8", "Lưu lại tệp, chọn UTF-8") from None
    if not lines or not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise PictureError("dòng đầu của phụ đề không phải `WEBVTT`", "Thêm dòng đầu `WEBVTT`")
    cues = 0
    for number, line in enumerate(lines, 1):
        if "-->" not in line:
            continue
        times = _CUE.fullmatch(line)
        if times is None or _seconds(times[1]) >= _seconds(times[2]):
            raise CaptionError(
                f"dòng thời gian `{line.strip()[:60]}` không đọc được",
                "Ghi như `00:01.000 --> 00:04.500`, lúc hết sau lúc bắt đầu",
                number,
            )
        cues += 1
    if not cues:
        raise PictureError("phụ đề chưa có câu nào", "Thêm từng câu, kèm lúc hiện và lúc hết")


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds
