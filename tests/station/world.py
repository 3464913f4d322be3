"""A commune's folder with a station, for tests with real processes. Run as a program:

`python -m tests.station.world SECONDS_AHEAD [ARTICLES]` builds the database of LANTOA_HOME: two
clusters in a zone without closed hours, a slot that begins so many seconds from now, and
approved articles with a real sound. Prints the receivers' codes as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta


def build(seconds_ahead: int, articles: int) -> dict[str, object]:
    from lantoa.core import clock
    from lantoa.operation.schema import bring_up_to_date
    from lantoa.registry.services import invite_receiver
    from lantoa.registry.terms import Role
    from tests import make
    from tests.station.make import heard_article, zone_with_slot

    bring_up_to_date()
    now = clock.now()
    make.commune()
    chief = make.account(Role.STATION_OPERATOR)
    clusters = [make.cluster("Bến Đò 1"), make.cluster("Bến Đò 2")]
    start = (now + timedelta(seconds=seconds_ahead)).replace(microsecond=0)
    zone_with_slot(clusters, at=start.time(), seconds=90, quiet=False, by=chief, now=now)
    for number in range(articles):
        heard_article(f"Tin số {number + 1}", now=now)
    codes = [invite_receiver(cluster=cluster, by=chief, now=now) for cluster in clusters]
    return {"codes": codes, "starts_at": start.timestamp()}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    import django

    django.setup()
    print(json.dumps(build(int(sys.argv[1]), int((sys.argv[2:] or ["1"])[0]))))
