"""A demo commune of few stories, in a database of its own that other tests never see."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path

from django.core.files.images import ImageFile
from django.db import connection, connections
from PIL import Image
from tests import alerting
from tests.library import make as library
from tests.registry.sheets import xlsx

from lantoa.channels.boards.queries import waiting_postings
from lantoa.channels.boards.services import drop_posting, note_posted
from lantoa.channels.outreach.models import Meeting
from lantoa.channels.outreach.services import record_meeting
from lantoa.channels.printed.models import Handout
from lantoa.channels.station.models import (
    DayProfile,
    HandoverPack,
    IncomingBulletin,
    Partner,
    PartnerLog,
    QuietPlace,
    RelaySource,
)
from lantoa.channels.station.services.airtime_before import MonthBefore, record_months
from lantoa.channels.station.services.by_hand import Relayed, record_sheet
from lantoa.channels.station.services.profiles import (
    save_profile,
    save_quiet_place,
    save_relay_source,
)
from lantoa.channels.station.services.repairs import note_complaint, note_ticket, open_ticket
from lantoa.channels.station.terms import IncomingState, LogState, RelayWay
from lantoa.core import clock
from lantoa.desk.station.before_forms import year_before
from lantoa.indicators.queries import start_of
from lantoa.ledger.attachments import keep
from lantoa.ledger.terms import Proof
from lantoa.library.models import Picture
from lantoa.newsroom.editing.notes import add_note
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import save_draft
from lantoa.newsroom.source_papers import add_source_paper
from lantoa.operation.demo import samples
from lantoa.operation.demo.building import build, half_a_year
from lantoa.operation.first_start import make_usual_rows
from lantoa.plan.models import Contract, Plan, SuperiorDocument
from lantoa.plan.services import (
    add_day,
    import_plan,
    keep_contract,
    keep_document,
    nominate,
    note_papers,
    prepare_kit,
)
from lantoa.plan.terms import PlanState
from lantoa.registry.importing.base import importer_of
from lantoa.registry.importing.drafts import open_table
from lantoa.registry.models import Account, Hamlet, SpeakerCluster
from lantoa.registry.roles import make_roles
from lantoa.registry.terms import Role
from lantoa.reports.periods import ad_hoc_period
from lantoa.reports.services import make_report

STORIES = 1
SUFFIX = "crawl"


@contextmanager
def own_database() -> Iterator[None]:
    """A copy of the empty test database; all threads use it meanwhile."""
    settings, name = connection.settings_dict, connection.settings_dict["NAME"]
    copy = _copied(name)
    connections.close_all()
    settings["NAME"] = copy
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = name
        _drop(copy)


def _copied(name: str) -> str:
    connection.close()
    if connection.vendor == "sqlite":
        copy = f"{name}-{SUFFIX}"
        shutil.copy(name, copy)
        return copy
    copy = f"{name}_{SUFFIX}"
    _drop(copy)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    return copy


def _drop(copy: str) -> None:
    if connection.vendor == "sqlite":
        Path(copy).unlink()
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')


def build_world(folder: Path) -> None:
    """The demo commune, and beside it what a day leaves lying: drafts of every kind."""
    (folder / "keys").mkdir(parents=True, exist_ok=True)
    make_roles()
    make_usual_rows()
    now = clock.now()
    build(folder, now=now, say=lambda line: None, told=half_a_year(most=STORIES))
    editor = Account.objects.filter(role=Role.EDITOR).get()
    officer = Account.objects.filter(role=Role.PLAN_OFFICER).get()
    picture = _picture()
    body = [("paragraph", "<p>Mực nước đang lên.</p>"), ("picture", {"image": picture})]
    save_draft(article=Article(title="Bản nháp viết dở", body=body), by=editor, now=now)
    for story in Article.objects.all():  # whichever of them is opened
        add_note(
            article=story, place="title", quote=story.title[:20], text="Xem lại tiêu đề.",
            voice=None, by=editor, now=now,
        )  # fmt: skip
        add_source_paper(
            article=story, name="bao-cao.txt", content=b"74", by=editor, now=now
        )  # fmt: skip
    text = samples.plan_bytes(issued_on=now.date()).decode()
    import_plan(content=text.replace("2026", "2027").encode(), name="nhap.txt", by=officer, now=now)
    library.held(editor, 2)
    library.upload(editor)
    library.video(editor)
    _alerts(now)
    _timetable(now)
    _devices(now)
    _board(now)
    _sheet_of_an_older_version()
    _meeting_with_a_file(officer, now)
    _table(officer, now)
    _papers(officer, now)
    day = add_day(plan=_plan(), month=3, day=7, name="Ngày hội đọc sách", by=officer, now=now)
    prepare_kit(observance=day, by=officer, now=now, today=now.date())
    make_report(
        period=ad_hoc_period(now.date() - timedelta(days=30), now.date() - timedelta(days=1)),
        plan=_plan(), by=officer, now=now, today=now.date(),
    )  # fmt: skip


def _alerts(now: datetime) -> None:
    """One being written, one that waits, one that holds, one that lies sealed."""
    by = Account.objects.filter(role=Role.STATION_OPERATOR).first()
    leader = Account.objects.filter(role=Role.LEADER).first()
    assert by and leader
    near = list(Hamlet.objects.all()[:2])
    alerting.draft(by=by, now=now, hamlets=near, sounds=False, headline="Nguy cơ sạt lở đất")
    waiting = alerting.draft(by=by, now=now, hamlets=near, headline="Bão sắp đổ bộ")
    alerting.submitted(waiting, now=now)
    for is_sealed in (False, True):
        made = alerting.draft(by=by, now=now, hamlets=near, is_sealed=is_sealed)
        alerting.approved(made, by=leader, now=now)


def _timetable(now: datetime) -> None:
    """Days that are not like others, a school, higher-level radio."""
    by = Account.objects.filter(role=Role.STATION_OPERATOR).first()
    assert by
    first = now.date() + timedelta(days=60)
    fair = DayProfile(name="Ngày hội làng", first=first, last=first + timedelta(days=2))
    save_profile(profile=fair, zones=[], by=by, now=now)
    _handing(by, now)
    month = year_before(start_of(_plan()))[-1]
    record_months(
        months={month: MonthBefore(120, 3)}, source="Sổ phát thanh", proof=Proof.LOGBOOK, by=by,
        now=now,
    )  # fmt: skip
    school = QuietPlace(name="Trường Tiểu học Sông Lam", start=time(8), end=time(10))
    near = list(SpeakerCluster.objects.all()[:1])
    save_quiet_place(place=school, clusters=near, by=by, now=now)
    save_relay_source(source=RelaySource(name="Đài tỉnh", way=RelayWay.LINE), by=by, now=now)
    stream = RelaySource(name="Đài Tiếng nói Việt Nam", url="https://dai.example/vov1.mp3")
    save_relay_source(source=stream, by=by, now=now)
    record_sheet(
        starts_at=now - timedelta(hours=2), relayed=Relayed("Đài tỉnh", 600), clusters=near, by=by,
        now=now,
    )  # fmt: skip


def _handing(by: Account, now: datetime) -> None:
    """Who plays for us, a pack, a log that is looked at and one that was kept; from above."""
    partner = Partner.objects.create(name="Hệ thống của tỉnh")
    partner.clusters.set(SpeakerCluster.objects.all()[:2])
    HandoverPack.objects.create(
        partner=partner, first=now.date(), last=now.date(), made_by=by, made_at=now
    )
    table = {"name": "CSV", "rows": [[1, ["Cụm loa", "Giờ bắt đầu"]]], "hidden": False}
    for state in (LogState.DRAFT, LogState.KEPT):
        PartnerLog.objects.create(
            partner=partner, file_name="nhat-ky.xlsx", sha256="0" * 64, made_by=by, made_at=now,
            tables=[table], state=state, kept_at=now, others=[[2, "wrong", "không ghi cụm loa"]],
            choices={"sheet": 0, "head": 1, "places": {"cluster": 0, "start": 1}},
        )  # fmt: skip
    for state in IncomingState:
        IncomingBulletin.objects.create(
            ident=str(state), kind="sound", title="Tin của tỉnh", file_name="tin.mp3",
            sha256="0" * 64, mime="audio/mpeg", size=1, received_at=now, state=state,
            settled_by=by, settled_at=now,
        )  # fmt: skip


def _devices(now: datetime) -> None:
    """A cluster that is broken, and one that somebody found too loud."""
    by = Account.objects.filter(role=Role.STATION_OPERATOR).first()
    first, second = SpeakerCluster.objects.order_by("pk")[:2]
    assert by
    ticket = open_ticket(cluster=first, fault="Loa không kêu", by=by, now=now)
    note_ticket(ticket=ticket, text="Đã gọi thợ", by=by, now=now)
    note_complaint(
        cluster=second, text="Loa to lúc 5 giờ", heard_on=now.date(), heard_at=None, by=by, now=now
    )


def _board(now: datetime) -> None:
    """A text that hangs on a board, one that was left."""
    posting, left = waiting_postings()[:2]
    by = Account.objects.filter(role=Role.EDITOR).first()
    assert by
    until = now.date() + timedelta(days=5)
    note_posted(posting=posting, happened_at=now, hangs_until=until, by=by, now=now)
    drop_posting(posting=left, by=by, now=now)


def _sheet_of_an_older_version() -> None:
    """A run of a leaflet whose article was renewed since: it has to be taken back."""
    run = Handout.objects.select_related("product").first()
    assert run
    old = run.product
    old.pk, old.content = None, "0" * 64
    old.save()
    run.product = old
    run.save()


def _plan() -> Plan:
    return Plan.objects.filter(state=PlanState.LIVE).get()


def _picture() -> Picture:
    out = BytesIO()
    Image.new("RGB", (160, 90), "teal").save(out, "PNG")
    out.seek(0)
    return Picture.objects.create(
        title="Cống Bến Đò", alt_text="Cống Bến Đò lúc nước lên", right="own", source="Trung tâm",
        file=ImageFile(out, name="cong.png"),
    )  # fmt: skip


def _table(by: Account, now: datetime) -> None:
    kind = importer_of("thon")
    assert kind
    content = xlsx([["Tên thôn", "Số hộ", "Số nhân khẩu"], ["Đồi Chè", 90, 310]])
    open_table(kind=kind, content=content, file_name="thon.xlsx", by=by, now=now)


def _papers(by: Account, now: datetime) -> None:
    """A higher document, a contract and a proposal of praise, each with its paper."""
    paper = {**keep(b"%PDF-1.7 van ban", "application/pdf"), "name": "van-ban.pdf"}
    today = now.date()
    above = SuperiorDocument(kind="Chỉ thị", number="9/CT-TTg", issued_on=today)
    keep_document(document=above, by=by, now=now, paper=paper)
    SuperiorDocument.objects.update(paper=paper)  # the walk opens but two of them
    keep_contract(
        contract=Contract(kind="sim", name="SIM cho bộ thu", party="Viễn thông", starts_on=today,
                          ends_on=today + timedelta(days=20)),
        by=by, now=now, paper=paper,
    )  # fmt: skip
    row = nominate(tasks=[_plan().tasks.get(number="1.1")], whom="Tổ Bến Đò", kind="collective",
                   for_what="Đến từng hộ", by=by, now=now, today=today)  # fmt: skip
    note_papers(row=row, papers={}, files={"meeting": paper}, by=by)


def _meeting_with_a_file(by: Account, now: datetime) -> None:
    record_meeting(
        meeting=Meeting(
            title="Họp thôn về chữ ký số", place="Nhà văn hóa thôn", attendee_count=41,
            happened_at=now - timedelta(days=2),
        ),
        tasks=[_plan().tasks.get(number="1.1")], proof=Proof.DOCUMENT, by=by, now=now,
        attachments=[(b"%PDF-1.7 danh sach", "application/pdf")],
    )  # fmt: skip
