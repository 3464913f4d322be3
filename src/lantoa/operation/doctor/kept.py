"""What the last examination found, kept beside the logs for the first screen of the
administrator: an examination takes seconds, a page may not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from lantoa.core.clock import iso
from lantoa.core.tick import register_tick
from lantoa.operation.doctor.pulse import beat
from lantoa.operation.doctor.terms import Finding, Level

NAME = "doctor.json"
EVERY = timedelta(minutes=10)


@dataclass(frozen=True)
class Kept:
    """When it was looked, and what was found."""

    at: datetime
    findings: tuple[Finding, ...]

    def of(self, level: Level) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.level == level)


def keep_findings(found: Iterable[Finding], *, folder: Path, now: datetime) -> None:
    """Writes them whole or not at all."""
    path = folder / "logs" / NAME
    fresh = path.with_suffix(".new")
    lines = {"at": iso(now), "findings": [asdict(finding) for finding in found]}
    fresh.write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
    fresh.replace(path)


def kept_findings(folder: Path) -> Kept | None:
    """None where nothing was looked at yet."""
    try:
        lines = json.loads((folder / "logs" / NAME).read_text(encoding="utf-8"))
        at = datetime.fromisoformat(lines["at"])
        rows = [Finding(Level(row["level"]), row["what"], row["todo"]) for row in lines["findings"]]
    except (OSError, ValueError, KeyError):
        return None
    return Kept(at, tuple(rows))


def look_round(now: datetime) -> None:
    """The tick's job. That it runs is a beat: at the first turn no other was written yet."""
    from lantoa.operation.doctor.examination import examine

    folder = Path(settings.HOME)
    beat(now)
    keep_findings(examine(folder, now=now), folder=folder, now=now)


register_tick("doctor", EVERY, look_round)
