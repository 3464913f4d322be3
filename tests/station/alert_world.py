"""A commune with an alert, for tests with real processes. Run as a program:

`build`: two clusters that sleep all day, an alert with its real sounds before a second person;
prints the receivers' codes as JSON. `approve`: the second person says yes; prints when, in seconds
since 1970. `cancel`: one person stops it.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import time


def build() -> list[str]:
    from lantoa.channels.station.models import Zone
    from lantoa.channels.station.services.zones import save_zone
    from lantoa.core import clock
    from lantoa.newsroom.alerts.sounds import make_sound
    from lantoa.operation.schema import bring_up_to_date
    from lantoa.registry.services import invite_receiver
    from lantoa.registry.terms import Role
    from tests import alerting, make

    bring_up_to_date()
    now = clock.now()
    chief = make.account(Role.STATION_OPERATOR)
    clusters = [make.cluster("Bến Đò 1"), make.cluster("Bến Đò 2")]
    zone = Zone(name="Toàn xã", quiet_from=time(0, 1), quiet_until=time(0, 0))
    save_zone(zone=zone, clusters=clusters, by=chief)
    alert = alerting.draft(by=chief, now=now, sounds=False)
    for row in alert.sounds.all():
        make_sound(row.pk)
    alerting.submitted(alert, now=now)
    return [invite_receiver(cluster=cluster, by=chief, now=now) for cluster in clusters]


def approve() -> float:
    from lantoa.approval.queries import open_requests
    from lantoa.core import clock
    from lantoa.desk.approvals import decisions
    from lantoa.registry.terms import Role
    from tests import make

    request, leader = open_requests()[0], make.account(Role.LEADER)
    now = clock.now()
    decisions.approve(request=request, expected_hash=request.hash, seen=[], by=leader, now=now)
    return now.timestamp()


def cancel() -> float:
    from lantoa.core import clock
    from lantoa.desk.approvals import decisions
    from lantoa.newsroom.alerts.running import cancel_alert
    from lantoa.newsroom.models import Alert

    alert, now = Alert.objects.get(), clock.now()
    cancel_alert(alert=alert, reason="Nước đã rút", by=alert.made_by, now=now)
    decisions.tell_public()
    return now.timestamp()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    import django

    django.setup()
    print(json.dumps({"build": build, "approve": approve, "cancel": cancel}[sys.argv[1]]()))
