"""The signed seam to the outside: JSON lines and attachments in one .tar, without our database."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

from lantoa.core.errors import Refused
from lantoa.ledger import attachments
from lantoa.ledger.queries import all_entries
from lantoa.ledger.stores import FOLDER, LINES


def export(out: Path) -> int:
    """Writes the whole ledger to `out` (a .tar) and answers the number of entries.

    A half file is never seen: it is written beside and renamed.
    """
    if out.is_dir():
        raise Refused(f"{out} là một thư mục. Chưa xuất gì. Hãy ghi tên tệp, ví dụ so.tar.")
    half = out.with_name(out.name + ".dang-ghi")
    try:
        count = _write(half)
        half.replace(out)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise Refused(
            f"Chưa ghi được tệp {out} ({error.strerror}). Sổ vẫn nguyên. Chọn nơi khác để xuất."
        ) from error
    return count


def _write(path: Path) -> int:
    lines = []
    hashes: dict[str, None] = {}
    for entry in all_entries():
        lines.append(json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
        hashes.update({item["sha256"]: None for item in entry["attachments"]})
    with tarfile.open(path, "w:") as archive:
        _add(archive, LINES, ("\n".join(lines) + "\n" if lines else "").encode())
        for sha256 in hashes:
            content = attachments.read(sha256)
            if content is not None:
                _add(archive, f"{FOLDER}/{sha256}", content)
    return len(lines)


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))
