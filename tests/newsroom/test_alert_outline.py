"""Which loudspeakers an outline covers, and where it differs from the hamlets."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from lantoa.cap.shapes import contains
from lantoa.newsroom.alerts.checks import remarks
from lantoa.newsroom.alerts.outline import outline_words
from tests import alerting, make
from tests.make import NOW

SQUARE = "18.0,105.0 18.0,106.0 19.0,106.0 19.0,105.0 18.0,105.0"
NOTCHED = "18.0,105.0 18.0,106.0 19.0,106.0 18.5,105.5 19.0,105.0 18.0,105.0"


@pytest.mark.parametrize(
    ("outline", "latitude", "longitude", "expected"),
    [(SQUARE, 18.5, 105.5, True), (SQUARE, 17.9, 105.5, False), (SQUARE, 18.5, 106.1, False),
     (NOTCHED, 18.9, 105.5, False), (NOTCHED, 18.4, 105.5, True), (NOTCHED, 18.9, 105.95, True)],
)  # fmt: skip
def test_point_lies_in_an_outline_or_not(
    outline: str, latitude: float, longitude: float, expected: bool
) -> None:
    assert contains(outline, latitude, longitude) is expected


@pytest.mark.django_db
def test_outline_names_who_is_inside_who_stays_silent_and_who_sounds_outside() -> None:
    near, far = make.hamlet("Bến Đò"), make.hamlet("Núi Tháp")
    for name, hamlet, latitude in (
        ("Trong", near, "18.5"), ("Ngoài", near, "17.5"), ("Thôn khác", far, "18.6"),
        ("Chưa rõ", near, None),
    ):  # fmt: skip
        place = make.cluster(name)
        place.hamlet, place.latitude = hamlet, latitude
        place.longitude = "105.5" if latitude else None
        place.save()
        place.hears.set([hamlet])
    alert = alerting.draft(hamlets=[near], polygon=SQUARE)
    words = outline_words(alert)
    assert words == [
        "Đường bao trùm 2 cụm loa: Thôn khác, Trong",
        "Trong đường bao nhưng không phát vì thôn chưa được chọn: Thôn khác",
        "Ngoài đường bao nhưng vẫn phát vì thuộc thôn đã chọn: Ngoài",
        "1 cụm loa chưa ghi tọa độ ở Danh mục nên chưa rõ trong hay ngoài đường bao",
    ]
    shown = [one for one in remarks(alert, now=NOW) if one.text in words]
    assert (len(shown), any(one.stops for one in shown)) == (4, False)


@pytest.mark.django_db
def test_half_a_place_and_a_place_abroad_are_not_kept() -> None:
    place = make.cluster("Trong")
    for latitude, longitude in (("18.5", None), (None, "105.5"), ("48.8", "2.3")):
        place.latitude, place.longitude = latitude, longitude
        with pytest.raises(IntegrityError), transaction.atomic():
            place.save()
