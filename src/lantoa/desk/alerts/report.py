"""The after-report of an alert: what went out when, who decided, which loudspeakers sounded."""

from __future__ import annotations

from datetime import datetime

from lantoa.channels.base.registry import channel
from lantoa.core.clock import local
from lantoa.desk.alerts.queries import decisions_on, reached_by, state_words, what_happens
from lantoa.documents.sheets import Cell, Sheet
from lantoa.newsroom.alerts.queries import clusters_of
from lantoa.newsroom.alerts.words import area_of, commune_name, source_words
from lantoa.newsroom.models import Alert

Rows = tuple[tuple[Cell, ...], ...]


def report_sheets(alert: Alert, *, now: datetime) -> list[Sheet]:
    """Four sheets. What nobody knows is named as unknown, with the cluster."""
    return [
        Sheet("Cảnh báo", _facts(alert, now)), Sheet("Loa", _speakers(alert)),
        Sheet("Kênh khác", _channels(alert)), Sheet("Diễn biến", _course(alert)),
    ]  # fmt: skip


def _facts(alert: Alert, now: datetime) -> Rows:
    return (
        ("Mục", "Nội dung"),
        ("Tiêu đề", alert.plain_title),
        ("Diễn tập", "có" if alert.is_exercise else "không"),
        ("Tình trạng", state_words(alert, now=now)),
        ("Vùng", area_of(alert)),
        ("Nguồn", source_words(alert, commune_name())),
        ("Mức độ", str(alert.get_severity_display())),
        ("Người soạn", str(alert.made_by)),
        ("Phát lúc", _at(alert.issued_at)),
        ("Hết hiệu lực lúc", _at(alert.expires_at)),
        ("Kết thúc lúc", _at(alert.ended_at)),
        ("Lý do hủy", alert.end_reason),
        ("Đã duyệt để", what_happens(alert)),
    )


def _speakers(alert: Alert) -> Rows:
    """Every cluster of the area: what was ordered, and clusters that no receiver serves."""
    rows: list[tuple[Cell, ...]] = [
        ("Cụm loa", "Tình trạng", "Tiếng đầu tiên", "Giây sau khi duyệt", "Số lần", "Tổng giây",
         "Ghi chú"),
    ]  # fmt: skip
    lines = reached_by(alert)
    rows += [
        (line.cluster, line.state, _at(line.first_at) or "chưa rõ", line.after_seconds, line.times,
         line.seconds, line.problem)
        for line in lines
    ]  # fmt: skip
    told = {line.cluster for line in lines}
    if not alert.is_exercise:
        rows += [
            (cluster.name, "chưa rõ", "chưa rõ", None, 0, 0, "không có bộ thu đã ghi danh")
            for cluster in clusters_of(alert)
            if cluster.name not in told
        ]
    return tuple(rows)


def _channels(alert: Alert) -> Rows:
    rows: list[tuple[Cell, ...]] = [("Kênh", "Tình trạng", "Lúc", "Đường dẫn")]
    rows += [
        (channel(row.channel).name, str(row.get_state_display()), _at(row.settled_at), row.url)
        for row in alert.deliveries.order_by("created_at")
    ]
    rows += [
        (f"CAP: {one.get_kind_display()}", "đã phát hành", _at(one.sent_at),
         f"/canh-bao/{one.identifier}.xml")
        for one in alert.messages.order_by("sent_at")
    ]  # fmt: skip
    return tuple(rows)


def _course(alert: Alert) -> Rows:
    steps: list[tuple[datetime, str, str]] = [(alert.made_at, "Soạn", str(alert.made_by))]
    for one in decisions_on(alert):
        how = "bằng đường dẫn trên điện thoại" if one.via == "link" else "tại bàn làm việc"
        steps.append((one.request.submitted_at, "Trình duyệt", str(one.request.submitted_by)))
        label = str(one.get_decision_display())
        steps.append((one.decided_at, f"{label[:1].upper()}{label[1:]} {how}", str(one.by)))
    if alert.issued_at:
        steps.append((alert.issued_at, "Phát đi mọi kênh", ""))
    first = [line.first_at for line in reached_by(alert) if line.first_at]
    if first:
        steps.append((min(first), "Tiếng đầu tiên trên loa", ""))
    if alert.ended_at:
        steps.append((alert.ended_at, str(alert.get_state_display()), str(alert.ended_by or "")))
    rows: list[tuple[Cell, ...]] = [("Lúc", "Việc", "Ai")]
    ordered = sorted(steps, key=lambda step: step[0])
    rows += [(_at(at), what, who) for at, what, who in ordered]
    return tuple(rows)


def _at(moment: datetime | None) -> str:
    return f"{local(moment):%H:%M:%S %d/%m/%Y}" if moment else ""
