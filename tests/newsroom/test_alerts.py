"""Alerts: composed, approved by a second person on exact bytes, issued, updated, over."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from lantoa.approval.terms import RequestState
from lantoa.cap import check
from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.media.sound import Sound
from lantoa.newsroom.alerts.checks import missing
from lantoa.newsroom.alerts.queries import public_alerts, public_messages
from lantoa.newsroom.alerts.running import (
    cancel_alert,
    copy_of,
    erase_missing,
    expire_alerts,
    issue_alert,
    start_sealed,
)
from lantoa.newsroom.alerts.services import (
    approve_alert,
    begin_update,
    drop_alert,
    return_alert,
    save_alert,
    submit_alert,
)
from lantoa.newsroom.alerts.sounds import make_sound
from lantoa.newsroom.alerts.templates import TEMPLATES
from lantoa.newsroom.alerts.terms import AlertKind, AlertState
from lantoa.newsroom.alerts.words import board_text, full_text, script, short_text
from lantoa.newsroom.models import Alert, AlertSound
from lantoa.newsroom.sounds.files import sound_path
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from tests import alerting, make

pytestmark = pytest.mark.django_db


def entries(kind: str) -> list[Evidence]:
    return list(Evidence.objects.filter(kind=kind).order_by("seq"))


def test_whoever_composed_or_submitted_it_does_not_approve_it() -> None:
    leader, other = make.account(Role.LEADER), make.account(Role.STATION_OPERATOR)
    request = submit_alert(alert=alerting.draft(by=leader), by=other, now=make.NOW)
    with pytest.raises(Refused, match="Không ai tự duyệt"):
        approve_alert(request=request, expected_hash=request.hash, seen=[], by=leader, now=make.NOW)
    assert Alert.objects.get().state == AlertState.DRAFT


def refuse_own_work(alert: Alert, *, submitter: Account, writer: Account) -> None:
    request = submit_alert(alert=alert, by=submitter, now=make.NOW)
    with pytest.raises(Refused, match="Không ai tự duyệt"):
        approve_alert(request=request, expected_hash=request.hash, seen=[], by=writer, now=make.NOW)


def test_whoever_rewrote_it_does_not_approve_it_nor_an_update_of_it() -> None:
    officer, leader = make.account(Role.STATION_OPERATOR), make.account(Role.LEADER)
    alert = alerting.draft(by=officer, sounds=False)
    alert.instruction = "Bà con ở yên trong nhà."
    save_alert(alert=alert, hamlets=alert.hamlets.all(), by=leader, now=make.NOW)
    save_alert(alert=alert, hamlets=alert.hamlets.all(), by=officer, now=make.NOW)
    alerting.give_sounds(alert)
    refuse_own_work(alert, submitter=officer, writer=leader)
    head = make.account(Role.HEAD)
    update = begin_update(alert=alerting.approved(alert, by=head), by=officer, now=make.NOW)
    alerting.give_sounds(update)
    assert set(update.writers.all()) == {officer, leader}
    refuse_own_work(update, submitter=officer, writer=leader)


def test_second_person_issues_it_and_the_ledger_says_who() -> None:
    head = make.account(Role.HEAD)
    made = alerting.approved(alerting.draft(), by=head)
    assert (made.state, made.issued_at) == (AlertState.LIVE, make.NOW)
    assert made.expires_at == make.NOW + timedelta(minutes=60)
    [issued] = entries("alert.issued")
    assert (issued.by, issued.payload["title"]) == (head.code, made.headline)
    assert list(public_alerts(make.NOW)) == [made]


def test_changed_sound_is_not_what_was_submitted() -> None:
    alert = alerting.draft()
    request = alerting.submitted(alert)
    AlertSound.objects.filter(alert=alert, part="call").update(sha256="0" * 64)
    with pytest.raises(Refused, match="đã đổi"):
        approve_alert(
            request=request, expected_hash=request.hash, seen=[], now=make.NOW,
            by=make.account(Role.LEADER),
        )  # fmt: skip


def test_changed_words_take_the_request_back() -> None:
    alert = alerting.draft()
    request = alerting.submitted(alert)
    alert.headline = "Nước sông Lam xuống"
    save_alert(alert=alert, hamlets=alert.hamlets.all(), by=alert.made_by, now=make.NOW)
    request.refresh_from_db()
    assert request.state == RequestState.WITHDRAWN


def test_gate_refuses_what_nobody_approved() -> None:
    with pytest.raises(Refused, match="chưa được người thứ hai duyệt"):
        issue_alert(alert=alerting.draft(), by=make.account(Role.LEADER), now=make.NOW)


def test_blank_of_a_template_and_missing_consent_stop_it() -> None:
    alert = alerting.draft(kind=AlertKind.MISSING, description="Cháu [tên], 9 tuổi.")
    assert missing(alert, now=make.NOW) == [
        "Chưa điền chỗ trống [tên]",
        "Chưa có đồng ý của gia đình cho công bố tên và đặc điểm người mất tích",
    ]
    with pytest.raises(Refused, match="đồng ý của gia đình"):
        alerting.submitted(alert)


def test_name_of_a_missing_person_never_stands_in_the_ledger_or_after_the_end() -> None:
    alert = alerting.approved(
        alerting.draft(
            kind=AlertKind.MISSING, headline="Tìm cháu Nguyễn Văn Tí", family_agrees=True
        )
    )
    assert "Tí" in script(alert, "call")
    cancel_alert(alert=alert, reason="Đã tìm thấy cháu", by=alert.made_by, now=make.NOW)
    told = [str(entry.payload) for entry in Evidence.objects.all()]
    assert [words for words in told if "Nguyễn Văn Tí" in words] == []
    assert list(public_messages(make.NOW)) == []


def test_missing_person_is_forgotten_a_month_after_the_end() -> None:
    alert = alerting.approved(
        alerting.draft(
            kind=AlertKind.MISSING, headline="Tìm cháu Nguyễn Văn Tí", family_agrees=True
        )
    )
    sha256 = alert.sounds.get(part="call").sha256
    cancel_alert(alert=alert, reason="Cháu Tí đã về", by=alert.made_by, now=make.NOW)
    assert erase_missing(before=make.NOW) == 0
    assert [erase_missing(before=make.NOW + timedelta(days=1)) for _ in range(2)] == [1, 0]
    alert.refresh_from_db()
    kept = [alert.headline, alert.end_reason, alert.sounds.get(part="call").text]
    kept += [message.xml for message in alert.messages.all()]
    assert [words for words in kept if "Tí" in words] == []
    assert not sound_path(sha256).exists()


def test_file_that_another_alert_still_says_outlives_the_first() -> None:
    sealed = alerting.approved(
        alerting.draft(kind=AlertKind.MISSING, family_agrees=True, is_sealed=True)
    )
    used = start_sealed(alert=sealed, by=sealed.made_by, now=make.NOW)
    path = sound_path(used.sounds.get(part="call").sha256)
    cancel_alert(alert=used, reason="Đã về", by=used.made_by, now=make.NOW)
    assert erase_missing(before=make.NOW + timedelta(days=1)) == 1
    assert path.exists()
    drop_alert(alert=sealed, by=sealed.made_by)
    assert erase_missing(before=make.NOW + timedelta(days=1)) == 1
    assert not path.exists()


def test_one_person_cancels_and_references_stand_in_the_message() -> None:
    alert = alerting.approved(alerting.draft())
    later = make.NOW + timedelta(minutes=5)
    cancel_alert(alert=alert, reason="Nước đã rút", by=make.account(Role.LEADER), now=later)
    first, cancel = alert.messages.order_by("sent_at")
    assert (cancel.kind, check(cancel.xml.encode())) == ("Cancel", [])
    assert f"{first.sender},{first.identifier},2026-11-23T09:00:00+07:00" in cancel.xml
    with pytest.raises(Refused, match="không còn hiệu lực"):
        cancel_alert(alert=alert, reason="", by=make.account(Role.LEADER), now=later)


def test_update_takes_the_place_of_the_first_when_approved() -> None:
    first = alerting.approved(alerting.draft())
    update = begin_update(alert=first, by=first.made_by, now=make.NOW)
    assert begin_update(alert=first, by=first.made_by, now=make.NOW) == update
    alerting.give_sounds(update)
    later = make.NOW + timedelta(minutes=30)
    alerting.approved(update, now=later)
    first.refresh_from_db()
    assert first.state == AlertState.REPLACED
    message = update.messages.get()
    assert (message.kind, check(message.xml.encode())) == ("Update", [])
    assert first.messages.get().identifier in message.xml


def updates_of(first: Alert, count: int) -> list[Alert]:
    """Drafts that would each take its place, all with their sounds."""
    made = []
    for number in range(count):
        update = copy_of(first)
        update.replaces, update.headline = first, f"Nước lên lần {number}"
        save_alert(alert=update, hamlets=first.hamlets.all(), by=first.made_by, now=make.NOW)
        alerting.give_sounds(update)
        made.append(update)
    return made


def test_update_of_a_cancelled_alert_is_taken_back_and_never_issued() -> None:
    first = alerting.approved(alerting.draft())
    [update] = updates_of(first, 1)
    request = alerting.submitted(update)
    cancel_alert(alert=first, reason="Nước rút", by=first.made_by, now=make.NOW)
    request.refresh_from_db()
    assert request.state == RequestState.WITHDRAWN
    with pytest.raises(Refused, match="mà bản này cập nhật không còn hiệu lực"):
        alerting.submitted(update)


def test_update_of_what_lapsed_meanwhile_is_refused_at_the_decision() -> None:
    first = alerting.approved(alerting.draft())
    [update] = updates_of(first, 1)
    request, later = alerting.submitted(update), make.NOW + timedelta(minutes=61)
    with pytest.raises(Refused, match="không còn hiệu lực; soạn cảnh báo mới"):
        approve_alert(
            request=request, expected_hash=request.hash, seen=[], now=later,
            by=make.account(Role.LEADER),
        )  # fmt: skip
    assert entries("approval.granted")[1:] == []


def test_of_two_updates_only_the_first_approved_holds() -> None:
    first = alerting.approved(alerting.draft())
    one, other = updates_of(first, 2)
    waiting = alerting.submitted(other)
    alerting.approved(one)
    waiting.refresh_from_db()
    assert waiting.state == RequestState.WITHDRAWN
    assert list(public_alerts(make.NOW)) == [one]
    with pytest.raises(Refused, match="không còn hiệu lực"):
        alerting.submitted(other)


@pytest.mark.parametrize("mark", ["is_exercise", "is_sealed"])
def test_update_is_no_drill_of_a_real_alert_and_never_sealed(mark: str) -> None:
    first = alerting.approved(alerting.draft())
    [update] = updates_of(first, 1)
    setattr(update, mark, True)
    with pytest.raises(Refused, match="không đổi giữa thật và diễn tập, không duyệt sẵn"):
        save_alert(alert=update, hamlets=first.hamlets.all(), by=first.made_by, now=make.NOW)


def test_what_reaches_its_hour_is_over_once() -> None:
    alert = alerting.approved(alerting.draft())
    after = make.NOW + timedelta(minutes=61)
    assert (expire_alerts(now=make.NOW), expire_alerts(now=after), expire_alerts(now=after)) == (
        0, 1, 0,
    )  # fmt: skip
    alert.refresh_from_db()
    assert alert.state == AlertState.EXPIRED
    assert len(entries("alert.ended")) == 1


def test_sealed_one_is_approved_beforehand_and_started_by_one_person() -> None:
    sealed = alerting.approved(alerting.draft(is_sealed=True))
    assert (sealed.state, list(public_alerts(make.NOW))) == (AlertState.SEALED, [])
    later = make.NOW + timedelta(days=30)
    officer = make.account(Role.EDITOR)
    used = start_sealed(alert=sealed, by=officer, now=later)
    assert start_sealed(alert=sealed, by=officer, now=later) == used
    assert (used.state, used.issued_at) == (AlertState.LIVE, later)
    assert entries("alert.issued")[-1].payload["sealed"] == sealed.code
    with pytest.raises(Refused, match="quá hạn dùng"):
        start_sealed(alert=sealed, by=officer, now=make.NOW + timedelta(days=181))


def test_drill_is_marked_and_stays_out_of_the_public() -> None:
    alert = alerting.approved(alerting.draft(is_exercise=True))
    assert list(public_alerts(make.NOW)) == []
    assert "<status>Exercise</status>" in alert.messages.get().xml
    assert script(alert, "call").startswith("Đây là diễn tập.")


def test_return_needs_a_reason_and_tells_the_composer() -> None:
    request = alerting.submitted(alerting.draft())
    return_alert(
        request=request, reason="Ghi rõ thôn", expected_hash=request.hash, seen=[],
        by=make.account(Role.LEADER), now=make.NOW,
    )  # fmt: skip
    assert Alert.objects.get().state == AlertState.DRAFT


def test_words_name_area_source_and_that_a_machine_speaks() -> None:
    make.hamlet("Đồng Xuân")
    alert = alerting.draft()
    said = script(alert, "call")
    assert "vùng Bến Đò." in said
    assert "Theo Đài Khí tượng Thủy văn tỉnh, bản tin số 12 ngày 23/11." in said
    assert said.endswith("Cảnh báo này đọc bằng giọng máy.")
    assert script(alert, "end").splitlines()[1] == "Kết thúc cảnh báo: Nước sông Lam lên nhanh."
    assert len(short_text(alert)) <= 160
    assert short_text(alert).isascii()
    assert full_text(alert).startswith("CẢNH BÁO: Nước sông Lam lên nhanh")
    assert board_text(alert).splitlines()[-1] == "Gọi 112"


def test_without_a_body_it_is_guidance_of_the_commune() -> None:
    alert = alerting.draft(source_body="", source_document="")
    assert "Đây là hướng dẫn của Ủy ban nhân dân xã Sông Lam." in script(alert, "call")


def test_every_template_has_its_kind_and_says_what_to_do() -> None:
    assert set(TEMPLATES) == set(AlertKind.values)
    assert all(one.instruction and one.description for one in TEMPLATES.values())


def test_emergency_voice_is_made_and_submits_for_who_asked() -> None:
    by = make.account(Role.EDITOR)
    alert = alerting.draft(by=by, sounds=False)
    save_alert(alert=alert, hamlets=alert.hamlets.all(), by=by, now=make.NOW, submit=True)
    for row in alert.sounds.all():
        make_sound(row.pk)
    call = alert.sounds.get(part="call")
    assert (call.state, call.milliseconds > 10_000) == ("ready", True)
    assert [row.subject for row in _requests()] == [alert.code]


def bytes_of(words: str, folder: Path) -> Sound:
    """A sound that no engine made: its bytes name its words."""
    path = folder / "sound.mp3"
    path.write_bytes(words.encode())
    sha256 = hashlib.sha256(words.encode()).hexdigest()
    return Sound(path, 40.0, -16.0, -1.0, sha256, path.stat().st_size, "audio/mpeg")


def test_edit_while_the_sound_is_made_never_gets_the_bytes_of_the_old_words() -> None:
    alert = alerting.draft(sounds=False)
    row = alert.sounds.get(part="call")

    def edited_meanwhile(held: AlertSound, folder: Path, watch: object) -> Sound:
        alert.headline = "Nước sông Lam đã rút"
        save_alert(alert=alert, hamlets=alert.hamlets.all(), by=alert.made_by, now=make.NOW)
        return bytes_of(held.text, folder)

    before = len(connection.run_on_commit)
    make_sound(row.pk, make=edited_meanwhile)
    row.refresh_from_db()
    assert ("đã rút" in row.text, row.state, row.sha256) == (True, "making", "")
    again = [task[1] for task in connection.run_on_commit[before:]]
    assert again[-1].args == (row.pk,)  # type: ignore[attr-defined]
    make_sound(row.pk, make=lambda held, folder, _: bytes_of(held.text, folder))
    row.refresh_from_db()
    assert (row.state, sound_path(row.sha256).read_text()) == ("ready", row.text)


def _requests() -> list:  # type: ignore[type-arg]
    from lantoa.approval.queries import open_requests

    return list(open_requests())
