"""What a receiver must not forget: order numbers, groups, the plan, proofs. One SQLite file.

Commits are flushed to the disk before they return: a proof that was sent must not be undone by
a power cut, or its number would be given twice. Only the play position is written lazily.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS numbers (
  signer TEXT NOT NULL, n INTEGER NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (signer, n)
) STRICT;
CREATE TABLE IF NOT EXISTS groups (name TEXT PRIMARY KEY, members TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS plan (
  broadcast TEXT PRIMARY KEY,
  play TEXT NOT NULL,            -- the body of the order as JSON, or {"tone": seconds}
  order_n INTEGER NOT NULL,
  order_signer TEXT NOT NULL,
  starts_at REAL NOT NULL,       -- seconds since 1970
  ends_at REAL NOT NULL,         -- no sample after it
  rank INTEGER NOT NULL,         -- 0 ordinary, 1 priority, 2 emergency
  samples INTEGER NOT NULL DEFAULT 0,
  first_at REAL,                 -- first and last sample so far
  last_at REAL,
  fault TEXT NOT NULL DEFAULT '',
  ending TEXT NOT NULL DEFAULT '',  -- stop_order or withdrawn: to be ended by the player
  done_at REAL
) STRICT;
CREATE TABLE IF NOT EXISTS proofs (seq INTEGER PRIMARY KEY, envelope BLOB NOT NULL) STRICT;
"""


class Store:
    """The file, opened once, shared by the threads of the receiver."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute("PRAGMA cache_size=-512")
        self._db.executescript(SCHEMA)

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, on the disk when it returns. May be nested: the outermost commits."""
        with self._lock:
            if self._depth == 0:
                self._db.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield self._db
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._db.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._db.execute("COMMIT")

    @contextmanager
    def lazy_change(self) -> Iterator[sqlite3.Connection]:
        """As `change`, but a power cut (not a kill) may undo the last seconds of it."""
        with self._lock:
            self._db.execute("PRAGMA synchronous=NORMAL")
            try:
                with self.change() as db:
                    yield db
            finally:
                self._db.execute("PRAGMA synchronous=FULL")

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        with self._lock:
            return self._db.execute(query, values).fetchall()

    def meta(self, name: str, default: str = "") -> str:
        found = self.rows("SELECT value FROM meta WHERE name = ?", name)
        return str(found[0]["value"]) if found else default

    def set_meta(self, name: str, value: str) -> None:
        with self.change() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def close(self) -> None:
        with self._lock:
            self._db.close()
