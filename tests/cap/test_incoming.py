"""CAP files from above: read as they are, refused where they are no warning to people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.make import NOW, ZONE

from lantoa.cap.incoming import read_incoming
from lantoa.cap.writing import Area, Info, Message, NotValid, write_message
from lantoa.core.errors import Refused, Unreadable

POLYGON = "18.42,105.83 18.45,105.83 18.45,105.87 18.42,105.83"


def info(**fields: object) -> Info:
    values: dict[str, object] = {
        "event": "Ngập lụt", "category": "Met", "response": "Evacuate", "urgency": "Immediate",
        "severity": "Severe", "certainty": "Likely", "effective": NOW,
        "expires": NOW + timedelta(hours=6), "sender_name": "Đài Khí tượng Thủy văn tỉnh",
        "headline": "Cảnh báo lũ", "description": "Nước lên.", "instruction": "Lên nơi cao.",
        "area": Area("Xã Sông Lam", (POLYGON,), (("vn-gso-2025", "18501"),)),
    } | fields  # fmt: skip
    return Info(**values)  # type: ignore[arg-type]


def message(**fields: object) -> Message:
    values: dict[str, object] = {
        "identifier": "kttv-0001", "sender": "kttv.gov.vn", "sent": NOW, "kind": "Alert",
        "status": "Actual", "infos": (info(),),
    } | fields  # fmt: skip
    return Message(**values)  # type: ignore[arg-type]


def test_what_is_written_is_read_again_as_it_was() -> None:
    found = read_incoming(write_message(message()))
    assert (found.identifier, found.kind, found.sent) == ("kttv-0001", "Alert", NOW)
    assert (found.event, found.severity, found.polygons) == ("Ngập lụt", "Severe", (POLYGON,))
    assert (found.expires, found.areas) == (NOW + timedelta(hours=6), ("Xã Sông Lam",))


def test_update_and_cancel_name_what_came_before() -> None:
    earlier = (("kttv.gov.vn", "kttv-0000", NOW - timedelta(hours=1)),)
    found = read_incoming(write_message(message(kind="Update", references=earlier)))
    assert found.references == ("kttv-0000",)


@pytest.mark.parametrize("kind", ["Ack", "Error"])
def test_other_kinds_of_message_are_refused(kind: str) -> None:
    earlier = (("kttv.gov.vn", "kttv-0000", NOW),)
    content = write_message(message(kind=kind, references=earlier, infos=()))
    with pytest.raises(Refused, match=f"loại «{kind}»"):
        read_incoming(content)


def test_unknown_kind_and_status_are_never_guessed() -> None:
    content = write_message(message())
    with pytest.raises(Refused, match="msgType"):
        read_incoming(content.replace(b"<msgType>Alert<", b"<msgType>Warning<"))
    with pytest.raises(Refused, match="Test"):
        read_incoming(content.replace(b"<status>Actual<", b"<status>Test<"))


def test_private_message_and_no_xml_are_refused() -> None:
    content = write_message(message()).replace(
        b"<scope>Public</scope>", b"<scope>Private</scope><addresses>a@b.vn</addresses>"
    )
    with pytest.raises(Refused, match="công chúng"):
        read_incoming(content)
    with pytest.raises(Unreadable):
        read_incoming(b"khong phai xml")


@pytest.mark.parametrize(
    "fields",
    [
        {"identifier": "co dau cach"}, {"identifier": "a,b"}, {"identifier": "a<b"},
        {"kind": "Update"}, {"kind": "Cancel", "infos": ()},
        {"infos": (info(expires=NOW),)},
        {"infos": (info(area=Area("Xã", ("18.4,105.8 18.5,105.8 18.5,105.9",))),)},
        {"infos": (info(area=Area("Xã", ("105.8,18.4 105.8,18.5 105.9,18.5 105.8,18.4",))),)},
        {"sent": NOW.replace(tzinfo=None)},
    ],
)  # fmt: skip
def test_what_breaks_the_protocol_is_never_written(fields: dict[str, object]) -> None:
    with pytest.raises(NotValid):
        write_message(message(**fields))


def test_zone_is_always_written_and_never_as_z() -> None:
    from datetime import UTC

    text = write_message(message(sent=NOW.astimezone(ZONE))).decode()
    assert "<sent>2026-11-23T09:00:00+07:00</sent>" in text
    assert "+00:00</sent>" in write_message(message(sent=NOW.astimezone(UTC))).decode()
