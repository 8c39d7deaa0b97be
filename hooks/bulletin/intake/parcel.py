"""A Word file, a folder or a ZIP in, one Word file and its pictures out; what could harm is refused."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

MAX_FILES = 200
MAX_BYTES = 150_000_000
"""Of all files together, unpacked."""
MAX_RATIO = 200
"""Text packs to a twentieth; what packs to less than a two-hundredth is made to fill disks."""
MAX_PARTS = 3000
"""Of the parts inside a Word file."""
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff")
PHONES = (".heic", ".heif", ".avif")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SAVE_AS = "Mở bằng Word, chọn File > Save As (Tệp > Lưu dưới dạng), loại Word Document (.docx)"


class WordError(ValueError):
    """What was given cannot become a draft; carries the Vietnamese reason and the mend."""

    def __init__(self, name: str, what: str, mend: str) -> None:
        super().__init__(f"{name}: {what}\n    Cách sửa: {mend}")
        self.what, self.mend = what, mend


@dataclass(frozen=True)
class Parcel:
    """One story as it was sent: the Word file, and the pictures beside it in order of name."""

    name: str
    word: bytes
    pictures: tuple[tuple[str, bytes], ...] = ()
    left_out: tuple[str, ...] = ()
    """What lies beside them and is none of it."""


def open_parcel(path: Path) -> Parcel:
    """Return what a Word file, a folder or a ZIP holds; raises WordError."""
    if path.is_dir():
        return _parcel(path.name, _files_of_folder(path))
    try:
        data = path.read_bytes()
    except OSError:
        raise WordError(str(path), "không đọc được", "Xem lại đường dẫn và quyền đọc") from None
    if path.suffix.lower() == ".zip":
        return _parcel(path.name, _files_of_zip(path.name, data))
    return _parcel(path.name, [(path.name, data)])


def _files_of_folder(folder: Path) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    room = MAX_BYTES
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or _is_scratch(path.name):
            continue
        room -= path.stat().st_size
        if room < 0 or len(found) >= MAX_FILES:
            raise WordError(
                folder.name,
                f"có quá {MAX_FILES} tệp hoặc nặng quá {MAX_BYTES // 1_000_000} MB",
                "Để riêng một thư mục chỉ gồm tệp Word và ảnh của bài",
            )
        found.append((path.relative_to(folder).as_posix(), path.read_bytes()))
    return found


def _files_of_zip(name: str, data: bytes) -> list[tuple[str, bytes]]:
    archive = _sound_zip(name, data, MAX_FILES)
    found: list[tuple[str, bytes]] = []
    for info in archive.infolist():
        parts = PurePosixPath(info.filename.replace("\\", "/")).parts
        if info.is_dir() or "__MACOSX" in parts or not parts or _is_scratch(parts[-1]):
            continue
        if ".." in parts or parts[0] == "/" or ":" in parts[0]:
            raise WordError(
                name, f"trong ZIP có tên tệp lạ `{info.filename}`", "Nén lại từ một thư mục thường"
            )
        found.append(("/".join(parts), archive.read(info)))
    return sorted(found)


def _sound_zip(name: str, data: bytes, most: int) -> zipfile.ZipFile:
    """Return a ZIP that unpacks to what it should; raises WordError."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise WordError(
            name, "tệp hỏng, không mở được", "Chép hoặc tải lại tệp; thử mở bằng Word trước"
        ) from None
    if any(info.flag_bits & 1 for info in infos):
        raise WordError(name, "tệp ZIP có mật khẩu", "Giải nén, rồi chạy lại với thư mục ấy")
    size = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if len(infos) > most or size > MAX_BYTES or size > MAX_RATIO * max(packed, 1000):
        raise WordError(
            name,
            f"giải nén ra quá nhiều ({len(infos)} tệp, {size // 1_000_000} MB)",
            "Mở bằng Word, chép chữ và ảnh sang một tệp mới rồi lưu lại",
        )
    return archive


def _is_scratch(name: str) -> bool:
    return name.startswith((".", "~$", "._")) or name in ("Thumbs.db", "desktop.ini")


def _parcel(name: str, files: list[tuple[str, bytes]]) -> Parcel:
    """Sort files into the one Word file, its pictures, and the rest; raises WordError."""
    words = [
        (called, data) for called, data in files if _suffix(called) in (".docx", ".docm", ".doc")
    ]
    if not words:
        raise WordError(name, "không có tệp Word (.docx) nào", "Cho tệp .docx của bài vào cùng ảnh")
    if len(words) > 1:
        listed = ", ".join(called for called, _ in words)
        raise WordError(
            name, f"có {len(words)} tệp Word: {listed}", "Để mỗi bài một thư mục, chạy từng thư mục"
        )
    called, data = words[0]
    _check_word(called, data)
    pictures = [(one, content) for one, content in files if _suffix(one) in PICTURES]
    rest = [one for one, _ in files if one != called and _suffix(one) not in PICTURES]
    phones = [one for one in rest if _suffix(one) in PHONES]
    if phones:
        raise WordError(
            phones[0],
            "là ảnh riêng của điện thoại (HEIC), không đọc được",
            "Mở ảnh trên điện thoại hoặc máy tính, lưu lại thành JPEG",
        )
    return Parcel(called, data, tuple(pictures), tuple(rest))


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _check_word(name: str, data: bytes) -> None:
    """Refuse what is no plain .docx: old, locked, with macros, or made to fill disks."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise WordError(
                name,
                "tệp Word có mật khẩu",
                "Mở bằng Word, bỏ mật khẩu ở File > Info > Protect Document, rồi lưu lại",
            )
        raise WordError(name, "là tệp Word cũ (.doc)", _SAVE_AS)
    if data.startswith(b"{\\rtf"):
        raise WordError(name, "bên trong là RTF", _SAVE_AS)
    archive = _sound_zip(name, data, MAX_PARTS)
    parts = set(archive.namelist())
    if "word/document.xml" not in parts:
        raise WordError(name, "bên trong không phải tài liệu Word", _SAVE_AS)
    if any(part.endswith("vbaProject.bin") for part in parts):
        raise WordError(name, "tệp có macro (chương trình nhúng)", _SAVE_AS)
