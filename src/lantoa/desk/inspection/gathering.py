"""What an inspector reads of a period: parts of rows, the same on screen, in print, in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from lantoa.approval.models import Approval
from lantoa.core.clock import local
from lantoa.desk.audit.models import AuditEntry
from lantoa.desk.audit.queries import day_begins, name_of, people_of
from lantoa.desk.audit.words import action_words
from lantoa.desk.indicators.rows import rows_of, writer_of
from lantoa.ledger.queries import Fact, facts
from lantoa.newsroom.models import Article
from lantoa.newsroom.plain import plain_text
from lantoa.reports.models import Report
from lantoa.vietnamese import date_short

BROADCASTS = ("broadcast.played", "broadcast.failed")
ACTIVITIES = (
    "training.held", "meeting.held", "activity.held", "visits.made", "briefing.given",
    "survey.estimated",
)  # fmt: skip
# Acts that decide something, beside every act that was denied or refused.
DECIDING = (
    "approve", "return", "decide-report", "issue-report", "plan-issue", "plan-confirm", "role",
    "copy-role", "restore-role", "approval-routes", "delegations", "end-delegation",
    "withdraw-article",
)  # fmt: skip
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Period:
    """From the first moment of `since` to the last of `until`."""

    since: date
    until: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        return day_begins(self.since), day_begins(self.until) + timedelta(days=1)

    def __str__(self) -> str:
        return f"từ {date_short(self.since)} đến hết {date_short(self.until)}"


@dataclass(frozen=True)
class Line:
    """One row: its cells, and the page of the desk where it is whole."""

    cells: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True)
class Part:
    """One part of the dossier. `text_last`: the last cell is long and stands under the row."""

    code: str
    name: str
    heads: tuple[str, ...]
    lines: list[Line]
    teach: str
    text_last: bool = False


def parts_of(period: Period, *, with_text: bool) -> list[Part]:
    """Every part, in the order in which an inspection asks. `with_text`: articles with all their
    words, which takes its time; for counts it is not needed."""
    return [
        _articles(period, with_text=with_text) if code == "tin-bai" else gather(period)
        for code, gather in GATHERERS.items()
    ]


def part_of(code: str, period: Period) -> Part | None:
    """One part alone."""
    gather = GATHERERS.get(code)
    return gather(period) if gather else None


def _articles(period: Period, *, with_text: bool = True) -> Part:
    rows = _approvals(period).filter(is_final=True, decision="approved")
    lines = [
        Line(
            (_moment(row.decided_at), row.request.title,
             ", ".join(str(one) for one in row.request.authors.all()), _decider(row),
             row.hash[:16], approved_text(row) if with_text else ""),
            _page(row),
        )
        for row in rows.filter(subject__startswith="article:")
    ]  # fmt: skip
    heads = ("Duyệt lúc", "Tin bài", "Người viết, trình", "Người duyệt", "Mã băm", "Như đã duyệt")
    teach = "Không có tin bài nào được duyệt trong những ngày này."
    return Part("tin-bai", "Tin bài đã duyệt", heads, lines, teach, text_last=True)


def approved_text(approval: Approval) -> str:
    """The words of exactly the version that was approved; says so where they are gone."""
    article = Article.objects.filter(pk=approval.subject.partition(":")[2]).first()
    if article is None:
        return "Tin bài không còn trong máy; mã băm ở sổ minh chứng."
    before = article.revisions.filter(created_at__lte=approval.decided_at).order_by("-pk")
    for revision in [*before[:5], *article.revisions.order_by("-pk")[:5]]:
        version = revision.as_object()
        if version.content == approval.content:
            return plain_text(version)[:LONGEST_TEXT]
    return "Bản đã duyệt không còn trong máy; mã băm ở sổ minh chứng."


def _decisions(period: Period) -> Part:
    lines = [
        Line(
            (_moment(row.decided_at), row.request.title,
             str(row.get_decision_display()) + ("" if row.is_final else " bước một"),
             _decider(row), row.reason, {"link": "đường dẫn"}.get(row.via, "bàn làm việc")),
            _page(row),
        )
        for row in _approvals(period)
    ]  # fmt: skip
    heads = ("Lúc", "Nội dung", "Quyết định", "Người quyết định", "Lý do", "Nơi quyết định")
    return Part("quyet-dinh", "Quyết định duyệt, trả lại", heads, lines,
                "Không có quyết định nào trong những ngày này.")  # fmt: skip


def _reports(period: Period) -> Part:
    first, last = period.moments
    made = Report.objects.filter(made_at__gte=first, made_at__lt=last)
    issued = Report.objects.filter(issued_on__gte=period.since, issued_on__lte=period.until)
    lines = [
        Line(
            (_moment(row.made_at), row.title, str(row.get_state_display()),
             f"{row.number:02}/BC-UBND ngày {date_short(row.issued_on)}"
             if row.number and row.issued_on else "chưa phát hành", str(row.made_by)),
            reverse("report", args=[row.pk]),
        )
        for row in (made | issued).select_related("made_by").order_by("made_at")
    ]  # fmt: skip
    heads = ("Lập lúc", "Báo cáo", "Tình trạng", "Số, ngày", "Người lập")
    return Part("bao-cao", "Báo cáo", heads, lines, "Không có báo cáo nào trong những ngày này.")


def _acts(period: Period) -> Part:
    first, last = period.moments
    every = AuditEntry.objects.filter(at__gte=first, at__lt=last).order_by("seq")
    rows = list(every.filter(action__in=DECIDING) | every.exclude(outcome="done"))
    people = people_of(rows)
    lines = [
        Line((
            _moment(row.at), name_of(row, people) or "chưa đăng nhập", row.role,
            action_words(row.action),
            row.words or row.subject, str(row.get_outcome_display()), row.address, row.device,
        ))
        for row in rows
    ]  # fmt: skip
    heads = ("Lúc", "Ai", "Vai trò", "Việc", "Chi tiết", "Kết quả", "Địa chỉ mạng", "Thiết bị")
    return Part("nhat-ky", "Nhật ký của các quyết định và lần bị từ chối", heads, lines,
                "Nhật ký không có quyết định nào trong những ngày này.")  # fmt: skip


def _evidence_part(
    code: str, name: str, teach: str, kinds: Sequence[str] = ()
) -> Callable[[Period], Part]:
    def gather(period: Period) -> Part:
        found = facts(kinds=kinds, since=period.since, until=period.until)
        heads = ("Số mục", "Ngày", "Giờ", "Loại", "Nội dung", "Số lượng", "Căn cứ", "Người ghi")
        return Part(code, name, heads, list(_evidence_lines(found)), teach)

    return gather


def _evidence_lines(found: Sequence[Fact]) -> Iterable[Line]:
    writers: dict[str, str] = {}
    for fact, row in zip(found, rows_of(found), strict=True):
        if fact.by not in writers:
            writers[fact.by] = writer_of(fact.by)
        note = " (nhập bổ sung)" if row.is_backfilled else ""
        yield Line(
            (str(row.seq), row.day, row.clock, row.kind, row.title, row.amount,
             row.proof + note, writers[fact.by]),
            reverse("ledger-entry", args=[row.seq]),
        )  # fmt: skip


GATHERERS: dict[str, Callable[[Period], Part]] = {
    "tin-bai": _articles,
    "quyet-dinh": _decisions,
    "phat-song": _evidence_part(
        "phat-song", "Lượt phát thanh", "Không có lượt phát nào trong những ngày này.", BROADCASTS
    ),
    "hoat-dong": _evidence_part(
        "hoat-dong", "Hoạt động trực tiếp", "Không có hoạt động nào trong những ngày này.",
        ACTIVITIES,
    ),
    "bao-cao": _reports,
    "minh-chung": _evidence_part(
        "minh-chung", "Sổ minh chứng", "Sổ không có mục nào trong những ngày này."
    ),
    "nhat-ky": _acts,
}  # fmt: skip


def _approvals(period: Period):  # type: ignore[no-untyped-def]
    first, last = period.moments
    rows = Approval.objects.filter(decided_at__gte=first, decided_at__lt=last)
    return (
        rows.select_related("by", "on_behalf_of", "request")
        .prefetch_related("request__authors")
        .order_by("decided_at", "pk")
    )


def _decider(row: Approval) -> str:
    return f"{row.by} (thừa ủy quyền {row.on_behalf_of})" if row.on_behalf_of else str(row.by)


def _page(row: Approval) -> str:
    return reverse("approval", args=[row.request_id])


def _moment(moment: datetime) -> str:
    return f"{local(moment):%d/%m/%Y %H:%M}"
