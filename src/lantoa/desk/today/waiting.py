"""What waits for this person: decisions, own articles, texts to copy out, plans, papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from lantoa.approval.models import Approval
from lantoa.approval.queries import last_decisions
from lantoa.channels.social.models import Post
from lantoa.channels.social.queries import waiting_posts
from lantoa.channels.station.models import IncomingBulletin
from lantoa.channels.station.terms import IncomingState
from lantoa.core.clock import local
from lantoa.desk.kits.rows import due_words
from lantoa.desk.today.deciding import decisions
from lantoa.desk.today.recalls import recall_rows
from lantoa.desk.today.rows import Row, link, short
from lantoa.newsroom.models import Article
from lantoa.newsroom.queries import articles_with_state
from lantoa.newsroom.terms import ArticleState, Priority
from lantoa.plan.campaigns import open_kit_items
from lantoa.plan.models import Plan
from lantoa.plan.queries import obstacles_of
from lantoa.plan.services.contracts import ending_contracts
from lantoa.plan.terms import ObstacleState
from lantoa.registry.models import Account, Unit
from lantoa.reports.models import Report
from lantoa.reports.queries import standing
from lantoa.reports.terms import ReportState
from lantoa.vietnamese import date_short, day_month

POSTS = 10


def waiting_rows(
    *, account: Account, units: Sequence[Unit], drafts: Sequence[Plan], live: Sequence[Plan],
    now: datetime,
) -> list[Row]:  # fmt: skip
    """What waits for this person."""
    rows: list[Row] = []
    if account.has_perm("approval.add_approval"):
        rows += decisions(account, now=now)
    rows += recall_rows(account, now=now)
    if account.has_perm("newsroom.change_article"):
        rows += _articles(account)
    if account.has_perm("station.change_timetable"):
        rows += _from_above()
    if account.has_perm("social.change_post"):
        rows += _posts()
    if account.has_perm("plan.change_plan"):
        rows += _plans(drafts)
    rows += _obstacles(account, now)
    if account.has_perm("outreach.add_activity"):
        rows += _kit_items(account, units, local(now).date())
    if account.has_perm("plan.change_contract"):
        rows += _contracts(local(now).date())
    if account.has_perm("plan.issue_plan"):
        rows += _unnumbered(live)
    if account.has_perm("reports.issue_report"):
        rows += _reports()
    return rows


def _articles(account: Account) -> list[Row]:
    """Own articles that came back, then own drafts."""
    own = articles_with_state(Article.objects.filter(created_by=account)).filter(
        standing__in=(ArticleState.RETURNED, ArticleState.DRAFT)
    )
    columns = own.defer("body", "folded", "script", "post").order_by("-created_at")
    listed: list[Article] = list(columns[:20])
    decided = last_decisions(
        article.code for article in listed if article.standing == ArticleState.RETURNED
    )
    rows = [_article(article, decided.get(article.code)) for article in listed]
    return sorted(rows, key=lambda row: row.sign != "returned")


def _article(article: Article, decision: Approval | None) -> Row:
    address = link("edit-article", article.pk)
    if article.standing == ArticleState.RETURNED:
        why = f"Lý do: {decision.reason}" if decision else "Mở bài để xem lý do."
        return Row("returned", "Trả lại", article.title, why, "Sửa bài", address)
    made = local(article.created_at).date() if article.created_at else None
    note = f"Bản nháp từ {day_month(made)}, chưa gửi duyệt." if made else "Chưa gửi duyệt."
    return Row("draft", "Bản nháp", article.title, note, "Viết tiếp", address)


def _posts() -> list[Row]:
    """One line: the texts lie ready on one screen, to be copied out one after the other."""
    waiting: list[Post] = list(waiting_posts()[: POSTS + 1])
    if not waiting:
        return []
    count = f"{len(waiting)}" if len(waiting) <= POSTS else f"Hơn {POSTS}"
    oldest = local(waiting[0].made_at).date()
    return [
        Row("waiting", "Chép ra mạng", f"{count} bài đăng chờ chép ra mạng xã hội",
            f"Cũ nhất: «{short(waiting[0].article.title, 60)}», có lời đăng từ "
            f"{day_month(oldest)}.", "Chép và dán đường dẫn", link("social-desk"))
    ]  # fmt: skip


def _from_above() -> list[Row]:
    """One line: what a higher level sent, the gravest named."""
    waiting = list(IncomingBulletin.objects.filter(state=IncomingState.NEW)[:100])
    if not waiting:
        return []
    order = Priority.values
    first = max(waiting, key=lambda row: order.index(row.level))
    is_grave = first.level == Priority.EMERGENCY
    return [
        Row("late" if is_grave else "waiting", "Cấp trên gửi",
            f"{len(waiting)} bản tin cấp trên chờ xem",
            f"{str(first.get_level_display()).capitalize()}: «{short(first.title, 60)}».",
            "Xem bản tin", link("station-incoming"))
    ]  # fmt: skip


def _plans(drafts: Sequence[Plan]) -> list[Row]:
    return [
        Row("draft", "Kế hoạch", short(plan.title),
            f"Đã đọc tệp {plan.source_name}, chờ xem lại và đưa vào thực hiện.", "Xem lại",
            link("plan-reading", plan.code))
        for plan in drafts
    ]  # fmt: skip


def _contracts(today: date) -> list[Row]:
    """What runs out within 60 days or has run out, the soonest first."""
    return [
        Row("late" if row.ends_on <= today else "waiting", "Hợp đồng", short(row.name, 80),
            f"{row.party}, hết hạn {date_short(row.ends_on)}, {row.standing(today)}.",
            "Xem hợp đồng", link("contract", row.pk))
        for row in ending_contracts(today=today)[:20]
    ]  # fmt: skip


def _obstacles(account: Account, now: datetime) -> list[Row]:
    """For who lays obstacles before the leader those that are new; for a leader those laid."""
    states = [
        state
        for permission, state in (
            ("plan.forward_obstacle", ObstacleState.RAISED),
            ("plan.decide_obstacle", ObstacleState.LAID),
        )
        if account.has_perm(permission)
    ]
    if not states:
        return []
    seen = obstacles_of(account, today=local(now).date()).filter(state__in=states)
    found = seen.select_related(None).defer(None).select_related("unit", "task")[:20]
    return [
        Row("waiting", "Vướng mắc", f"{row.unit.name}: {short(row.text, 80)}",
            f"Nhiệm vụ {row.task.number}, báo ngày {day_month(local(row.raised_at).date())}.",
            "Xem và quyết định" if row.state == ObstacleState.LAID else "Xem và trình",
            link("obstacle", row.pk))
        for row in found
    ]  # fmt: skip


def _kit_items(account: Account, units: Sequence[Unit], today: date) -> list[Row]:
    """One line for what the units of this person owe to yearly days: the nearest, and how many."""
    owed = open_kit_items(units, today=today)
    if not owed:
        return []
    first = owed[0]
    is_late = first.due_on < today
    button, address = "Xem việc của đơn vị", link("unit-work")
    if account.has_perm("plan.change_campaignkit"):
        button, address = "Mở bộ tài liệu", link("campaign-kit", first.kit_id)
    rest = f" Cùng {len(owed) - 1} việc khác." if len(owed) > 1 else ""
    return [
        Row("late" if is_late else "waiting", "Ngày hưởng ứng", first.text,
            f"{first.kit.name}: hạn {due_words(first, today=today)}.{rest}",
            button, address)
    ]  # fmt: skip


def _unnumbered(live: Sequence[Plan]) -> list[Row]:
    return [
        Row("waiting", "Ban hành", f"{plan.code} chưa ghi số, ngày ban hành",
            "Kế hoạch đang thực hiện; ghi số và ngày khi văn thư đã cấp.", "Ghi số, ngày",
            link("plan-issue", plan.code))
        for plan in live
        if not plan.issued_on
    ]  # fmt: skip


def _reports() -> list[Row]:
    """Reports that were approved and have no number and day yet."""
    sent = Report.objects.filter(state=ReportState.SUBMITTED).select_related("plan")
    return [
        Row("waiting", "Báo cáo", report.title, "Đã duyệt; chờ số, ngày và gửi đi.",
            "Ghi số, ngày", link("report", report.pk))
        for report in sent
        if standing(report) == ReportState.APPROVED
    ]  # fmt: skip
