"""Alerts in public: what holds now, one of them, and for machines CAP 1.2 files and their feed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from lantoa.channels.website.frame import show
from lantoa.core import clock
from lantoa.newsroom.alerts.capping import alert_path
from lantoa.newsroom.alerts.queries import past_alerts, public_alerts, public_messages
from lantoa.newsroom.alerts.terms import OVER, AlertKind, AlertState, MessageKind, Part
from lantoa.newsroom.alerts.words import area_of, commune_name, source_words
from lantoa.newsroom.models import Alert

CAP_TYPE = "application/cap+xml"
ATOM_TYPE = "application/atom+xml; charset=utf-8"
SHOWN = (AlertState.LIVE, *OVER)


@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """What holds now, and what was over in the last days."""
    now = clock.now()
    context = {
        "live": [(one, area_of(one)) for one in public_alerts(now)],
        "past": [(one, area_of(one)) for one in past_alerts(now)[:20]],
    }
    return show(request, "website/alerts.html", now, context)


@require_safe
def alert(request: HttpRequest, pk: int) -> HttpResponse:
    """One alert; what was never issued, or is a drill, is not there. Of a missing person nothing
    stands once it is over."""
    now = clock.now()
    row = Alert.objects.filter(pk=pk, is_exercise=False, state__in=SHOWN).first()
    if row is None:
        raise Http404
    is_live = row.is_in_force(now)
    if not is_live and row.kind == AlertKind.MISSING:
        return show(request, "website/alert_over.html", now, {}, status=410)
    context = {
        "alert": row,
        "area": area_of(row),
        "is_live": is_live,
        "update": _update_of(row),
        "source": source_words(row, commune_name()),
        "sound": row.sounds.filter(part=Part.CALL).first() if is_live else None,
        "messages": list(row.messages.all()),
    }
    return show(request, "website/alert.html", now, context)


def _update_of(row: Alert) -> Alert | None:
    """What took its place."""
    return row.updates.filter(state__in=SHOWN).order_by("-issued_at").first()


@require_safe
def cap_file(request: HttpRequest, identifier: str) -> HttpResponse:
    """One message, byte for byte as it went out."""
    row = public_messages(clock.now()).filter(identifier=identifier).exclude(xml="").first()
    if row is None:
        raise Http404
    answer = HttpResponse(row.xml.encode("utf-8"), content_type=CAP_TYPE)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


class CapFeed(Atom1Feed):
    """Atom whose entries lead to the page and to the CAP file, as aggregators expect it."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        link = {"rel": "enclosure", "type": CAP_TYPE, "href": item["cap"]}
        handler.addQuickElement("link", "", link)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The messages of the last days: new ones, updates, cancellations."""
    name = commune_name()
    made = CapFeed(
        title=f"Cảnh báo của {name}", link=request.build_absolute_uri("/canh-bao/"),
        description=f"Cảnh báo do Ủy ban nhân dân {name} chuyển tới người dân", language="vi",
        feed_url=request.build_absolute_uri(), author_name=f"Ủy ban nhân dân {name}",
    )  # fmt: skip
    for row in public_messages(clock.now())[:50]:
        about = "Đã hủy: " if row.kind == MessageKind.CANCEL else ""
        made.add_item(
            title=f"{about}{row.alert.headline}", description=row.alert.description,
            link=request.build_absolute_uri(alert_path(row.alert)), pubdate=row.sent_at,
            updateddate=row.sent_at, unique_id=f"urn:x-cap:{row.identifier}",
            cap=request.build_absolute_uri(f"/canh-bao/{row.identifier}.xml"),
        )  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type=ATOM_TYPE)
