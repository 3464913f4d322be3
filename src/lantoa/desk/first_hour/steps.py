"""The steps of the first hour. Their state is read from what is there, never stored twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Q, QuerySet

from lantoa.channels.station.models import TimeSlot
from lantoa.ledger.models import Evidence
from lantoa.plan.models import Plan
from lantoa.plan.terms import PlanState
from lantoa.registry.models import (
    Account,
    Commune,
    Custody,
    Hamlet,
    Receiver,
    Roster,
    SpeakerCluster,
    Unit,
)
from lantoa.registry.terms import ReceiverState, Role

PLAN, ADMIN = "plan.add_plan", "registry.change_commune"
NEEDED = (Role.LEADER, Role.PLAN_OFFICER, Role.EDITOR, Role.STATION_OPERATOR)


@dataclass(frozen=True)
class Step:
    """One step: what, state, one button with its address, who may press it, why it is there."""

    code: str
    what: str
    why: str
    button: str
    url_name: str
    right: str
    is_done: bool = False
    args: tuple[str, ...] = ()
    other: tuple[str, str, tuple[str, ...]] | None = None
    may_press: bool = False
    may_wait: bool = False
    who: str = "cán bộ kế hoạch, báo cáo"


STEPS = (
    Step("commune", "Chọn xã", "Tên và mã xã đứng trên trang công khai, báo cáo, sổ minh chứng.",
         "Chọn xã", "first-hour-commune", ADMIN, who="người quản trị hệ thống"),
    Step("units", "Ghi các đơn vị", "Kế hoạch giao việc theo tên đơn vị. Tên nào cũng sửa được.",
         "Ghi đơn vị", "first-hour-units", "registry.add_unit"),
    Step("accounts", "Mở tài khoản cho lãnh đạo và cán bộ",
         "Người viết và người duyệt phải là hai người.",
         "Mở tài khoản", "first-hour-accounts", "registry.add_account",
         who="người quản trị hệ thống"),
    Step("rosters", "Nhập cán bộ", "Danh sách từng đơn vị, có ngày vào, ngày ra.",
         "Nhập từ Excel", "import-upload", "registry.add_roster", args=("can-bo",),
         other=("gõ từng người", "registry-add", ("can-bo",)), may_wait=True),
    Step("hamlets", "Nhập thôn, tổ dân phố", "Số hộ của thôn là mẫu số của mọi tỷ lệ.",
         "Nhập từ Excel", "import-upload", "registry.add_hamlet", args=("thon",),
         other=("gõ từng thôn", "registry-add", ("thon",))),
    Step("clusters", "Nhập cụm loa", "Cụm loa nào, ở đâu, thôn nào nghe được.",
         "Nhập từ Excel", "import-upload", "registry.add_speakercluster", args=("cum-loa",),
         other=("gõ từng cụm", "registry-add", ("cum-loa",))),
    Step("receivers", "Ghi danh bộ thu", "Mỗi cụm loa một mã; bộ thu giữ chìa khóa của nó.",
         "Lấy mã ghi danh", "station-devices", "registry.change_receiver",
         who="cán bộ truyền thanh"),
    Step("slots", "Đặt khu vực và khung giờ phát", "Giờ nào loa phát, phát ở những cụm nào.",
         "Đặt khung giờ", "station-hours", "station.change_timetable",
         who="cán bộ truyền thanh"),
    Step("channels", "Ghi người giữ từng kênh", "Đổi người thì kênh không mất.",
         "Ghi người giữ kênh", "channel-register", "registry.change_custody", may_wait=True),
    Step("plan", "Đưa kế hoạch vào", "Từ lúc đó biết mỗi ngày phải làm gì.",
         "Đưa kế hoạch vào", "plan-upload", PLAN),
    Step("before", "Ghi việc đã làm trước khi có chương trình",
         "Tập huấn, hội nghị, thăm hộ đã làm: ghi đúng ngày đã làm, chương trình đánh dấu «nhập bổ "
         "sung» và đếm riêng.", "Ghi việc đã làm", "outreach-choose", "outreach.add_training",
         may_wait=True),
    Step("aired", "Viết và phát bản tin đầu tiên", "Viết, làm âm thanh, gửi duyệt; duyệt xong loa "
         "tự phát ở khung giờ tới.", "Viết tin bài", "article-genres", "newsroom.add_article",
         who="biên tập viên"),
)  # fmt: skip


def steps_for(account: Account) -> list[Step]:
    """Every step with its state, as this person may press it."""
    done = _done()
    return [
        Step(
            **{**step.__dict__, "is_done": done[step.code],
               "may_press": account.has_perm(step.right)}
        )
        for step in STEPS
    ]  # fmt: skip


def is_open_for(account: Account) -> bool:
    """Whom the first hour concerns: the administrator and the plan officer."""
    return account.has_perm(ADMIN) or account.has_perm(PLAN)


def _done() -> dict[str, bool]:
    """One query, whatever is there."""
    facts: dict[str, QuerySet[Any]] = {
        "units": Unit.objects.all(),
        "rosters": Roster.objects.all(),
        "hamlets": Hamlet.objects.all(),
        "clusters": SpeakerCluster.objects.all(),
        "receivers": Receiver.objects.filter(state=ReceiverState.ENROLLED),
        "slots": TimeSlot.objects.filter(is_active=True),
        "channels": Custody.objects.exclude(owner=None),
        "plan": Plan.objects.filter(state=PlanState.LIVE),
        "before": _backfilled(),
        "aired": Evidence.objects.filter(kind="broadcast.played"),
        **{role.value: Account.objects.filter(role=role, is_active=True) for role in NEEDED},
    }
    found = (
        Commune.objects.filter(pk=1)
        .annotate(**{f"has_{name}": Exists(rows) for name, rows in facts.items()})
        .first()
    )
    if found is None:
        state = {name: rows.exists() for name, rows in facts.items()}
    else:
        state = {name: getattr(found, f"has_{name}") for name in facts}
    state["commune"] = found is not None
    state["accounts"] = all(state[role.value] for role in NEEDED)
    return state


def _backfilled() -> QuerySet[Any]:
    return Evidence.objects.filter(
        Q(payload__backfilled=True) & Q(kind__in=("training.held", "meeting.held", "activity.held",
                                                  "visits.made", "briefing.given"))
    )  # fmt: skip
