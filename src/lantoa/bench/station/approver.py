"""The second person of an alert: `python -m lantoa.bench.station.approver`.

`build CLUSTERS REAL ALERTS URL FOLDER` makes a commune with so many clusters, receivers below
FOLDER for all but REAL of them, and so many alerts before an approver; prints the codes of the
rest as JSON. `approve` answers to each line of its input with `{"before", "broadcast"}`: seconds
since 1970 at the press, and how the orders name what it set off."""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lantoa.bench.station.commune import People
    from lantoa.registry.models import Hamlet

PATIENCE = 30.0


def build(count: int, real: int, alerts: int, url: str, folder: Path) -> list[str]:
    """The simulated ones hold the signed lists of their groups when this returns."""
    from lantoa.bench.station import commune
    from lantoa.core.clock import now
    from lantoa.registry.models import Hamlet
    from lantoa.registry.services import invite_receiver

    who = commune.founded(now=now())
    places = commune.clusters(count)
    homes = commune.enrol(folder, places[real:], url=url, by=who.operator, now=now())
    commune.tell_lists(homes, now=now())
    hamlets = list(Hamlet.objects.all())
    for number in range(alerts):
        _alert(number, hamlets, who, now=now())
    return [invite_receiver(cluster=place, by=who.operator, now=now()) for place in places[:real]]


def _alert(number: int, hamlets: list[Hamlet], who: People, *, now: datetime) -> None:
    from lantoa.newsroom.alerts.services import save_alert, submit_alert
    from lantoa.newsroom.alerts.sounds import make_sound
    from lantoa.newsroom.alerts.terms import AlertKind, Certainty, Severity, Urgency
    from lantoa.newsroom.models import Alert

    alert = save_alert(
        alert=Alert(
            kind=AlertKind.FLOOD, headline="Nước sông lên nhanh",
            description="Nước sông đang lên nhanh.", instruction="Bà con đưa tài sản lên cao.",
            source_body="Đài Khí tượng Thủy văn tỉnh", source_document=f"bản tin số {number + 1}",
            contact="112", severity=Severity.SEVERE, urgency=Urgency.IMMEDIATE,
            certainty=Certainty.LIKELY, lasts_minutes=60, repeat_minutes=0,
        ),
        hamlets=hamlets, by=who.operator, now=now,
    )  # fmt: skip
    for row in alert.sounds.all():
        make_sound(row.pk)
    submit_alert(alert=alert, by=who.operator, now=now)


def serve() -> None:
    """Approves the next alert for each line, until its input ends."""
    from lantoa.bench.station.commune import people

    who = people()
    print("ready", flush=True)
    for _ in sys.stdin:
        print(json.dumps(_approved(who)), flush=True)


def _approved(who: People) -> dict[str, object]:
    from lantoa.approval.queries import open_requests
    from lantoa.channels.station.models import AlertRun
    from lantoa.core.clock import now
    from lantoa.desk.approvals import decisions

    request, known = open_requests()[0], AlertRun.objects.count()
    before = time.time()
    decisions.approve(
        request=request, expected_hash=request.hash, seen=[], by=who.leader, now=now()
    )
    deadline = now() + timedelta(seconds=PATIENCE)
    while AlertRun.objects.count() == known and now() < deadline:
        time.sleep(0.05)
    run = AlertRun.objects.select_related("break_in").latest("pk")
    return {"before": before, "broadcast": run.break_in.wire_id, "seconds": run.break_in.seconds}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    import django

    django.setup()
    if sys.argv[1] == "build":
        count, real, alerts = map(int, sys.argv[2:5])
        print(json.dumps(build(count, real, alerts, sys.argv[5], Path(sys.argv[6]))))
    else:
        serve()
