"""Attached files, kept by their hash in the commune's folder, written once and never changed."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings

from lantoa.core.errors import Refused

MAX_BYTES = 200 * 1024 * 1024


def folder() -> Path:
    """Where attachments lie."""
    return Path(settings.MEDIA_ROOT) / "minh-chung"


def path_of(sha256: str) -> Path:
    """The file of one hash."""
    return folder() / sha256[:2] / sha256


def keep(content: bytes, mime: str) -> dict[str, Any]:
    """Keeps the bytes and answers the attachment as an entry writes it: {sha256, size, mime}."""
    if len(content) > MAX_BYTES:
        raise Refused("Tệp kèm lớn hơn 200 MB. Chưa ghi gì. Hãy nén hoặc chia nhỏ tệp rồi gửi lại.")
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(target, content)
    return {"sha256": sha256, "size": len(content), "mime": mime}


def _write_whole(target: Path, content: bytes) -> None:
    """Writes beside and renames, so that a half file is never seen."""
    handle, name = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o440)
        Path(name).replace(target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise Refused(
                "Đĩa đã đầy nên chưa lưu được tệp. Những gì đã lưu trước đó vẫn còn. "
                "Giải phóng đĩa rồi làm lại việc này."
            ) from error
        raise


def read(sha256: str) -> bytes | None:
    """The bytes of one attachment, or None where the file is gone."""
    path = path_of(sha256)
    return path.read_bytes() if path.is_file() else None
