"""A word list from another commune: looked at line by line before anything is taken."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lantoa.core.errors import Refused
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.spoken.views import CHANGE, VIEW
from lantoa.registry.models import SpokenWord
from lantoa.registry.spoken import offers_in, take_offers, word_file
from lantoa.registry.terms import SpokenState
from lantoa.vietnamese import decode

LARGEST = 256 * 1024


@needs(VIEW)
def download(request: DeskRequest) -> HttpResponse:
    """Tải tệp từ điển đọc."""
    answer = HttpResponse(word_file(), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="tu-dien-doc.txt"'
    return answer


@needs(VIEW)
def share(request: DeskRequest) -> HttpResponse:
    """Give the list, take another's: a POST shows what the file holds and keeps nothing."""
    context: dict[str, object] = {
        "count": SpokenWord.objects.filter(state=SpokenState.USED).count(),
        "can_change": request.user.has_perm(CHANGE),
    }
    if request.method == "POST":
        text = _uploaded(request)
        offers, wrong = offers_in(text)
        context |= {
            "text": text, "wrong": wrong,
            "fresh": [offer for offer in offers if not offer.present],
            "conflicts": [offer for offer in offers if offer.is_conflict],
            "same": sum(offer.is_same for offer in offers), "looked": True,
        }  # fmt: skip
    return render(request, "desk/spoken/share.html", context)


@needs(CHANGE)
@require_POST
def take(request: DeskRequest) -> HttpResponse:
    """Nhận các từ đã đánh dấu."""
    text = request.POST.get("tep", "")
    if len(text) > LARGEST:
        raise Refused(TOO_LARGE)
    count = take_offers(text=text, chosen=set(request.POST.getlist("nhan")), by=request.user)
    messages.success(request, f"Đã nhận {count} từ vào từ điển đọc.")
    return redirect("spoken-words")


TOO_LARGE = "Tệp lớn hơn 256 KB nên chưa nhận từ nào. Chia tệp nhỏ hơn rồi nhận từng phần."


def _uploaded(request: DeskRequest) -> str:
    upload = request.FILES.get("tep")
    if upload is None:
        raise Refused("Chưa chọn tệp nên chưa nhận từ nào. Chọn tệp từ điển đọc của xã khác.")
    if (upload.size or 0) > LARGEST:
        raise Refused(TOO_LARGE)
    return decode(upload.read())
