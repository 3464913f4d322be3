"""Office files are zip archives: the same content is to give the same bytes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

# The earliest day that a zip archive can hold.
DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_FIXED = b"2026-01-01T00:00:00Z"


def sealed(content: bytes) -> bytes:
    """The archive with every moment of its making replaced by a fixed one."""
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(held, "w") as made:
        for name in given.namelist():
            part = given.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + _FIXED + rb"\g<2>", part)
            made.writestr(zipfile.ZipInfo(name, DAY_OF_ZIP), part, zipfile.ZIP_DEFLATED)
    return held.getvalue()
