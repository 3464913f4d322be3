"""Writes of the writing help: its settings, a question, the answer."""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from lantoa.core.errors import Refused, Unreadable
from lantoa.core.fetch import is_public
from lantoa.core.sealing import open_sealed, seal
from lantoa.newsroom.jobs import ask_help
from lantoa.newsroom.models import Article, HelpAsk, WritingHelp
from lantoa.newsroom.plain import plain_text
from lantoa.newsroom.terms import HelpKind, HelpState
from lantoa.newsroom.writing_help.client import KEPT, Door, ask
from lantoa.newsroom.writing_help.masking import masked
from lantoa.newsroom.writing_help.words import SYSTEM, pieces_of, question
from lantoa.registry.models import Account, Communicator, Officer

MAY_SET, MAY_ASK = "registry.change_commune", "newsroom.change_article"
LONGEST_ARTICLE = 8000
LONGEST_KEY = 400
AGAIN_AFTER = timedelta(minutes=2)
OFF = "Xã chưa bật trợ giúp viết. Bài giữ nguyên."
NOT_SAID = (
    "Bài chưa được xác nhận là không chứa bí mật nhà nước nên không gửi ra ngoài. Chưa hỏi; bài "
    "giữ nguyên. Đánh dấu xác nhận trong bài rồi hỏi."
)
STAYS_HERE = (
    "Bài thuộc nhiệm vụ có văn bản xác định bí mật nhà nước nên không gửi ra ngoài. Chưa hỏi; bài "
    "giữ nguyên. Viết tay như thường."
)
WAY_CLOSED = (
    "Chưa hỏi: địa chỉ máy chủ trợ giúp là http không mã hóa hoặc nằm trong mạng nội bộ mà chưa "
    "được xác nhận đúng. Bài giữ nguyên. Người quản trị mở Hệ thống, «Trợ giúp viết», ghi địa chỉ "
    "https://… hoặc đánh dấu xác nhận."
)


def help_settings() -> WritingHelp:
    """The settings; off where nobody wrote any."""
    return WritingHelp.objects.filter(pk=1).first() or WritingHelp(pk=1)


def is_help_on() -> bool:
    """May officers ask?"""
    return WritingHelp.objects.filter(pk=1, is_on=True).exists()


def keep_help(
    *, is_on: bool, address: str, model_name: str, key: str, forget_key: bool, by: Account,
    now: datetime, is_local: bool = False,
) -> WritingHelp:  # fmt: skip
    """Lưu cài đặt. An empty `key` keeps the one that is there; a new address forgets it, so that
    it is never sent to another host. `is_local`: the administrator confirmed that it is a machine
    of the commune's own network; only there may the words go unencrypted."""
    if not by.has_perm(MAY_SET):
        raise Refused("Tài khoản này không cài đặt được trợ giúp viết. Chưa lưu gì.")
    address, model_name = address.strip().rstrip("/"), model_name.strip()
    if is_on and not (address and model_name):
        raise Refused("Bật trợ giúp cần địa chỉ và tên mô hình. Chưa lưu gì. Ghi đủ rồi lưu.")
    if address:
        _refuse_address(address)
        _refuse_way(address, is_local=is_local)
    if len(key) > LONGEST_KEY or not key.isascii() or any(sign.isspace() for sign in key):
        raise Refused("Mã khóa có khoảng trắng hoặc chữ lạ nên chưa lưu. Chép lại mã khóa.")
    row = help_settings()
    if forget_key or address != row.address:
        row.sealed_key = ""
    if key:
        row.sealed_key = seal(key.encode(), settings.FACTOR_SECRET)
    row.is_on, row.address, row.model_name, row.is_local = is_on, address, model_name, is_local
    row.changed_by, row.changed_at = by, now
    row.save()
    return row


def _refuse_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_whole = False
    if not is_whole or parts.username is not None or parts.query or parts.fragment:
        raise Refused(
            "Địa chỉ chưa đúng dạng https://…/v1, không kèm mã khóa. Chưa lưu gì. Ghi lại địa chỉ."
        )


