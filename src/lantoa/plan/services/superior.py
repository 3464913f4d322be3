"""Danh mục văn bản cấp trên: entries by hand, from plans and from a pasted line; what was
replaced or ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from lantoa.core.errors import Refused
from lantoa.plan.mentions import Mention, documents_in
from lantoa.plan.models import Plan, SuperiorDocument
from lantoa.plan.superior import entry_for, mention_of
from lantoa.plan.terms import Standing
from lantoa.registry.models import Account
from lantoa.vietnamese import date_short, nfc

ADD, CHANGE = "plan.add_superiordocument", "plan.change_superiordocument"
LONGEST_WHY = 300


def keep_document(
    *, document: SuperiorDocument, by: Account, now: datetime, paper: dict[str, Any] | None = None
) -> SuperiorDocument:
    """Ghi văn bản: a new entry or a changed one; `paper` is its file as the attachments keep it."""
    _allow(by, ADD if document._state.adding else CHANGE)
    if not document.number and len(document.kind.split()) < 2:
        raise Refused("Cần số, ký hiệu của văn bản (luật thì ghi tên luật). Chưa ghi gì.")
    if document._state.adding:
        document.made_by, document.made_at = by, now
    if paper:
        document.paper = paper
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError as error:
        raise Refused(f"Danh mục đã có {document.in_full}. Chưa ghi thêm.") from error
    return document


def register_line(*, line: str, keys: Iterable[str], by: Account, now: datetime,
                  today: date) -> list[SuperiorDocument]:  # fmt: skip
    """Ghi từ dòng đã dán: the chosen ones (by `Mention.line`) of the documents that it names."""
    _allow(by, ADD)
    wanted = set(keys)
    chosen = [one for one in documents_in(line) if one.line in wanted]
    if not chosen:
        raise Refused("Chưa chọn văn bản nào trong dòng đã dán. Chưa ghi gì. Chọn rồi ghi lại.")
    late = next((one for one in chosen if one.issued_on and one.issued_on > today), None)
    if late and late.issued_on:
        raise Refused(f"{late.words} ghi ngày {date_short(late.issued_on)}, chưa tới. Chưa ghi gì.")
    with transaction.atomic():
        return [_registered(one, "", by, now) for one in chosen]


def register_bases(*, plan: Plan, by: Account | None, now: datetime) -> int:
    """Ghi văn bản căn cứ của kế hoạch into the register, each once. Answers how many are new."""
    before = SuperiorDocument.objects.count()
    for row in plan.legalbasiss.all():
        _registered(mention_of(row), row.cited_via, by, now)
    return SuperiorDocument.objects.count() - before


def end_document(
    *, document: SuperiorDocument, ended_on: date, replaced_by: SuperiorDocument | None = None,
    why: str = "", by: Account,
) -> SuperiorDocument:  # fmt: skip
    """Ghi nhận đã bị thay thế (by which document) or hết hiệu lực, from which day."""
    _allow(by, CHANGE)
    if replaced_by is not None and document in _line_of(replaced_by):
        raise Refused(f"{replaced_by} lại bị chính {document} thay thế. Chưa ghi gì. Chọn lại.")
    if document.issued_on and ended_on < document.issued_on:
        raise Refused(
            f"{document} ban hành ngày {date_short(document.issued_on)}, sau ngày đã chọn. "
            "Chưa ghi gì. Kiểm tra lại ngày."
        )
    document.standing = Standing.REPLACED if replaced_by else Standing.ENDED
    document.replaced_by, document.ended_on = replaced_by, ended_on
    document.ended_why = nfc(why).strip()[:LONGEST_WHY]
    document.save(update_fields=["standing", "replaced_by", "ended_on", "ended_why"])
    return document


def restore_document(*, document: SuperiorDocument, by: Account) -> SuperiorDocument:
    """Bỏ ghi nhận: it was noted by mistake."""
    _allow(by, CHANGE)
    document.standing, document.replaced_by, document.ended_on = Standing.NOTHING, None, None
    document.ended_why = ""
    document.save(update_fields=["standing", "replaced_by", "ended_on", "ended_why"])
    return document


def _registered(
    mention: Mention, cited_via: str, by: Account | None, now: datetime
) -> SuperiorDocument:
    """The entry of a naming, made where there is none; what it lacked is filled in. Two who name
    the same document at once get the one entry."""
    entry = _there(mention)
    if entry is None:
        entry = SuperiorDocument(
            kind=mention.kind or "Văn bản", number=mention.number, issued_on=mention.issued_on,
            issuer=mention.issuer, summary=mention.subject, cited_via=cited_via, made_by=by,
            made_at=now,
        )  # fmt: skip
        try:
            with transaction.atomic():
                entry.save()
        except IntegrityError:
            entry = _there(mention)
            if entry is None:
                raise
        else:
            return entry
    entry.issued_on = entry.issued_on or mention.issued_on
    entry.issuer = entry.issuer or mention.issuer
    entry.summary = entry.summary or mention.subject
    entry.cited_via = entry.cited_via if cited_via else ""
    entry.save(update_fields=["issued_on", "issuer", "summary", "cited_via"])
    return entry


def _there(mention: Mention) -> SuperiorDocument | None:
    same_day = SuperiorDocument.objects.filter(key=mention.key, issued_on=mention.issued_on)
    return entry_for(mention) or same_day.first()


def _line_of(document: SuperiorDocument) -> list[SuperiorDocument]:
    """The document and all that took its place, one after the other."""
    found = [document]
    while (after := found[-1].replaced_by) is not None and after not in found:
        found.append(after)
    return found


def _allow(by: Account, permission: str) -> None:
    if not by.has_perm(permission):
        raise Refused("Tài khoản này không có quyền giữ danh mục văn bản cấp trên. Chưa ghi gì.")
