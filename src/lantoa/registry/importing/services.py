"""Keeping an import, taking it back, forgetting what it held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction

from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.ledger.services import correct_evidence
from lantoa.registry.importing.base import importer_of
from lantoa.registry.importing.drafts import need_rights, read_draft
from lantoa.registry.importing.planning import ADD, CHANGE, fingerprint
from lantoa.registry.importing.recording import Recorder, model_of, put_back, state_of
from lantoa.registry.models import Account, Communicator, SheetImport
from lantoa.registry.queries import Use, uses_of
from lantoa.registry.terms import ImportState

UNDO_WITHIN = timedelta(days=7)
DRAFT_KEPT = timedelta(days=1)


def keep_import(*, row: SheetImport, shown: str, by: Account, now: datetime) -> SheetImport:
    """Nhập mọi dòng tốt, in one transaction. `shown` is the fingerprint of the plan that the
    person saw; another plan is refused."""
    with transaction.atomic():
        row = SheetImport.objects.select_for_update().get(pk=row.pk)
        draft = read_draft(row, today=local(now).date())
        need_rights(type(draft.importer), by)
        if fingerprint(draft.rows) != shown:
            raise Refused(
                "Danh mục hoặc cách đọc đã đổi từ lúc xem trước. Chưa nhập gì. "
                "Xem lại bản xem trước rồi xác nhận lần nữa."
            )
        good = [planned for planned in draft.rows if planned.state in (ADD, CHANGE)]
        if not good:
            raise Refused("Không có dòng nào cần nhập. Danh mục giữ nguyên.")
        recorder = Recorder(by=by, now=now)
        for planned in good:
            draft.importer.save(planned.values, planned.there, recorder)
        row.counts = dict(Counter(planned.state for planned in draft.rows))
        row.changes, row.tables = recorder.changes, []
        row.state, row.kept_at = ImportState.KEPT, now
        row.save()
    return row


def undo_import(*, row: SheetImport, by: Account, now: datetime) -> SheetImport:
    """Hoàn tác: every row that nobody changed or used since goes back to what it was; the others
    stay and are named with the reason."""
    with transaction.atomic():
        row = SheetImport.objects.select_for_update().get(pk=row.pk)
        _may_undo(row, by, now)
        stayed = []
        for change in reversed(row.changes):
            why = _take_back(change, by=by, now=now)
            if why:
                stayed.append(why)
        row.stayed, row.changes = list(reversed(stayed)), []
        row.state, row.undone_at = ImportState.UNDONE, now
        row.save()
    return row


def can_undo(row: SheetImport, *, now: datetime) -> bool:
    """Only the last import of its kind, for seven days."""
    if row.state != ImportState.KEPT or row.kept_at is None or now - row.kept_at > UNDO_WITHIN:
        return False
    later = SheetImport.objects.filter(
        kind=row.kind, state=ImportState.KEPT, kept_at__gt=row.kept_at
    )
    return not later.exists()


def forget_imports(*, now: datetime) -> int:
    """Empties drafts of yesterday, changes that can no longer be undone, and what an undoing left
    in place: they hold names."""
    drafts = SheetImport.objects.filter(state=ImportState.DRAFT, made_at__lt=now - DRAFT_KEPT)
    old = SheetImport.objects.filter(state=ImportState.KEPT, kept_at__lt=now - UNDO_WITHIN)
    undone = SheetImport.objects.filter(undone_at__lt=now - UNDO_WITHIN)
    return (
        drafts.delete()[0]
        + old.exclude(changes=[]).update(changes=[])
        + undone.exclude(stayed=[]).update(stayed=[])
    )


def _may_undo(row: SheetImport, by: Account, now: datetime) -> None:
    kind = importer_of(row.kind)
    if kind is None or not can_undo(row, now=now):
        raise Refused(
            "Lượt nhập này không hoàn tác được nữa: đã quá 7 ngày, đã hoàn tác, hoặc đã có lượt "
            "nhập sau nó. Không có gì thay đổi."
        )
    need_rights(kind, by)


def _take_back(change: Mapping[str, Any], *, by: Account, now: datetime) -> str:
    """Takes one change back; answers why not, in one line, or ""."""
    model = model_of(change)
    found = model._base_manager.filter(pk=change["pk"]).first()
    if found is None:
        return "" if change["before"] is None else f"{change['pk']}: đã xóa sau khi nhập"
    if state_of(found) != change["after"]:
        return f"{found}: đã sửa sau khi nhập"
    if change["before"] is not None:
        put_back(found, change["before"])
        return ""
    own = _own_entry(found)
    uses = [use for use in uses_of(found) if not _is_own(use, own)]
    if uses:
        return f"{found}: đang được dùng ở {', '.join(map(str, uses))}"
    if own:
        correct_evidence(
            of=own, reason="Hoàn tác lượt nhập bảng tính", changes={}, by=by.code, now=now
        )
    found.delete()
    return ""


def _own_entry(found: models.Model) -> Evidence | None:
    """The entry that keeping this very row wrote."""
    if not isinstance(found, Communicator):
        return None
    return Evidence.objects.filter(
        kind="communicator.joined", subject_rows__code=found.code
    ).first()  # fmt: skip


def _is_own(use: Use, own: Evidence | None) -> bool:
    return own is not None and use.is_ledger and use.count == 1
