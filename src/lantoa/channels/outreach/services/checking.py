"""What a deed must hold before it may enter the ledger."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db.models import Q

from lantoa.channels.outreach.models import Deed, Gathering, Visit
from lantoa.channels.outreach.terms import MOST_MINUTES, PROOFS
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.ledger.terms import Proof
from lantoa.plan.models import Task
from lantoa.registry.models import Account, Commune, Officer, Roster
from lantoa.vietnamese import number


def need_right(row: Deed, by: Account) -> None:
    """Who may add this kind."""
    if not by.has_perm(f"outreach.add_{row._meta.model_name}"):
        raise Refused(
            f"Tài khoản này không có quyền ghi {row._meta.verbose_name}. Chưa ghi gì. "
            "Nhờ cán bộ kế hoạch hoặc đầu mối của đơn vị ghi."
        )


def check_deed(
    row: Deed, *, tasks: Sequence[Task], proof: Proof | str, has_files: bool, now: datetime
) -> None:
    """Refuses what did not happen yet, serves no task, or claims a proof that is not there."""
    if not tasks:
        raise Refused("Chưa chọn nhiệm vụ của kế hoạch. Chưa ghi gì. Chọn ít nhất một nhiệm vụ.")
    if row.happened_at > now:
        raise Refused("Không ghi được việc chưa diễn ra. Chưa ghi gì. Kiểm tra lại ngày, giờ.")
    if proof not in PROOFS:
        raise Refused("Chưa rõ việc này biết được từ đâu. Chưa ghi gì. Chọn một căn cứ.")
    if proof == Proof.DOCUMENT and not has_files:
        raise Refused(
            "Căn cứ là văn bản, tài liệu thì cần kèm ít nhất một tệp. Chưa ghi gì. "
            "Kèm tệp, hoặc chọn căn cứ khác."
        )


def check_gathering(row: Gathering) -> None:
    """Refuses figures that cannot be."""
    if not row.title.strip() or not row.place.strip():
        raise Refused("Cần ghi nội dung và nơi tổ chức. Chưa ghi gì. Bổ sung rồi ghi lại.")
    if row.attendee_count < 1:
        raise Refused("Số người dự phải từ 1 trở lên. Chưa ghi gì. Nhập lại số người.")
    if (row.in_group_count or 0) > row.attendee_count:
        raise Refused("Số người thuộc nhóm nhiều hơn số người dự. Chưa ghi gì. Nhập lại hai số.")
    if (row.feedback_count or 0) > row.attendee_count:
        raise Refused("Số phiếu ý kiến nhiều hơn số người dự. Chưa ghi gì. Nhập lại hai số.")
    if (row.minutes or 0) > MOST_MINUTES:
        raise Refused("Thời gian dài hơn 60 ngày. Chưa ghi gì. Nhập lại số phút.")


def check_visit(row: Visit) -> None:
    """Nobody visits more households than a hamlet has."""
    if not 1 <= row.household_count <= row.hamlet.household_count:
        raise Refused(
            f"Thôn {row.hamlet} có {number(row.hamlet.household_count)} hộ. Chưa ghi gì. "
            "Nhập lại số hộ đã thăm của thôn trong ngày."
        )


def check_on_rosters(officers: Collection[Officer], day: date) -> None:
    """Only who was on a roster that day can have been briefed as an officer."""
    listed = set(
        Roster.objects.filter(
            Q(left_on__isnull=True) | Q(left_on__gte=day), joined_on__lte=day, officer__in=officers
        ).values_list("officer_id", flat=True)
    )
    missing = [officer.name for officer in officers if officer.pk not in listed]
    if missing:
        raise Refused(
            f"Không có tên trong danh sách cán bộ ngày đó: {', '.join(missing[:5])}. "
            "Chưa ghi gì. Bỏ chọn, hoặc bổ sung danh sách cán bộ ở mục Danh mục."
        )


def local_day(row: Deed) -> date:
    """The commune's day on which it happened."""
    return local(row.happened_at).date()


def refuse_second_entry(row: Deed) -> None:
    """The same thing at the same moment, entered once more (a button pressed twice).

    Inside the transaction that enters it: who enters holds the commune's row, so that of two
    presses in one moment the second sees the first."""
    Commune.objects.select_for_update().filter(pk=1).first()
    names = [name for name in ("title", "place", "hamlet", "household_count") if hasattr(row, name)]
    same = {name: getattr(row, name) for name in names}
    earlier = type(row)._default_manager.filter(
        happened_at=row.happened_at, withdrawn_at__isnull=True, **same
    ).first()  # fmt: skip
    if earlier is not None:
        raise Refused(
            f"Việc này đã ghi rồi, minh chứng số {earlier.evidence_seq}. Không ghi lần nữa. "
            "Cần sửa thì dùng «Điều chỉnh» ở mục đã ghi."
        )
