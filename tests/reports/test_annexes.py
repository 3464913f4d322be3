"""A line of an annex says what happened and where, and rows add up to their total."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import override_settings

from lantoa.plan.models import Plan
from lantoa.reports.periods import period_of
from lantoa.reports.snapshot import Snapshot
from lantoa.reports.taking import take_snapshot
from tests import make
from tests.reports import world

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 3)


def _shot(plan: Plan) -> Snapshot:
    now = world.cut_off()
    year = period_of("2026-2", cutoffs=("05-31", "11-30"))
    return take_snapshot(plan, year, now=now, today=now.date())


def test_airtime_of_the_months_adds_up_to_the_second() -> None:
    plan = world.plan()
    for month, seconds in ((7, 59), (8, 118), (9, 200)):
        world.happened("broadcast.played", date(2026, month, 3), broadcast=f"b/{month}",
                       seconds=seconds, title="Bản tin", proof="P2")  # fmt: skip
    row = _shot(plan).monthly["air.seconds"]
    assert row[-1] == 377 == sum(row[:-1])


def test_the_section_is_told_from_all_articles() -> None:
    plan = world.plan()
    for place, is_ours in enumerate((True, True, False)):
        world.happened("website.published", DAY, f"article:{place}", title="Tin", url=f"/{place}",
                       is_resolution57=is_ours)  # fmt: skip
    world.happened("website.withdrawn", DAY, "article:1", url="/1")
    values = _shot(plan).values
    assert (values["web.items"].value, values["web.section"].value) == (3, 1)
    assert len(values["web.section"].entries) == 1


def test_a_visit_names_its_hamlet_and_praise_names_nobody() -> None:
    plan, hamlet = world.plan(), make.hamlet("Bến Đò")
    world.happened("visits.made", DAY, hamlet.code, households=57, proof="unit")
    world.happened("commendation.given", DAY, decision="12/QĐ-UBND", whom_kind="collective")
    visit, praise = _shot(plan).activities
    assert (visit.title, visit.place) == ("Thăm hộ tại thôn Bến Đò", "thôn Bến Đò")
    assert praise.title == "Khen thưởng, biểu dương tập thể (Quyết định số 12/QĐ-UBND)"


@pytest.mark.parametrize(
    ("site", "shown"),
    [
        ("http://127.0.0.1:8057", "/tin-bai/5-a/"),
        ("https://xa.vi-du.example/", "https://xa.vi-du.example/tin-bai/5-a/"),
    ],
)
def test_an_article_is_listed_with_the_address_others_can_open(site: str, shown: str) -> None:
    plan = world.plan()
    world.happened("website.published", DAY, "article:5", title="Tin", url="/tin-bai/5-a/")
    with override_settings(WAGTAILADMIN_BASE_URL=site):
        assert _shot(plan).items[0].place == shown


def test_an_old_entry_of_a_post_names_its_network() -> None:
    plan = world.plan()
    world.happened("post.published", DAY, network="zalo", url="https://zalo.me/1")
    row = _shot(plan).items[0]
    assert (row.title, row.place) == ("Bài đăng trên Zalo", "https://zalo.me/1")
