"""`lantoa backup`: database, files and keys into one encrypted file."""

from __future__ import annotations

import io
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection

from lantoa.core.clock import iso
from lantoa.core.encryption import SecretKey, encrypt_file
from lantoa.core.errors import Refused
from lantoa.ledger.queries import head
from lantoa.operation.backup.contents import (
    CONTENTS,
    DATABASE,
    FOLDER,
    SQLITE_FILE,
    WORK,
    Contents,
    files_of,
)
from lantoa.operation.backup.databases import applied_migrations, save_postgres, save_sqlite
from lantoa.operation.backup.last import note_backup
from lantoa.operation.backup.steps import Steps
from lantoa.registry.models import Commune


@dataclass(frozen=True)
class Made:
    """What went into the file."""

    contents: Contents
    file_count: int
    size: int


def make_backup(
    out: Path, *, folder: Path, key: SecretKey, now: datetime, say: Callable[[str], None]
) -> Made:
    """Writes `out` whole or not at all; the program may run meanwhile. `folder` is the data
    folder. Raises Refused."""
    _refuse_bad_place(out, folder)
    try:
        with _work_folder(folder) as work:
            clear = work / "clear.tar"
            contents, file_count = _pack(clear, work, folder=folder, now=now, say=say)
            say("Đang mã hóa")
            encrypt_file(clear, out, key)
    except (OSError, sqlite3.Error) as error:
        out.with_name(f"{out.name}.part").unlink(missing_ok=True)
        raise Refused(
            f"Chưa sao lưu được ({_cause(error)}). Dữ liệu của xã vẫn nguyên, không có tệp dở "
            "dang. Chọn nơi còn chỗ trống và ghi được rồi chạy lại."
        ) from error
    note_backup(folder, now=now)
    return Made(contents, file_count, out.stat().st_size)


def _pack(
    clear: Path, work: Path, *, folder: Path, now: datetime, say: Callable[[str], None]
) -> tuple[Contents, int]:
    """The clear tar. The database first: files are written before the rows that name them."""
    saved = work / DATABASE
    saved.mkdir()
    steps = Steps("Đang chép cơ sở dữ liệu", say)
    if connection.vendor == "sqlite":
        save_sqlite(Path(connection.settings_dict["NAME"]), saved / SQLITE_FILE, steps.at)
    else:
        save_postgres(saved, steps.at)
    contents = _contents(now)
    files = list(files_of(folder))
    steps = Steps("Đang gom tệp", say)
    kept = 0
    with tarfile.open(clear, "w:", format=tarfile.PAX_FORMAT) as archive:
        data = contents.as_bytes()
        member = tarfile.TarInfo(CONTENTS)
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
        for path in sorted(saved.iterdir()):
            archive.add(path, f"{DATABASE}/{path.name}", recursive=False)
            path.unlink()
        for number, path in enumerate(files, 1):
            try:
                archive.add(path, f"{FOLDER}/{path.relative_to(folder)}", recursive=False)
                kept += 1
            except FileNotFoundError:
                pass  # thrown away meanwhile
            steps.at(number, len(files))
    return contents, kept


def _contents(now: datetime) -> Contents:
    commune = Commune.objects.first()
    entry_count, chain_head = head()
    return Contents(
        commune=commune.name if commune else "", made_at=iso(now), engine=connection.vendor,
        entry_count=entry_count, head=chain_head, migrations=applied_migrations(),
    )  # fmt: skip


@contextmanager
def _work_folder(folder: Path) -> Iterator[Path]:
    """A private place inside the data folder: clear secrets never lie where the copy goes."""
    work = Path(tempfile.mkdtemp(prefix=WORK, dir=folder))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _refuse_bad_place(out: Path, folder: Path) -> None:
    if out.is_dir() or not out.resolve().parent.is_dir():
        raise Refused(
            f"«{out}» không phải tên một tệp ghi được. Chưa sao lưu gì. "
            "Ghi tên tệp trong một thư mục đã có, ví dụ /media/usb/song-lam.sao-luu."
        )
    if out.resolve().is_relative_to(folder.resolve()):
        raise Refused(
            "Bản sao lưu không được nằm trong chính thư mục dữ liệu. Chưa sao lưu gì. "
            "Chọn một nơi khác, tốt nhất là ổ đĩa khác."
        )


def _cause(error: OSError | sqlite3.Error) -> str:
    if isinstance(error, OSError) and error.strerror:
        return {28: "đĩa đã đầy", 27: "đĩa đã đầy", 122: "hết phần đĩa được cấp", 13: "không có "
                "quyền ghi"}.get(error.errno or 0, error.strerror)  # fmt: skip
    return "cơ sở dữ liệu không đọc được hoặc đĩa đã đầy"
