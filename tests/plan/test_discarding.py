"""A draft is thrown away by who may bring plans in, and only as long as it is a draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import make

from lantoa.core.errors import Refused
from lantoa.plan.models import Plan
from lantoa.plan.services import confirm_plan, discard_draft, import_plan
from lantoa.registry.terms import Role

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "ke-hoach-song-lam.txt"

pytestmark = pytest.mark.django_db


def brought_in() -> Plan:
    return import_plan(content=SAMPLE.read_bytes(), name="ke-hoach.txt", by=None, now=make.NOW)


def test_only_who_may_bring_in_plans_discards_a_draft() -> None:
    plan = brought_in()
    with pytest.raises(Refused, match="không có quyền xóa"):
        discard_draft(plan=plan, by=make.account(Role.INSPECTOR))
    discard_draft(plan=plan, by=make.account(Role.PLAN_OFFICER))
    assert Plan.objects.count() == 0


def test_a_draft_confirmed_elsewhere_is_not_discarded() -> None:
    opened = brought_in()
    confirm_plan(plan=Plan.objects.get(pk=opened.pk), by=None, now=make.NOW, today=make.TODAY)
    with pytest.raises(Refused, match="vẫn giữ nguyên"):
        discard_draft(plan=opened, by=make.account(Role.PLAN_OFFICER))
    assert Plan.objects.get().tasks.count() == 8
