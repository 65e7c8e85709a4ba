"""ZIP archives that depend on their content alone: no clock, no order of a disk."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_INSTANT = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say
_UNIX, _A_FILE_THAT_ALL_READ = 3, 0o100644 << 16


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of these files, in this order; the same files give the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, date_time=_FIRST_INSTANT)
            entry.create_system = _UNIX
            entry.external_attr = _A_FILE_THAT_ALL_READ
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()
