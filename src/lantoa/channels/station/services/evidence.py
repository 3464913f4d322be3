"""What the station writes into the ledger about one airing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lantoa.channels.station.models import Broadcast
from lantoa.core.clock import iso
from lantoa.ledger import attachments
from lantoa.ledger.models import Evidence
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import SIGNED_MIME, Proof
from lantoa.newsroom.models import Article, Rendition
from lantoa.registry.models import SpeakerCluster


def record_outcome(
    *, broadcast: Broadcast, kind: str, occurred_at: datetime, now: datetime, by: str,
    proof: Proof, payload: Mapping[str, Any], envelope: bytes | None = None,
) -> Evidence:  # fmt: skip
    """`broadcast.played` or `broadcast.failed` for one receiver; `envelope`: what it signed."""
    bulletin = broadcast.bulletin
    kept = [attachments.keep(envelope, SIGNED_MIME)] if envelope else []
    return record_evidence(
        kind=kind, occurred_at=min(occurred_at, now), now=now, by=by, proof=proof,
        subjects=[
            broadcast.receiver.code, *cluster_subjects(broadcast.receiver.cluster),
            *article_subjects(bulletin.article),
        ],
        payload={
            **item_payload(bulletin.article, bulletin.rendition),
            "sha256": bulletin.sha256,
            "broadcast": bulletin.wire_id,
            "planned_at": iso(broadcast.starts_at),
            "planned_seconds": bulletin.seconds,
            "zone": bulletin.programme.zone.name,
            "priority": bulletin.priority,
            "repeat": is_repeat(broadcast),
            **payload,
        },
        attachments=kept,
    )  # fmt: skip


def is_repeat(broadcast: Broadcast) -> bool:
    """Was it put in once more, or has this receiver played these bytes before?"""
    return broadcast.bulletin.is_repeat or (
        Broadcast.objects.filter(
            receiver=broadcast.receiver, airtime_seconds__gt=0,
            bulletin__rendition__sha256=broadcast.bulletin.rendition.sha256,
        ).exclude(pk=broadcast.pk).exists()
    )  # fmt: skip


def item_payload(article: Article, sound: Rendition) -> dict[str, Any]:
    """What aired, in words that need no database."""
    return {
        "title": article.title,
        "sha256": sound.sha256,
        "language": sound.language,
        "synthetic": sound.is_synthetic,
        "topic": article.topic,
    }


def cluster_subjects(cluster: SpeakerCluster) -> list[str]:
    heard = {cluster.hamlet.code, *(hamlet.code for hamlet in cluster.hears.all())}
    return [cluster.code, *sorted(heard)]


def article_subjects(article: Article) -> list[str]:
    codes = [article.code, *(task.code for task in article.tasks.all())]
    codes += [audience.code for audience in article.audiences.all()]
    return codes + ([article.project.code] if article.project else [])
