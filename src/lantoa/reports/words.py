"""The sentences of a report, written from its figures by rules. Pure.

A figure stands in a text as its name in braces: «Đăng {số tin bài trên trang} tin bài». A line
that begins with `# ` is a heading, with `- ` an item of a list. Nothing is said that was not
counted; what only a person knows is left as `TO_FILL`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lantoa.reports.snapshot import Snapshot, TargetRow
from lantoa.reports.terms import PERIOD, TO_FILL

NOTHING = "Trong kỳ, sổ minh chứng chưa ghi kết quả nào của nội dung này."


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report: its number, title, and the rule that writes its first text."""

    key: str
    number: str
    title: str
    write: Callable[[Snapshot], str]


def _has(shot: Snapshot, *keys: str) -> bool:
    return any(shot.values[key].value for key in keys if key in shot.values)


def _late_entries(shot: Snapshot, key: str) -> str:
    count = shot.values[key].backfilled
    return f" (trong đó {count} mục nhập bổ sung)" if count else ""


def _than_last_year(shot: Snapshot, key: str) -> str:
    name = shot.values[key].name
    if shot.values[f"{key}@last"].value:
        return f", bằng {{{name} so cùng kỳ}} cùng kỳ năm trước"
    return f"; cùng kỳ năm trước {{{name} so cùng kỳ}}"


def _whole_year(shot: Snapshot, key: str, unit: str) -> str:
    value = shot.values.get(f"{key}@year")
    return f"; tính cả năm {{{value.name}}}{unit}" if value else ""


def leading(shot: Snapshot) -> str:
    """I. What was issued, assigned, met and spent."""
    lines = ["Kỳ báo cáo {kỳ báo cáo}."] if PERIOD in shot.values else []
    if shot.values["plan.tasks"].entries:
        since = shot.values["plan.tasks"].period
        lines.append(f"Đưa {{số nhiệm vụ của kế hoạch}} nhiệm vụ vào thực hiện từ ngày {since}.")
    if _has(shot, "meeting.count"):
        lines.append("Tổ chức {số hội nghị} hội nghị, cuộc họp với {số lượt người dự hội nghị} "
                     f"lượt người dự{_late_entries(shot, 'meeting.count')}.")  # fmt: skip
    if _has(shot, "briefing.count"):
        lines.append("Phổ biến cho cán bộ, công chức {số đợt phổ biến} đợt; "
                     "{số cán bộ đã xác nhận} người đã xác nhận.")  # fmt: skip
    if _has(shot, "cost.spent"):
        lines.append("Kinh phí đã chi cho các nhiệm vụ: {kinh phí đã chi}.")
    lines.append(f"Các văn bản chỉ đạo, hướng dẫn khác đã ban hành trong kỳ: {TO_FILL}.")
    return "\n".join(lines)


def results(shot: Snapshot) -> str:
    """II. What every channel did."""
    parts = (
        ("Chuyên mục trên Trang thông tin điện tử", _website(shot)),
        ("Mạng xã hội", _social(shot)),
        ("Hệ thống truyền thanh", _station(shot)),
        ("Tập huấn, hoạt động trực tiếp, ngày hưởng ứng", _outreach(shot)),
        ("Tổ công nghệ số cộng đồng", _visits(shot)),
        ("Biểu dương, khen thưởng", _praise(shot)),
    )
    lines = []
    for place, (title, text) in enumerate(parts, start=1):
        lines += [f"# {place}. {title}", text or NOTHING]
    return "\n".join(lines)


def _website(shot: Snapshot) -> str:
    if not _has(shot, "web.items"):
        return ""
    section = (
        ", trong đó {số tin bài chuyên mục Nghị quyết 57} tin bài trong chuyên mục Nghị quyết 57"
        if "web.section" in shot.values
        else ""
    )
    text = (
        "Đăng {số tin bài trên trang} tin bài"
        f"{_late_entries(shot, 'web.items')}{section}{_than_last_year(shot, 'web.items')}"
        f"{_whole_year(shot, 'web.items', ' tin bài')}."
    )
    gone = " Đã gỡ {số tin bài đã gỡ} tin bài." if _has(shot, "web.withdrawn") else ""
    return text + gone


def _social(shot: Snapshot) -> str:
    if not _has(shot, "post.items"):
        return ""
    return (
        "Đăng {số bài đăng mạng xã hội} bài trên {số mạng xã hội} mạng xã hội"
        f"{_late_entries(shot, 'post.items')}{_than_last_year(shot, 'post.items')}"
        f"{_whole_year(shot, 'post.items', ' bài')}."
    )


