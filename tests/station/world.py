"""A commune's folder with a station, for tests with real processes. Run as a program:

`python -m tests.station.world build ARTICLES [kit]` builds the database of LANTOA_HOME: two
clusters in a zone without closed hours and so many approved articles with a real sound (and the
station's own kit, made, joined and approved); prints the receivers' codes as JSON.
`python -m tests.station.world deliver SECONDS` moves the slot to so many seconds from now, puts
the articles into it and prints its start (seconds since 1970).
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta


def build(articles: int, *, has_kit: bool = False) -> list[str]:
    from lantoa.core import clock
    from lantoa.operation.schema import bring_up_to_date
    from lantoa.registry.services import invite_receiver
    from lantoa.registry.terms import Role
    from tests import make
    from tests.station.kits import approved, real_kit
    from tests.station.make import heard_article, zone_with_slot

    bring_up_to_date()
    now = clock.now()
    make.commune()
    chief = make.account(Role.STATION_OPERATOR)
    clusters = [make.cluster("Bến Đò 1"), make.cluster("Bến Đò 2")]
    later = (now + timedelta(hours=12)).time()
    zone_with_slot(clusters, at=later, seconds=60, quiet=False, by=chief, now=now)
    if has_kit:
        approved(real_kit())
    for number in range(articles):
        heard_article(f"Tin số {number + 1}", now=now)
    return [invite_receiver(cluster=cluster, by=chief, now=now) for cluster in clusters]


def deliver(seconds: int) -> float:
    from lantoa.channels.base import jobs
    from lantoa.channels.station.models import TimeSlot
    from lantoa.core import clock

    now = clock.now()
    start = (now + timedelta(seconds=seconds)).replace(microsecond=0)
    TimeSlot.objects.update(at=start.time())
    jobs.deliver(now)
    return start.timestamp()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    import django

    django.setup()
    if sys.argv[1] == "build":
        print(json.dumps(build(int(sys.argv[2]), has_kit="kit" in sys.argv)))
    else:
        print(deliver(int(sys.argv[2])))
