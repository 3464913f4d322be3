"""What a backup says about itself, and which files of the data folder belong into it. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from lantoa.core.errors import Unreadable

FORMAT = "lantoa-backup"
VERSION = 1
CONTENTS = "ban-sao-luu.json"
DATABASE = "co-so-du-lieu"
FOLDER = "thu-muc"
SQLITE_FILE = "lantoa.sqlite3"
WORK = ".sao-luu-"
# Made anew at each start, or heard already: no part of a backup.
LEFT_OUT = {"static", "logs", "sound", SQLITE_FILE, f"{SQLITE_FILE}-wal", f"{SQLITE_FILE}-shm"}


@dataclass(frozen=True)
class Contents:
    """The first member of the tar. `migrations` are `app.name`, as the database had them."""

    commune: str
    made_at: str
    engine: str
    entry_count: int
    head: str
    migrations: list[str]
    format: str = FORMAT
    version: int = VERSION

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


def read_contents(data: bytes) -> Contents:
    """Raises Unreadable for anything but a backup of a version that this program knows."""
    try:
        value = json.loads(data)
        found = Contents(**value)
        known = (found.format, found.version) == (FORMAT, VERSION) and bool(found.moment)
    except (ValueError, TypeError):
        known = False
    if not known:
        raise Unreadable(
            "Tệp mở được nhưng không phải bản sao lưu mà chương trình này biết; chưa phục hồi gì. "
            "Nâng cấp chương trình rồi thử lại."
        )
    return found


def files_of(folder: Path) -> Iterator[Path]:
    """Every plain file of the data folder that belongs into a backup, in a fixed order."""
    for path in sorted(folder.rglob("*")):
        top = path.relative_to(folder).parts[0]
        if top in LEFT_OUT or top.startswith(WORK) or path.is_symlink() or not path.is_file():
            continue
        yield path


def is_safe(name: str) -> bool:
    """May a member of this name be written below the new folder?"""
    parts = PurePosixPath(name).parts
    return not name.startswith("/") and ".." not in parts and parts[0] in (DATABASE, FOLDER)
