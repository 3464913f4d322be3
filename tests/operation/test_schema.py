"""A fresh database is what the migrations would have made."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0)"
FRESH = "from lantoa.operation.schema import bring_up_to_date; bring_up_to_date()"
ROWS = ("wagtailcore_locale", "wagtailcore_collection", "wagtailcore_page", "auth_group")


# What the CMS's migrations make in English, or would: only two rows stay, in Vietnamese.
NAMES = (
    "SELECT name FROM auth_group", "SELECT name FROM wagtailcore_workflow",
    "SELECT name FROM wagtailcore_task", "SELECT site_name FROM wagtailcore_site",
    "SELECT title FROM wagtailcore_page", "SELECT draft_title FROM wagtailcore_page",
    "SELECT name FROM wagtailcore_collection",
)  # fmt: skip
LEFT = ["Gốc", "Gốc", "Kho chung"]


def made_by(code: str, home: Path) -> sqlite3.Connection:
    home.mkdir()
    environment = {**os.environ, "LANTOA_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    script = f"import django; django.setup(); {code}"
    subprocess.run([sys.executable, "-c", script], env=environment, check=True, timeout=900)
    return sqlite3.connect(home / "lantoa.sqlite3")


def shape(database: sqlite3.Connection) -> dict[str, object]:
    """Tables with their columns, and triggers, as SQLite knows them."""
    names = database.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'trigger')"
    ).fetchall()
    columns = {
        name: sorted(row[1:4] for row in database.execute(f'PRAGMA table_info("{name}")'))
        for kind, name in names
        if kind == "table"
    }
    return {**columns, "triggers": sorted(name for kind, name in names if kind == "trigger")}


@pytest.mark.slow
def test_fresh_database_equals_a_migrated_one(tmp_path: Path) -> None:
    migrated, fresh = made_by(MIGRATE, tmp_path / "a"), made_by(FRESH, tmp_path / "b")
    assert shape(fresh) == shape(migrated)
    counts = [
        [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ROWS]
        for database in (fresh, migrated)
    ]
    assert counts[0] == counts[1]
    for database in (fresh, migrated):
        names = [row[0] for question in NAMES for row in database.execute(question)]
        assert names == LEFT


def test_fresh_database_has_nothing_left_to_migrate(tmp_path: Path) -> None:
    database = made_by(FRESH + "; bring_up_to_date()", tmp_path / "home")
    assert database.execute("SELECT count(*) FROM ledger_evidence").fetchone() == (0,)
