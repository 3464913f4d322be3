"""Writes of the week: a story is given a day, another day, a writer, a draft."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.newsroom.ideas.taking import take_up_idea
from lantoa.newsroom.models import Article, Idea, PlannedItem
from lantoa.newsroom.services import save_draft
from lantoa.newsroom.terms import Genre
from lantoa.plan.models import Task
from lantoa.registry.models import Account
from lantoa.vietnamese import date_short, nfc

RIGHT = "newsroom.add_article"
LONGEST = 200
FARTHEST = timedelta(days=366)
HANGS_ON: dict[str, Any] = {"task": Task, "writer": Account, "idea": Idea, "article": Article}
ONCE = ("idea", "article")
NO_RIGHT = "Tài khoản này không xếp được lịch tuần. Lịch giữ nguyên."


def plan_item(
    *, day: date, headline: str, by: Account, now: datetime, today: date,
    genre: str = Genre.NEWS, task: Task | None = None, writer: Account | None = None,
) -> PlannedItem:  # fmt: skip
    """Thêm vào lịch tuần: a story that nobody has written yet."""
    _refuse(day, by, today)
    return PlannedItem.objects.create(
        day=day, headline=_headline(headline), genre=_genre(genre), task=task, writer=writer,
        made_by=by, made_at=now,
    )  # fmt: skip


def plan_idea(
    *, idea: Idea, day: date, by: Account, now: datetime, today: date
) -> PlannedItem:  # fmt: skip
    """Đưa vào lịch tuần: one day an idea; given another day, it moves."""
    _refuse(day, by, today)
    if idea.article:
        return plan_article(article=idea.article, day=day, by=by, now=now, today=today)
    return PlannedItem.objects.update_or_create(
        idea=idea, defaults={"day": day},
        create_defaults={
            "day": day, "headline": idea.headline[:LONGEST], "made_by": by, "made_at": now,
        },
    )[0]  # fmt: skip


def plan_article(
    *, article: Article, day: date, by: Account, now: datetime, today: date
) -> PlannedItem:  # fmt: skip
    """Gives an article that is being written a day; given another, it moves."""
    _refuse(day, by, today)
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=article.pk)
        _refuse_gone(article)
        return PlannedItem.objects.update_or_create(
            article=article, defaults={"day": day},
            create_defaults={
                "day": day, "headline": (article.title or "Tin bài chưa có tiêu đề")[:LONGEST],
                "genre": article.genre, "task": article.tasks.first(),
                "writer": article.created_by, "made_by": by, "made_at": now,
            },
        )[0]  # fmt: skip


def move_item(*, item: PlannedItem, day: date, by: Account, today: date) -> PlannedItem:
    """Chuyển sang ngày khác. Refuses what went out already."""
    _refuse(day, by, today)
    with transaction.atomic():
        item = PlannedItem.objects.select_for_update().get(pk=item.pk)
        if item.article:
            _refuse_gone(item.article)
        item.day = day
        item.save(update_fields=["day"])
    return item


def change_item(
    *, item: PlannedItem, headline: str, genre: str, task: Task | None, writer: Account | None,
    day: date, by: Account, today: date,
) -> PlannedItem:  # fmt: skip
    """Sửa mục lịch tuần. A day that is over may stay, but none is moved there."""
    if day != item.day:
        _refuse(day, by, today)
    elif not by.has_perm(RIGHT):
        raise Refused(NO_RIGHT)
    item.headline, item.genre, item.task = _headline(headline), _genre(genre), task
    item.writer, item.day = writer, day
    item.save()
    return item


def drop_item(*, item: PlannedItem, by: Account) -> None:
    """Bỏ khỏi lịch. The idea and the article that hung on it stay."""
    if not by.has_perm(RIGHT):
        raise Refused(NO_RIGHT)
    PlannedItem.objects.filter(pk=item.pk).delete()


def erase_old_items(*, before: date) -> int:
    """Plans of days long past go; answers how many. Articles and ideas have their own time."""
    count, _ = PlannedItem.objects.filter(day__lt=before).delete()
    return count


def stood(item: PlannedItem | None) -> dict[str, Any]:
    """How an item stands, as JSON values, to be put back by `undo`; empty where there is none."""
    if item is None:
        return {}
    return {
        "day": item.day.isoformat(), "headline": item.headline, "genre": item.genre,
        **{name: getattr(item, f"{name}_id") for name in HANGS_ON},
    }  # fmt: skip


def undo(*, pk: int, before: dict[str, Any], by: Account, now: datetime) -> PlannedItem | None:
    """Hoàn tác: the item as it stood before, whatever its day; where it was not, it goes. What
    it hung on and is no more, or has another day by now, is left out."""
    if not by.has_perm(RIGHT):
        raise Refused(NO_RIGHT)
    with transaction.atomic():
        if not before:
            PlannedItem.objects.filter(pk=pk).delete()
            return None
        others = PlannedItem.objects.exclude(pk=pk)
        values: dict[str, Any] = {"headline": before["headline"], "genre": before["genre"]}
        for name, model in HANGS_ON.items():
            key = before[name]
            is_there = key is not None and model.objects.filter(pk=key).exists()
            is_taken = name in ONCE and is_there and others.filter(**{name: key}).exists()
            values[f"{name}_id"] = key if is_there and not is_taken else None
        values["day"] = date.fromisoformat(before["day"])
        return PlannedItem.objects.update_or_create(
            pk=pk, defaults=values, create_defaults={**values, "made_by": by, "made_at": now}
        )[0]


def write_item(*, item: PlannedItem, by: Account, now: datetime) -> Article:
    """Viết bài này: a draft with what the item says; the same one every time."""
    if not by.has_perm(RIGHT):
        raise Refused("Tài khoản này không viết được tin bài. Lịch giữ nguyên.")
    with transaction.atomic():
        item = PlannedItem.objects.select_for_update().get(pk=item.pk)
        if item.article:
            return item.article
        if item.idea:
            return take_up_idea(idea=item.idea, by=by, now=now)
        draft = Article(title=item.headline, genre=item.genre)
        draft.tasks = [item.task] if item.task else []
        item.article = save_draft(article=draft, by=by, now=now)
        item.save(update_fields=["article"])
    return item.article


def _refuse(day: date, by: Account, today: date) -> None:
    if not by.has_perm(RIGHT):
        raise Refused(NO_RIGHT)
    if day < today:
        raise Refused(
            f"Ngày {date_short(day)} đã qua nên không xếp vào được. Lịch giữ nguyên. "
            "Chọn hôm nay hoặc một ngày sau."
        )
    if day > today + FARTHEST:
        raise Refused("Lịch tuần chỉ xếp trước tối đa một năm. Lịch giữ nguyên.")


def _refuse_gone(article: Article) -> None:
    if article.live and article.first_published_at:
        raise Refused(
            f"Bài «{article.title}» đã đăng ngày {date_short(article.first_published_at)} nên "
            "không chuyển ngày nữa. Lịch giữ nguyên."
        )


def _headline(text: str) -> str:
    words = nfc(" ".join(text.split()))[:LONGEST]
    if not words:
        raise Refused("Chưa ghi tên tin bài. Chưa xếp gì. Ghi một dòng nói về chuyện gì.")
    return words


def _genre(genre: str) -> str:
    if genre not in Genre.values:
        raise Refused("Thể loại này không có. Lịch giữ nguyên. Chọn lại thể loại.")
    return genre
