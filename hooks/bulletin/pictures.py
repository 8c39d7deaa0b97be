"""Picture files in, their size out; what is no JPEG, PNG or WebP by its content is refused."""

import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

MAX_PIXELS = 40_000_000
MAX_BYTES = 10_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_ORIENTATION = 0x0112
_ON_ITS_SIDE = (5, 6, 7, 8)
"""EXIF orientations in which the picture is shown turned by a quarter."""
_NAMES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}


class PictureError(ValueError):
    """A file is no picture we publish; carries the Vietnamese reason and the mend."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


def picture_size(path: Path) -> tuple[int, int]:
    """Return width and height as shown, read from the file's head; raises PictureError."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PictureError("ảnh nặng quá 10 MB", "Thu nhỏ ảnh, rồi lưu lại thành JPEG")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # told below
            picture = Image.open(path, formats=_FORMATS)
        with picture:
            width, height = picture.size
            # Phones write MPO: a JPEG with more pictures behind the first.
            found = "JPEG" if picture.format == "MPO" else picture.format
            # A PNG has its EXIF behind the pixels; cameras make none.
            if found != "PNG" and picture.getexif().get(_ORIENTATION) in _ON_ITS_SIDE:
                width, height = height, width
    except Image.DecompressionBombError:
        raise PictureError("ảnh quá 40 triệu điểm", "Thu nhỏ ảnh rồi lưu lại") from None
    except OSError:
        raise PictureError(
            "không đọc được là ảnh JPEG, PNG hoặc WebP", "Mở ảnh, lưu lại thành JPEG hoặc PNG"
        ) from None
    if width * height > MAX_PIXELS:
        raise PictureError(f"ảnh {width} × {height} quá 40 triệu điểm", "Thu nhỏ ảnh rồi lưu lại")
    if _NAMES.get(path.suffix) != found:
        raise PictureError(
            f"đuôi `{path.suffix}` nhưng bên trong là {found}",
            f"Đổi đuôi thành .{str(found).lower()}",
        )
    return width, height


def without_metadata(path: Path) -> bytes | None:
    """Return the picture without what cameras write beside it (place, time, owner).

    None if it carries nothing of the sort: then the file itself may be copied.
    """
    with Image.open(path, formats=_FORMATS) as picture:
        if not picture.getexif() and not {"xmp", "comment", "exif", "XML:com.adobe.xmp"} & set(
            picture.info
        ):
            return None
        form, profile = picture.format, picture.info.get("icc_profile")
        upright = ImageOps.exif_transpose(picture)
        clean = BytesIO()
        options = {"quality": 90} if form in ("JPEG", "WEBP") else {}
        upright.info.clear()
        upright.save(clean, form, icc_profile=profile, **options)
        return clean.getvalue()
