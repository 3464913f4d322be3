"""What the screen of the station's kit shows: its five parts, the joined kit, what airs now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lantoa.approval.authority import waits_for
from lantoa.approval.models import Approval, Request
from lantoa.approval.queries import last_return, latest_approval, open_request, why_not_decide
from lantoa.channels.station.kit_making import is_stale
from lantoa.channels.station.kit_queries import (
    is_kit_approved,
    is_making,
    kit_in_use,
    manifest_of,
    newest_kit,
    parts_in_order,
    versions,
    waiting_kit,
)
from lantoa.channels.station.models import KitSound, StationKit
from lantoa.channels.station.services.kit_sounds import default_words
from lantoa.channels.station.terms import SPOKEN_PARTS, KitPart, KitSource
from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.library.models import Right
from lantoa.media.voices import label_of, voices
from lantoa.newsroom.queries import spoken_words
from lantoa.newsroom.terms import RenditionState
from lantoa.registry.models import Account
from lantoa.vietnamese import clock_time, date_short, number

HELP = {
    KitPart.OPENING: "Nhạc hoặc tiếng chuông ở giây đầu của mỗi chương trình.",
    KitPart.HELLO: "Tên đài, nói một câu sau nhạc hiệu.",
    KitPart.BED: "Chỉ nằm dưới lời trong tệp chương trình tải về; trên loa không phát nhạc nền.",
    KitPart.GOODBYE: "Lời chào sau tin cuối cùng.",
    KitPart.CLOSING: "Nhạc hoặc tiếng chuông sau lời kết.",
}


@dataclass(frozen=True)
class Version:
    """One version of a part, as a line. `end`: its length as a field takes it; `is_stale`: the
    word list was corrected since a machine spoke it."""

    sound: KitSound
    name: str
    note: str
    can_cut: bool
    end: str
    is_stale: bool


@dataclass(frozen=True)
class PartView:
    """One part: what is chosen, and every version that can be chosen instead."""

    code: str
    name: str
    help: str
    is_spoken: bool
    chosen: Version | None
    others: tuple[Version, ...]
    failed: KitSound | None
    words: str


@dataclass(frozen=True)
class KitView:
    """A joined kit and where it stands."""

    kit: StationKit
    state: str
    sign: str
    opening: str
    closing: str
    bed: str
    note: str
    parts: tuple[Version, ...]


def kit_context(*, by: Account) -> dict[str, Any]:
    """Everything that the screen shows to this person."""
    newest, in_use = newest_kit(), kit_in_use()
    fresh = newest if newest and (in_use is None or newest.pk != in_use.pk) else None
    can_change = by.has_perm("station.change_timetable")
    decides = not can_change or by.has_perm("approval.add_approval")
    candidate = (waiting_kit() if decides else None) or fresh
    waiting = open_request(subject=candidate.code) if candidate else None
    words = spoken_words() if can_change else {}
    held = waiting_kit() if fresh and can_change else None
    return {
        "parts": [part_view(part, words) for part in KitPart] if can_change else [],
        "in_use": kit_view(in_use) if in_use else None,
        "candidate": kit_view(candidate) if candidate else None,
        "waiting": waiting, "waits_for": waits_for(waiting) if waiting else "",
        "why_not": _why_not(waiting, by), "returned": _returned(candidate, waiting),
        "held": held if held and candidate and held.pk != candidate.pk else None,
        "is_making": is_making(), "can_change": can_change,
        "voices": [(voice.name, voice.label) for voice in voices()],
        "rights": [(code, label) for code, label in Right.choices if code],
    }  # fmt: skip


def part_view(part: KitPart, words: Mapping[str, str]) -> PartView:
    rows = versions(part)
    ready = [row for row in rows if row.state == RenditionState.READY]
    failed = rows[0] if rows and rows[0].state == RenditionState.FAILED else None
    chosen = next((row for row in ready if row.is_chosen), None)
    is_spoken = part in SPOKEN_PARTS
    return PartView(
        part, str(part.label), HELP[part], is_spoken, version(chosen, words) if chosen else None,
        tuple(version(row, words) for row in ready if row is not chosen), failed,
        default_words(part) if is_spoken else "",
    )  # fmt: skip


def version(row: KitSound, words: Mapping[str, str] | None = None) -> Version:
    """`words`: the list in use, where it is asked whether this version is old."""
    made_at = local(row.made_at)
    can_cut = row.source == KitSource.PERSON and row.cut_from_ms is not None
    return Version(
        row, f"{_whose(row)}, {number(round(row.seconds))} giây",
        f"{clock_time(made_at)} ngày {date_short(made_at.date())}", can_cut, f"{row.seconds:.1f}",
        words is not None and is_stale(row, words),
    )  # fmt: skip


def kit_view(kit: StationKit) -> KitView:
    sign, state = _standing(kit)
    machine = " Có câu báo giọng máy, nói một lần cho cả chương trình." if kit.announces else ""
    lengths = [
        f"{name} {number(round(ms / 1000))} giây"
        for name, ms in (("mở đầu", kit.opening_ms), ("kết thúc", kit.closing_ms))
        if ms
    ]
    joined = ", ".join(lengths)
    words = f"{joined[:1].upper()}{joined[1:]}.{machine}" if joined else ""
    return KitView(
        kit, state, sign, kit.opening_sha256, kit.closing_sha256, kit.parts.get(KitPart.BED, ""),
        words, tuple(version(row) for row in parts_in_order(kit)),
    )  # fmt: skip


def progress_words() -> tuple[str, int]:
    """What is being made, and how far it is (percent)."""
    making = {"state": RenditionState.MAKING}
    sounds = list(KitSound.objects.filter(**making))
    kit = StationKit.objects.filter(**making).first()
    if kit is not None:
        return "Đang ghép phần mở đầu và phần kết", kit.percent
    names = ", ".join(str(row) for row in sounds)
    share = sum(row.percent for row in sounds) // len(sounds) if sounds else 100
    return f"Đang làm {names}", share


def making_rows() -> list[KitSound | StationKit]:
    """Everything that is being made, to be stopped."""
    making = {"state": RenditionState.MAKING}
    return [*KitSound.objects.filter(**making), *StationKit.objects.filter(**making)]


def _whose(row: KitSound) -> str:
    if row.source == KitSource.VOICE:
        return label_of(row.voice)
    if row.source == KitSource.TONES or row.recording is None:
        return "âm thanh chương trình tự tạo"
    right = str(row.recording.get_right_display())
    named = [row.recording.speaker, row.recording.source, right, row.recording.licence]
    return "; ".join(part for part in named if part)


def _standing(kit: StationKit) -> tuple[str, str]:
    if kit.state == RenditionState.MAKING:
        return "busy", "đang ghép"
    if kit.state == RenditionState.FAILED:
        return "bad", "chưa ghép được"
    if kit.retired_at:
        return "draft", "đã thôi dùng"
    if open_request(subject=kit.code):
        return "waiting", "chờ duyệt"
    if is_kit_approved(kit):
        return "good", _approved_words(kit)
    if last_return(subject=kit.code):
        return "returned", "trả lại"
    return "draft", "chưa trình"


def _approved_words(kit: StationKit) -> str:
    found: Approval | None = latest_approval(subject=kit.code, content=manifest_of(kit)["content"])
    if found is None:
        return "đã duyệt"
    moment = local(found.decided_at)
    return f"{found.by} duyệt lúc {clock_time(moment)} ngày {date_short(moment.date())}"


def _why_not(waiting: Request | None, by: Account) -> str:
    if waiting is None:
        return ""
    return why_not_decide(request=waiting, by=by, today=clock.today())


def _returned(candidate: StationKit | None, waiting: Request | None) -> Approval | None:
    return last_return(subject=candidate.code) if candidate and waiting is None else None
