"""Đã đưa lên bảng, đã gỡ: what people did at a board becomes an entry of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.channels.base.services import settle
from lantoa.channels.base.terms import DeliveryState
from lantoa.channels.boards.models import Posting
from lantoa.channels.boards.queries import file_for, may_go_up
from lantoa.channels.boards.services.preparing import drop, why_gone
from lantoa.channels.boards.terms import HANGING, LONGEST_TIME, PostingState
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.ledger import attachments as store
from lantoa.ledger.services import BACKFILL_AFTER, record_evidence
from lantoa.ledger.terms import Proof
from lantoa.registry.models import Account
from lantoa.vietnamese import date_short

NOTE = "boards.add_posting"
# Bytes and their type, as a form hands them over.
File = tuple[bytes, str]
NO_RIGHT = "Tài khoản này không được giao ghi bảng tin. Chưa ghi gì."
NOT_WAITING = "Chữ này đã đưa lên hoặc đã thôi đưa lên. Không có gì thay đổi."
NOT_DROPPED = "Chữ này không ở mục «Thôi đưa lên». Không có gì thay đổi."
NOT_IN_USE = "Bảng này không còn dùng. Chưa đổi gì. Dùng lại bảng ở Danh mục rồi đưa lại."
NOT_HANGING = "Chữ này không còn trên bảng. Không có gì thay đổi."
GONE = (
    "Tin bài đã có bản mới, đã gỡ, hoặc chữ này không còn được dùng. Chưa ghi gì. "
    "Đưa lên bảng bản chữ mới nhất rồi ghi."
)
NO_FILE = (
    "Chữ đã duyệt chưa có khổ của bảng này. Chưa ghi gì. "
    "Làm lại «Chữ cho bảng tin» ở trang viết bài rồi gửi duyệt."
)


def note_posted(
    *, posting: Posting, happened_at: datetime, hangs_until: date,
    attachments: Sequence[File] = (), by: Account, now: datetime,
) -> Posting:  # fmt: skip
    """Ghi đã đưa lên bảng: the approved text hangs there since `happened_at`. Raises Refused."""
    need_right(by)
    papers = [store.keep(*file) for file in attachments]
    with transaction.atomic():
        row = _locked(posting)
        if row.state != PostingState.TO_POST:
            raise Refused(NOT_WAITING)
        _check(row, happened_at, hangs_until, now)
        _take_down_older(row, happened_at, by, now)
        row.state, row.posted_at, row.hangs_until = PostingState.POSTED, happened_at, hangs_until
        row.noted_by = by
        entry = record_evidence(
            kind="board.posted", occurred_at=happened_at, now=now, by=by.code,
            subjects=subjects_of(row), payload=_payload(row),
            proof=Proof.DOCUMENT if papers else Proof.STATEMENT, attachments=papers,
            backfilled=local(now).date() - local(happened_at).date() > BACKFILL_AFTER,
        )  # fmt: skip
        row.evidence_seq = entry.seq
        row.save()
        settle(delivery=row.delivery, state=DeliveryState.DELIVERED, now=now)
    return row


def note_removed(*, posting: Posting, happened_at: datetime, by: Account, now: datetime) -> Posting:
    """Ghi đã gỡ khỏi bảng."""
    need_right(by)
    with transaction.atomic():
        row = _locked(posting)
        if row.state not in HANGING:
            raise Refused(NOT_HANGING)
        if happened_at > now or (row.posted_at and happened_at < row.posted_at):
            raise Refused("Giờ gỡ phải sau giờ đưa lên và không ở phía trước. Chưa ghi gì.")
        _remove(row, happened_at, by, now)
    return row


def drop_posting(*, posting: Posting, by: Account, now: datetime) -> None:
    """Thôi đưa lên: this text does not go up on this board."""
    need_right(by)
    with transaction.atomic():
        row = _locked(posting)
        if row.state != PostingState.TO_POST:
            raise Refused(NOT_WAITING)
        row.noted_by = by
        row.save(update_fields=["noted_by"])
        drop(row, "người phụ trách quyết định không đưa lên bảng này", now)


def take_up_posting(*, posting: Posting, by: Account, now: datetime) -> None:
    """Đưa lại: what was dropped waits for its board once more, as long as it is still current."""
    need_right(by)
    with transaction.atomic():
        row = _locked(posting)
        if row.state != PostingState.DROPPED:
            raise Refused(NOT_DROPPED)
        if not row.board.is_active:
            raise Refused(NOT_IN_USE)
        if why_gone(row.delivery, now) or not may_go_up(row):
            raise Refused(GONE)
        row.state, row.why, row.noted_by = PostingState.TO_POST, "", None
        row.save(update_fields=["state", "why", "noted_by"])
        settle(delivery=row.delivery, state=DeliveryState.SENDING, now=now)


def need_right(by: Account) -> None:
    """Who may note what hangs where."""
    if not by.has_perm(NOTE):
        raise Refused(NO_RIGHT)


def subjects_of(row: Posting) -> list[str]:
    """Codes of all that it counts for."""
    article = row.article
    codes = [article.code, row.board.code, row.board.hamlet.code]
    codes += [task.code for task in article.tasks.select_related("plan")]
    codes += [audience.code for audience in article.audiences.all()]
    codes += [article.project.code] if article.project else []
    return codes


def check_days(happened_at: datetime, hangs_until: date, now: datetime) -> None:
    """Refuses what did not happen yet, and an end that cannot be."""
    begun = local(happened_at).date()
    if happened_at > now:
        raise Refused("Không ghi được việc chưa làm. Chưa ghi gì. Kiểm tra lại ngày đưa lên.")
    if not begun <= hangs_until <= begun + LONGEST_TIME:
        raise Refused(
            "Ngày hết hạn phải từ ngày đưa lên và không quá một năm. Chưa ghi gì. Nhập lại ngày."
        )


def _check(row: Posting, happened_at: datetime, hangs_until: date, now: datetime) -> None:
    check_days(happened_at, hangs_until, now)
    if local(happened_at).date() < local(row.made_at).date():
        raise Refused(
            f"Chữ này được duyệt ngày {date_short(local(row.made_at).date())}, nên không thể có "
            "trên bảng trước ngày ấy. Chưa ghi gì. Kiểm tra lại ngày đưa lên."
        )
    if not may_go_up(row):
        raise Refused(GONE)
    if file_for(row.product, row.board) is None:
        raise Refused(NO_FILE)


def _payload(row: Posting) -> dict[str, object]:
    file = file_for(row.product, row.board)
    return {
        "title": row.article.title, "content": row.delivery.content,
        "place": f"{row.board.name}, thôn {row.board.hamlet}",
        "electronic": row.board.is_electronic, "text_sha256": file.sha256 if file else "",
        "until": row.hangs_until.isoformat() if row.hangs_until else "",
    }  # fmt: skip


def _take_down_older(row: Posting, at: datetime, by: Account, now: datetime) -> None:
    """The new sheet takes the place of the old one on the same board."""
    older = Posting.objects.select_for_update(of=("self",)).filter(
        article=row.article, board=row.board, state__in=HANGING
    )
    for one in older.select_related("board__hamlet", "article", "delivery").exclude(pk=row.pk):
        _remove(one, max(at, one.posted_at or at), by, now)


def _remove(row: Posting, at: datetime, by: Account, now: datetime) -> None:
    row.state, row.removed_at, row.removed_by = PostingState.REMOVED, at, by
    row.save(update_fields=["state", "removed_at", "removed_by"])
    days = (local(at).date() - local(row.posted_at or at).date()).days + 1
    record_evidence(
        kind="board.removed", occurred_at=at, now=now, by=by.code, subjects=subjects_of(row),
        payload={"title": row.article.title, "place": _place(row), "of": row.evidence_seq or 0,
                 "days": days},
        proof=Proof.STATEMENT,
    )  # fmt: skip
    settle(
        delivery=row.delivery, state=DeliveryState.WITHDRAWN, now=now, problem="Đã gỡ khỏi bảng."
    )


def _place(row: Posting) -> str:
    return f"{row.board.name}, thôn {row.board.hamlet}"


def _locked(posting: Posting) -> Posting:
    rows = Posting.objects.select_for_update(of=("self",)).select_related(
        "board__hamlet", "article", "delivery", "product"
    )
    return rows.get(pk=posting.pk)
