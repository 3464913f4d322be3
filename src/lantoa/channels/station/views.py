"""What receivers ask over HTTP: to be enrolled, and for the sounds that they are to play.

Neither has a session or a cookie: the first is opened by a one-time code, the second by the
receiver's own signature on the very request.
"""

from __future__ import annotations

import re

from django.core.cache import cache
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from lantoa.channels.station.names import receiver_named
from lantoa.channels.station.queries import is_ordered_for
from lantoa.channels.station.services.enrolment import answer_enrolment
from lantoa.channels.station.services.sealing import lies_there
from lantoa.channels.station.sounds import sound_file
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.keys import PublicKey
from lantoa.receiver.messages import SOUND_PATH, EnrolmentRequest, Rejected, RequestClaim
from lantoa.receiver.messages.enrolment import LARGEST_REQUEST
from lantoa.registry.models import Receiver
from lantoa.registry.terms import ReceiverState

MOST_TRIES = 10
TRIES_SECONDS = 15 * 60
LONGEST_LENGTH = 12
RANGE = re.compile(r"bytes=([0-9]{1,12})-([0-9]{0,12})")


@csrf_exempt
@require_POST
def enrol(request: HttpRequest) -> HttpResponse:
    """A code and a public key in, a signed answer out. Wrong codes are counted by address."""
    tries = f"enrol:{request.META.get('REMOTE_ADDR', '')}"
    if int(cache.get(tries, 0)) >= MOST_TRIES:
        return HttpResponse(status=429)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit()):
        return HttpResponse(status=400)
    if len(length) > LONGEST_LENGTH or int(length) > LARGEST_REQUEST:
        return HttpResponse(status=413)
    try:
        asked = EnrolmentRequest.decode(request.read(LARGEST_REQUEST + 1))
        answer = answer_enrolment(request=asked, now=clock.now())
    except (Rejected, Refused) as refusal:
        cache.set(tries, int(cache.get(tries, 0)) + 1, TRIES_SECONDS)
        words = str(refusal) if isinstance(refusal, Refused) else refusal.fault.value
        return HttpResponse(words, status=403, content_type="text/plain; charset=utf-8")
    return HttpResponse(answer, content_type="application/json")


@require_GET
def sound(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The bytes of a sound, to a receiver that was ordered to play it; from where it stopped."""
    now = clock.now()
    receiver = _asking(request, sha256)
    if receiver is None:
        return HttpResponse(status=401)
    if not (is_ordered_for(receiver, sha256, now=now) or lies_there(sha256, receiver, now=now)):
        return HttpResponse(status=403)
    path = sound_file(sha256)
    if path is None:
        return HttpResponse(status=404)
    file = path.open("rb")
    size = path.stat().st_size
    found = RANGE.fullmatch(request.headers.get("Range", ""))
    if found is None:
        response = FileResponse(file, content_type="application/octet-stream")
        response["Accept-Ranges"] = "bytes"
        return response
    first = int(found[1])
    last = min(int(found[2] or size - 1), size - 1)
    if first > last:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file.seek(first)
    part = HttpResponse(
        file.read(last - first + 1), status=206, content_type="application/octet-stream"
    )
    file.close()
    part["Content-Range"] = f"bytes {first}-{last}/{size}"
    return part


def _asking(request: HttpRequest, sha256: str) -> Receiver | None:
    """The receiver that signed this request with its own key within the last minutes."""
    try:
        claim = RequestClaim.read(request.headers.get("Authorization", ""))
        receiver = receiver_named(claim.receiver)
        if receiver is None or receiver.state != ReceiverState.ENROLLED:
            return None
        key = PublicKey.from_text(receiver.public_key)
        claim.check(key, method="GET", path=SOUND_PATH + sha256, now=clock.now())
    except (Rejected, ValueError):
        return None
    return receiver
