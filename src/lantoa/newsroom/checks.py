"""What can be checked about an article before a leader decides. Cautions, never barriers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantoa.library.models import Picture
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.plain import plain_text, script_text

CITIZEN_NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)")
# However it is grouped: 0238.3123.456, (0238) 3123456, 0912 345 678, +84 912 345 678.
_NEXT = r"(?:(?:\) ?|[ .-])?\d)"
PHONE = re.compile(
    r"(?<![\d/])(?<!\d[.,])(?:\+ ?84[ .]?|\(?0)(?=\d{2})"
    rf"(?:2{_NEXT}{{8,9}}|[1-9]{_NEXT}{{7,8}})(?![\d/])"
)
LONG_SENTENCE_WORDS = 45
# The loudness law of what airs, in hundredths (media.mastering).
LOUDNESS, TOLERANCE, PEAK = -1600, 100, -150


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: is it well, and the sentence about it."""

    is_well: bool
    text: str


def checks_of(article: Article, sound: Rendition | None) -> list[Check]:
    """All checks, cautions first."""
    words = f"{plain_text(article)}\n{script_text(article)}\n{article.post}"
    found = [_citizen_numbers(words), _phones(words), _sentences(words), _secret(article)]
    pictures = _pictures(article)
    found += [pictures] if pictures else []
    found += [_sound(sound)] if sound else []
    return sorted(found, key=lambda check: check.is_well)


def _citizen_numbers(words: str) -> Check:
    if CITIZEN_NUMBER.search(words):
        return Check(False, "trong bài có dãy 12 chữ số, có thể là số căn cước của một người")
    return Check(True, "Không có số căn cước công dân")


def _phones(words: str) -> Check:
    numbers = sorted(
        {" ".join(found.split()) for found in PHONE.findall(CITIZEN_NUMBER.sub("", words))}
    )
    if numbers:
        return Check(False, f"trong bài có số điện thoại {', '.join(numbers[:3])}")
    return Check(True, "Không có số điện thoại")


def _sentences(words: str) -> Check:
    longest = max((len(one.split()) for one in re.split(r"[.!?;\n]", words)), default=0)
    if longest > LONG_SENTENCE_WORDS:
        return Check(False, f"có câu dài {longest} tiếng, nghe qua loa khó theo dõi")
    return Check(True, "Không có câu quá dài")


def _secret(article: Article) -> Check:
    if article.has_no_secret:
        return Check(True, "Người viết xác nhận không chứa bí mật nhà nước")
    return Check(False, "người viết chưa xác nhận nội dung không chứa bí mật nhà nước")


def _pictures(article: Article) -> Check | None:
    chosen = (block.value["image"] for block in article.body if block.block_type == "picture")
    ids = [image.pk for image in chosen if image]
    pictures = list(Picture.objects.filter(pk__in=ids))
    if not pictures:
        return None
    if any(not picture.right or not picture.alt_text for picture in pictures):
        return Check(False, "có ảnh chưa ghi quyền sử dụng hoặc mô tả")
    return Check(True, "Ảnh có mô tả và quyền sử dụng")


def _sound(sound: Rendition) -> Check:
    loudness, peak = sound.loudness_centi_lufs, sound.peak_centi_db
    if loudness is None or peak is None:
        return Check(False, "chưa đo độ lớn của âm thanh")
    if abs(loudness - LOUDNESS) > TOLERANCE or peak > PEAK:
        return Check(False, "âm thanh chưa đúng độ lớn phát sóng")
    return Check(True, "Âm lượng đúng mức, không vỡ tiếng")