def _refuse_way(address: str, *, is_local: bool) -> None:
    """What the address itself says; where its name leads is looked at with every question."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    is_inside = host == "localhost" or (_is_number(host) and not is_public(host))
    if is_local and _is_number(host) and not is_inside:
        raise Refused(
            "Địa chỉ này ở ngoài internet, không trong mạng nội bộ. Chưa lưu gì. Bỏ dấu xác nhận "
            "và ghi địa chỉ https://…"
        )
    if not is_local and (is_inside or parts.scheme == "http"):
        raise Refused(
            "Địa chỉ http không mã hóa và địa chỉ trong mạng nội bộ chỉ dùng được khi người quản "
            "trị xác nhận máy chủ nằm trong mạng nội bộ của xã. Chưa lưu gì. Ghi địa chỉ https://… "
            "hoặc đánh dấu xác nhận."
        )


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def ask_for_help(*, article: Article, kind: str, by: Account, now: datetime) -> HelpAsk:
    """Hỏi trợ giúp about the newest draft; the question leaves after this is kept."""
    if not by.has_perm(MAY_ASK):
        raise Refused("Tài khoản này không sửa được tin bài nên không hỏi trợ giúp.")
    if not is_help_on():
        raise Refused(OFF)
    if kind not in HelpKind.values:
        raise Refused("Chưa rõ hỏi gì. Bài giữ nguyên. Chọn lại một việc.")
    text = plain_text(_may_leave(article))
    if len(text.split()) < 10:
        raise Refused("Bài còn quá ngắn nên chưa hỏi. Viết vài câu rồi hỏi lại.")
    if len(text) > LONGEST_ARTICLE:
        raise Refused("Bài dài hơn 8.000 chữ cái nên chưa hỏi. Bài giữ nguyên.")
    with transaction.atomic():
        running = HelpAsk.objects.filter(
            asked_by=by, state=HelpState.WAITING, asked_at__gt=now - AGAIN_AFTER
        )
        if running.exists():
            raise Refused("Lượt hỏi trước chưa xong. Chờ có gợi ý rồi hỏi tiếp.")
        row = HelpAsk.objects.create(article=article, kind=kind, asked_by=by, asked_at=now)
        transaction.on_commit(partial(ask_help.enqueue, row.pk))
    return row


def answer_ask(ask_id: int, *, now: datetime) -> None:
    """Sends the masked words and keeps the pieces. Once: an ask that was answered stays."""
    row = HelpAsk.objects.select_related("article").filter(pk=ask_id).first()
    if row is None or row.state != HelpState.WAITING:
        return
    try:
        if not is_help_on():
            raise Refused(OFF)
        mask = masked(plain_text(_may_leave(row.article)), known_names=_known_names())
        words = ask(_door(), system=SYSTEM, user=question(row.kind, mask.text))
        row.pieces = [mask.put_back(piece) for piece in pieces_of(words)]
        if not row.pieces:
            raise Refused(f"Chưa có gợi ý: máy chủ trợ giúp trả lời không đúng dạng. {KEPT}")
    except Refused as refusal:
        row.state, row.pieces, row.problem = HelpState.FAILED, [], str(refusal)[:300]
    else:
        row.state, row.masked_count = HelpState.ANSWERED, mask.count
    row.save(update_fields=["state", "pieces", "problem", "masked_count"])


def erase_old_asks(*, before: datetime) -> int:
    """Questions and pieces of yesterday go; answers how many."""
    count, _ = HelpAsk.objects.filter(asked_at__lt=before).delete()
    return count


def _may_leave(article: Article) -> Article:
    """The newest draft; refuses one whose project is a secret of the state, and one of which
    nobody said yet that it holds none."""
    draft = article.newest
    if not draft.has_no_secret:
        raise Refused(NOT_SAID)
    if draft.project and draft.project.is_secret:
        raise Refused(STAYS_HERE)
    return draft


def _door() -> Door:
    row = help_settings()
    try:  # settings kept by an older version may name a way that is closed now
        _refuse_way(row.address, is_local=row.is_local)
    except Refused as error:
        raise Refused(WAY_CLOSED) from error
    try:
        key = open_sealed(row.sealed_key, settings.FACTOR_SECRET).decode() if row.sealed_key else ""
    except Unreadable as error:
        raise Refused(
            "Chưa có gợi ý: không mở được mã khóa đã cất. Người quản trị ghi lại mã khóa ở Hệ "
            f"thống. {KEPT}"
        ) from error
    return Door(row.address, row.model_name, key, row.is_local)


def _known_names() -> set[str]:
    """Names that the commune's own lists hold."""
    names = set(Officer.objects.values_list("name", flat=True))
    names |= set(Communicator.objects.values_list("name", flat=True))
    return names | set(Account.objects.values_list("name", flat=True))
