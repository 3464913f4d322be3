"""Whoever wrote the words, however long ago, does not decide on them."""

from __future__ import annotations

import pytest

from lantoa.core.errors import Refused
from lantoa.newsroom.authors import authors_of
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import approve_article, save_draft, submit_article
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from tests.make import NOW, account, article

pytestmark = pytest.mark.django_db
OLD = "Hồ sơ nộp trước 17 giờ. Người già có người giúp tận nhà."
BODY = "<p>Xã bố trí 8 Tổ công nghệ số cộng đồng.</p>"


def write(row: Article, lead: str, by: Account, *, body: str = BODY) -> None:
    draft = Article.objects.get(pk=row.pk).newest
    draft.lead, draft.body = lead, [("paragraph", body)]
    save_draft(article=draft, by=by, now=NOW)


def publish(row: Article, by: Account, leader: Account) -> None:
    request = submit_article(article=row, by=by, now=NOW)
    approve_article(request=request, expected_hash=request.hash, seen=[], by=leader, now=NOW)


def two_versions_live() -> tuple[Article, Account, Account, Account]:
    """A head wrote the first version, an editor the second; both were approved."""
    head, editor, leader = account(Role.LEADER), account(), account(Role.LEADER)
    row = article(by=editor, for_loudspeaker=False)
    write(row, OLD, head)
    publish(row, editor, leader)
    write(row, "Hồ sơ nộp trước 16 giờ.", editor)
    publish(row, editor, leader)
    return row, head, editor, leader


@pytest.mark.parametrize(
    ("lead", "body"),
    [
        (OLD, BODY),
        ("Từ tháng 12 có cách mới. NGƯỜI GIÀ có người giúp tận nhà!", BODY),
        ("Hồ sơ nộp trước 16 giờ.", "<p>Người già có người <b>giúp</b> tận nhà.</p>"),
        # One word of the old sentence changed, a full stop taken out or put in.
        ("Hồ sơ nộp trước 16 giờ. Người già có người đến tận nhà.", BODY),
        ("Từ nay người già luôn có người giúp tận nơi.", BODY),
        ("Hồ sơ nộp trước 16 giờ, người già có người giúp tận nhà.", BODY),
    ],
)
def test_the_author_of_a_restored_version_does_not_approve_it(lead: str, body: str) -> None:
    row, head, editor, _ = two_versions_live()
    other = account()
    write(row, lead, other, body=body)
    assert authors_of(Article.objects.get(pk=row.pk)) == {head, other}
    request = submit_article(article=row, by=editor, now=NOW)
    with pytest.raises(Refused, match="tự duyệt"):
        approve_article(request=request, expected_hash=request.hash, seen=[], by=head, now=NOW)


def test_a_shorter_old_version_restored_whole_counts_too() -> None:
    head, editor, leader = account(Role.LEADER), account(), account(Role.LEADER)
    row = article(by=editor, for_loudspeaker=False)
    write(row, "Hồ sơ nộp qua mạng.", head)
    publish(row, editor, leader)
    write(row, "Hồ sơ nộp qua mạng. Có người giúp.", editor)
    publish(row, editor, leader)
    write(row, "Hồ sơ nộp qua mạng.", editor)
    assert authors_of(Article.objects.get(pk=row.pk)) == {head, editor}


def test_words_that_stand_in_public_bar_nobody_who_wrote_them() -> None:
    row, _, editor, leader = two_versions_live()
    write(row, "Hồ sơ nộp trước 15 giờ. Mang theo giấy hẹn.", editor)
    assert authors_of(Article.objects.get(pk=row.pk)) == {editor}
    publish(row, editor, leader)
