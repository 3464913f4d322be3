"""Everything held of one person, row by row: shown, given out, taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from django.db import models, transaction

from lantoa.core.errors import Refused
from lantoa.desk.privacy.texts import TEXTS, Text, rows_telling
from lantoa.desk.signin.lockout import forget_name
from lantoa.ledger.queries import annexes
from lantoa.library.models import Recording
from lantoa.library.services import forget_speaker
from lantoa.newsroom.editing.dropping import drop_draft
from lantoa.newsroom.ideas.taking import erase_idea
from lantoa.newsroom.models import Article, Idea
from lantoa.notices.mail import erase_mail
from lantoa.notices.models import Mail, Notice
from lantoa.registry import privacy
from lantoa.registry.models import Account, Communicator, Officer, PrivacyRequest
from lantoa.vietnamese import date_short, fold

MOST = 200


@dataclass(frozen=True)
class Holding:
    """One row: its code, what it is, what it says of the person, and why it must stay."""

    code: str
    name: str
    where: str
    says: dict[str, str] = field(default_factory=dict)
    why_kept: str = ""


def found_holdings(words: str, *, today: date) -> list[Holding]:
    """Rows whose person's name holds every word, with and without marks."""
    wanted = fold(words).split()[:8]
    if not wanted:
        return []
    every = (row for source in SOURCES.values() for row in source(today))
    matching = (row for row in every if all(word in fold(_searched(row)) for word in wanted))
    telling = (_told(text, row) for text, row in rows_telling(wanted))
    return [row for row, _ in zip(chain(matching, telling), range(MOST), strict=False)]


def chosen_holdings(codes: Iterable[str], *, today: date) -> list[Holding]:
    """The rows of these codes that are there."""
    asked = set(codes)
    kinds = {code.partition(":")[0] for code in asked}
    every = (row for kind in SOURCES if kind in kinds for row in SOURCES[kind](today))
    texts = (
        _told(text, row)
        for text in TEXTS
        for row in text.model._default_manager.filter(pk__in=_keys(asked, text.kind))
    )
    return [row for row in chain(every, texts) if row.code in asked]


def _keys(codes: set[str], kind: str) -> list[int]:
    parts = (code.partition(":") for code in codes)
    return [int(pk) for own, _, pk in parts if own == kind and pk.isdecimal() and len(pk) < 18]


def _told(text: Text, row: Any) -> Holding:
    says = text.says(row)
    first = next(iter(says.values()), "")[:80]
    return Holding(f"{text.kind}:{row.pk}", first, text.where, says, text.why_kept(row))


def forget(rows: Iterable[Holding], *, by: Account, today: date) -> list[Holding]:
    """Takes away what may go; answers what went. What must stay is left as it is."""
    privacy.need_right(by)
    gone = []
    with transaction.atomic():
        for row in rows:
            kind, _, pk = row.code.partition(":")
            if not row.why_kept and _erase(kind, int(pk), today):
                gone.append(row)
    return gone


def _searched(row: Holding) -> str:
    return f"{row.name} {' '.join(row.says.values())}" if row.code[:5] == "annex" else row.name


def _erase_account(account: Account, today: date) -> None:
    """The account's name, and the failed sign-ins that carry it."""
    username = account.username
    privacy.forget_account(account=account, today=today)
    forget_name(username)


def _erase(kind: str, pk: int, today: date) -> bool:
    model, act = ERASERS[kind]
    row = model._default_manager.filter(pk=pk).first() if model else pk
    if row is None:
        return False
    try:
        act(row, today)
    except Refused:
        return False
    return True


def _officers(today: date) -> Iterator[Holding]:
    for row in Officer.objects.prefetch_related("rosters__unit"):
        stays = "; ".join(
            f"{line.unit} từ {date_short(line.joined_on)}"
            + (f" đến {date_short(line.left_on)}" if line.left_on else "")
            for line in row.rosters.all()
        )
        says = {"họ tên": row.name, "chức vụ": row.title, "đơn vị": stays}
        why = privacy.why_keep_officer(row, today=today)
        yield Holding(row.code, row.name, "Cán bộ, công chức", says, why)


