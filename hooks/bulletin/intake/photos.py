"""A picture as it was sent in, one that the site may keep out: upright, small enough, telling nothing."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps

from bulletin.pictures import MAX_PIXELS, MAX_RATIO

SIDE = 2000
"""Pixels of the longer side; pages show 1,600 at most."""
LEAST = 120
"""Pixels below which a picture is an icon or a line, no photo."""
QUALITY = 88
_FORMATS = ("JPEG", "MPO", "PNG", "WEBP", "GIF", "BMP", "TIFF")


class NoPhoto(ValueError):
    """What is no picture for readers; the text says why, in Vietnamese."""


@dataclass(frozen=True)
class Photo:
    """A picture made anew: its bytes, and the suffix that fits them."""

    data: bytes
    suffix: str


def clean_photo(data: bytes) -> Photo:
    """Return the picture without what cameras write into it (place, device, time); raises NoPhoto."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture: Any = Image.open(BytesIO(data), formats=_FORMATS)
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise NoPhoto(f"ảnh {width} × {height} quá lớn")
            if min(width, height) < LEAST or max(width, height) > MAX_RATIO * min(width, height):
                raise NoPhoto(f"ảnh {width} × {height} nhỏ quá hoặc dài quá, không phải ảnh chụp")
            picture.seek(0)
            upright = _in_srgb(ImageOps.exif_transpose(picture))
    except NoPhoto:
        raise
    except Exception:  # whatever a library of codecs throws at a broken file
        raise NoPhoto("không đọc được là ảnh") from None
    upright.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    made = BytesIO()
    if upright.mode in ("RGBA", "LA") and upright.getextrema()[-1][0] < 255:
        upright.save(made, "PNG", optimize=True)
        return Photo(made.getvalue(), ".png")
    upright.convert("RGB").save(made, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Photo(made.getvalue(), ".jpg")


def _in_srgb(picture: Any) -> Any:
    """Return the picture in the colours that every screen shows, with alpha if it has any."""
    profile = picture.info.get("icc_profile")
    alpha = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    plain = picture.convert("RGBA" if alpha else "RGB")
    if profile and not alpha:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            mode = picture if picture.mode in ("RGB", "CMYK", "L") else plain
            plain = ImageCms.profileToProfile(
                mode, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):  # a broken profile changes no colours
            pass
    plain.info.clear()
    return plain
