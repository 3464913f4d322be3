"""An alert's outline and its hamlets: an outline alone chooses the hamlets that are heard inside
it; loudspeakers follow the hamlets, and where the outline says otherwise somebody is to see it
before the alert goes out."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from lantoa.cap.shapes import contains
from lantoa.newsroom.alerts.queries import clusters_of
from lantoa.newsroom.models import Alert
from lantoa.registry.models import Hamlet, SpeakerCluster

MOST_NAMES = 5


def hamlets_inside(outline: str) -> list[Hamlet]:
    """The hamlets in which a loudspeaker inside the outline stands or is heard."""
    placed = SpeakerCluster.objects.filter(is_active=True, latitude__isnull=False)
    inside = [one.pk for one in placed if _lies_in(outline, one)]
    heard = Q(heard_from__in=inside) | Q(clusters__in=inside)
    return list(Hamlet.objects.filter(heard, is_active=True).distinct())


def outline_words(alert: Alert) -> list[str]:
    """Which clusters lie inside, which sound although they lie outside, which stay silent although
    they lie inside, of which nobody knows where they stand."""
    chosen = set(clusters_of(alert))
    everyone = list(SpeakerCluster.objects.filter(is_active=True).order_by("name"))
    placed = [one for one in everyone if one.latitude is not None]
    unplaced = len(everyone) - len(placed)
    inside = [one for one in placed if _lies_in(alert.polygon, one)]
    words = [f"Đường bao trùm {len(inside)} cụm loa: {_names(inside)}" if inside
             else "Đường bao không trùm cụm loa nào đã ghi tọa độ"]  # fmt: skip
    silent = [one for one in inside if one not in chosen]
    if silent:
        words.append(f"Trong đường bao nhưng không phát vì thôn chưa được chọn: {_names(silent)}")
    beyond = [one for one in placed if one in chosen and one not in inside]
    if beyond:
        words.append(f"Ngoài đường bao nhưng vẫn phát vì thuộc thôn đã chọn: {_names(beyond)}")
    if unplaced:
        words.append(
            f"{unplaced} cụm loa chưa ghi tọa độ ở Danh mục nên chưa rõ trong hay ngoài đường bao"
        )
    return words


def _lies_in(outline: str, one: SpeakerCluster) -> bool:
    assert one.latitude is not None
    assert one.longitude is not None
    return contains(outline, float(one.latitude), float(one.longitude))


def _names(rows: Iterable[SpeakerCluster]) -> str:
    names = [one.name for one in rows]
    more = f" và {len(names) - MOST_NAMES} cụm khác" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more
