"""What the list and the page of Duyệt show. The page is made for the desk and, later, for a
phone link: nothing in it needs a signed-in account but the answer to `why_not`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from lantoa.approval.authority import Authority, authority_of, waits_for
from lantoa.approval.models import Approval, Request
from lantoa.approval.queries import is_form_approved, open_requests
from lantoa.approval.terms import RequestState
from lantoa.channels.station.queries import next_airtimes
from lantoa.core.clock import local
from lantoa.desk.alerts.queries import page_context as alert_page
from lantoa.desk.articles.note_lines import notes_context
from lantoa.desk.articles.queries import form_name, hours_of, sound_note
from lantoa.newsroom.alerts.queries import alert_of
from lantoa.newsroom.checks import checks_of
from lantoa.newsroom.editing.differences import change_count, word_difference
from lantoa.newsroom.kinds import forms_of
from lantoa.newsroom.models import Alert, Article, Rendition
from lantoa.newsroom.products.queries import is_fresh, product_of, submitted_products
from lantoa.newsroom.queries import (
    approved_text,
    compared_text,
    still_stands,
    told_manifest,
)
from lantoa.newsroom.services import article_of
from lantoa.newsroom.terms import Form
from lantoa.registry.models import Account, SpeakerCluster
from lantoa.vietnamese import clock_time, date_long, moment_long

LONGEST_HISTORY = 20
# A slot further ahead than this is not what an approval waits for.
DAYS_AHEAD = 31
ONE_OF_TWO = "Duyệt bước một, chuyển lãnh đạo"
OTHERS = {
    "rendition": "cùng bài đang đăng", "kit": "mở đầu và kết thúc mọi chương trình trên loa",
    "alert": "phát khẩn cấp trên mọi kênh ngay khi duyệt",
    "relay": "loa của xã tiếp âm địa chỉ này trong khung giờ đã đặt",
}  # fmt: skip
# What readers and listeners notice although no word of the text changes.
FILING = {
    "section_id": "chuyên mục", "source": "nguồn tin", "genre": "thể loại",
    "topic": "nội dung thiết yếu", "priority": "mức ưu tiên trên loa", "language": "ngôn ngữ",
    "project_id": "nhiệm vụ KH&CN", "for_loudspeaker": "việc phát trên loa",
}  # fmt: skip


@dataclass(frozen=True)
class Waiting:
    """One line of the list."""

    request: Request
    needed: str
    is_late: bool
    where: str
    waits_for: str


@dataclass(frozen=True)
class ShownForm:
    """One form to open: its code is what `seen` records; `product` is the key of one that is
    files."""

    code: str
    name: str
    address: str
    product: int = 0


def waiting_requests(*, now: datetime) -> list[Waiting]:
    """All that waits, with the hour of need and where it will go; in as many queries for three as
    for one."""
    clusters = cluster_count()
    requests = list(open_requests().prefetch_related("approvals__by"))
    drafts = _drafts(requests)
    lines = []
    for request in requests:
        draft = drafts.get(request.subject)
        lines.append(
            Waiting(
                request,
                needed_words(request, now=now),
                bool(request.needed_by and request.needed_by < now),
                destination(draft, clusters) if draft else _other(request.subject),
                waits_for(request),
            )
        )
    return sorted(
        lines,
        key=lambda line: (not is_alert(line.request.subject), line.request.needed_by is None),
    )


def is_alert(subject: str) -> bool:
    """Alerts are decided before everything else."""
    return subject.startswith("alert:")


def _drafts(requests: list[Request]) -> dict[str, Article]:
    """The newest drafts of the articles among them, by code: only what tells where they go."""
    parts = (request.subject.partition(":") for request in requests)
    keys = [int(key) for kind, _, key in parts if kind == "article" and key.isdecimal()]
    found = {}
    for row in Article.objects.filter(pk__in=keys).select_related("latest_revision"):
        told = row.latest_revision.content if row.latest_revision else {}
        row.for_loudspeaker = bool(told.get("for_loudspeaker", row.for_loudspeaker))
        row.genre = told.get("genre", row.genre)
        found[row.code] = row
    return found


def _other(subject: str) -> str:
    """Where an approved thing goes that is no article."""
    return OTHERS.get(subject.partition(":")[0], "báo cáo gửi cấp trên")


def needed_words(request: Request, *, now: datetime) -> str:
    """«Cần duyệt trước 16:45 hôm nay»; empty where nobody said when."""
    if request.needed_by is None:
        return ""
    if local(request.needed_by).date() == local(now).date():
        return f"{clock_time(request.needed_by)} hôm nay"
    return moment_long(local(request.needed_by))


def cluster_count() -> int:
    """How many loudspeaker clusters are in use."""
    return SpeakerCluster.objects.filter(is_active=True).count()


def destination(article: Article, clusters: int) -> str:
    """Where an approved article goes, in words."""
    names = ["trang web"]
    if article.for_loudspeaker:
        names.append(f"{clusters} cụm loa, khung giờ tới")
    if any(kind.code == Form.POST for kind in forms_of(article)):
        names.append("mạng xã hội (chép tay)")
    return "; ".join(names)


def approve_words(article: Article, clusters: int, *, authority: Authority, now: datetime) -> str:
    """What the button will do, with the hour of the next slot."""
    if not authority.is_final:
        return ONE_OF_TWO
    if not article.for_loudspeaker:
        return "Duyệt: đăng trang web"
    words = f"Duyệt: đăng trang web và phát ở {clusters} cụm loa"
    slot = next(iter(next_airtimes(now, most=1, days=DAYS_AHEAD)), None)
    if slot is None:
        return f"{words}; chưa có khung giờ nào sắp tới"
    starts_at = local(slot.starts_at)
    days = (starts_at.date() - local(now).date()).days
    day = {0: "hôm nay", 1: "ngày mai"}.get(days, date_long(starts_at.date()))
    return f"{words} từ {clock_time(starts_at)} {day}"


def page_context(request: Request, *, by: Account, now: datetime) -> dict[str, Any]:
    """Everything that the page of one request shows."""
    alert = alert_of(request.subject)
    if alert:
        return alert_context(alert, request, by=by, now=now)
    product = product_of(request.subject)
    if product:
        return product_context(product, request, by=by, now=now)
    article = article_of(request.subject)
    authority = authority_of(request=request, by=by, today=local(now).date())
    if article is None:
        return {"item": request, "why_not": "Tin bài này không còn."}
    draft = article.newest
    clusters = cluster_count()
    sound = submitted_sound(article, request)
    is_open = request.state == RequestState.OPEN
    return {
        "item": request, "article": draft, "is_open": is_open,
        "needed": needed_words(request, now=now), "authors": author_names(request),
        "submitted": moment_long(local(request.submitted_at)),
        "where": destination(draft, clusters), "waits_for": waits_for(request),
        "approve_words": approve_words(draft, clusters, authority=authority, now=now),
        "on_behalf_of": authority.on_behalf_of, "timing": hours_of(draft),
        "sound": sound, "sound_note": sound_note(sound) if sound else "",
        "sound_address": reverse("desk-sound", args=[sound.sha256]) if sound else "",
        "inner_address": (
            reverse("desk-sound", args=[sound.inner_sha256]) if sound and sound.inner_sha256 else ""
        ),
        "forms": shown_forms(draft)
        + product_forms(submitted_products(article, request.manifest)),
        "checks": checks_of(draft, sound, today=local(now).date()),
        "is_changed": is_open and not still_stands(draft, request.manifest),
        "why_not": authority.refusal if is_open else "",
        "history": history(request),
    } | difference(article) | notes_context(article, draft, by)  # fmt: skip


def alert_context(alert: Alert, request: Request, *, by: Account, now: datetime) -> dict[str, Any]:
    """An alert as it is decided on a phone; on the desk it has a page of its own."""
    return alert_page(alert, by=by, now=now) | {
        "item": request, "is_open": request.state == RequestState.OPEN,
        "body_template": "desk/alerts/_link_body.html",
    }  # fmt: skip


def product_context(
    product: Rendition, request: Request, *, by: Account, now: datetime
) -> dict[str, Any]:
    """The same page for one product alone: its files, and the article that it was made from."""
    authority = authority_of(request=request, by=by, today=local(now).date())
    draft = product.article.newest
    is_open = request.state == RequestState.OPEN
    return {
        "item": request, "article": draft, "product": product, "is_open": is_open,
        "needed": needed_words(request, now=now), "authors": author_names(request),
        "submitted": moment_long(local(request.submitted_at)),
        "where": OTHERS["rendition"], "waits_for": waits_for(request),
        "approve_words": "Duyệt sản phẩm này" if authority.is_final else ONE_OF_TWO,
        "on_behalf_of": authority.on_behalf_of, "forms": product_forms([product]),
        "is_changed": is_open and not is_fresh(product, draft, draft.content),
        "why_not": authority.refusal if is_open else "", "history": history(request),
    }  # fmt: skip


def product_forms(products: list[Rendition]) -> list[ShownForm]:
    """Products to open, each in a frame of its own."""
    return [
        ShownForm(
            one.form, str(one.get_form_display()).capitalize(),
            reverse("product-preview", args=[one.pk]), one.pk,
        )
        for one in products
    ]  # fmt: skip


def history(request: Request) -> list[Approval]:
    """Decisions on the same thing, newest first."""
    rows = Approval.objects.filter(subject=request.subject).select_related("by", "on_behalf_of")
    return list(rows[:LONGEST_HISTORY])


def submitted_sound(article: Article, request: Request) -> Rendition | None:
    """The very bytes that were submitted, also when a newer sound was made since."""
    sha256 = request.manifest["forms"].get(Form.SOUND)
    found = Rendition.objects.filter(article=article, sha256=sha256) if sha256 else None
    return found.first() if found else None


def shown_forms(draft: Article) -> list[ShownForm]:
    """The forms in the order of the tabs."""
    return [
        ShownForm(kind.code, form_name(kind), reverse("article-form", args=[draft.pk, kind.code]))
        for kind in forms_of(draft)
    ]


def author_names(request: Request) -> str:
    """Who wrote it; who submitted it stands first."""
    others = request.authors.exclude(pk=request.submitted_by_id)
    return ", ".join(person.get_full_name() for person in [request.submitted_by, *others])


def difference(article: Article) -> dict[str, Any]:
    """What differs from the version that stands in public; nothing where there is none."""
    before, draft = approved_text(article), article.newest
    pieces = word_difference(before, compared_text(draft)) if before else []
    changes = change_count(pieces)
    beside = beside_words(article, draft) if before else []
    if before and not changes and not beside:
        beside = _what_else(article, draft)
    return {"is_first": not before, "pieces": pieces, "changes": changes, "beside": beside}


def beside_words(live: Article, draft: Article) -> list[str]:
    """Names of what differs beside the words: pictures with their captions, and the filing."""
    names = ["ảnh"] if _pictures(live) != _pictures(draft) else []
    names += [
        name for field, name in FILING.items() if getattr(live, field) != getattr(draft, field)
    ]
    return names


def _what_else(live: Article, draft: Article) -> list[str]:
    """What can still differ when neither words, pictures nor filing do."""
    if draft.content != live.live_content:
        return ["cách trình bày hoặc đường dẫn trong bài"]
    web = told_manifest(draft)["forms"].get(Form.WEB, "")
    if not is_form_approved(subject=live.code, content=draft.content, form=Form.WEB, sha256=web):
        return ["tên chuyên mục hoặc thông tin của nhiệm vụ KH&CN trong danh mục"]
    return []


def _pictures(article: Article) -> list[tuple[int, str]]:
    chosen = [block.value for block in article.body if block.block_type == "picture"]
    return [(one["image"].pk if one["image"] else 0, one["caption"]) for one in chosen]
