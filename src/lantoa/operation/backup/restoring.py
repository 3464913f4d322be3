"""`lantoa restore`: everything is read and checked beside the folder, then put in its place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lantoa.core.encryption import SecretKey, decrypt_file
from lantoa.core.errors import Refused, Unreadable
from lantoa.operation.backup.contents import (
    CONTENTS,
    DATABASE,
    FOLDER,
    SQLITE_FILE,
    Contents,
    is_safe,
    read_contents,
)
from lantoa.operation.backup.steps import Steps
from lantoa.operation.backup.use import user_of

# Receivers take no number twice: after a restore the station counts on from well above anything
# that it may have ordered since the backup.
NUMBERS_SKIPPED = 1_000_000
# What receivers know by its id (`e/12`): they play no id twice, so what is made after a restore
# must not bear one that was given since the backup. The ids go on from the moment of the restore
# in milliseconds: above all that went before, and another one with every restore.
KNOWN_BY_ID = (
    "station_bulletin", "station_breakin", "station_kitairing", "station_relayairing",
    "station_deviceorder",
)  # fmt: skip


@dataclass(frozen=True)
class Restored:
    """What was put back; `aside` is where the folder before lies, None where there was none."""

    contents: Contents
    file_count: int
    aside: Path | None


def restore_backup(
    file: Path, *, folder: Path, key: SecretKey, now: datetime, say: Callable[[str], None]
) -> Restored:
    """Puts a backup into `folder`; what was there is kept beside it. Nothing is touched before
    every byte was found right. Raises Refused."""
    if not file.is_file():
        raise Refused(f"Không tìm thấy tệp sao lưu «{file}»; chưa phục hồi gì. Xem lại đường dẫn.")
    using = user_of(folder)
    if using:
        raise Refused(
            f"Thư mục {folder} đang được dùng ({using}); chưa phục hồi gì. "
            "Dừng chương trình rồi chạy lại."
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-phuc-hoi-", dir=folder.parent))
    try:
        return _restore(file, work, folder=folder, key=key, now=now, say=say)
    except OSError as error:
        raise Refused(
            f"Chưa phục hồi được ({error.strerror}); dữ liệu đang có vẫn nguyên. Cần chỗ trống gấp "
            "ba tệp sao lưu ở ổ đĩa chứa thư mục dữ liệu."
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _restore(
    file: Path, work: Path, *, folder: Path, key: SecretKey, now: datetime,
    say: Callable[[str], None],
) -> Restored:  # fmt: skip
    say("Đang giải mã và kiểm tra")
    clear = work / "clear.tar"
    decrypt_file(file, clear, key)
    contents, file_count = _unpack(clear, work, say)
    clear.unlink()
    fresh = work / FOLDER
    fresh.mkdir(exist_ok=True)
    (fresh / "keys").mkdir(mode=0o700, exist_ok=True)
    _load_database(contents, work, fresh, now, say)
    return Restored(contents, file_count, _exchange(fresh, folder, now))


def _unpack(clear: Path, work: Path, say: Callable[[str], None]) -> tuple[Contents, int]:
    steps = Steps("Đang chép tệp", say)
    try:
        with tarfile.open(clear, "r:") as archive:
            members = archive.getmembers()
            first = archive.extractfile(members[0]) if members else None
            if first is None or members[0].name != CONTENTS:
                raise tarfile.TarError
            contents = read_contents(first.read())
            for number, member in enumerate(members[1:], 2):
                if not member.isfile() or not is_safe(member.name):
                    raise tarfile.TarError
                _write(archive, member, work / member.name)
                steps.at(number, len(members))
    except tarfile.TarError as error:
        raise Unreadable(
            "Tệp mở được nhưng bên trong không phải bản sao lưu của Lan Tỏa; chưa phục hồi gì."
        ) from error
    return contents, sum(member.name.startswith(f"{FOLDER}/") for member in members)


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    """One file, owned by whoever restores, never open to more people than it was."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = archive.extractfile(member)
    if content is None:
        raise tarfile.TarError
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, member.mode & 0o777 | 0o200)
    with content, os.fdopen(handle, "wb") as file:
        shutil.copyfileobj(content, file, 1 << 20)


def _load_database(
    contents: Contents, work: Path, fresh: Path, now: datetime, say: Callable[[str], None]
) -> None:
    """The database of the backup, ready to be used; on SQLite inside the fresh folder."""
    from lantoa.core.options import option

    present = "postgresql" if option("DATABASE_URL") else "sqlite"
    if contents.engine != present:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise Refused(
            f"Bản sao lưu này của {names.get(contents.engine, contents.engine)}, chương trình đang "
            f"đặt để dùng {names[present]}; chưa phục hồi gì. Sửa DATABASE_URL rồi chạy lại."
        )
    if present == "sqlite":
        (work / DATABASE / SQLITE_FILE).replace(fresh / SQLITE_FILE)
        _check_and_skip(fresh / SQLITE_FILE, now)
        return
    # The settings belong to the fresh folder: its secrets, never new ones in the old place.
    os.environ["LANTOA_HOME"] = str(fresh)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    import django

    django.setup()
    from django.db import connection

    from lantoa.operation.backup.databases import load_postgres, skip_ids

    load_postgres(work / DATABASE, contents.migrations, Steps("Đang nạp dữ liệu", say).at)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE station_stationkey SET last_number = last_number + %s", [NUMBERS_SKIPPED]
        )
        for table in KNOWN_BY_ID:
            skip_ids(cursor, table, past=_past(now), jump=NUMBERS_SKIPPED)
    connection.close()


def _past(now: datetime) -> int:
    return int(now.timestamp() * 1000)


def _check_and_skip(database: Path, now: datetime) -> None:
    from lantoa.operation.backup.databases import check_sqlite

    check_sqlite(database)
    database.chmod(0o600)
    live = sqlite3.connect(database)
    with live:
        live.execute(
            "UPDATE station_stationkey SET last_number = last_number + ?", [NUMBERS_SKIPPED]
        )
        for table in KNOWN_BY_ID:
            _skip_ids(live, table, _past(now))
    live.close()


def _skip_ids(live: sqlite3.Connection, table: str, past: int) -> None:
    """Lets a table's ids go on from `past`, or well above the last where the clock is behind it."""
    if not live.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone():
        return
    row = live.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
    last = row[0] if row else 0
    live.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table])
    ids = past if past > last else last + NUMBERS_SKIPPED
    live.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, ids])


def _exchange(fresh: Path, folder: Path, now: datetime) -> Path | None:
    """The fresh folder in the place of the old one, which is kept beside it."""
    aside = None
    if folder.exists():
        aside = folder.with_name(f"{folder.name}.truoc-{now:%Y%m%d-%H%M%S}")
        folder.rename(aside)
    try:
        fresh.rename(folder)
    except OSError:
        if aside:
            aside.rename(folder)
        raise
    return aside
