"""Kênh: what a person copies out, what came back, what did not go out."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from lantoa.channels.base.models import Delivery
from lantoa.channels.base.queries import troubled_deliveries
from lantoa.channels.base.registry import channels
from lantoa.channels.social.models import Post, SocialAccount
from lantoa.channels.social.queries import done_posts, posts_to_remove, waiting_posts
from lantoa.channels.social.services import (
    drop_post,
    keep_account,
    note_post_link,
    note_removal,
)
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.social.forms import AccountForm
from lantoa.newsroom.readers import readable_codes

VIEW, WRITE = "newsroom.view_article", "social.change_post"
DONE_SHOWN, WAITING_SHOWN, TROUBLED_SHOWN = 20, 10, 20


@needs(VIEW)
def board(request: DeskRequest) -> HttpResponse:
    """What waits, what must be taken down, what did not go out, what stands."""
    return _board(request)


@needs(WRITE)
def note_link(request: DeskRequest, pk: int) -> HttpResponse:
    """The link of a post that was copied out; a wrong one stays in its field with the reason."""
    post = get_object_or_404(Post, pk=pk)
    if request.method != "POST":
        return redirect("social-desk")
    url = request.POST.get("url", "")
    try:
        note_post_link(post=post, url=url, by=request.user, now=clock.now())
    except Refused as refused:
        return _board(request, wrong={"pk": pk, "url": url, "words": str(refused)})
    messages.success(request, "Đã ghi đường dẫn bài đăng vào sổ minh chứng.")
    return _back(request)


@needs(WRITE)
def drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Thôi đăng, or «đã gỡ» for a post that had to come down."""
    post = get_object_or_404(Post, pk=pk)
    if request.method == "POST":
        act = note_removal if "da-go" in request.POST else drop_post
        act(post=post, by=request.user, now=clock.now())
        messages.success(request, "Đã ghi. Bài này không còn trong danh sách chờ.")
        return _back(request)
    return redirect("social-desk")


@needs(VIEW)
def accounts(request: DeskRequest) -> HttpResponse:
    """The commune's pages and channels elsewhere."""
    context = {"accounts": SocialAccount.objects.all(), "can_write": request.user.has_perm(WRITE)}
    return render(request, "desk/social/accounts.html", context)


@needs(WRITE)
def edit_account(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """Adds or changes one of them."""
    row = get_object_or_404(SocialAccount, pk=pk) if pk is not None else SocialAccount()
    form = AccountForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        saved = keep_account(account=form.save(commit=False), by=request.user)
        messages.success(request, f"Đã lưu kênh «{saved.name}».")
        return redirect("social-accounts")
    context = {"form": form, "is_new": pk is None, "is_wrong": bool(form.errors)}
    return render(request, "desk/social/account.html", context, status=422 if form.errors else 200)


def _back(request: DeskRequest) -> HttpResponse:
    """To the page of the list from which the form was sent, where the next post stands now."""
    page, following = request.POST.get("trang", ""), request.POST.get("sau", "")
    query = f"?trang={page}" if page.isdecimal() else ""
    place = f"#bai-{following}" if following.isdecimal() else ""
    return redirect(f"{reverse('social-desk')}{query}{place}")


def _board(request: DeskRequest, wrong: dict[str, Any] | None = None) -> HttpResponse:
    names = {channel.code: channel.name for channel in channels()}
    troubled = list(troubled_deliveries()[:TROUBLED_SHOWN])
    opened = readable_codes((row.article.code for row in troubled if row.article), request.user)
    waiting = waiting_posts().order_by("-made_at", "-pk")
    asked = request.POST.get("trang") or request.GET.get("trang")
    page = Paginator(waiting, WAITING_SHOWN).get_page(asked)
    posts = list(page.object_list)
    context = {
        "page": page,
        "posts": list(zip_longest(posts, [post.pk for post in posts[1:]])),
        "removing": list(posts_to_remove()), "done": list(done_posts()[:DONE_SHOWN]),
        "troubled": [(row, names.get(row.channel, row.channel), _words(row),
                      row.article is not None and row.article.code in opened) for row in troubled],
        "wrong": wrong, "kept": "", "can_write": request.user.has_perm(WRITE),
        "has_accounts": SocialAccount.objects.filter(is_active=True).exists(),
    }  # fmt: skip
    return render(request, "desk/social/board.html", context, status=422 if wrong else 200)


def _words(delivery: Delivery) -> str:
    """What happened and what was kept, in one sentence."""
    return delivery.problem or f"Đã thử {delivery.attempt_count} lần. Bài vẫn được giữ."
