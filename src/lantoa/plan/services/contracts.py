"""Hợp đồng và hạn: the register, its settlement papers, and being told before one runs out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from lantoa.core.errors import Refused
from lantoa.notices.queries import told
from lantoa.notices.services import tell_account
from lantoa.plan.models import Contract
from lantoa.plan.nudging import CONTRACT_STEPS, deadline_words, is_deadline_due
from lantoa.plan.terms import SettlementPaper
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

ADD, CHANGE = "plan.add_contract", "plan.change_contract"
BY = "system"


def keep_contract(
    *, contract: Contract, by: Account, now: datetime, paper: dict[str, Any] | None = None
) -> Contract:
    """Ghi hợp đồng: a new one or a changed one; `paper` is its file as the attachments keep it."""
    is_new = contract.made_by_id is None
    _allow(by, ADD if is_new else CHANGE)
    if contract.ends_on < contract.starts_on:
        raise Refused("Ngày hết hạn trước ngày bắt đầu. Chưa ghi gì. Kiểm tra lại hai ngày.")
    if is_new:
        contract.made_by, contract.made_at = by, now
    if paper:
        contract.paper = paper
    contract.save()
    return contract


def settle_papers(
    *, contract: Contract, papers: Collection[str], by: Account, today: date
) -> Contract:
    """Đánh dấu giấy tờ thanh toán; what was ticked before keeps its day."""
    _allow(by, CHANGE)
    with transaction.atomic():  # two people may tick at once: neither loses the other's days
        contract = Contract.objects.select_for_update().get(pk=contract.pk)
        contract.settled = {
            paper: contract.settled.get(paper, today.isoformat())
            for paper in SettlementPaper.values
            if paper in papers
        }
        contract.save(update_fields=["settled"])
    return contract


def close_contract(*, contract: Contract, closed_on: date, by: Account, today: date) -> Contract:
    """Thanh lý, thôi dùng: nobody is told of its end any more."""
    _allow(by, CHANGE)
    if closed_on > today or closed_on < contract.starts_on:
        raise Refused("Ngày thanh lý cần từ ngày bắt đầu hợp đồng đến hôm nay. Chưa ghi gì.")
    contract.closed_on = closed_on
    contract.save(update_fields=["closed_on"])
    return contract


def reopen_contract(*, contract: Contract, by: Account) -> Contract:
    """It was closed by mistake."""
    _allow(by, CHANGE)
    contract.closed_on = None
    contract.save(update_fields=["closed_on"])
    return contract


def ending_contracts(*, today: date) -> QuerySet[Contract]:
    """Contracts in force that end within the longest step, or have ended, the soonest first."""
    until = today + timedelta(days=max(CONTRACT_STEPS))
    return Contract.objects.filter(closed_on=None, ends_on__lte=until).order_by("ends_on", "name")


def remind_contracts(*, now: datetime, today: date) -> int:
    """Tells plan officers of what runs out, 60, 30, 14 and 7 days before and weekly after; safe
    to call again on the same day. Answers how many were told."""
    rows = list(ending_contracts(today=today))
    officers = Account.objects.filter(role=Role.PLAN_OFFICER, is_active=True) if rows else ()
    before = told({row.code for row in rows})
    count = 0
    for row in rows:
        words = deadline_words(f"Hợp đồng «{row.name}» với {row.party}", row.ends_on, today=today)
        for person in officers:
            days = before.get((row.code, person.pk), [])
            if not is_deadline_due(row.ends_on, today=today, before=days, steps=CONTRACT_STEPS):
                continue
            tell_account(
                account=person, text=words, subject=row.code, by=BY, today=today, now=now,
                link=f"/ban-lam-viec/kinh-phi/hop-dong/{row.pk}/", by_mail=True,
            )  # fmt: skip
            count += 1
    return count


def _allow(by: Account, permission: str) -> None:
    if not by.has_perm(permission):
        raise Refused("Tài khoản này không có quyền giữ hợp đồng. Chưa ghi gì.")
