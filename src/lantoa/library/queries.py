"""Reads of the library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from lantoa.core.clock import local
from lantoa.library.models import HeldPicture, Picture, Right, Video, VideoUpload
from lantoa.library.terms import Resemblance, UploadState
from lantoa.media.looks import NEAR, distance
from lantoa.registry.models import Account
from lantoa.vietnamese import date_short
from lantoa.vietnamese.text import fold

MOST_NAMED = 3
MOST_COMPARED = 20_000
# What the list can be narrowed to: code in the address, name, and what it asks.
NOT_CLEAR = Q(right=Right.UNKNOWN)
NOT_AGREED = Q(shows_people=True) & (Q(consent="") | Q(people_informed=False))
STANDINGS: dict[str, tuple[str, Q]] = {
    "chua-ro-quyen": ("chưa rõ quyền sử dụng", NOT_CLEAR),
    "chua-ro-dong-y": ("chưa rõ sự đồng ý của người có mặt", NOT_AGREED),
    "chua-mo-ta": ("chưa mô tả", Q(alt_text="")),
    "dang-dung": ("đang dùng", Q(uses__isnull=False)),
    "chua-dung": ("chưa dùng ở đâu", Q(uses__isnull=True)),
}
FOR_VIDEOS = ("chua-ro-quyen", "chua-ro-dong-y", "chua-mo-ta")


@dataclass(frozen=True)
class Asked:
    """What the list was asked for; empty strings ask for everything."""

    words: str = ""
    right: str = ""
    standing: str = ""


def found_pictures(asked: Asked) -> QuerySet[Picture]:
    """Pictures, newest first; words are found with and without accents."""
    rows = _narrowed(Picture.objects.all(), asked)
    if asked.standing in STANDINGS:
        rows = rows.filter(STANDINGS[asked.standing][1]).distinct()
    ordered: QuerySet[Picture] = rows.order_by("-created_at", "-pk")
    return ordered


def found_videos(asked: Asked) -> QuerySet[Video]:
    """Videos, newest first."""
    rows = _narrowed(Video.objects.all(), asked)
    if asked.standing == "chua-mo-ta":
        return rows.filter(description="")
    return rows.filter(STANDINGS[asked.standing][1]) if asked.standing in FOR_VIDEOS else rows


def _narrowed(rows: QuerySet, asked: Asked) -> QuerySet:  # type: ignore[type-arg]
    for word in fold(asked.words).split()[:8]:
        rows = rows.filter(folded__contains=word)
    known = asked.right in Right.values and asked.right
    return rows.filter(right=asked.right) if known else rows


def resemblances(*, sha256: str, look: str, other_than: int = 0) -> list[Resemblance]:
    """Pictures that are the same bytes, or look the same; the most alike first. The same bytes are
    found among all, a likeness among the newest (a few years of a commune)."""
    rows = Picture.objects.exclude(pk=other_than)
    same = rows.filter(sha256=sha256).order_by("-pk")[:MOST_NAMED]
    found = [(-1, pk) for pk in same.values_list("pk", flat=True)]
    if look and len(found) < MOST_NAMED:
        others = rows.exclude(look="").exclude(sha256=sha256).order_by("-pk")
        looks = others.values_list("pk", "look")[:MOST_COMPARED]
        apart = ((distance(look, theirs), pk) for pk, theirs in looks.iterator())
        found += [one for one in apart if one[0] <= NEAR]
    nearest = sorted(found)[:MOST_NAMED]
    by_key = Picture.objects.in_bulk([pk for _, pk in nearest])
    return [
        Resemblance(pk, by_key[pk].title, by_key[pk].created_at, apart < 0)
        for apart, pk in nearest
        if pk in by_key
    ]


def resemblance_words(found: Resemblance) -> str:
    """«Ảnh này giống ảnh «…» tải lên ngày …»."""
    how = "giống hệt" if found.is_exact else "giống"
    day = date_short(local(found.created_at).date())
    return f"Ảnh này {how} ảnh «{found.title}» tải lên ngày {day}."


def held_pictures(*, token: str, by: Account) -> list[HeldPicture]:
    """What this person uploaded in one go and has not decided on."""
    return list(HeldPicture.objects.filter(token=token, by=by))


def held_uploads(by: Account) -> list[tuple[str, int, datetime]]:
    """Token, number and moment of every upload of photos that this person left undecided."""
    rows = HeldPicture.objects.filter(by=by).values("token").annotate(n=Count("pk"), at=Min("at"))
    return [(row["token"], row["n"], row["at"]) for row in rows.order_by("-at")]


def open_uploads(by: Account) -> QuerySet[VideoUpload]:
    """Videos of this person that are under way, or were refused and not read yet."""
    return VideoUpload.objects.filter(by=by).exclude(state=UploadState.DONE)
