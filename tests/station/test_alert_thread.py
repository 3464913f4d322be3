"""An alert with real processes: decision → signed order to the group → sound on both receivers in
closed hours → cancellation → spoken end → silence; judged by what the receivers recorded."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.station.test_broker import wait_for_port
from tests.station.test_thread import LANTOA, Commune, commune, loud_moments, until

WORLD = ("-m", "tests.station.alert_world")
HEARD = "SELECT count(*) FROM station_breakinairing WHERE airtime_seconds > 0"
RUNS = "SELECT part FROM station_alertrun ORDER BY id"
WITHOUT_END = "SELECT count(*) FROM station_breakinairing WHERE state = 'ordered'"


def brought_up(place: Commune) -> None:
    codes = json.loads(place.asks(*WORLD, "build"))
    place.starts_broker()
    place.starts("station", "-m", "lantoa.channels.station.loop")
    server = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(place.web_port))
    place.starts("web", "-m", "granian", *server, "lantoa.config.wsgi:application")
    wait_for_port(place.web_port, place.running["web"])
    for number, code in enumerate(codes, start=1):
        home = str(place.folder / f"receiver{number}")
        url = f"http://127.0.0.1:{place.web_port}"
        place.asks(*LANTOA, "receiver", "enrol", code, "--home", home, "--server", url)
        place.starts_receiver(number)
    beating = "SELECT count(*) FROM registry_receiver WHERE last_beat_at IS NOT NULL"
    until(lambda: place.rows(beating) == [(2,)])


@pytest.mark.slow
def test_alert_sounds_everywhere_in_closed_hours_and_its_end_is_said(tmp_path: Path) -> None:
    with commune(tmp_path) as place:
        brought_up(place)
        decided_at = float(place.asks(*WORLD, "approve"))
        until(lambda: all("đang phát e/1" in place.heard(number) for number in (1, 2)))
        time.sleep(3)
        stopped_at = float(place.asks(*WORLD, "cancel"))
        until(lambda: place.rows(RUNS)[-1:] == [("end",)])
        until(lambda: place.rows(HEARD)[0][0] >= 4)
        until(lambda: place.rows(WITHOUT_END) == [(0,)])
        assert [part for (part,) in place.rows(RUNS)].count("end") == 1
        for number in (1, 2):
            heard = loud_moments(place.folder / f"receiver{number}" / "out")
            begins = float(heard.min()) - decided_at
            print(f"receiver {number}: first sound {begins:.2f} s after the decision")
            assert begins > 0
            assert float(heard.max()) > stopped_at  # the end was said
        assert "nguyên vẹn" in place.asks(*LANTOA, "ledger", "verify")
