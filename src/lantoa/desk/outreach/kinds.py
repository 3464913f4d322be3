"""The kinds of Hoạt động: which form, who may fill it in, and what its button says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lantoa.desk.outreach import forms
from lantoa.registry.models import Account


@dataclass(frozen=True)
class FormKind:
    """One form: its address, names, the right it needs, and what it is for."""

    slug: str
    name: str
    button: str
    permission: str
    hint: str
    form: Any


FORMS = (
    FormKind("tap-huan", "Tập huấn, bồi dưỡng", "Ghi buổi tập huấn", "outreach.add_training",
             "Lớp học, buổi hướng dẫn; ghi người được chứng nhận.", forms.TrainingForm),
    FormKind("hoi-nghi", "Hội nghị, cuộc họp", "Ghi hội nghị, cuộc họp", "outreach.add_meeting",
             "Hội nghị, họp dân, sinh hoạt có phổ biến nội dung.", forms.MeetingForm),
    FormKind("hoat-dong", "Hoạt động hưởng ứng", "Ghi hoạt động", "outreach.add_activity",
             "Ngày hội, sân chơi, trưng bày; hưởng ứng ngày 18/5, 1/10, 10/10.",
             forms.ActivityForm),
    FormKind("tham-ho", "Thăm hộ", "Ghi lượt thăm hộ", "outreach.add_visit",
             "Tổ công nghệ số đến từng nhà; chỉ đếm số hộ của thôn.", forms.VisitForm),
    FormKind("pho-bien", "Phổ biến cho cán bộ", "Ghi buổi phổ biến", "outreach.add_briefing",
             "Tài liệu đã gửi và ai đã xác nhận, chọn từ danh sách cán bộ.", forms.BriefingForm),
    FormKind("khen-thuong", "Khen thưởng, biểu dương", "Ghi khen thưởng",
             "plan.add_commendation", "Quyết định khen thưởng, hoặc đề nghị đã gửi.",
             forms.CommendationForm),
    FormKind("khoan-chi", "Khoản chi", "Ghi khoản chi", "plan.add_costline",
             "Tiền dự toán và đã chi cho nhiệm vụ, theo bốn nguồn.", forms.CostForm),
)  # fmt: skip


def form_kind(slug: str) -> FormKind | None:
    """The kind of an address."""
    return next((kind for kind in FORMS if kind.slug == slug), None)


def forms_for(account: Account) -> Iterator[FormKind]:
    """What this account may enter."""
    return (kind for kind in FORMS if account.has_perm(kind.permission))
