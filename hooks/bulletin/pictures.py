"""Picture files in, what is known of each out; what we could not publish is refused with a mend.

A file is judged by its content: a JPEG, PNG or WebP that stands still and decodes to its end.
"""

import warnings
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageFile

from bulletin.text import slugify

MAX_PIXELS = 40_000_000
MAX_BYTES = 10_000_000
MAX_RATIO = 20
"""A side longer than so many times the other is no picture that a page can show."""
FORMATS = ("JPEG", "PNG", "WEBP")
_ORIENTATION = 0x0112
ON_ITS_SIDE = (5, 6, 7, 8)
"""EXIF orientations in which the picture is shown turned by a quarter."""
_NAMES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
_OTHERS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"GIF8", "GIF"),
    (0, b"BM", "BMP"),
    (0, b"II*\x00", "TIFF"),
    (0, b"MM\x00*", "TIFF"),
    (0, b"%PDF-", "PDF"),
    (4, b"ftypavi", "AVIF"),
    (4, b"ftyphei", "HEIC, ảnh riêng của điện thoại"),
    (4, b"ftypmif1", "HEIC, ảnh riêng của điện thoại"),
)
"""Signatures of what staff take for a picture: where they stand, and what to call it."""
_SAVE_AGAIN = "Mở ảnh, lưu lại thành JPEG hoặc PNG"


class PictureError(ValueError):
    """A file is nothing we publish; carries the Vietnamese reason and the mend."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


@dataclass(frozen=True)
class Original:
    """A picture in content/media/: its size in pixels as shown, and the SHA-256 of its bytes."""

    name: str
    """Its way below content/media/."""
    width: int
    height: int
    digest: str


def read_original(path: Path, name: str) -> Original:
    """Return what is known of a picture without decoding it; raises PictureError."""
    width, height = picture_size(path)
    return Original(name, width, height, sha256(path.read_bytes()).hexdigest())


def picture_size(path: Path) -> tuple[int, int]:
    """Return width and height as shown, read from the file's head; raises PictureError."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PictureError("ảnh nặng quá 10 MB", "Thu nhỏ ảnh, rồi lưu lại thành JPEG")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # bombs are told by size, odd EXIF is left behind
            width, height, found, moves = _head(path)
    except PictureError:
        raise
    except Image.DecompressionBombError:
        raise PictureError("ảnh quá 40 triệu điểm", "Thu nhỏ ảnh rồi lưu lại") from None
    except Exception:  # whatever a library of codecs throws at a broken head
        raise PictureError(_no_picture(path), _SAVE_AGAIN) from None
    if width * height > MAX_PIXELS:
        raise PictureError(f"ảnh {width} × {height} quá 40 triệu điểm", "Thu nhỏ ảnh rồi lưu lại")
    if max(width, height) > MAX_RATIO * min(width, height):
        raise PictureError(f"ảnh {width} × {height} quá dài và hẹp", "Cắt thành nhiều ảnh")
    if moves:
        raise PictureError(
            "là ảnh động, trang chỉ đăng ảnh đứng yên",
            "Lưu một khung hình thành JPEG hoặc PNG, hoặc đăng thành video",
        )
    if _NAMES.get(path.suffix) != found:
        raise PictureError(
            f"đuôi `{path.suffix}` nhưng bên trong là {found}", f"Đổi đuôi thành .{found.lower()}"
        )
    return width, height


def _head(path: Path) -> tuple[int, int, str, bool]:
    """Return width and height as shown, the codec, and whether the picture moves."""
    with open_picture(path) as picture:
        width, height = picture.size
        if orientation_of(picture) in ON_ITS_SIDE:
            width, height = height, width
        if picture.format == "MPO":  # phones write it: a JPEG with more pictures behind the first
            return width, height, "JPEG", False
        return width, height, str(picture.format), bool(getattr(picture, "is_animated", False))


def check_decodes(path: Path) -> None:
    """Decode a picture to its end, as small as its codec can; raises PictureError if it breaks off.

    A file cut short in copying or by a full card has a sound head and a proper size.
    """
    # WeasyPrint, once loaded, has Pillow fill up what is missing for the whole process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with open_picture(path) as picture:
            picture.draft("L", (1, 1))
            picture.load()
    except Exception:
        raise PictureError(
            "ảnh hỏng hoặc bị cắt cụt, không đọc được đến hết",
            "Chép lại ảnh từ máy ảnh hoặc điện thoại, hoặc mở ra rồi lưu lại",
        ) from None


def open_picture(file: Path | BytesIO) -> Any:
    """Return Pillow's picture of a file, not decoded yet; only the three codecs are ever tried."""
    return Image.open(file, formats=FORMATS)


def orientation_of(picture: Any) -> int:
    """Return the EXIF orientation, 1 to 8, of a picture that is not decoded yet; 1 if none is told.

    A PNG may have its EXIF behind the pixels: unread, it turns nothing.
    """
    if picture.format == "PNG" and "exif" not in picture.info:
        return 1
    try:
        found = picture.getexif().get(_ORIENTATION)
    except Exception:  # broken EXIF turns nothing either, and is never published
        return 1
    return found if found in range(1, 9) else 1


def mistake_of_alt(alt: str, file: str, caption: str) -> str:
    """Say why a description tells nobody what a picture shows; `` if it may.

    `file` is the picture's name below media/, `caption` what is printed beside it.
    """
    told, stem = slugify(alt), slugify(Path(file).stem)
    if told and told in (stem, slugify(Path(file).name)):
        return "chép lại tên tệp"
    if caption and told == slugify(caption):
        return "chép lại chú thích"
    if told in _SAYS_NOTHING:
        return "không nói ảnh vẽ gì"
    return ""


_SAYS_NOTHING = ("", "anh", "hinh", "hinh-anh", "buc-anh", "tam-anh", "tranh", "anh-minh-hoa")


def _no_picture(path: Path) -> str:
    """Say what a file that no codec opens seems to be."""
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError:
        head = b""
    kind = next((kind for at, sign, kind in _OTHERS if head[at:].startswith(sign)), "")
    if not kind and b"<svg" in head.lower():
        kind = "SVG"
    if kind:
        return f"bên trong là {kind}; chỉ đăng được ảnh JPEG, PNG hoặc WebP"
    return "không đọc được là ảnh JPEG, PNG hoặc WebP"
