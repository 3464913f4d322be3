"""Writes of the writing help: its settings, a question, the answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from lantoa.core.errors import Refused, Unreadable
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
STAYS_HERE = (
    "Bài thuộc nhiệm vụ có văn bản xác định bí mật nhà nước nên không gửi ra ngoài. Chưa hỏi; bài "
    "giữ nguyên. Viết tay như thường."
)


def help_settings() -> WritingHelp:
    """The settings; off where nobody wrote any."""
    return WritingHelp.objects.filter(pk=1).first() or WritingHelp(pk=1)


def is_help_on() -> bool:
    """May officers ask?"""
    return WritingHelp.objects.filter(pk=1, is_on=True).exists()


def keep_help(
    *, is_on: bool, address: str, model_name: str, key: str, forget_key: bool, by: Account,
    now: datetime,
) -> WritingHelp:  # fmt: skip
    """Lưu cài đặt. An empty `key` keeps the one that is there; a new address forgets it, so that
    it is never sent to another host."""
    if not by.has_perm(MAY_SET):
        raise Refused("Tài khoản này không cài đặt được trợ giúp viết. Chưa lưu gì.")
    address, model_name = address.strip().rstrip("/"), model_name.strip()
    if is_on and not (address and model_name):
        raise Refused("Bật trợ giúp cần địa chỉ và tên mô hình. Chưa lưu gì. Ghi đủ rồi lưu.")
    if address:
        _refuse_address(address)
    if len(key) > LONGEST_KEY or not key.isascii() or any(sign.isspace() for sign in key):
        raise Refused("Mã khóa có khoảng trắng hoặc chữ lạ nên chưa lưu. Chép lại mã khóa.")
    row = help_settings()
    if forget_key or address != row.address:
        row.sealed_key = ""
    if key:
        row.sealed_key = seal(key.encode(), settings.FACTOR_SECRET)
    row.is_on, row.address, row.model_name = is_on, address, model_name
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
    """The newest draft; refuses one whose project is a secret of the state."""
    draft = article.newest
    if draft.project and draft.project.is_secret:
        raise Refused(STAYS_HERE)
    return draft


def _door() -> Door:
    row = help_settings()
    try:
        key = open_sealed(row.sealed_key, settings.FACTOR_SECRET).decode() if row.sealed_key else ""
    except Unreadable as error:
        raise Refused(
            "Chưa có gợi ý: không mở được mã khóa đã cất. Người quản trị ghi lại mã khóa ở Hệ "
            f"thống. {KEPT}"
        ) from error
    return Door(row.address, row.model_name, key)


def _known_names() -> set[str]:
    """Names that the commune's own lists hold."""
    names = set(Officer.objects.values_list("name", flat=True))
    names |= set(Communicator.objects.values_list("name", flat=True))
    return names | set(Account.objects.values_list("name", flat=True))
