"""Texts that may tell of a person: each with what it is, and why it stays where it must.

What a body of state has decided, issued or published is its record (Luật 91/2025/QH15 điều 14,
điều 19): it is shown to the person and kept, with the way in which it can be put right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse

from lantoa.approval.models import Approval
from lantoa.library.models import Picture
from lantoa.newsroom.editing.dropping import why_keep_article
from lantoa.newsroom.models import Article
from lantoa.notices.models import Notice
from lantoa.plan.models import Commendation, Contract, Plan
from lantoa.registry.models import Commune, Custody, ScienceProject, SheetImport
from lantoa.reports.models import ReportPart
from lantoa.vietnamese import fold

RECORD = "hồ sơ đã lập của xã, giữ theo thời hạn lưu trữ"


@dataclass(frozen=True)
class Text:
    """A table whose words may tell of a person. `why_kept` answers empty where a row may go."""

    kind: str
    model: type[models.Model]
    fields: tuple[str, ...]
    where: str
    why_kept: Callable[[Any], str]

    def says(self, row: Any) -> dict[str, str]:
        names = {name: str(row._meta.get_field(name).verbose_name) for name in self.fields}
        return {
            label: str(getattr(row, name))[:600]
            for name, label in names.items()
            if getattr(row, name)
        }


def _always(words: str) -> Callable[[Any], str]:
    return lambda row: words


def _picture(row: Picture) -> str:
    return f"sửa tên, chú thích hoặc xóa ảnh ở {reverse('wagtailimages:edit', args=[row.pk])}"


def _notice(row: Notice) -> str:
    return "" if row.read_at else "thông báo chưa ai xem; tự xóa được sau khi đã xem"


TEXTS = (
    Text("article", Article, ("title", "lead", "script", "post", "source"), "Tin bài",
         why_keep_article),
    Text("notice", Notice, ("text",), "Thông báo", _notice),
    Text("picture", Picture, ("title", "caption", "alt_text", "source"), "Ảnh", _picture),
    Text("custody", Custody, ("recovery_email", "recovery_phone", "note"), "Hồ sơ giữ kênh",
         _always("sửa ở mục Kênh và người giữ kênh khi bàn giao")),
    Text("project", ScienceProject, ("contact",), "Nhiệm vụ KH&CN",
         _always("sửa đầu mối ở mục Danh mục")),
    Text("commune", Commune, ("site_responsible",), "Thông tin xã",
         _always("người chịu trách nhiệm nội dung của trang; sửa ở Thông tin xã")),
    Text("commendation", Commendation, ("whom", "for_what"), "Khen thưởng", _always(RECORD)),
    Text("contract", Contract, ("party", "note"), "Hợp đồng", _always(RECORD)),
    Text("plan", Plan, ("signer", "signer_title"), "Kế hoạch", _always(RECORD)),
    Text("report-part", ReportPart, ("text",), "Báo cáo", _always(RECORD)),
    Text("decision", Approval, ("reason",), "Lượt duyệt", _always(RECORD)),
    Text("import", SheetImport, ("tables", "changes", "stayed"), "Lượt nhập bảng tính",
         _always("tự xóa khi hết 7 ngày hoàn tác")),
)  # fmt: skip


def rows_telling(words: list[str]) -> Iterator[tuple[Text, Any]]:
    """Rows that hold every folded word, newest drafts of articles and their body included."""
    for text in TEXTS:
        for row in text.model._default_manager.order_by("-pk").iterator(chunk_size=500):
            if all(word in fold(_all_words(text, row)) for word in words):
                yield text, row


def _all_words(text: Text, row: Any) -> str:
    parts = [str(getattr(row, name)) for name in text.fields]
    if isinstance(row, Article):
        parts.append(row.folded)
        newest = row.latest_revision
        parts.append(str(newest.content) if newest else "")
    return " ".join(parts)
