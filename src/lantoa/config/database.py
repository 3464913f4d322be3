"""DATABASES from DATABASE_URL: SQLite first (WAL, IMMEDIATE), PostgreSQL by one setting."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lantoa.core.errors import Refused

# IMMEDIATE: with DEFERRED a read-then-write under load loses writes to "database is locked".
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;"
        "PRAGMA cache_size=-8000; PRAGMA foreign_keys=ON;"
    ),
}


def sqlite(path: Path) -> dict[str, Any]:
    """Settings of one SQLite file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": SQLITE_OPTIONS,
        # A fresh connection reads the whole schema again, some 3 ms of every request. Nobody
        # exchanges the file under a running program: restoring refuses while one has it open.
        "CONN_MAX_AGE": 60,
        # A test database in a file: threads and child processes of a test see the same data.
        "TEST": {"NAME": None},
    }


def from_url(url: str) -> dict[str, Any]:
    """Settings from `postgresql://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise Refused(
            "DATABASE_URL chưa đúng dạng postgresql://tên:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu. "
            "Chưa kết nối gì. Sửa biến này rồi chạy lại; bỏ trống để dùng SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