def _communicators(today: date) -> Iterator[Holding]:
    for row in Communicator.objects.select_related("unit", "hamlet"):
        says = {
            "họ tên": row.name, "thuộc": str(row.unit or row.hamlet or ""),
            "tham gia": date_short(row.joined_on),
            "rời": date_short(row.left_on) if row.left_on else "",
        }  # fmt: skip
        why = privacy.why_keep_communicator(row, today=today)
        yield Holding(row.code, row.name, "Lực lượng tuyên truyền", says, why)


def _accounts(today: date) -> Iterator[Holding]:
    for row in Account.objects.all():
        says = {
            "họ tên": row.name, "tên đăng nhập": row.username, "thư điện tử": row.email,
            "vai trò": row.get_role_display(),
            "đăng nhập gần nhất": date_short(row.last_login) if row.last_login else "",
        }  # fmt: skip
        why = privacy.why_keep_account(row, today=today)
        yield Holding(row.code, row.get_full_name(), "Tài khoản", says, why)


def _ideas(today: date) -> Iterator[Holding]:
    for row in Idea.objects.prefetch_related("files"):
        says = {
            "người gửi": row.from_whom, "chuyện": row.headline, "kể lại": row.text,
            "tệp kèm": str(len(row.files.all())), "gửi ngày": date_short(row.noted_at),
        }  # fmt: skip
        yield Holding(row.code, row.from_whom, "Tin gửi về", says)


def _recordings(today: date) -> Iterator[Holding]:
    for row in Recording.objects.exclude(speaker=""):
        says = {"người đọc": row.speaker, "bản ghi": row.title}
        yield Holding(f"recording:{row.pk}", row.speaker, "Bản ghi âm", says)


def _mails(today: date) -> Iterator[Holding]:
    owners = {row.email: row.get_full_name() for row in Account.objects.exclude(email="")}
    for row in Mail.objects.all():
        says = {"tới": row.to, "tiêu đề": row.headline, "lời thư": row.text}
        why = "" if row.settled_at else "thư còn đang gửi"
        yield Holding(f"mail:{row.pk}", f"{owners.get(row.to, '')} {row.to}", "Thư", says, why)


def _annexes(today: date) -> Iterator[Holding]:
    for seq, data in annexes():
        says = {str(name): str(value) for name, value in data.items()}
        yield Holding(f"annex:{seq}", f"mục {seq}", "Phần riêng của minh chứng", says)


def _requests(today: date) -> Iterator[Holding]:
    for row in PrivacyRequest.objects.all():
        says = {"yêu cầu": row.get_kind_display(), "ngày": date_short(row.received_on)}
        why = "sổ yêu cầu, tự xóa tên sau 2 năm"
        yield Holding(f"request:{row.pk}", row.person, "Yêu cầu về dữ liệu", says, why)


SOURCES: dict[str, Callable[[date], Iterator[Holding]]] = {
    "account": _accounts, "officer": _officers, "communicator": _communicators, "idea": _ideas,
    "recording": _recordings, "mail": _mails, "annex": _annexes, "request": _requests,
}  # fmt: skip
ERASERS: dict[str, tuple[type[models.Model] | None, Callable[[Any, date], Any]]] = {
    "account": (Account, _erase_account),
    "officer": (Officer, lambda row, day: privacy.forget_officer(officer=row, today=day)),
    "communicator": (
        Communicator, lambda row, day: privacy.forget_communicator(communicator=row, today=day)
    ),
    "idea": (Idea, lambda row, day: erase_idea(idea=row, with_draft=True)),
    "recording": (Recording, lambda row, day: forget_speaker(recording=row)),
    "mail": (Mail, lambda row, day: erase_mail(mail=row)),
    "article": (Article, lambda row, day: drop_draft(article=row)),
    "notice": (Notice, lambda row, day: row.delete()),
    "annex": (None, lambda seq, day: privacy.forget_annex(seq=seq)),
}  # fmt: skip
