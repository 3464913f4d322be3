"""`lantoa plan import`: brings a plan in from the console. Django has been started."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from lantoa.core import clock
from lantoa.documents.readers import read_file
from lantoa.plan.doubts import OpenDoubt, blank_fields, line_of, open_doubts
from lantoa.plan.models import Plan
from lantoa.plan.queries import known_units
from lantoa.plan.services import confirm_plan, import_plan
from lantoa.vietnamese import document_date


def import_file(path: Path, yes: bool = False, *, say: Callable[[str], object] = print) -> int:
    """Stores a file as a draft plan, prints what was read and what is doubtful; with `yes` the
    draft becomes live work. Raises Refused (exit 2), then nothing is stored."""
    read_file(path)  # one sentence for what cannot be opened, is too large or holds no text
    now = clock.now()
    plan = import_plan(content=path.read_bytes(), name=path.name, by=None, now=now)
    say("\n".join(_told(plan)))
    if yes:
        confirm_plan(plan=plan, by=None, now=now, today=now.date())
        say(
            f"\nĐã đưa {plan.tasks.count()} nhiệm vụ, {plan.targets.count()} chỉ tiêu "
            f"của {plan.code} vào thực hiện."
        )
    else:
        say(
            f"\nĐã lưu bản nháp {plan.code}. Mở bàn làm việc, mục Kế hoạch, để xem lại "
            "và đưa vào thực hiện."
        )
    return 0


def _told(plan: Plan) -> list[str]:
    reading = plan.reading
    day = reading["date"]
    lines = [
        f"Kế hoạch: {reading['title'] or 'chưa đọc được trích yếu'}",
        f"Số, ký hiệu: {reading['number'] or 'để trống trong văn bản'}",
        f"Ngày: {document_date(date.fromisoformat(day)) if day else 'để trống trong văn bản'}",
        f"Cơ quan ban hành: {reading['issuer'] or 'chưa rõ'}",
        f"Người ký: {reading['signer'] or 'chưa rõ'}",
        f"Đọc được {len(reading['legal_bases'])} văn bản căn cứ, "
        f"{len(reading['objectives'])} chỉ tiêu, {len(reading['tasks'])} nhiệm vụ trong "
        f"{len(reading['task_groups'])} nhóm, {len(reading['report_deadlines'])} hạn báo cáo, "
        f"{len(reading['annual_days'])} ngày hưởng ứng, "
        f"{len(reading['budget_sources'])} nguồn kinh phí.",
        "",
        *(f"  {task['number'] or '-'}  {_short(task['text'])}" for task in reading["tasks"]),
        "",
        *_doubtful(open_doubts(reading, known_units()), reading["sources"]),
    ]
    lines += [f"Để trống: {why}" for why in blank_fields(reading).values()]
    return lines


def _doubtful(doubts: list[OpenDoubt], sources: dict[str, list[int]]) -> list[str]:
    if not doubts:
        return ["Không có chỗ nào ngờ."]
    lines = [f"{len(doubts)} chỗ còn ngờ:"]
    for doubt in doubts:
        line = line_of(sources, doubt.pointer)
        where = f"dòng {line}" if line < 10**6 else "cả văn bản"
        quote = f"«{_short(doubt.quote)}»: " if doubt.quote else ""
        lines.append(f"  {where}: {quote}{doubt.why}")
    return lines


def _short(text: str, limit: int = 90) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
