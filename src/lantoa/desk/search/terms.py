"""Words of the search: the kinds of things that are found, in the order in which they are shown,
and who may see each."""

from __future__ import annotations

from django.db import models


class Found(models.TextChoices):
    """What kind of thing an item is."""

    ARTICLE = "article", "Tin bài"
    TASK = "task", "Nhiệm vụ"
    PAPER = "paper", "Văn bản"
    REPORT = "report", "Báo cáo"
    DEED = "deed", "Hoạt động, minh chứng"
    UNIT = "unit", "Đơn vị, thôn, cụm loa"
    PERSON = "person", "Cán bộ, tuyên truyền viên"


# The right that shows a kind; it is the right that opens the page behind it.
RIGHTS: dict[str, str] = {
    Found.ARTICLE: "newsroom.view_article",
    Found.TASK: "plan.view_task",
    Found.PAPER: "plan.view_plan",
    Found.REPORT: "reports.view_report",
    Found.DEED: "ledger.view_evidence",
    Found.UNIT: "registry.view_unit",
    Found.PERSON: "registry.view_officer",
}
