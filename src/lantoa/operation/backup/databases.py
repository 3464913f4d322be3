"""The database into files and back: SQLite whole by its online backup, PostgreSQL by COPY."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from lantoa.core.errors import Refused, Unreadable

Progress = Callable[[int, int], None]
PAGES = 500
ENDING = ".copy"


def save_sqlite(source: Path, target: Path, progress: Progress) -> None:
    """A copy as of one moment, while others read and write. Raises OSError, sqlite3.Error."""
    with sqlite3.connect(source, timeout=60) as live, sqlite3.connect(target) as copy:
        live.backup(
            copy, pages=PAGES, progress=lambda _, left, total: progress(total - left, total)
        )
        copy.execute("PRAGMA journal_mode=DELETE")
    copy.close()
    live.close()


def check_sqlite(file: Path) -> None:
    """Raises Unreadable where the file is no whole database."""
    try:
        live = sqlite3.connect(file)
        answer = live.execute("PRAGMA quick_check(1)").fetchone()
        live.close()
    except sqlite3.Error:
        answer = None
    if answer != ("ok",):
        raise Unreadable(
            "Cơ sở dữ liệu trong bản sao lưu không nguyên vẹn; chưa phục hồi gì. "
            "Hãy thử một bản sao lưu khác."
        )


def save_postgres(folder: Path, progress: Progress) -> None:
    """One file a table, all as of one moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        tables = _tables(cursor)
        for number, table in enumerate(tables, 1):
            with (folder / f"{table}{ENDING}").open("wb") as file:
                columns = ", ".join(_quoted(name) for name in _columns(cursor, table))
                file.write(f"{columns}\n".encode())
                with cursor.copy(f"COPY {_quoted(table)} ({columns}) TO STDOUT") as rows:
                    for piece in rows:
                        file.write(piece)
            progress(number, len(tables))


def load_postgres(folder: Path, migrations: list[str], progress: Progress) -> None:
    """Into an empty database, all or nothing. Raises Refused where it is not empty or where the
    backup was made by another version of the program."""
    from lantoa.operation.schema import bring_up_to_date

    with connection.cursor() as cursor:
        if _tables(cursor):
            raise Refused(
                "Cơ sở dữ liệu trong DATABASE_URL không trống; chưa phục hồi gì, dữ liệu ở đó còn "
                "nguyên. Tạo một cơ sở dữ liệu mới rồi chạy lại."
            )
    bring_up_to_date()
    if applied_migrations() != migrations:
        raise Refused(
            "Bản sao lưu do một phiên bản khác của chương trình tạo ra; chưa phục hồi gì. Cài đúng "
            "phiên bản ấy, tạo lại cơ sở dữ liệu trống, phục hồi, rồi mới nâng cấp."
        )
    with transaction.atomic(), connection.cursor() as cursor:
        tables = _tables(cursor)
        for table in tables:  # the few rows that a fresh database is given
            cursor.execute(f"DELETE FROM {_quoted(table)}")  # noqa: S608 our own names
        for number, table in enumerate(tables, 1):
            _load_table(cursor, table, folder / f"{table}{ENDING}")
            progress(number, len(tables))


def skip_ids(cursor: Any, table: str, *, past: int, jump: int) -> None:
    """Lets a table's ids go on from `past`, or `jump` above the last where that is higher."""
    cursor.execute(f"SELECT COALESCE(max(id), 0) FROM {_quoted(table)}")  # noqa: S608 our own names
    (last,) = cursor.fetchone()
    ids = past if past > last else last + jump
    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [_quoted(table), ids])


def applied_migrations() -> list[str]:
    """`app.name` of everything that the database has, sorted."""
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(
        f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
    )


def _load_table(cursor: Any, table: str, file: Path) -> None:
    with file.open("rb") as lines:
        columns = lines.readline().decode().strip()
        with cursor.copy(f"COPY {_quoted(table)} ({columns}) FROM STDIN") as rows:
            while piece := lines.read(1 << 16):
                rows.write(piece)
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND table_name = %s AND is_identity = 'YES'",
        [table],
    )
    for (column,) in cursor.fetchall():
        name = _quoted(column)
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence(%s, %s), COALESCE(max({name}), 1),"  # noqa: S608
            f" max({name}) IS NOT NULL) FROM {_quoted(table)}",
            [_quoted(table), column],
        )


def _tables(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        " AND table_type = 'BASE TABLE' ORDER BY table_name"
    )
    return [name for (name,) in cursor.fetchall()]


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
