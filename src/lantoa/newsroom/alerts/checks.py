"""What stands against an alert before anybody is asked: errors stop it, cautions do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lantoa.cap.shapes import polygon_fault
from lantoa.core.clock import local
from lantoa.newsroom.alerts.content import sounds_of
from lantoa.newsroom.alerts.outline import outline_words
from lantoa.newsroom.alerts.queries import receivers_of_alert
from lantoa.newsroom.alerts.terms import AlertKind, Part, Severity
from lantoa.newsroom.alerts.words import blanks_left
from lantoa.newsroom.models import Alert
from lantoa.newsroom.terms import RenditionState

NIGHT_FROM, NIGHT_UNTIL = 21, 5
LONGEST_SECONDS = 300
ORIGINAL_OVER = "Cảnh báo mà bản này cập nhật không còn hiệu lực; soạn cảnh báo mới"
UPDATE_IN_EARNEST = (
    "Bản cập nhật đi theo cảnh báo mà nó thay: không đổi giữa thật và diễn tập, không duyệt sẵn"
)


@dataclass(frozen=True)
class Remark:
    """One thing to see to; `stops`: without it nobody is asked."""

    text: str
    stops: bool = True


def remarks(alert: Alert, *, now: datetime) -> list[Remark]:
    """Everything that is missing or worth a second look, what stops first."""
    fault = update_fault(alert, now=now)
    found = [Remark(fault)] if fault else []
    found += [*_words(alert), *_area(alert), *_persons(alert), *_sounds(alert)]
    found += _reach(alert, now)
    return sorted(found, key=lambda one: not one.stops)


def missing(alert: Alert, *, now: datetime) -> list[str]:
    """What stops it, in words."""
    return [one.text for one in remarks(alert, now=now) if one.stops]


def update_fault(alert: Alert, *, now: datetime) -> str:
    """What keeps an update from taking the place of its original; empty where nothing does."""
    original = alert.replaces
    if original is None:
        return ""
    if is_misplaced(alert):
        return UPDATE_IN_EARNEST
    return "" if original.is_in_force(now) else ORIGINAL_OVER


def is_misplaced(alert: Alert) -> bool:
    """Is it an update that would be a drill of a real alert, or lie sealed?"""
    original = alert.replaces
    return original is not None and (alert.is_sealed or alert.is_exercise != original.is_exercise)


def _words(alert: Alert) -> list[Remark]:
    found = [Remark(f"Chưa điền chỗ trống {blank}") for blank in blanks_left(alert)]
    for name, label in (("headline", "tiêu đề"), ("description", "chuyện gì đang xảy ra"),
                        ("instruction", "bà con cần làm gì")):  # fmt: skip
        if not getattr(alert, name).strip():
            found.append(Remark(f"Chưa ghi {label}"))
    if not (alert.severity and alert.urgency and alert.certainty):
        found.append(Remark("Chưa chọn mức độ, mức gấp, mức chắc chắn"))
    if alert.source_body.strip() and not alert.source_document.strip():
        found.append(
            Remark("Đã ghi cơ quan ban hành nhưng chưa ghi số, ngày của bản tin", stops=False)
        )
    if not alert.source_body.strip():
        found.append(
            Remark("Không ghi cơ quan ban hành: cảnh báo nói là hướng dẫn của UBND xã", stops=False)
        )
    return found


def _area(alert: Alert) -> list[Remark]:
    found = []
    if not alert.hamlets.exists():
        found.append(Remark("Chưa chọn vùng cảnh báo"))
    fault = polygon_fault(alert.polygon) if alert.polygon.strip() else None
    if fault:
        found.append(Remark(f"Đường bao {fault}"))
    elif alert.polygon.strip():
        found += [Remark(words, stops=False) for words in outline_words(alert)]
    return found


def _persons(alert: Alert) -> list[Remark]:
    if alert.kind != AlertKind.MISSING or alert.family_agrees:
        return []
    return [Remark("Chưa có đồng ý của gia đình cho công bố tên và đặc điểm người mất tích")]


def _sounds(alert: Alert) -> list[Remark]:
    found = []
    ready = sounds_of(alert)
    for part in Part:
        row = alert.sounds.filter(part=part).first()
        if row is not None and row.state == RenditionState.FAILED:
            found.append(Remark(f"Chưa làm được {part.label}: {row.problem}"))
        elif part not in ready:
            found.append(Remark(f"Chưa làm xong âm thanh {part.label}"))
    call = ready.get(Part.CALL)
    if call is not None and call.seconds > LONGEST_SECONDS:
        found.append(Remark("Lời cảnh báo dài quá 5 phút; viết ngắn lại"))
    elif call is not None and 0 < alert.repeat_minutes * 60 <= call.seconds + 60:
        found.append(Remark("Nhắc lại dày hơn độ dài lời cảnh báo; chọn nhắc lại thưa hơn"))
    return found


def _reach(alert: Alert, now: datetime) -> list[Remark]:
    found = []
    if alert.hamlets.exists() and not receivers_of_alert(alert):
        found.append(Remark("Vùng này chưa có cụm loa nào phát được qua bộ thu", stops=False))
    is_night = not NIGHT_UNTIL <= local(now).hour < NIGHT_FROM
    if alert.severity == Severity.MINOR and is_night and not alert.is_exercise:
        found.append(
            Remark("Đang trong giờ không phát: việc mức nhỏ này vẫn phát ngay trong đêm",
                   stops=False)
        )  # fmt: skip
    return found
