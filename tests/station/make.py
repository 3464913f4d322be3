"""The station's part of a small world for tests."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from lantoa.channels.base.jobs import deliver
from lantoa.channels.station.models import Broadcast, TimeSlot, Zone
from lantoa.channels.station.names import receiver_name
from lantoa.channels.station.services.ordering import order_due
from lantoa.channels.station.services.zones import save_slot, save_zone
from lantoa.core.clock import local
from lantoa.core.keys import SigningKey
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.plain import spoken_text
from lantoa.newsroom.queries import spoken_words
from lantoa.newsroom.services import approve_article, submit_article
from lantoa.newsroom.sounds.files import keep_sound, sound_folder
from lantoa.newsroom.terms import Form, RenditionState
from lantoa.receiver.messages import FIRST_PREV, Fault, Proof, Result, seal
from lantoa.registry.models import Account, Receiver, SpeakerCluster
from lantoa.registry.services import enrol_receiver, invite_receiver
from lantoa.registry.terms import Role
from tests import make


def operator() -> Account:
    return make.account(Role.STATION_OPERATOR)


def zone_with_slot(
    clusters: Sequence[SpeakerCluster], *, at: time, seconds: int = 900, quiet: bool = True,
    rule: str = "FREQ=DAILY", by: Account | None = None, now: datetime = make.NOW,
    name: str = "Toàn xã",
) -> Zone:  # fmt: skip
    """A zone, closed from 21:00 to 05:00 unless said otherwise, with one slot."""
    by = by or operator()
    zone = Zone(name=name) if quiet else Zone(name=name, quiet_from=None, quiet_until=None)
    save_zone(zone=zone, clusters=clusters, by=by)
    today = now.date()
    slot = TimeSlot(
        zone=zone, name="Chương trình sáng", rule=rule, starts_on=today - timedelta(days=30),
        at=at, seconds=seconds,
    )  # fmt: skip
    save_slot(slot=slot, by=by, today=today)
    return zone


def enrolled(cluster: SpeakerCluster, *, now: datetime = make.NOW) -> tuple[Receiver, SigningKey]:
    """A receiver whose private key only the test holds."""
    key = SigningKey.new()
    code = invite_receiver(cluster=cluster, by=operator(), now=now)
    receiver, _ = enrol_receiver(code=code, public_key=key.public, now=now)
    return receiver, key


def heard_article(
    title: str, *, now: datetime = make.NOW, seconds: int | None = None, **fields: object
) -> Article:
    """An approved article whose sound really lies in its place. With `seconds` its bytes are no
    music: only for tests in which nothing plays them."""
    made = make.article(now=now, title=title, **fields)
    voice(made, title, seconds=seconds, now=now)
    return approved(made, now=now)


def voice(of: Article, words: str, *, seconds: int | None, now: datetime) -> Rendition:
    """A finished sound of the newest draft, its bytes in their place."""
    with tempfile.TemporaryDirectory(dir=sound_folder()) as place:
        path = Path(place) / "sound.mp3"
        milliseconds = _write(path, words, seconds)
        data = path.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        keep_sound(path, sha256)
    return Rendition.objects.create(
        article=of, form=Form.SOUND, content=of.newest.content, sha256=sha256,
        mime="audio/mpeg", size=len(data), milliseconds=milliseconds, voice="vi",
        text=spoken_text(of.newest, spoken_words()), is_synthetic=True,
        state=RenditionState.READY, made_at=now,
    )  # fmt: skip


def approved(draft: Article, *, now: datetime) -> Article:
    """Submitted by its author and approved by a leader: it stands in public (again)."""
    request = submit_article(article=draft, by=draft.created_by, now=now)
    approve_article(
        request=request, expected_hash=request.hash, seen=[], by=make.account(Role.LEADER), now=now
    )
    draft.refresh_from_db()
    return draft


def _write(path: Path, title: str, seconds: int | None) -> int:
    if seconds is not None:
        path.write_bytes(f"not music: {title}".encode())
        return seconds * 1000
    from lantoa.media.readings import from_words
    from lantoa.media.sound import Tags

    words = (
        f"Kính mời bà con nghe {title.lower().replace('số 1', 'số một').replace('số 2', 'số hai')}."
    )
    return round(from_words(words, path, tags=Tags(title=title)).seconds * 1000)


def airing(
    *, at_: datetime, seconds: int = 30, clusters: int = 1
) -> list[tuple[Broadcast, SigningKey]]:
    """One article ordered for `at_` on so many receivers, with each receiver's key."""
    places = [make.cluster(f"Cụm {number}") for number in range(1, clusters + 1)]
    start = local(at_)
    zone_with_slot(places, at=start.time(), quiet=False, now=at_, seconds=60)
    pairs = [enrolled(place) for place in places]
    keys = {receiver.pk: key for receiver, key in pairs}
    heard_article("Nộp hồ sơ tại nhà", seconds=seconds)
    deliver(at_ - timedelta(minutes=5))
    order_due(now=at_ - timedelta(minutes=5))
    rows = Broadcast.objects.select_related("receiver").order_by("receiver")
    return [(row, keys[row.receiver_id]) for row in rows]


@dataclass
class Speaker:
    """A receiver's hand: signs proofs with its own key, in a chain."""

    receiver: Receiver
    key: SigningKey
    seq: int = 0
    prev: str = FIRST_PREV

    @property
    def name(self) -> str:
        return receiver_name(self.receiver)

    def says(self, row: Broadcast, **fields: Any) -> bytes:
        """The envelope of its next proof for a broadcast, played in full unless said otherwise."""
        self.seq += 1
        started = row.starts_at
        values: dict[str, Any] = {
            "receiver": self.name, "seq": self.seq, "prev": self.prev,
            "broadcast": row.bulletin.wire_id,
            "sha256": row.bulletin.rendition.sha256, "started_at": started,
            "ended_at": started + timedelta(seconds=30), "result": Result.PLAYED,
            "seconds_played": 30, "detail": Fault.NONE,
            "order_n": row.order_number or 0, "order_signer": "",
        }  # fmt: skip
        proof = Proof(**{**values, **fields})
        self.prev = proof.digest
        return seal(proof, self.key)

    def failed(self, broadcast: Broadcast, fault: Fault) -> bytes:
        return self.says(broadcast, result=Result.FAILED, seconds_played=0, detail=fault)


def machine_article(title: str, *, seconds: int, inner_seconds: int) -> Article:
    """An approved article in a machine's voice, with and without the sentence that says so."""
    made = make.article(title=title)
    sound = voice(made, title, seconds=seconds, now=make.NOW)
    other = voice(made, f"{title} bên trong", seconds=inner_seconds, now=make.NOW)
    sound.inner_sha256, sound.inner_size = other.sha256, other.size
    sound.inner_milliseconds = other.milliseconds
    other.delete()
    sound.save()
    return approved(made, now=make.NOW)
