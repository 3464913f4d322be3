"""What was looked at before a leader decides: cautions first, then what is well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lantoa.newsroom.checking.looking import findings_of
from lantoa.newsroom.checking.values import Finding
from lantoa.newsroom.citing import documents_of
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.source_papers import known_values

# The loudness law of what airs, in hundredths (media.mastering).
LOUDNESS, TOLERANCE, PEAK = -1600, 100, -150
# What is said where nothing was found: codes of findings → a sentence.
WELL = {
    ("paper-number", "account"): "Không có số căn cước, số thẻ, số tài khoản",
    ("phone",): "Không có số điện thoại riêng",
    ("child",): "Không có tên trẻ em kèm lớp, tuổi",
    ("number", "source-number"): "Số liệu trong các phần khớp nhau",
    ("place", "name", "post"): "Tên nơi, đơn vị, chức vụ khớp danh mục",
    ("long-sentence",): "Không có câu quá dài",
}


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: is it well, the sentence about it, and where it stands."""

    is_well: bool
    text: str
    where: str = ""
    quote: str = ""


def checks_of(article: Article, sound: Rendition | None, *, today: date) -> list[Check]:
    """All checks, cautions first."""
    findings = findings_of(article, today=today)
    found = [_of(one) for one in findings]
    codes = {one.code for one in findings}
    found += [Check(True, text) for looked, text in WELL.items() if not codes & set(looked)]
    found += _sources(article) if "source-number" not in codes else []
    found.append(_secret(article))
    if "document" not in codes and documents_of(article, today=today):
        found.append(Check(True, "Không viện dẫn văn bản đã ghi nhận bị thay thế"))
    if any(block.block_type == "picture" for block in article.body) and "picture" not in codes:
        found.append(Check(True, "Ảnh có mô tả, tác giả và quyền sử dụng"))
    found += [_sound(sound)] if sound else []
    return sorted(found, key=lambda check: check.is_well)


def _sources(article: Article) -> list[Check]:
    names, _ = known_values(article)
    listed = ", ".join(f"«{name}»" for name in names[:3])
    return [Check(True, f"Số liệu có trong tài liệu nguồn đã kèm: {listed}")] if names else []


def _of(finding: Finding) -> Check:
    quote = "" if finding.quote in finding.why else finding.quote
    return Check(False, finding.why, finding.label, quote)


def _secret(article: Article) -> Check:
    if article.has_no_secret:
        return Check(True, "Người viết xác nhận không chứa bí mật nhà nước")
    return Check(False, "người viết chưa xác nhận nội dung không chứa bí mật nhà nước")


def _sound(sound: Rendition) -> Check:
    loudness, peak = sound.loudness_centi_lufs, sound.peak_centi_db
    if loudness is None or peak is None:
        return Check(False, "chưa đo độ lớn của âm thanh")
    if abs(loudness - LOUDNESS) > TOLERANCE or peak > PEAK:
        return Check(False, "âm thanh chưa đúng độ lớn phát sóng")
    return Check(True, "Âm lượng đúng mức, không vỡ tiếng")
