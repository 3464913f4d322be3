"""Order numbers already taken, and the groups that this receiver belongs to."""

from __future__ import annotations

import json

from lantoa.receiver.messages import Members, lists_digest
from lantoa.receiver.store import Store

# Copies of orders are told from forgeries as far back as this.
KEPT = 2000


def last_number(store: Store, signer: str) -> int:
    """The highest number accepted from a key, 0 for none."""
    found = store.rows("SELECT max(n) AS n FROM numbers WHERE signer = ?", signer)
    return int(found[0]["n"] or 0)


def digest_of_number(store: Store, signer: str, n: int) -> str | None:
    """The digest of the order that took this number."""
    found = store.rows("SELECT digest FROM numbers WHERE signer = ? AND n = ?", signer, n)
    return str(found[0]["digest"]) if found else None


def take_number(store: Store, signer: str, n: int, digest: str) -> None:
    """From now on only higher numbers of this key are accepted."""
    with store.change() as db:
        db.execute("INSERT OR IGNORE INTO numbers VALUES (?, ?, ?)", (signer, n, digest))
        db.execute(
            "DELETE FROM numbers WHERE signer = ? AND n NOT IN "
            "(SELECT n FROM numbers WHERE signer = ? ORDER BY n DESC LIMIT ?)",
            (signer, signer, KEPT),
        )


def groups(store: Store) -> dict[str, frozenset[str]]:
    """Every group whose signed member list is held, with its receivers."""
    return {
        str(row["name"]): frozenset(json.loads(row["members"]))
        for row in store.rows("SELECT name, members FROM groups")
    }


def lists_held(store: Store) -> str:
    """The digest of every list that is held, as a beat says it."""
    return lists_digest(Members(name, tuple(rows)).digest for name, rows in groups(store).items())


def set_group(store: Store, name: str, members: tuple[str, ...]) -> None:
    """Replaces the list; an empty one ends the group."""
    with store.change() as db:
        if members:
            db.execute("INSERT OR REPLACE INTO groups VALUES (?, ?)", (name, json.dumps(members)))
        else:
            db.execute("DELETE FROM groups WHERE name = ?", (name,))
