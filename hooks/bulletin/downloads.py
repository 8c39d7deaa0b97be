"""Files to download in, their size out; what is not of its named type by its content is refused."""

from pathlib import Path

from bulletin.pictures import PictureError

MAX_BYTES = 20_000_000
_STARTS = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".xlsx": b"PK\x03\x04", ".txt": b""}
SUFFIXES = tuple(_STARTS)


def download_size(path: Path) -> int:
    """Return the size in bytes; raises PictureError for what is too big or not what it says."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise PictureError("tệp nặng quá 20 MB", "Thu gọn tệp, hoặc tách thành nhiều tệp")
    with path.open("rb") as file:
        head = file.read(8)
    if not head.startswith(_STARTS[path.suffix]):
        raise PictureError(
            f"đuôi `{path.suffix}` nhưng bên trong là loại tệp khác", "Lưu lại tệp đúng loại"
        )
    return size