def _station(shot: Snapshot) -> str:
    lines = []
    if _has(shot, "air.airings"):
        lines.append(
            "Phát {số lượt phát} lượt trên {số cụm loa đã phát} cụm loa"
            f"{_late_entries(shot, 'air.airings')}{_than_last_year(shot, 'air.airings')}"
            f"{_whole_year(shot, 'air.airings', ' lượt')}. Thời lượng có xác nhận của bộ thu, "
            "cộng mọi cụm loa, đạt {thời lượng có xác nhận}."
        )
    unknown = shot.values["air.bounds"]
    if unknown.unknown:
        lines.append(f"Còn chưa rõ: {unknown.unknown_why}.")
    if _has(shot, "air.failed"):
        lines.append("Không phát được {số lượt không phát được} lượt.")
    if _has(shot, "air.byhand"):
        lines.append("Ngoài ra có {số phút ghi sổ thủ công} phút phát ghi sổ thủ công, "
                     "không cộng vào thời lượng có xác nhận.")  # fmt: skip
    if _has(shot, "air.reported"):
        lines.append("Theo nhật ký của hệ thống khác phát hộ có {số phút theo nhật ký nơi khác "
                     "phát} phút, không cộng vào thời lượng có xác nhận.")  # fmt: skip
    return " ".join(lines)


def _outreach(shot: Snapshot) -> str:
    lines = []
    if _has(shot, "training.count"):
        lines.append("Mở {số lớp tập huấn} lớp tập huấn, bồi dưỡng với "
                     "{số lượt người dự tập huấn} lượt người dự"
                     f"{_late_entries(shot, 'training.count')}"
                     f"{_than_last_year(shot, 'training.count')}.")  # fmt: skip
    if _has(shot, "activity.count"):
        days = (
            ", trong đó {số hoạt động ngày hưởng ứng} hoạt động nhân các ngày hưởng ứng"
            if _has(shot, "observance.count")
            else ""
        )
        lines.append("Tổ chức {số hoạt động} hoạt động với {số lượt người dự hoạt động} lượt "
                     f"người dự{_late_entries(shot, 'activity.count')}{days}.")  # fmt: skip
    return " ".join(lines)


def _visits(shot: Snapshot) -> str:
    if not _has(shot, "visits.households"):
        return ""
    return (
        "Tổ công nghệ số cộng đồng thăm {số lượt thăm hộ} lượt hộ tại {số thôn đã đến} thôn"
        f"{_late_entries(shot, 'visits.households')}"
        f"{_than_last_year(shot, 'visits.households')}."
    )


def _praise(shot: Snapshot) -> str:
    if not _has(shot, "commend.given", "commend.proposed"):
        return ""
    return (
        "Có {số quyết định khen thưởng} quyết định khen thưởng, biểu dương và "
        "{số đề nghị khen thưởng} đề nghị khen thưởng."
    )


def achieved(shot: Snapshot) -> str:
    """III. How many targets are met, behind, not yet decidable; the table follows."""
    met = sum(row.is_met for row in shot.targets)
    late = sum(row.is_late for row in shot.targets)
    rest = len(shot.targets) - met
    return (
        f"Trong {len(shot.targets)} chỉ tiêu theo dõi: {met} chỉ tiêu đã đạt; {rest} chỉ tiêu "
        f"chưa kết luận đạt, trong đó {late} chỉ tiêu chậm tiến độ. Mức «chưa đạt» chỉ ghi từ "
        "ngày đến hạn; phần chưa rõ không tính là đã làm."
    )


def shortcomings(shot: Snapshot) -> str:
    """IV. What is behind or not known, from the figures; causes are a person's words."""
    lines = [_short(row) for row in shot.targets if row.is_late]
    if shot.values["air.bounds"].unknown:
        lines.append(f"- Truyền thanh: {shot.values['air.bounds'].unknown_why}.")
    if not lines:
        lines.append("Không có chỉ tiêu chậm tiến độ tại ngày chốt số liệu.")
    return "\n".join([*lines, f"Nguyên nhân: {TO_FILL}."])


def _short(row: TargetRow) -> str:
    note = f" ({row.note})" if row.note else ""
    return f"- {row.title}: {row.progress}; số liệu đến ngày chốt: {{{_named(row)}}}{note}."


def _named(row: TargetRow) -> str:
    return f"chỉ tiêu {row.key.removeprefix('target.')}"


def next_steps(shot: Snapshot) -> str:
    """V. The targets that are not met yet, the nearest year first."""
    open_rows = sorted((row for row in shot.targets if not row.is_met), key=lambda row: row.year)
    lines = [
        f"- {'Khắc phục chậm tiến độ' if row.is_late else 'Tiếp tục thực hiện'} chỉ tiêu "
        f"«{row.title}», hạn năm {row.year}."
        for row in open_rows
    ]
    return "\n".join([*lines, f"Các nhiệm vụ trọng tâm khác của kỳ tới: {TO_FILL}."])


def proposals(shot: Snapshot) -> str:
    """VI. A person's words alone."""
    return f"Đề xuất, kiến nghị với cấp trên: {TO_FILL}."


PARTS = (
    Part("leading", "I", "Công tác lãnh đạo, chỉ đạo, triển khai", leading),
    Part("results", "II", "Kết quả thực hiện", results),
    Part("targets", "III", "Đánh giá mức độ hoàn thành mục tiêu", achieved),
    Part("shortcomings", "IV", "Tồn tại, hạn chế, nguyên nhân", shortcomings),
    Part("next", "V", "Phương hướng, nhiệm vụ kỳ tới", next_steps),
    Part("proposals", "VI", "Đề xuất, kiến nghị", proposals),
)
