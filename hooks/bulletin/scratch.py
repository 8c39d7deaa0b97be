"""What lies in a content folder and is no content: the system's own files, links to elsewhere."""

from pathlib import Path

OUTSIDE = (
    "là lối tắt (liên kết) ra ngoài thư mục hoặc không dẫn tới đâu",
    "Xóa đi, chép tệp thật vào đây",
)
NO_FILE = ("không phải tệp thường", "Xóa đi, chép hoặc tạo lại tệp")
IGNORED = (".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep")


def is_scratch(path: Path) -> bool:
    """Tell whether a file is an editor's or the system's own."""
    return path.name in IGNORED or path.name.endswith(("~", ".swp")) or path.name[0] in ".#"


def leads_outside(path: Path, folder: Path) -> bool:
    """Tell whether a path is a symbolic link out of the folder, to nothing, or to itself."""
    try:
        return path.is_symlink() and not path.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return True
