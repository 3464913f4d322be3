"""Forms that are files: made once, stale with their article, approved with it or by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.approval.models import Approval, Request
from lantoa.approval.terms import RequestState
from lantoa.core.canonical import file_digest
from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.newsroom.jobs import make_product, take_up_again
from lantoa.newsroom.making.jobs import STUCK_AFTER, cancel
from lantoa.newsroom.making.stored_files import product_path
from lantoa.newsroom.models import Article, Rendition, RenditionFile
from lantoa.newsroom.products import register as products
from lantoa.newsroom.products.approval import approve_product, return_product, submit_product
from lantoa.newsroom.products.making import ask_for_product, make
from lantoa.newsroom.products.queries import (
    approved_product,
    fresh_product,
    newest_product,
    public_file,
)
from lantoa.newsroom.products.register import Choice, MadeFile, Option, ProductKind
from lantoa.newsroom.queries import current_manifest, still_stands
from lantoa.newsroom.services import approve_article, save_draft, submit_article, withdraw_article
from lantoa.newsroom.terms import Form, RenditionState
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from tests.make import NOW, account, approved_article, article

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def write(story: Article, options: Any, folder: Path, watch: Any) -> list[MadeFile]:
    """A product of two files."""
    watch(0.5)
    if story.lead == "hỏng":
        raise Refused("Tiêu đề dài quá. Rút gọn rồi làm lại.")
    found = []
    for role, ending, mime in (("png-vuong", "png", "image/png"), ("txt", "txt", "text/plain")):
        path = folder / f"{role}.{ending}"
        path.write_text(f"{story.title} {options['look']} {role}")
        found.append(MadeFile(role, path, mime, width=1080, height=1080, alt="Hình"))
    return found


LOOKS = (Option("one", "Một con số"), Option("map", "Bản đồ", "Bài chưa có số liệu theo thôn."))
KIND = ProductKind(
    code=Form.BOARD, name="Thử", position=9, make=write,
    choices=lambda story: [Choice("look", "Kiểu trình bày", LOOKS), Choice("own", "Chữ", (), 20)],
    by_hand=lambda options: bool(options["own"]),
)  # fmt: skip


@pytest.fixture(autouse=True)
def only_this_kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(products, "_KINDS", {KIND.code: KIND})
    yield


def made(story: Article, by: Account, now: Any = NOW, **options: str) -> Rendition:
    """Asked for and made."""
    row = ask_for_product(article=story, form=KIND.code, options=options, by=by, now=now)
    make(row.pk)
    row.refresh_from_db()
    return row


def test_product_is_stored_by_the_hash_of_its_bytes() -> None:
    by = account()
    story = article(by)
    row = made(story, by)
    files = list(row.files.all())
    assert (row.state, row.percent, row.text) == (RenditionState.READY, 100, "Hình")
    assert [file.role for file in files] == ["png-vuong", "txt"]
    for file in files:
        assert file_digest(product_path(file.sha256, file.ending)) == file.sha256
    assert fresh_product(story.newest, KIND.code) == row


def test_same_recipe_is_made_once() -> None:
    by = account()
    story = article(by)
    running = ask_for_product(article=story, form=KIND.code, options={}, by=by, now=NOW)
    assert ask_for_product(article=story, form=KIND.code, options={}, by=by, now=NOW) == running
    make(running.pk)
    assert made(story, by, LATER) == running
    product_path(running.files.last().sha256, "txt").unlink()  # lost: made again
    assert made(story, by, LATER) != running


def test_only_what_may_be_chosen_is_chosen() -> None:
    by = account()
    row = made(article(by), by, look="map", own="x" * 99)
    assert row.options == {"look": "one", "own": "x" * 20}
    assert row.is_by_hand


def test_refusal_is_told_and_a_stopped_one_is_let_go() -> None:
    by = account()
    bad = made(article(by, lead="hỏng"), by)
    assert (bad.state, bad.problem) == (
        RenditionState.FAILED, "Tiêu đề dài quá. Rút gọn rồi làm lại.",
    )  # fmt: skip
    row = ask_for_product(article=article(by), form=KIND.code, options={}, by=by, now=NOW)
    assert cancel(row)
    make(row.pk)
    row.refresh_from_db()
    assert (row.state, row.files.count()) == (RenditionState.CANCELLED, 0)
    assert newest_product(row.article, KIND.code) is None


def test_dead_job_is_begun_anew(django_capture_on_commit_callbacks: Any) -> None:
    by = account()
    row = ask_for_product(article=article(by), form=KIND.code, options={}, by=by, now=NOW)
    with django_capture_on_commit_callbacks() as calls:
        take_up_again(NOW + STUCK_AFTER)
        take_up_again(NOW + STUCK_AFTER + timedelta(seconds=1))
    assert [call.func for call in calls] == [make_product.enqueue]
    make(row.pk)
    assert fresh_product(row.article.newest, KIND.code) == row


def test_article_changed_meanwhile_gives_no_product() -> None:
    by = account()
    story = article(by)
    row = ask_for_product(article=story, form=KIND.code, options={}, by=by, now=NOW)
    draft = story.newest
    draft.lead = "Lời khác."
    save_draft(article=draft, by=by, now=NOW)
    make(row.pk)
    row.refresh_from_db()
    assert (row.state, "Bài đã đổi trong lúc làm" in row.problem) == (RenditionState.FAILED, True)


def test_approving_the_article_approves_what_was_made_from_it() -> None:
    by = account()
    story = article(by, for_loudspeaker=False)
    row = made(story, by)
    request = submit_article(article=story, by=by, now=NOW)
    assert {key for key in request.manifest["forms"] if ":" in key} == {
        "board:png-vuong", "board:txt",
    }  # fmt: skip
    assert approved_product(Article.objects.get(), KIND.code) is None
    approve(request)
    live = Article.objects.get()
    assert approved_product(live, KIND.code) == row
    sha256 = row.files.first().sha256
    assert public_file(sha256) == row.files.first()
    for _ in range(4):  # the same bytes of versions that came and went ask no more queries
        older = Rendition.objects.create(
            article=row.article, form=row.form, content="0" * 64, made_at=NOW,
            state=RenditionState.READY,
        )  # fmt: skip
        RenditionFile.objects.create(
            rendition=older, role="file", sha256=sha256, mime="image/svg+xml", size=1
        )
    with CaptureQueriesContext(connection) as queries:
        assert public_file(sha256) == row.files.first()
    assert len(queries) == 4
    withdraw_article(article=live, by=account(Role.LEADER), now=LATER)
    assert public_file(sha256) is None


def approve(request: Request) -> Approval:
    return approve_article(
        request=request, expected_hash=request.hash, seen=[], by=account(Role.LEADER), now=LATER
    )


def test_product_of_another_version_is_stale_and_cannot_go_out() -> None:
    by = account()
    story = article(by, for_loudspeaker=False)
    made(story, by)
    approve(submit_article(article=story, by=by, now=NOW))
    draft = Article.objects.get().newest
    draft.lead = "Lời mới."
    save_draft(article=draft, by=by, now=LATER)
    assert fresh_product(draft.newest, KIND.code) is None
    request = submit_article(article=draft, by=by, now=LATER)
    assert not [key for key in request.manifest["forms"] if ":" in key]
    approve(request)
    assert approved_product(Article.objects.get(), KIND.code) is None


def test_product_made_after_submission_leaves_the_article_approvable_and_waits_itself() -> None:
    by = account()
    story = article(by, for_loudspeaker=False)
    request = submit_article(article=story, by=by, now=NOW)
    row = made(story, by)
    assert current_manifest(story.newest) != request.manifest
    assert still_stands(story.newest, request.manifest)
    approve(request)
    assert approved_product(Article.objects.get(), KIND.code) is None
    own = submit_product(product=row, by=by, now=LATER)
    assert Evidence.objects.filter(kind="product.submitted").count() == 1
    with pytest.raises(Refused, match="tự duyệt"):
        decide(own, by)
    decide(own, account(Role.LEADER))
    assert approved_product(Article.objects.get(), KIND.code) == row


def decide(request: Request, by: Account) -> Approval:
    return approve_product(
        request=request, expected_hash=request.hash, seen=["board"], by=by, now=LATER
    )


def test_product_changed_by_hand_is_not_approved_with_the_article() -> None:
    by = account()
    story = article(by, for_loudspeaker=False)
    row = made(story, by, own="Chữ khác")
    request = submit_article(article=story, by=by, now=NOW)
    assert not [key for key in request.manifest["forms"] if ":" in key]
    own = submit_product(product=row, by=by, now=NOW)
    approve(request)
    assert approved_product(Article.objects.get(), KIND.code) is None
    decide(own, account(Role.LEADER))
    assert approved_product(Article.objects.get(), KIND.code) == row


def test_lost_or_replaced_bytes_hold_an_approval_up() -> None:
    by = account()
    story = article(by, for_loudspeaker=False)
    row = made(story, by)
    request = submit_article(article=story, by=by, now=NOW)
    row.files.update(sha256="0" * 64)
    with pytest.raises(Refused, match="đã đổi sau khi trình"):
        approve(request)


def test_own_request_falls_when_the_article_changes() -> None:
    live = approved_article(with_sound=False)
    row = made(live, live.created_by)
    own = submit_product(product=row, by=live.created_by, now=NOW)
    draft = live.newest
    draft.lead = "Lời mới."
    save_draft(article=draft, by=live.created_by, now=LATER)
    own.refresh_from_db()
    assert own.state == RequestState.WITHDRAWN
    with pytest.raises(Refused, match="đã đổi sau khi làm"):
        submit_product(product=row, by=live.created_by, now=LATER)


def test_returned_product_is_told_with_its_reason() -> None:
    live = approved_article(with_sound=False)
    own = submit_product(
        product=made(live, live.created_by), by=live.created_by, now=NOW
    )  # fmt: skip
    return_product(
        request=own, reason="Số sai", expected_hash=own.hash, seen=[], by=account(Role.LEADER),
        now=LATER,
    )  # fmt: skip
    own.refresh_from_db()
    assert own.state == RequestState.RETURNED


def test_catalogue_that_changed_makes_it_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    by = account()
    story = article(by)
    made(story, by)
    other = replace(KIND, made_from=lambda story: {"colour": "#123456"})
    monkeypatch.setitem(products._KINDS, KIND.code, other)
    assert fresh_product(story.newest, KIND.code) is None
