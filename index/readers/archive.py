"""Zip archives, as documents of several files come in, with bounds on what is in them."""

import io
import zipfile

from index.readers.content import Unreadable

EXPANDED = 400_000_000
"""Bytes that all files of an archive may have together, unpacked."""
ENTRIES = 20_000
"""Files that an archive may have."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office before 2007, and what it encrypts


def opened(data: bytes, kind: str, part: str) -> zipfile.ZipFile:
    """The archive, if it has ``part``, which makes it one of its ``kind``.

    No file of it gives more bytes than its entry says, so that it is enough to look at those.
    Raises Unreadable.
    """
    if data.startswith(_OLE):
        raise Unreadable(
            f"it is encrypted, or of the format before 2007; save it without a password as {kind}"
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        what = "is damaged" if data.startswith(b"PK\x03\x04") else f"is no {kind} file"
        raise Unreadable(f"it {what}") from error
    entries = archive.infolist()
    if len(entries) > ENTRIES:
        raise Unreadable(f"it has {len(entries):,} files within; up to {ENTRIES:,} are read")
    if (size := sum(entry.file_size for entry in entries)) > EXPANDED:
        raise Unreadable(f"it unpacks to {size >> 20:,} MiB; up to {EXPANDED >> 20:,} MiB are read")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("it is encrypted")
    if part not in archive.namelist():
        raise Unreadable(f"it is no {kind} file: there is no {part} within")
    return archive
