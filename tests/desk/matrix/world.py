"""One of each thing that an address of the desk names."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from tests import alerting, make
from tests.library import make as library

from lantoa.channels.base.models import Delivery
from lantoa.channels.boards.models import Posting
from lantoa.channels.boards.terms import PostingState
from lantoa.channels.printed.models import Handout
from lantoa.channels.social.models import SocialAccount
from lantoa.channels.station.models import (
    HandoverPack,
    HandSheet,
    IncomingBulletin,
    KitSound,
    Partner,
    PartnerLog,
    ProgrammeFile,
    RelaySource,
    StationKit,
    TimeSlot,
    Zone,
)
from lantoa.channels.station.services.profiles import save_relay_source
from lantoa.channels.station.services.repairs import note_complaint, open_ticket
from lantoa.ledger import attachments
from lantoa.ledger.services import record_evidence
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import submit_article
from lantoa.newsroom.week.planning import plan_item
from lantoa.plan.models import Contract, SuperiorDocument
from lantoa.plan.services import (
    add_day,
    ask_units,
    draft_guidance,
    keep_contract,
    keep_document,
    make_pack,
    nominate,
    note_papers,
    prepare_kit,
    raise_obstacle,
    send_pack,
    set_budget,
    set_rate,
)
from lantoa.registry.models import Account, Board, ResetRequest, SheetImport
from lantoa.registry.terms import ImportState, ResetAct, Role
from lantoa.reports.periods import cutoffs, period_of
from lantoa.reports.services import make_report


def build() -> dict[str, Any]:
    """Names of things → what stands in their address."""
    make.commune()
    plan = make.plan()
    editor, officer = make.account(), make.account(Role.PLAN_OFFICER)
    story = make.article(by=editor, for_loudspeaker=False)
    request = submit_article(article=story, by=editor, now=make.NOW)
    report = make_report(
        period=period_of("2026-2", cutoffs=cutoffs()), plan=plan, by=officer, now=make.NOW,
        today=make.TODAY,
    )  # fmt: skip
    entry = record_evidence(
        kind="meeting.held", occurred_at=make.NOW, now=make.NOW, by=editor.code,
        subjects=[make.task().code], payload={"title": "Họp thôn"}, proof="unit",
    )  # fmt: skip
    return {
        "plan": plan.code, "article": story.pk, "product": make.product(story).pk,
        "request": request.pk, "report": report.pk,
        "entry": entry.seq, "cluster": make.cluster().pk, "unit": make.unit().pk,
        "import": _sheet_import(editor).pk, "obstacle": _obstacle(officer), **_asked(officer),
        **_sent(officer), **_kits(officer),
        **_money(officer),
        "superior": _superior(officer), "contract": _contract(officer),
        "planned": _planned(editor), "alert": alerting.draft().pk, **_station(),
        **_social(), **_accounts(editor),
        **_library(editor), **_spread(story, officer, entry.seq),
    }  # fmt: skip


def _library(editor: Account) -> dict[str, Any]:
    return {
        "picture": library.picture().pk, "held": library.held(editor, 2),
        "video": library.video(editor).pk, "upload": library.upload(editor),
    }  # fmt: skip


def _planned(editor: Account) -> int:
    row = plan_item(day=make.TODAY, headline="Tin về hồ sơ", by=editor, now=make.NOW,
                    today=make.TODAY)  # fmt: skip
    return int(row.pk)


def _sent(officer: Account) -> dict[str, Any]:
    words = draft_guidance(plan=make.plan(), headline="V/v hướng dẫn", text="Làm theo kế hoạch.",
                           by=officer, now=make.NOW)  # fmt: skip
    pack = make_pack(plan=make.plan(), month=make.TODAY, title="An toàn mạng", script="Chào các em",
                     questions=["Một?", "Hai?", "Ba?"], by=officer, now=make.NOW)  # fmt: skip
    send_pack(pack=pack, units=[make.unit("Trường THCS Sông Lam")], by=officer, now=make.NOW,
              today=make.TODAY)  # fmt: skip
    return {"guidance": words.pk, "pack": pack.pk, "dispatch": pack.dispatches.get().pk}


def _kits(officer: Account) -> dict[str, Any]:
    day = add_day(plan=make.plan(), month=12, day=12, name="Ngày hội đọc sách", by=officer,
                  now=make.NOW)  # fmt: skip
    kit = prepare_kit(observance=day, by=officer, now=make.NOW, today=make.TODAY)
    return {"day": day.pk, "campaign": kit.pk, "campaign_item": kit.items.all()[0].pk}


def _asked(officer: Account) -> dict[str, Any]:
    row = ask_units(
        title="Số hộ có ti vi số", text="", measure="hộ", period_words="", due_on=make.TODAY,
        tasks=[make.task()], units=[make.unit("Trường THCS Sông Lam")], by=officer, now=make.NOW,
        today=make.TODAY,
    )  # fmt: skip
    return {"request_of_data": row.pk, "contribution": row.contributions.get().pk}


def _obstacle(officer: Account) -> int:
    row = raise_obstacle(
        task=make.task("1.4"), unit=make.unit("Trường THCS Sông Lam"), text="Thiếu máy chiếu",
        wish="", by=officer, now=make.NOW, today=make.TODAY,
    )  # fmt: skip
    return int(row.pk)


def _money(officer: Account) -> dict[str, Any]:
    line = set_budget(
        plan=make.plan(), task=None, source="state", year=2026, amount=1, by=officer, now=make.NOW
    )
    rate = set_rate(
        genre="news", form="web", amount=1, starts_on=make.TODAY, basis="Quy chế", by=officer
    )
    praise = nominate(
        tasks=[make.task()], whom="Tổ Bến Đò", kind="collective", for_what="Đến từng hộ",
        by=officer, now=make.NOW, today=make.TODAY,
    )  # fmt: skip
    paper = {**attachments.keep(b"%PDF-1.7", "application/pdf"), "name": "bb.pdf"}
    note_papers(row=praise, papers={}, files={"meeting": paper}, by=officer)
    return {"budget": line.pk, "rate": rate.pk, "praise": praise.pk}


def _contract(officer: Account) -> int:
    row = Contract(kind="sim", name="SIM bộ thu", party="Viễn thông", starts_on=make.TODAY,
                   ends_on=make.TODAY)  # fmt: skip
    row.paper = {**attachments.keep(b"%PDF-1.7", "application/pdf"), "name": "hd.pdf"}
    return int(keep_contract(contract=row, by=officer, now=make.NOW).pk)


def _superior(officer: Account) -> int:
    row = SuperiorDocument(kind="Quyết định", number="1169/QĐ-TTg")
    row.paper = {**attachments.keep(b"%PDF-1.7", "application/pdf"), "name": "qd.pdf"}
    return int(keep_document(document=row, by=officer, now=make.NOW).pk)


def _station() -> dict[str, Any]:
    zone, slot = Zone.objects.first(), TimeSlot.objects.first()
    return {"zone": zone.pk if zone else 1, "slot": slot.pk if slot else 1, **_kit(),
            "relay": _relay(), **_repair()}  # fmt: skip


def _repair() -> dict[str, Any]:
    by, cluster = make.account(Role.STATION_OPERATOR), make.cluster()
    ticket = open_ticket(cluster=cluster, fault="Loa rè", by=by, now=make.NOW)
    noise = note_complaint(
        cluster=cluster, text="Loa to", heard_on=make.TODAY, heard_at=None, by=by, now=make.NOW
    )
    return {"repair": ticket.pk, "noise": noise.pk}


def _relay() -> int:
    source = RelaySource(name="Đài tỉnh", url="https://dai.example/nghe.mp3")
    by = make.account(Role.STATION_OPERATOR)
    return int(save_relay_source(source=source, by=by, now=make.NOW).pk)


def _kit() -> dict[str, Any]:
    by = make.account(Role.STATION_OPERATOR)
    part = KitSound.objects.create(part="opening", source="tones", made_by=by, made_at=make.NOW)
    kit = StationKit.objects.create(made_by=by, made_at=make.NOW)
    zone = Zone.objects.create(name="Khu vực của tệp")
    slot = TimeSlot.objects.create(zone=zone, name="Sáng", starts_on=make.TODAY,
                                   at=make.NOW.time(), seconds=60)  # fmt: skip
    file = ProgrammeFile.objects.create(
        slot=slot, starts_at=make.NOW, seconds=60, kit=kit, made_by=by, made_at=make.NOW
    )
    sheet = HandSheet.objects.create(starts_at=make.NOW, made_by=by, made_at=make.NOW)
    return {"kit": kit.pk, "kit_sound": part.pk, "sha": "ab" * 32, "file": file.pk,
            "hand_sheet": sheet.pk, **_handing(by)}  # fmt: skip


def _handing(by: Account) -> dict[str, Any]:
    partner = Partner.objects.create(name="Hệ thống của tỉnh")
    pack = HandoverPack.objects.create(
        partner=partner, first=make.TODAY, last=make.TODAY, made_by=by, made_at=make.NOW
    )
    log = PartnerLog.objects.create(
        partner=partner, file_name="log.csv", sha256="0" * 64, made_by=by, made_at=make.NOW,
        tables=[{"name": "CSV", "rows": [[1, ["Cụm loa", "Giờ bắt đầu"]]], "hidden": False}],
        choices={"sheet": 0, "head": 1, "places": {"cluster": 0, "start": 1}},
    )  # fmt: skip
    incoming = IncomingBulletin.objects.create(
        ident="1", kind="sound", title="Tin tỉnh", file_name="tin.mp3", sha256="0" * 64,
        mime="audio/mpeg", size=1, received_at=make.NOW,
    )  # fmt: skip
    return {"incoming": incoming.pk, "partner": partner.pk, "handover": pack.pk, "log": log.pk}


def _spread(story: Article, officer: Account, seq: int) -> dict[str, Any]:
    """A text that hangs on a board, a leaflet, a run of it."""
    board = Board.objects.create(name="Bảng chợ", hamlet=make.hamlet(), is_electronic=True)
    delivery = Delivery.objects.create(
        key="boards:thu", channel="boards", article=story, content=story.newest.content,
        target=board.code, created_at=make.NOW,
    )  # fmt: skip
    posting = Posting.objects.create(
        delivery=delivery, board=board, article=story, product=make.product(story, form="board"),
        state=PostingState.POSTED, made_at=make.NOW, posted_at=make.NOW, noted_by=officer,
        hangs_until=make.TODAY, evidence_seq=seq,
    )  # fmt: skip
    sheet = make.product(story, form="leaflet")
    handout = Handout.objects.create(
        article=story, product=sheet, copies=100, place="chợ", unit=make.unit(),
        happened_at=make.NOW, entered_at=make.NOW, recorded_by=officer, evidence_seq=seq,
    )  # fmt: skip
    return {"posting": posting.pk, "sheet": sheet.pk, "handout": handout.pk}


def _social() -> dict[str, Any]:
    found = SocialAccount.objects.first()
    return {"network": found.pk if found else 1}


def _sheet_import(by: Account) -> SheetImport:
    """One that was kept long ago."""
    return SheetImport.objects.create(
        kind="thon", file_name="thon.xlsx", sha256="0" * 64, by=by, made_at=make.NOW,
        state=ImportState.KEPT, kept_at=make.NOW,
    )  # fmt: skip


def _accounts(editor: Account) -> dict[str, Any]:
    reset = ResetRequest.objects.create(
        account=make.account(Role.LEADER), act=ResetAct.FACTOR, why="mất điện thoại",
        asked_by=make.account(Role.ADMINISTRATOR), asked_at=make.NOW,
    )  # fmt: skip
    return {
        "reset": reset.pk,
        "account": editor.pk,
        "group": Group.objects.get(name=Role.EDITOR.label).pk,
    }
