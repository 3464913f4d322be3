"""Backup and restore on PostgreSQL, where DATABASE_URL names one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from lantoa.operation.backup.restoring import KNOWN_BY_ID
from tests.operation.commune_folder import lantoa, make

SERVER = os.environ.get("DATABASE_URL", "")
NAMES = ("lantoa_backup_from", "lantoa_backup_to")
pytestmark = pytest.mark.skipif(
    not SERVER.startswith("postgres"), reason="DATABASE_URL names no PostgreSQL"
)


@pytest.fixture
def databases() -> Iterator[list[str]]:
    """Addresses of two empty databases on the server."""
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as server:
        for name in NAMES:
            server.execute(f"DROP DATABASE IF EXISTS {name}")
            server.execute(f"CREATE DATABASE {name}")
        yield [urlsplit(SERVER)._replace(path=f"/{name}").geturl() for name in NAMES]
        for name in NAMES:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_commune_moves_to_another_database(databases: list[str], tmp_path: Path) -> None:
    import psycopg

    first, second = databases
    source, fresh, file = tmp_path / "xa", tmp_path / "moi", tmp_path / "xa.sao-luu"
    make(source, DATABASE_URL=first)
    made = lantoa("backup", str(file), folder=source, DATABASE_URL=first)
    assert (made.returncode, made.stderr) == (0, "")
    key = str(source / "keys" / "backup-key")
    words = ("restore", str(file), "--key", key)
    done = lantoa(*words, folder=fresh, DATABASE_URL=second)
    assert (done.returncode, done.stderr) == (0, "")
    checked = lantoa("ledger", "verify", folder=fresh, DATABASE_URL=second)
    assert (checked.returncode, checked.stdout[:32]) == (0, "Sổ nguyên vẹn: 3 mục, 3 tệp kèm.")
    with psycopg.connect(second) as restored:
        for table in KNOWN_BY_ID:
            row = restored.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table]
            ).fetchone()
            assert row is not None
            assert row[0] > 1_700_000_000_000
    again = lantoa(*words, folder=tmp_path / "nua", DATABASE_URL=second)
    assert (again.returncode, again.stdout) == (2, "")
    assert "không trống" in again.stderr
    other = lantoa(*words, folder=tmp_path / "nua")
    assert (other.returncode, other.stdout) == (2, "")
    assert "Sửa DATABASE_URL" in other.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["moi", "xa", "xa.sao-luu"]
