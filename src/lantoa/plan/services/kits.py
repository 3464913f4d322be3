"""Writes of campaign kits: prepared by the tick or early, ticked, changed; drafts made for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from lantoa.core.errors import Refused
from lantoa.plan.campaigns import AHEAD, coming_kit_days
from lantoa.plan.kit_words import Occasion, about, steps, texts
from lantoa.plan.kits import Brief, makers
from lantoa.plan.models import (
    CampaignKit,
    KitDraft,
    KitItem,
    KitText,
    Observance,
    Plan,
    Task,
)
from lantoa.plan.proposals import ACTIVITY, PLAYED, WEBSITE
from lantoa.plan.terms import KitTextKind, PlanState
from lantoa.registry.models import Account, Commune, Unit
from lantoa.registry.queries import units_of
from lantoa.vietnamese import day_month, nfc

MAY_KEEP = "plan.change_campaignkit"
NO_RIGHT = "Tài khoản này không có quyền chuẩn bị bộ tài liệu hưởng ứng. Chưa đổi gì."
MOST_DAYS = 366


def prepare_due_kits(*, now: datetime, today: date) -> int:
    """Makes the kit of every yearly day that comes within 30 days and has none. Safe to call
    again, at once or after a restart or a jump of the clock. Answers how many are new."""
    last = today + timedelta(days=AHEAD)
    due = [one for one in coming_kit_days(today=today) if one.held_on <= last and one.kit is None]
    return sum(_prepare(one.observance, one.held_on, None, now, today)[1] for one in due)


def prepare_kit(*, observance: Observance, by: Account, now: datetime, today: date) -> CampaignKit:
    """Chuẩn bị sớm: the kit of the day's next coming, before the 30 days; the one that is there
    where it was made already."""
    _may_keep(by)
    coming = [one for one in coming_kit_days(today=today) if one.observance.pk == observance.pk]
    if not coming:
        raise Refused(
            f"{observance.name} không thuộc kế hoạch đang thực hiện, hoặc kế hoạch khác đã có ngày "
            "này. Chưa chuẩn bị bộ tài liệu nào."
        )
    return _prepare(observance, coming[0].held_on, by, now, today)[0]


def add_day(
    *, plan: Plan, month: int, day: int, name: str, by: Account, now: datetime
) -> Observance:
    """A yearly day that the plan does not name: of the commune, of the province."""
    _may_keep(by)
    words = " ".join(nfc(name).split())[:200]
    if not words:
        raise Refused("Ngày hưởng ứng cần có tên. Chưa thêm. Ghi tên ngày rồi thêm.")
    try:
        date(2024, month, day)
    except ValueError as error:
        raise Refused(f"Không có ngày {day}/{month}. Chưa thêm. Chọn lại ngày.") from error
    with transaction.atomic():
        row = Plan.objects.select_for_update().get(pk=plan.pk)
        if row.state != PlanState.LIVE:
            raise Refused("Kế hoạch này không đang thực hiện. Chưa thêm ngày nào.")
        same = Observance.objects.filter(plan__state=PlanState.LIVE, month=month, day=day).first()
        if same:
            raise Refused(f"Ngày {day}/{month} đã có: {same.name}. Chưa thêm.")
        place = row.observances.aggregate(last=Max("position"))["last"]
        return Observance.objects.create(
            plan=row, month=month, day=day, name=words, position=(place or 0) + 1, added_by=by,
            added_at=now,
        )  # fmt: skip


def drop_day(*, observance: Observance, by: Account) -> None:
    """Takes away a day that an officer added. Its kits stay."""
    _may_keep(by)
    if observance.added_by_id is None:
        raise Refused(
            f"{observance.name} là ngày của văn bản kế hoạch nên không bỏ ở đây. Ngày vẫn giữ."
        )
    observance.delete()


def describe_kit(
    *, kit: CampaignKit, name: str, about: str, tasks: Sequence[Task], by: Account
) -> CampaignKit:
    """Changes what the kit says of its day, and the tasks that drafts are linked to."""
    _may_keep(by)
    if not name.strip():
        raise Refused("Bộ tài liệu cần tên ngày. Chưa đổi gì.")
    with transaction.atomic():
        kit.name, kit.about = " ".join(nfc(name).split())[:200], nfc(about).strip()
        kit.save(update_fields=["name", "about"])
        kit.tasks.set(tasks)
    return kit


def change_text(*, kit: CampaignKit, kind: str, text: str, by: Account) -> None:
    """Changes one of the texts to copy."""
    _may_keep(by)
    if not text.strip():
        raise Refused("Lời chép sẵn không để trống. Lời cũ vẫn giữ.")
    KitText.objects.filter(kit=kit, kind=KitTextKind(kind)).update(text=nfc(text).strip())


def add_kit_item(
    *, kit: CampaignKit, text: str, unit: Unit | None, days_before: int, by: Account
) -> KitItem:
    """One more thing to do."""
    _may_keep(by)
    words = _item_words(text, days_before)
    return KitItem.objects.create(kit=kit, text=words, unit=unit, days_before=days_before)


def change_kit_item(
    *, item: KitItem, text: str, unit: Unit | None, days_before: int, by: Account
) -> None:
    """Other words, another unit, another day; who ticked it stays."""
    _may_keep(by)
    words = _item_words(text, days_before)
    KitItem.objects.filter(pk=item.pk).update(text=words, unit=unit, days_before=days_before)


def drop_kit_item(*, item: KitItem, by: Account) -> None:
    """Takes a thing off the checklist."""
    _may_keep(by)
    KitItem.objects.filter(pk=item.pk).delete()


def tick_kit_item(*, item: KitItem, done: bool, by: Account, now: datetime, today: date) -> KitItem:
    """Đánh dấu xong, or not done after all: by who keeps the kit or by the item's unit. What is
    ticked already keeps who ticked it first."""
    with transaction.atomic():
        row = KitItem.objects.select_for_update().get(pk=item.pk)
        own = row.unit_id in {unit.pk for unit in units_of(by, today=today)}
        if not by.has_perm(MAY_KEEP) and not own:
            raise Refused("Việc này giao đơn vị khác. Chưa đánh dấu gì.")
        if done != (row.done_at is not None):
            row.done_by, row.done_at = (by, now) if done else (None, None)
            row.save(update_fields=["done_by", "done_at"])
    return row


def make_kit_draft(*, kit: CampaignKit, maker: str, by: Account, now: datetime) -> KitDraft:
    """Tạo bản nháp: asks the room that registered the maker for a draft; once for each kit."""
    found = next((one for one in makers() if one.code == maker), None)
    if found is None:
        raise Refused("Không có loại bản nháp này. Chưa tạo gì. Mở lại bộ tài liệu.")
    with transaction.atomic():
        row = CampaignKit.objects.select_for_update().get(pk=kit.pk)
        there = row.drafts.filter(maker=maker).first()
        if there and found.standing(there.subject) is not None:
            return there
        subject = found.make(_brief(row), by, now)
        return KitDraft.objects.update_or_create(
            kit=row, maker=maker, defaults={"subject": subject, "made_by": by, "made_at": now}
        )[0]


def _may_keep(by: Account) -> None:
    if not by.has_perm(MAY_KEEP):
        raise Refused(NO_RIGHT)


def _item_words(text: str, days_before: int) -> str:
    words = " ".join(nfc(text).split())[:300]
    if not words or abs(days_before) > MOST_DAYS:
        raise Refused("Việc cần làm phải có lời và ngày trong vòng một năm. Chưa ghi gì.")
    return words


def _prepare(
    observance: Observance, held_on: date, by: Account | None, now: datetime, today: date
) -> tuple[CampaignKit, bool]:
    occasion = _occasion(observance.name, held_on)
    with transaction.atomic():
        kit, is_new = CampaignKit.objects.get_or_create(
            held_on=held_on,
            defaults={
                "plan": observance.plan, "name": observance.name, "about": about(occasion),
                "made_by": by, "made_at": now,
            },
        )  # fmt: skip
        if is_new:
            _fill(kit, occasion, today)
    return kit, is_new


def _fill(kit: CampaignKit, occasion: Occasion, today: date) -> None:
    tasks = list(kit.plan.tasks.filter(closed_at__isnull=True).select_related("cadence"))
    own = _tasks_of_day(tasks, kit.held_on)
    kit.tasks.set(own)
    units = {
        "lead": _lead_unit(own),
        "write": _lead_unit([task for task in tasks if WEBSITE in _kinds(task)]),
        "air": _lead_unit([task for task in tasks if PLAYED in _kinds(task)]),
    }
    KitItem.objects.bulk_create(
        KitItem(kit=kit, text=step.text, days_before=step.days_before, unit=units.get(step.whose))
        for step in steps(occasion, today=today)
    )
    KitText.objects.bulk_create(
        KitText(kit=kit, kind=kind, text=text) for kind, text in texts(occasion).items()
    )


def _tasks_of_day(tasks: Sequence[Task], on: date) -> list[Task]:
    """Tasks that name the day («18/5»), else those that owe an activity each year."""
    names = {f"{on.day}/{on.month}", f"{on.day:02}/{on.month:02}", day_month(on)}
    named = [task for task in tasks if names & set(re.findall(r"\d+/\d+", task.text))]
    return named or [task for task in tasks if _kinds(task) == [ACTIVITY]]


def _kinds(task: Task) -> list[str]:
    """Evidence that the cadence of a task counts; none without a cadence."""
    cadence = getattr(task, "cadence", None)
    return list(cadence.kinds) if cadence else []


def _lead_unit(tasks: Sequence[Task]) -> Unit | None:
    return next((unit for task in tasks for unit in task.lead_units.all()), None)


def _occasion(name: str, held_on: date) -> Occasion:
    commune = Commune.objects.filter(pk=1).first()
    return Occasion(
        name, held_on, commune.name if commune else "xã",
        commune.hamlet_word if commune else "thôn",
    )  # fmt: skip


def _brief(kit: CampaignKit) -> Brief:
    occasion = _occasion(kit.name, kit.held_on)
    return Brief(
        name=kit.name, held_on=kit.held_on, about=kit.about, commune=occasion.commune,
        hamlet_word=occasion.hamlet_word,
        texts={row.kind: row.text for row in kit.texts.all()}, tasks=tuple(kit.tasks.all()),
    )  # fmt: skip
