"""Alerts for tests: composed, with sounds whose bytes really lie there, approved by another."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from lantoa.approval.models import Request
from lantoa.newsroom.alerts.services import approve_alert, save_alert, submit_alert
from lantoa.newsroom.alerts.terms import AlertKind, Certainty, Severity, Urgency
from lantoa.newsroom.models import Alert
from lantoa.newsroom.sounds.files import keep_sound, sound_folder
from lantoa.newsroom.terms import RenditionState
from lantoa.registry.models import Account, Hamlet
from lantoa.registry.terms import Role
from tests import make


def draft(
    *, by: Account | None = None, now: datetime = make.NOW, hamlets: list[Hamlet] | None = None,
    sounds: bool = True, **fields: Any,
) -> Alert:  # fmt: skip
    """A flood alert as an officer leaves it."""
    make.commune()
    values: dict[str, Any] = {
        "kind": AlertKind.FLOOD, "headline": "Nước sông Lam lên nhanh",
        "description": "Nước sông Lam đang lên nhanh.",
        "instruction": "Bà con ven sông đưa tài sản lên nơi cao.",
        "source_body": "Đài Khí tượng Thủy văn tỉnh", "source_document": "bản tin số 12 ngày 23/11",
        "contact": "112", "severity": Severity.SEVERE, "urgency": Urgency.IMMEDIATE,
        "certainty": Certainty.LIKELY, "lasts_minutes": 60, "repeat_minutes": 10,
    } | fields  # fmt: skip
    made = save_alert(
        alert=Alert(**values), hamlets=hamlets or [make.hamlet()], now=now,
        by=by or make.account(Role.STATION_OPERATOR),
    )  # fmt: skip
    if sounds:
        give_sounds(made)
    return made


def give_sounds(alert: Alert, *, seconds: int = 40) -> None:
    """Both sounds, with bytes of their own (no music: nothing plays them)."""
    for row in alert.sounds.all():
        data = f"not music: {row.part} {row.text}".encode()
        row.sha256, row.size = hashlib.sha256(data).hexdigest(), len(data)
        row.milliseconds, row.state, row.percent = seconds * 1000, RenditionState.READY, 100
        row.save()
        with tempfile.TemporaryDirectory(dir=sound_folder()) as place:
            path = Path(place) / "sound.mp3"
            path.write_bytes(data)
            keep_sound(path, row.sha256)


def submitted(alert: Alert, *, now: datetime = make.NOW) -> Request:
    return submit_alert(alert=alert, by=alert.made_by, now=now)


def approved(alert: Alert, *, by: Account | None = None, now: datetime = make.NOW) -> Alert:
    """Submitted by whoever composed it and approved by a leader."""
    request = submitted(alert, now=now)
    approve_alert(
        request=request, expected_hash=request.hash, seen=[],
        by=by or make.account(Role.LEADER), now=now,
    )  # fmt: skip
    alert.refresh_from_db()
    return alert
