"""Play proofs waiting for a signed receipt: numbered without gaps, chained, signed, kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lantoa.core.keys import SigningKey
from lantoa.receiver.messages import FIRST_PREV, Fault, Proof, Receipt, Result, seal
from lantoa.receiver.store import Store
from lantoa.receiver.store.plan import Item, close_item, moment


@dataclass(frozen=True, slots=True)
class Author:
    """Who signs: the receiver's id and its own key, which never leaves this program."""

    receiver: str
    key: SigningKey


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a broadcast."""

    result: Result
    detail: Fault


def add_proof(store: Store, author: Author, proof: Proof) -> int:
    """Gives the proof its number and its place in the chain, signs and keeps it. Returns seq."""
    with store.change() as db:
        seq = int(store.meta("proof_seq", "0")) + 1
        offset = store.meta("clock_offset_ms")
        proof = replace(
            proof,
            receiver=author.receiver,
            seq=seq,
            prev=store.meta("proof_digest", FIRST_PREV),
            clock_offset_ms=int(offset) if offset else None,
        )
        db.execute("INSERT INTO proofs VALUES (?, ?)", (seq, seal(proof, author.key)))
        store.set_meta("proof_seq", str(seq))
        store.set_meta("proof_digest", proof.digest)
    return seq


def conclude(store: Store, author: Author, item: Item, outcome: Outcome, *, now: float) -> None:
    """Closes a broadcast and adds its one proof, both or neither."""
    started = now if item.first_at is None else item.first_at
    ended = now if item.last_at is None else item.last_at
    with store.change():
        if close_item(store, item.broadcast, now=now):
            add_proof(store, author, _proof(item, outcome, started, ended))


def refuse(
    store: Store,
    author: Author,
    *,
    fault: Fault,
    now: float,
    digest: str,
    broadcast: str = "",
    n: int = 0,
    signer: str = "",
) -> None:
    """Reports an order that was not obeyed. `digest` is that of the bytes that came."""
    add_proof(
        store,
        author,
        Proof(
            receiver="",
            seq=0,
            prev="",
            broadcast=broadcast,
            sha256=digest,
            started_at=moment(now),
            ended_at=moment(now),
            result=Result.REFUSED,
            seconds_played=0,
            detail=fault,
            order_n=n,
            order_signer=signer,
        ),
    )


def answer_unheld(
    store: Store, author: Author, *, broadcast: str, n: int, signer: str, now: float
) -> None:
    """Says of a broadcast that was taken back before we ever held it: it will not sound. The
    station need not take it back again."""
    add_proof(
        store,
        author,
        Proof(
            receiver="",
            seq=0,
            prev="",
            broadcast=broadcast,
            sha256="",
            started_at=moment(now),
            ended_at=moment(now),
            result=Result.STOPPED,
            seconds_played=0,
            detail=Fault.WITHDRAWN,
            order_n=n,
            order_signer=signer,
        ),
    )


def pending(store: Store, *, most: int, after: int = 0) -> list[tuple[int, bytes]]:
    """The oldest proofs without a receipt: (seq, envelope)."""
    rows = store.rows(
        "SELECT seq, envelope FROM proofs WHERE seq > ? ORDER BY seq LIMIT ?", after, most
    )
    return [(int(row["seq"]), bytes(row["envelope"])) for row in rows]


def count_pending(store: Store) -> int:
    return int(store.rows("SELECT count(*) AS n FROM proofs")[0]["n"])


def apply_receipt(store: Store, receipt: Receipt) -> None:
    """Deletes what the station has stored for good."""
    with store.change() as db:
        for first, last in receipt.ranges:
            db.execute("DELETE FROM proofs WHERE seq BETWEEN ? AND ?", (first, last))


def _proof(item: Item, outcome: Outcome, started: float, ended: float) -> Proof:
    return Proof(
        receiver="",
        seq=0,
        prev="",
        broadcast=item.broadcast,
        sha256=item.sha256,
        started_at=moment(started),
        ended_at=moment(ended),
        result=outcome.result,
        seconds_played=item.samples // 48_000,
        detail=outcome.detail,
        order_n=item.order_n,
        order_signer=item.order_signer,
    )
