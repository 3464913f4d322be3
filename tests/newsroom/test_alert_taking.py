"""Warnings from above become drafts with their level; nothing of them airs by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lantoa.cap.writing import write_message
from lantoa.core.errors import Refused
from lantoa.newsroom.alerts.checks import missing
from lantoa.newsroom.alerts.services import save_alert
from lantoa.newsroom.alerts.taking import take_cap
from lantoa.newsroom.alerts.terms import AlertKind, AlertState
from lantoa.newsroom.models import Alert
from lantoa.registry.terms import Role
from tests import alerting, make
from tests.cap.test_incoming import info, message

pytestmark = pytest.mark.django_db


def taken(**fields: object) -> Alert:
    make.commune()
    return take_cap(
        content=write_message(message(**fields)), by=make.account(Role.STATION_OPERATOR),
        now=make.NOW,
    )  # fmt: skip


def test_alert_from_above_is_a_draft_that_names_its_source() -> None:
    draft = taken()
    assert (draft.state, draft.kind, draft.severity) == ("draft", AlertKind.FLOOD, "Severe")
    assert draft.source_body == "Đài Khí tượng Thủy văn tỉnh"
    assert draft.source_document == "kttv-0001 ngày 23/11/2026"
    assert (draft.lasts_minutes, draft.polygon != "") == (360, True)
    assert "Chưa chọn vùng cảnh báo" in missing(draft, now=make.NOW)


def test_the_same_message_is_taken_once_and_a_lapsed_one_never() -> None:
    taken()
    with pytest.raises(Refused, match="đã nhận trước đây"):
        taken()
    with pytest.raises(Refused, match="hết hiệu lực"):
        taken(
            identifier="kttv-0002", sent=make.NOW - timedelta(hours=9),
            infos=(info(effective=make.NOW - timedelta(hours=9), expires=make.NOW),),
        )  # fmt: skip


def test_what_is_unknown_above_is_chosen_by_a_person_here() -> None:
    draft = taken(infos=(info(severity="Unknown"),))
    assert "Chưa chọn mức độ, mức gấp, mức chắc chắn" in missing(draft, now=make.NOW)


def live() -> Alert:
    draft = taken()
    save_alert(alert=draft, hamlets=[make.hamlet()], by=draft.made_by, now=make.NOW)
    alerting.give_sounds(draft)
    return alerting.approved(draft)


def test_update_from_above_will_take_the_place_of_ours() -> None:
    first = live()
    earlier = (("kttv.gov.vn", "kttv-0001", make.NOW),)
    update = taken(
        identifier="kttv-0002", kind="Update", references=earlier,
        sent=make.NOW + timedelta(minutes=1),
    )  # fmt: skip
    assert (update.replaces, first.state) == (first, AlertState.LIVE)


def again(number: int, *about: int, minutes: int) -> Alert:
    """The update so-and-so many from above, about earlier messages."""
    references = tuple(("kttv.gov.vn", f"kttv-{one:04}", make.NOW) for one in about)
    return taken(
        identifier=f"kttv-{number:04}", kind="Update", references=references,
        sent=make.NOW + timedelta(minutes=minutes),
    )  # fmt: skip


def issued(draft: Alert) -> Alert:
    save_alert(alert=draft, hamlets=[make.hamlet()], by=draft.made_by, now=make.NOW)
    alerting.give_sounds(draft)
    return alerting.approved(draft)


def test_second_update_follows_the_first_whichever_message_it_names() -> None:
    first = live()
    update = issued(again(2, 1, minutes=1))
    assert again(3, 1, minutes=2).replaces == update
    assert again(4, 2, minutes=3).replaces == update
    first.refresh_from_db()
    assert first.state == AlertState.REPLACED


def test_second_update_overtakes_the_first_that_was_never_issued() -> None:
    first = live()
    waiting = again(2, 1, minutes=1)
    update = again(3, 2, minutes=2)
    waiting.refresh_from_db()
    assert (update.replaces, waiting.state) == (first, AlertState.DROPPED)
    assert issued(update).state == AlertState.LIVE
    with pytest.raises(Refused, match="đã nhận trước đây"):
        again(3, 2, minutes=2)


def test_draft_beside_an_issued_update_is_saved_into_its_place() -> None:
    live()
    late = again(2, 1, minutes=1)
    update = issued(again(5, 1, minutes=2))
    late = Alert.objects.get(pk=late.pk)
    assert missing(late, now=make.NOW)[0].startswith("Cảnh báo mà bản này cập nhật không còn")
    save_alert(alert=late, hamlets=[make.hamlet()], by=late.made_by, now=make.NOW)
    assert late.replaces == update
    assert "không còn hiệu lực" not in " ".join(missing(late, now=make.NOW))


def test_drill_from_above_takes_no_place_of_what_is_real() -> None:
    live()
    earlier = (("kttv.gov.vn", "kttv-0001", make.NOW),)
    drill = taken(
        identifier="kttv-0002", kind="Update", references=earlier, status="Exercise",
        sent=make.NOW + timedelta(minutes=1),
    )  # fmt: skip
    assert (drill.is_exercise, drill.replaces) == (True, None)


def test_cancel_from_above_leads_to_ours_and_cancels_nothing_by_itself() -> None:
    first = live()
    earlier = (("kttv.gov.vn", "kttv-0001", make.NOW),)
    found = taken(identifier="kttv-0003", kind="Cancel", references=earlier, infos=())
    first.refresh_from_db()
    assert (found, first.state) == (first, AlertState.LIVE)
    with pytest.raises(Refused, match="mà xã chưa nhận"):
        taken(
            identifier="kttv-0004", kind="Cancel", infos=(),
            references=(("kttv.gov.vn", "kttv-9999", make.NOW),),
        )  # fmt: skip
