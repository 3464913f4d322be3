"""Bộ nhận diện đài: joined as it airs, laid before a leader, put into use, taken out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from lantoa.approval.models import Approval, Request
from lantoa.approval.queries import open_request
from lantoa.approval.services import decide, open_for_approval, withdraw_request
from lantoa.approval.terms import Decision
from lantoa.channels.station.kit_making import is_stale
from lantoa.channels.station.kit_queries import (
    chosen_sounds,
    is_kit_approved,
    is_whole,
    manifest_of,
)
from lantoa.channels.station.models import KitSound, StationKit
from lantoa.channels.station.terms import KIT_MATTER, KitPart
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.newsroom.making.jobs import ask_for
from lantoa.newsroom.terms import RenditionState
from lantoa.notices.services import tell_account
from lantoa.registry.models import Account

NO_RIGHT = "Tài khoản này không được giao bộ nhận diện đài. Chưa đổi gì."
NO_OPENING = "Chưa chọn nhạc hiệu mở đầu hoặc lời xướng nên chưa ghép. Chọn một trong hai rồi ghép."
SILENT_MACHINE = (
    "Lời kết là giọng máy thì lời xướng cũng cần là giọng máy, vì câu báo giọng máy đứng ở lời "
    "xướng. Chưa ghép. Đổi một trong hai."
)
NOT_READY = "Bộ nhận diện này chưa ghép xong nên chưa trình được. Nghe lại rồi trình."
ALREADY = "Bộ nhận diện này đã trình hoặc đã được duyệt. Không trình thêm lần nữa."
GONE = (
    "Có tệp của bộ nhận diện không còn trên máy chủ. Chưa ghi quyết định nào. Ghép lại rồi trình."
)
OLD_WORDS = (
    "{parts} đọc theo từ điển đọc trước khi sửa. Chưa ghép, chưa trình; bộ đang dùng vẫn phát. "
    "Bấm «Đọc lại theo từ điển» ở phần ấy rồi ghép."
)
NOT_WAITING = "Bộ nhận diện này không chờ duyệt. Chưa ghi quyết định nào."


def join_kit(*, by: Account, now: datetime) -> StationKit:
    """Ghép và nghe thử: the chosen parts as they air. The same parts are never joined twice; a
    kit that was joined from them before is the newest again."""
    from lantoa.channels.station import jobs

    _need_right(by)
    chosen = chosen_sounds()
    if KitPart.OPENING not in chosen and KitPart.HELLO not in chosen:
        raise Refused(NO_OPENING)
    hello, goodbye = chosen.get(KitPart.HELLO), chosen.get(KitPart.GOODBYE)
    announces = hello is not None and hello.is_synthetic
    if goodbye is not None and goodbye.is_synthetic and not announces:
        raise Refused(SILENT_MACHINE)
    _need_today(chosen.values())
    parts = {part: chosen[part].sha256 for part in KitPart if part in chosen}
    with transaction.atomic():
        known = _same_kit(parts, announces)
        if known is not None:
            StationKit.objects.filter(pk=known.pk).update(made_at=now)
            known.refresh_from_db()
            return known
        kit = StationKit.objects.create(
            parts=parts, announces=announces, made_by=by, made_at=now,
        )  # fmt: skip
        kit.sounds.set(chosen.values())
        ask_for(kit, jobs.join_kit)
    return kit


def submit_kit(*, kit: StationKit, by: Account, now: datetime) -> Request:
    """Trình: exactly these bytes, before a leader."""
    _need_right(by)
    with transaction.atomic():
        kit = StationKit.objects.select_for_update().get(pk=kit.pk)
        if kit.state != RenditionState.READY or kit.retired_at or not is_whole(kit):
            raise Refused(NOT_READY)
        if open_request(subject=kit.code) or is_kit_approved(kit):
            raise Refused(ALREADY)
        _need_today(kit.sounds.all())
        for other in StationKit.objects.exclude(pk=kit.pk).filter(retired_at=None):
            waiting = open_request(subject=other.code)
            if waiting:
                withdraw_request(request=waiting)
        return open_for_approval(
            subject=kit.code, title=str(kit), manifest=manifest_of(kit), tasks=[], by=by, now=now,
            authors={by, kit.made_by, *_makers(kit)},
            matter=KIT_MATTER,
        )  # fmt: skip


def decide_kit(
    *, kit: StationKit, decision: Decision, reason: str, expected_hash: str, seen: Sequence[str],
    by: Account, now: datetime,
) -> Approval:  # fmt: skip
    """Duyệt or trả lại exactly what was submitted. An approved kit airs from the next programme."""
    with transaction.atomic():
        kit = StationKit.objects.select_for_update().get(pk=kit.pk)
        request = open_request(subject=kit.code)
        if request is None:
            raise Refused(NOT_WAITING)
        is_same = manifest_of(kit) == request.manifest and is_whole(kit)
        if decision == Decision.APPROVED and not is_same:
            raise Refused(GONE)
        made = decide(
            request=request, decision=decision, reason=reason, expected_hash=expected_hash,
            seen=seen, by=by, now=now,
        )  # fmt: skip
        if decision == Decision.RETURNED:
            tell_account(
                account=request.submitted_by, subject=f"request:{request.pk}",
                text=f"«{request.title}» được trả lại: {made.reason}",
                link="/ban-lam-viec/truyen-thanh/nhan-dien/", by=by.code,
                today=local(now).date(), now=now,
            )  # fmt: skip
    return made


def retire_kits(*, by: Account, now: datetime) -> int:
    """Thôi dùng: programmes air without opening and closing until another kit is approved."""
    _need_right(by)
    with transaction.atomic():
        in_use = [kit for kit in StationKit.objects.filter(retired_at=None) if is_kit_approved(kit)]
        StationKit.objects.filter(pk__in=[kit.pk for kit in in_use]).update(retired_at=now)
    return len(in_use)


def _need_today(sounds: Iterable[KitSound]) -> None:
    """What a leader approved goes on airing; what is laid before one says today's words."""
    old = {sound.part: str(sound) for sound in sounds if is_stale(sound)}
    if old:
        names = " và ".join(old[part] for part in KitPart if part in old)
        raise Refused(OLD_WORDS.format(parts=names[:1].upper() + names[1:]))


def _makers(kit: StationKit) -> set[Account]:
    """Who made a part, and who handed in the recording that another cut a part from."""
    rows = list(kit.sounds.select_related("made_by"))
    recordings = [row.recording_id for row in rows if row.recording_id]
    uncut = KitSound.objects.filter(recording__in=recordings).select_related("made_by")
    return {row.made_by for row in (*rows, *uncut)}


def _same_kit(parts: dict[KitPart, str], announces: bool) -> StationKit | None:
    rows = StationKit.objects.filter(retired_at=None, announces=announces)
    for kit in rows.exclude(state__in=(RenditionState.CANCELLED, RenditionState.FAILED)):
        if kit.parts == parts and (kit.state == RenditionState.MAKING or is_whole(kit)):
            return kit
    return None


def _need_right(by: Account) -> None:
    if not by.has_perm("station.change_timetable"):
        raise Refused(NO_RIGHT)
