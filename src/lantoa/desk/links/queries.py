"""What the pages of approval links show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from lantoa.approval.links import (
    OPEN_STATES,
    WHY_NOT,
    link_state,
    links_of,
    token_of,
)
from lantoa.approval.models import Approval, ApprovalLink, Request, WeekLink
from lantoa.approval.pins import RIGHT, has_pin
from lantoa.approval.queries import why_not_decide
from lantoa.approval.terms import LinkState
from lantoa.channels.base.addresses import full_address
from lantoa.core.clock import local
from lantoa.desk.approvals.queries import (
    ShownForm,
    needed_words,
    page_context,
    submitted_sound,
)
from lantoa.desk.approvals.reasons import REASONS
from lantoa.library.models import PictureRendition
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.models.article import picture_ids
from lantoa.newsroom.products.queries import product_of, submitted_products
from lantoa.newsroom.queries import still_stands
from lantoa.newsroom.services import article_of
from lantoa.notices.models import Mail
from lantoa.registry.models import Account, Commune
from lantoa.vietnamese import clock_time, date_short, moment_long


@dataclass(frozen=True)
class LinkLine:
    """One link of a request, for the list on the desk."""

    link: ApprovalLink
    state: str
    is_live: bool
    address: str
    note: str
    mail: Mail | None


def closed_context(link: ApprovalLink, *, now: datetime) -> dict[str, Any]:
    """Nothing of the content: only whether the link still leads somewhere."""
    state = link_state(link, now=now)
    return {"is_live": state in OPEN_STATES, "sentence": _what_became(link, state)}


def _what_became(link: ApprovalLink, state: LinkState) -> str:
    if state in OPEN_STATES:
        return ""
    own = Approval.objects.filter(request=link.request, by=link.approver, via="link").first()
    if state == LinkState.USED and own:
        moment = local(own.decided_at)
        day = f"{clock_time(moment)}, ngày {date_short(moment)}"
        return (
            f"Đã ghi quyết định: {own.get_decision_display()}, lúc {day}. Đường dẫn đã dùng xong."
        )
    return WHY_NOT[state]


def content_context(link: ApprovalLink, token: str, *, now: datetime) -> dict[str, Any]:
    """The page of the desk with this link's own addresses."""
    context = page_context(link.request, by=link.approver, now=now)
    forms = [replace(form, address=_form_address(form, token)) for form in context.get("forms", ())]
    for one in context.get("parts", ()):  # of an alert
        one.address = reverse("link-alert-sound", args=[token, one.part])
    return context | {
        "needed_first": context.get("needed", ""), "needed": "", "link": link,
        "token": token, "forms": forms, "reasons": REASONS, "history": (),
        "sound_address": reverse("link-sound", args=[token]),
        "decide_template": "desk/links/_decide.html", "notes_template": "desk/links/_notes.html",
        "expires": until_words(link, now),
        "approver_words": approver_words(link.approver),
    }  # fmt: skip


def _form_address(form: ShownForm, token: str) -> str:
    if form.product:
        return reverse("link-product", args=[token, form.product])
    return reverse("link-form", args=[token, form.code])


def products_of_link(link: ApprovalLink) -> list[Rendition]:
    """The products whose bytes were submitted, with the article or alone."""
    alone = product_of(link.request.subject)
    article = alone.article if alone else article_of(link.request.subject)
    return submitted_products(article, link.request.manifest) if article else []


def approver_words(account: Account) -> str:
    """«Phó Chủ tịch Lê Văn Bình»."""
    title = account.officer.title if account.officer else ""
    return f"{title} {account}".strip()


def until_words(link: ApprovalLink | WeekLink, now: datetime) -> str:
    """«17:00 hôm nay», or the whole moment."""
    end = local(link.expires_at)
    if end.date() == local(now).date():
        return f"{clock_time(end)} hôm nay"
    return moment_long(end)


def draft_of(link: ApprovalLink) -> Article | None:
    """The draft while it is still exactly what was submitted."""
    article = article_of(link.request.subject)
    draft = article.newest if article else None
    return draft if draft and still_stands(draft, link.request.manifest) else None


def sound_of(link: ApprovalLink) -> Rendition | None:
    """The submitted sound, by the hash in the manifest."""
    article = article_of(link.request.subject)
    return submitted_sound(article, link.request) if article else None


def shows_picture(link: ApprovalLink, name: str) -> bool:
    """Is this file a size of a picture that the submitted draft shows?"""
    draft = draft_of(link)
    if draft is None:
        return False
    shown = picture_ids(list(draft.body.raw_data) if draft.body else [])
    return bool(PictureRendition.objects.filter(file=name, image_id__in=shown).exists())


def link_lines(request: Request, *, now: datetime) -> list[LinkLine]:
    """The links of a request with where they stand; an address only while it leads somewhere."""
    lines = []
    for link in links_of(request):
        state = link_state(link, now=now)
        is_live = state in OPEN_STATES
        address = full_address(reverse("link", args=[token_of(link)])) if is_live else ""
        mail = Mail.objects.filter(subject=f"approval-link:{link.pk}").first()
        label = LinkState(state).label
        lines.append(LinkLine(link, label, is_live, address, _note(link, now), mail))
    return lines


def _note(link: ApprovalLink, now: datetime) -> str:
    parts = [f"hết hạn {until_words(link, now)}"]
    if link.opened_at:
        parts.append(f"mở lần đầu {moment_long(local(link.opened_at))} bằng {link.opened_with}")
    if link.used_at:
        parts.append(f"quyết định {moment_long(local(link.used_at))} bằng {link.used_with}")
    if link.wrong_count:
        parts.append(f"nhập sai mã PIN {link.wrong_count} lần")
    return "; ".join(parts)


def message_words(line: LinkLine, request: Request, *, now: datetime) -> str:
    """What is pasted into a chat: nothing of the content, only what is needed to act."""
    commune = Commune.objects.filter(pk=1).first()
    needed = needed_words(request, now=now)
    parts = [
        f"{_name(commune)}: có nội dung cần duyệt" + (f" trước {needed}." if needed else "."),
        f"Mở đường dẫn, nghe, xem và nhập mã PIN duyệt: {line.address}",
        f"Đường dẫn chỉ dành cho {approver_words(line.link.approver)}, "
        f"hết hạn {until_words(line.link, now)}.",
    ]
    return "\n".join(parts)


def _name(commune: Commune | None) -> str:
    name = commune.name if commune else "Ủy ban nhân dân xã"
    return name[:1].upper() + name[1:]


@dataclass(frozen=True)
class Candidate:
    """Somebody who may decide, and whether a link can be made for them now."""

    account: Account
    has_pin: bool


def candidates(request: Request, *, now: datetime) -> list[Candidate]:
    """Everybody who may decide this request now, deputies included."""
    today = local(now).date()
    people = Account.objects.filter(is_active=True).select_related("officer").order_by("name")
    return [
        Candidate(one, has_pin(one))
        for one in people
        if one.has_perm(RIGHT) and not why_not_decide(request=request, by=one, today=today)
    ]
