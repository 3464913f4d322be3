"""Nhật ký nhận về: a partner's file is read, looked at, kept as evidence of level P1 and never
more, or taken back."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lantoa.channels.station.handing.matching import (
    Counted,
    Known,
    Matched,
    cluster_names,
    match_rows,
)
from lantoa.channels.station.handing.queries import known_of
from lantoa.channels.station.handing.reading import (
    COLUMNS,
    NEEDED,
    LogRow,
    headings_of,
    read_rows,
)
from lantoa.channels.station.handing.tables import laid_out, likeliest, pack, unpack
from lantoa.channels.station.models import OuterAiring, Partner, PartnerLog
from lantoa.channels.station.services.evidence import article_subjects, cluster_subjects
from lantoa.channels.station.services.outer_correcting import withdraw_rows
from lantoa.channels.station.services.outer_deliveries import settle_outer
from lantoa.channels.station.terms import LogState, RowVerdict
from lantoa.core.errors import Refused
from lantoa.documents.sheets import Limits
from lantoa.documents.tables import Table, read_tables
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.terms import Form
from lantoa.registry.models import Account, Commune, SpeakerCluster
from lantoa.vietnamese import number

LIMITS = Limits(unpacked=60 * 1024 * 1024, rows=20_000, columns=40)
MOST_COUNTED = 3_000
MOST_OTHERS = 2_000
CHANGE = "station.change_timetable"
NO_RIGHT = "Tài khoản này không được giao nhận nhật ký của nơi phát hộ. Chưa ghi gì."


@dataclass(frozen=True)
class LogDraft:
    """A log as the preview shows it. `strange`: names in it that are no cluster yet."""

    log: PartnerLog
    tables: list[Table]
    sheet: int
    head: int
    places: Mapping[str, int]
    matched: list[Matched]
    strange: list[str]

    @property
    def table(self) -> Table:
        return self.tables[self.sheet]

    @property
    def counts(self) -> Counter[str]:
        return Counter(str(one.verdict) for one in self.matched)

    @property
    def airings(self) -> int:
        """How many entries «Ghi» would write."""
        return sum(len(one.counted) for one in self.matched)


def open_log(
    *, partner: Partner, content: bytes, file_name: str, by: Account, now: datetime
) -> PartnerLog:
    """Nhận tệp để xem trước; the ledger is not touched. A file that stands in the ledger already
    is refused, whatever its name."""
    if not by.has_perm(CHANGE):
        raise Refused(NO_RIGHT)
    sha256 = hashlib.sha256(content).hexdigest()
    same = PartnerLog.objects.filter(partner=partner, sha256=sha256, state=LogState.KEPT).first()
    if same is not None:
        raise Refused(
            f"Tệp này đã nhận rồi, với tên «{same.file_name}», ghi sổ ngày "
            f"{same.kept_at:%d/%m/%Y}. Không nhận lần nữa. Nhận nhầm thì hoàn tác lượt cũ."
        )
    tables = read_tables(content, limits=LIMITS, with_time=True)
    sheet = likeliest(tables, partner)
    return PartnerLog.objects.create(
        partner=partner, file_name=file_name[-200:], sha256=sha256, made_by=by, made_at=now,
        tables=[pack(table) for table in tables],
        choices={"sheet": sheet, **laid_out(tables[sheet], partner)},
    )  # fmt: skip


def choose_columns(
    *, log: PartnerLog, sheet: int, places: Mapping[str, int] | None,
    in_minutes: bool, names: Mapping[str, int], by: Account,
) -> None:  # fmt: skip
    """Sửa cách đọc: another sheet is laid out anew, else the columns that a person chose; names of
    clusters are remembered for this partner at once."""
    _need_draft(log, by)
    if not 0 <= sheet < len(log.tables):
        raise Refused("Không có trang tính này trong tệp. Chưa đổi gì.")
    laid: dict[str, Any] = {"head": log.choices["head"], "places": log.choices["places"]}
    if sheet != log.choices["sheet"]:
        laid = laid_out(unpack(log.tables[sheet]), log.partner)
    elif places is not None:
        known = {column.name for column in COLUMNS}
        laid["places"] = {name: place for name, place in places.items() if name in known}
    own = set(log.partner.clusters.values_list("pk", flat=True))
    with transaction.atomic():
        log.choices = {"sheet": sheet, "in_minutes": in_minutes, **laid}
        log.save(update_fields=["choices"])
        partner = log.partner
        partner.names = {**partner.names, **{n: pk for n, pk in names.items() if pk in own}}
        partner.save(update_fields=["names"])


def read_log(log: PartnerLog, *, now: datetime) -> LogDraft:
    """The preview, made against what was handed over by this moment."""
    if log.state != LogState.DRAFT or not log.tables:
        raise Refused("Nhật ký này không còn ở bước xem trước. Không có gì thay đổi.")
    tables = [unpack(raw) for raw in log.tables]
    chosen = log.choices
    table, places = tables[chosen["sheet"]], dict(chosen["places"])
    rows: list[LogRow] = []
    if set(NEEDED) <= set(places):
        below = [row for row in table.rows if row.number > chosen["head"]]
        rows = read_rows(below, places, in_minutes=bool(chosen.get("in_minutes")))
    known: Known = known_of(log.partner, until=now)
    return LogDraft(
        log, tables, chosen["sheet"], chosen["head"], places, match_rows(rows, known, now=now),
        cluster_names(rows, known.clusters),
    )  # fmt: skip


def keep_log(*, log: PartnerLog, by: Account, now: datetime) -> int:
    """Ghi vào sổ: an entry an item and cluster, at level P1. What did not match is kept as a list
    beside it. Answers how many entries were written."""
    with transaction.atomic():
        # Another log, or somebody's sheet, of the same airings comes before or after, never beside.
        Commune.objects.select_for_update().filter(pk=1).first()
        row = PartnerLog.objects.select_for_update(of=("self",)).select_related("partner").get(
            pk=log.pk
        )  # fmt: skip
        _need_draft(row, by)
        draft = read_log(row, now=now)
        counted = [(one, each) for one in draft.matched for each in one.counted]
        if not counted:
            raise Refused(
                "Không dòng nào khớp với gói đã giao nên chưa ghi gì. Xem lý do từng dòng; kiểm "
                "tra cột, tên cụm loa, hoặc gói giao của những ngày ấy."
            )
        if len(counted) > MOST_COUNTED:
            raise Refused(
                f"Tệp khớp {number(len(counted))} lượt phát, một lần ghi nhiều nhất "
                f"{number(MOST_COUNTED)}. Chưa ghi gì. Chia tệp theo tuần rồi nhận từng tệp."
            )
        articles = _write(row, counted, by, now)
        row.counts = {**draft.counts, "airings": len(counted)}
        row.others = _others(draft)
        row.state, row.kept_at = LogState.KEPT, now
        partner = row.partner
        head = next((r for r in draft.table.rows if r.number == draft.head), None)
        if head is not None:
            partner.columns = headings_of(head, draft.places)
            partner.save(update_fields=["columns"])
        row.tables = []
        row.save()
        settle_outer(articles=articles, now=now)
    return len(counted)


def undo_log(*, log: PartnerLog, reason: str, by: Account, now: datetime) -> int:
    """Hoàn tác: every entry of the file is withdrawn, with its reason; answers how many."""
    if not by.has_perm(CHANGE):
        raise Refused(NO_RIGHT)
    if not reason.strip():
        raise Refused("Hoàn tác cần có lý do. Chưa rút gì. Hãy ghi rõ lý do.")
    with transaction.atomic():
        row = PartnerLog.objects.select_for_update(of=("self",)).get(pk=log.pk)
        if row.state != LogState.KEPT:
            raise Refused("Nhật ký này không còn ở bước đã ghi sổ. Không có gì thay đổi.")
        rows = list(
            OuterAiring.objects.select_for_update(of=("self",)).select_related("article")
            .filter(log=row, withdrawn_at__isnull=True).order_by("pk")
        )  # fmt: skip
        withdraw_rows(rows=rows, reason=reason, by=by, now=now)
        row.state = LogState.UNDONE
        row.save(update_fields=["state"])
    return len(rows)


def drop_log(*, log: PartnerLog, by: Account) -> None:
    """Thôi, không nhận: a draft is forgotten."""
    _need_draft(log, by)
    log.delete()


def _need_draft(log: PartnerLog, by: Account) -> None:
    if not by.has_perm(CHANGE):
        raise Refused(NO_RIGHT)
    if log.state != LogState.DRAFT:
        raise Refused("Nhật ký này không còn ở bước xem trước. Không có gì thay đổi.")


def _write(
    log: PartnerLog, counted: Sequence[tuple[Matched, Counted]], by: Account, now: datetime
) -> list[Article]:
    wanted = {each.due.article for _, each in counted}
    articles = {row.pk: row for row in Article.objects.filter(pk__in=wanted)}
    places = log.partner.clusters.select_related("hamlet").prefetch_related("hears")
    clusters = {row.pk: row for row in places}
    sounds = {
        (row.article_id, row.sha256): row
        for row in Rendition.objects.filter(article__in=wanted, form=Form.SOUND)
    }
    subjects = {pk: article_subjects(article) for pk, article in articles.items()}
    for matched, each in counted:
        article, cluster = articles[each.due.article], clusters[each.due.cluster]
        sound = sounds.get((article.pk, each.due.sha256))
        _entry(log, matched, each, article, cluster, sound, subjects[article.pk], by, now)
    return list(articles.values())


def _entry(
    log: PartnerLog, matched: Matched, each: Counted, article: Article, cluster: SpeakerCluster,
    sound: Rendition | None, subjects: Sequence[str], by: Account, now: datetime,
) -> None:  # fmt: skip
    due = each.due
    has_failed = matched.verdict == RowVerdict.FAILED
    entry = record_evidence(
        kind="broadcast.failed" if has_failed else "broadcast.played",
        occurred_at=each.at, now=now, by=by.code, proof=Proof.SENT,
        subjects=[*cluster_subjects(cluster), *subjects],
        payload={
            "title": due.title, "sha256": due.sha256, "topic": article.topic,
            "language": sound.language if sound else article.language,
            "synthetic": bool(sound and sound.is_synthetic), "seconds": each.seconds,
            "planned_seconds": due.seconds, "zone": due.zone, "priority": due.priority,
            "repeat": due.is_repeat, "result": "failed" if has_failed else "played",
            "broadcast": f"o/{log.pk}/{due.article}/{due.at:%Y%m%d%H%M}",
            "partner": log.partner.name, "log_sha256": log.sha256, "row": matched.row.number,
        },
    )  # fmt: skip
    OuterAiring.objects.create(
        log=log, article=article, title=due.title, cluster=cluster, starts_at=each.at,
        seconds=each.seconds, is_repeat=due.is_repeat, evidence_seq=entry.seq,
    )  # fmt: skip


def _others(draft: LogDraft) -> list[list[Any]]:
    found = [
        [one.row.number, str(one.verdict), one.words]
        for one in draft.matched if one.verdict != RowVerdict.COUNTED
    ]  # fmt: skip
    return found[:MOST_OTHERS]
