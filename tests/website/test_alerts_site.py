"""Alerts in public: the bar on every page, pages of their own, CAP files and their feed."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from lantoa.cap import check
from lantoa.channels.base.jobs import deliver
from lantoa.channels.base.models import Delivery
from lantoa.core import clock
from lantoa.ledger.models import Evidence
from lantoa.newsroom.alerts.running import cancel_alert
from lantoa.newsroom.alerts.terms import AlertKind
from lantoa.newsroom.models import Alert
from tests import alerting, make

pytestmark = pytest.mark.django_db
CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"
ATOM = "{http://www.w3.org/2005/Atom}"


def live(**fields: object) -> Alert:
    now = clock.now()
    return alerting.approved(alerting.draft(now=now, **fields), now=now)


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", ["/", "/tin-bai/", "/gioi-thieu/", "/?xem=lon", "/tim/?q=a"])
def test_bar_stands_on_every_page_while_it_holds(client: Client, path: str) -> None:
    alert = live()
    page = text(client, path)
    assert alert.headline in page
    assert f"/canh-bao/{alert.pk}/" in page
    cancel_alert(alert=alert, reason="", by=alert.made_by, now=clock.now())
    assert alert.headline not in text(client, path)


def test_page_says_what_where_until_when_and_by_whose_word(client: Client) -> None:
    alert = live()
    page = text(client, f"/canh-bao/{alert.pk}/")
    assert "Bà con ven sông đưa tài sản lên nơi cao." in page
    assert "Bến Đò" in page or "Toàn xã" in page or "toàn xã" in page
    assert "Đài Khí tượng Thủy văn tỉnh, bản tin số 12 ngày 23/11" in page
    sound = alert.sounds.get(part="call")
    assert client.get(f"/am-thanh/{sound.sha256}.mp3").status_code == 200
    cancel_alert(alert=alert, reason="Nước đã rút", by=alert.made_by, now=clock.now())
    assert "Nước đã rút" in text(client, f"/canh-bao/{alert.pk}/")
    assert client.get(f"/am-thanh/{sound.sha256}.mp3").status_code == 404


def test_draft_drill_and_sealed_one_are_not_there(client: Client) -> None:
    rows = [alerting.draft(), live(is_exercise=True), live(is_sealed=True)]
    assert [client.get(f"/canh-bao/{row.pk}/").status_code for row in rows] == [404, 404, 404]
    for row in rows:
        assert [client.get(f"/canh-bao/{one.identifier}.xml").status_code
                for one in row.messages.all()] in ([], [404])  # fmt: skip
    assert rows[0].headline not in text(client, "/")


def test_missing_person_is_gone_when_it_is_over(client: Client) -> None:
    alert = live(kind=AlertKind.MISSING, headline="Tìm cháu Tí", family_agrees=True)
    assert "Tìm cháu Tí" in text(client, f"/canh-bao/{alert.pk}/")
    cancel_alert(alert=alert, reason="Đã về", by=alert.made_by, now=clock.now())
    answer = client.get(f"/canh-bao/{alert.pk}/")
    assert (answer.status_code, "Tí" in answer.content.decode()) == (410, False)
    assert "Tí" not in text(client, "/canh-bao/") + text(client, "/canh-bao.atom")


def test_foreign_reader_finds_the_alert_through_the_feed(client: Client) -> None:
    """Read by the rules of OASIS with nothing of ours: Atom entry → CAP file → fields."""
    alert = live(polygon="18.40,105.80 18.50,105.80 18.50,105.90 18.40,105.80")
    feed = ElementTree.fromstring(client.get("/canh-bao.atom").content)
    [entry] = feed.findall(f"{ATOM}entry")
    [href] = [
        link.get("href", "") for link in entry.findall(f"{ATOM}link")
        if link.get("type") == "application/cap+xml"
    ]  # fmt: skip
    answer = client.get(href.removeprefix("http://testserver"))
    assert (answer["Content-Type"], check(answer.content)) == ("application/cap+xml", [])
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{CAP}alert"
    told = {name: root.findtext(f"{CAP}{name}") for name in ("status", "msgType", "scope")}
    assert told == {"status": "Actual", "msgType": "Alert", "scope": "Public"}
    info = root.find(f"{CAP}info")
    assert info is not None
    assert info.findtext(f"{CAP}headline") == alert.headline
    assert info.findtext(f"{CAP}expires", "").endswith("+07:00")
    points = [
        tuple(map(float, pair.split(",")))
        for pair in info.findtext(f"{CAP}area/{CAP}polygon", "").split()
    ]
    assert points[0] == points[-1] == (18.40, 105.80)


def test_cancel_stands_in_the_feed_and_refers_to_the_first(client: Client) -> None:
    alert = live()
    cancel_alert(alert=alert, reason="Nước rút", by=alert.made_by, now=clock.now())
    feed = text(client, "/canh-bao.atom")
    first, cancel = alert.messages.order_by("pk")
    assert "Đã hủy: Nước sông Lam lên nhanh" in feed
    assert first.identifier in text(client, f"/canh-bao/{cancel.identifier}.xml")


def test_standing_and_taking_down_are_evidence_once() -> None:
    alert = live()
    for _ in range(3):
        deliver(clock.now())
    cancel_alert(alert=alert, reason="", by=alert.made_by, now=clock.now())
    for _ in range(2):
        deliver(clock.now() + timedelta(seconds=5))
    kinds = [row.kind for row in Evidence.objects.filter(kind__startswith="website.")]
    assert sorted(kinds) == ["website.published", "website.withdrawn"]
    assert [row.state for row in Delivery.objects.filter(channel="website")] == ["withdrawn"]


def test_list_says_when_nothing_holds(client: Client) -> None:
    make.commune()
    assert "Không có cảnh báo nào đang hiệu lực." in text(client, "/canh-bao/")
