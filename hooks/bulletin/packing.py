"""ZIP files that hold no clock: Word and Excel files of the same facts are the same bytes."""

from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


class Archive(ZipFile):
    """A ZIP file whose entries carry no time: the same content gives the same bytes."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **more: Any) -> None:
        """Add an entry, dated like every other."""
        name = getattr(zinfo_or_arcname, "filename", zinfo_or_arcname)
        info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.compress_type = ZIP_DEFLATED
        super().writestr(info, data)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **more: Any) -> None:
        """Add a file, dated like every other."""
        self.writestr(arcname or filename, Path(filename).read_bytes())
