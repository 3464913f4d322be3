"""Phát lại: what did not sound, once more, by a person's decision."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from lantoa.channels.base.models import Delivery
from lantoa.channels.station.models import Bulletin
from lantoa.channels.station.outcomes import latest, newest_opening
from lantoa.channels.station.services.placing import place, settle_sending, zone_of
from lantoa.channels.station.services.settling import airings_of
from lantoa.channels.station.terms import BroadcastState
from lantoa.core.errors import Refused
from lantoa.newsroom.queries import approved_sound
from lantoa.registry.models import Account, Receiver


def air_again(*, delivery: Delivery, by: Account, now: datetime) -> Bulletin:
    """Into the next slot with room, only on the clusters on which nothing sounded. Of what is
    unknown nobody can say that it did not sound: it is never sent twice. Raises Refused."""
    if not by.has_perm("station.change_timetable"):
        raise Refused("Tài khoản này không được giao phát thanh. Chưa xếp lại gì.")
    article = delivery.article
    sound = approved_sound(article) if article else None
    if article is None or sound is None or article.live_content != delivery.content:
        raise Refused("Bài đã đổi hoặc đã gỡ từ lúc ấy nên không phát lại bản cũ. Chưa xếp lại gì.")
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
        last = latest(newest_opening(airings_of(delivery)))
        silent = [item.receiver for item in last if item.state == BroadcastState.FAILED]
        if not silent or any(item.state in ("planned", "ordered") for item in last):
            raise Refused("Bản tin đã được xếp lại hoặc đã phát. Không xếp thêm lần nữa.")
        bulletin = place(
            delivery=delivery, zone=zone_of(delivery), sound=sound, now=now,
            receivers=list(Receiver.objects.filter(pk__in=silent).select_related("cluster")),
        )  # fmt: skip
        if bulletin is None:
            raise Refused(
                "Chưa có khung giờ nào đủ chỗ trong những ngày tới. Bản tin vẫn được giữ. "
                "Thêm khung giờ rồi phát lại."
            )
        settle_sending(delivery)
    return bulletin
