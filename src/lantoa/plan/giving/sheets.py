"""A plan as the sheets of a workbook: tasks, targets, report duties."""

from __future__ import annotations

from lantoa.documents.sheets import Sheet
from lantoa.plan.models import Plan
from lantoa.plan.terms import Comparator
from lantoa.vietnamese import decimal


def plan_sheets(plan: Plan) -> list[Sheet]:
    """Three sheets with the plan as it is carried out today; four queries and the units."""
    return [_tasks(plan), _targets(plan), _duties(plan)]


def _tasks(plan: Plan) -> Sheet:
    head = ("Số", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Tần suất", "Tình trạng")
    tasks = plan.tasks.select_related("cadence").prefetch_related("lead_units", "supporting_units")
    rows = [
        (
            task.number, task.text, "; ".join(unit.name for unit in task.lead_units.all()),
            "; ".join([*(unit.name for unit in task.supporting_units.all()),
                       *task.supporting_text]),
            task.due_on or task.timing_text,
            str(task.cadence) if hasattr(task, "cadence") else "",
            f"kết thúc {task.closed_at:%d/%m/%Y}" if task.closed_at else "đang thực hiện",
        )
        for task in tasks.order_by("position")
    ]  # fmt: skip
    return Sheet("Nhiệm vụ", (head, *rows))


def _targets(plan: Plan) -> Sheet:
    head = ("Kỳ", "Chỉ tiêu", "So sánh", "Mức", "Đơn vị tính", "Chỉ số đếm")
    rows = [
        (
            target.period, target.text,
            Comparator(target.comparator).label if target.comparator else "",
            decimal(target.value) if target.value is not None else "", target.unit,
            ", ".join(target.indicators),
        )
        for target in plan.targets.order_by("position")
    ]  # fmt: skip
    return Sheet("Chỉ tiêu", (head, *rows))


def _duties(plan: Plan) -> Sheet:
    head = ("Trước ngày", "Kỳ", "Gửi", "Đơn vị báo cáo")
    every = {"year": "hằng năm", "quarter": "hằng quý", "month": "hằng tháng"}
    rows = [
        ("/".join(reversed(duty.before.split("-"))).replace("*", "hằng tháng"),
         every.get(duty.every, duty.every), duty.to, duty.by_text)
        for duty in plan.reportdutys.order_by("position")
    ]  # fmt: skip
    return Sheet("Chế độ báo cáo", (head, *rows))
