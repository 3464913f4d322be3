"""What exactly of an alert is approved: every word, the scales, the area, the times, the sounds."""

from __future__ import annotations

from lantoa.approval.manifest import Manifest, make_manifest
from lantoa.approval.queries import is_approved, latest_approval
from lantoa.core.canonical import digest_of
from lantoa.newsroom.alerts.terms import Part
from lantoa.newsroom.models import Alert, AlertSound
from lantoa.newsroom.sounds.files import sound_path
from lantoa.newsroom.terms import RenditionState

WORDS = (
    "kind", "headline", "description", "instruction", "source_body", "source_document", "contact",
    "polygon", "severity", "urgency", "certainty", "language", "voice",
)  # fmt: skip


def alert_hash(alert: Alert) -> str:
    """SHA-256, hex, of the content. A use of a sealed alert has the content of the sealed one;
    what it replaces belongs to it too."""
    return digest_of(
        {
            "v": 1,
            "words": {name: str(getattr(alert, name)) for name in WORDS},
            "hamlets": sorted(hamlet.code for hamlet in alert.hamlets.all()),
            "lasts": alert.lasts_minutes,
            "repeat": alert.repeat_minutes,
            "family_agrees": alert.family_agrees,
            "exercise": alert.is_exercise,
            "sealed": alert.is_sealed or alert.sealed_from_id is not None,
            "replaces": alert.replaces_id or 0,
        }
    )


def sounds_of(alert: Alert) -> dict[str, AlertSound]:
    """Part → its finished sound; a part whose file is not there is left out."""
    rows = alert.sounds.filter(state=RenditionState.READY).exclude(sha256="")
    return {row.part: row for row in rows if sound_path(row.sha256).is_file()}


def manifest_of(alert: Alert) -> Manifest:
    """As it is laid before an approver."""
    forms = {part: sound.sha256 for part, sound in sounds_of(alert).items()}
    return make_manifest(alert_hash(alert), forms)


def is_alert_approved(alert: Alert) -> bool:
    """Did a second person approve exactly these words and these sounds?"""
    now = manifest_of(alert)
    if set(now["forms"]) != set(Part.values):
        return False
    if not is_approved(subject=alert.approved_code, content=now["content"]):
        return False
    decided = latest_approval(subject=alert.approved_code, content=now["content"])
    return decided is not None and decided.request.manifest["forms"] == now["forms"]
