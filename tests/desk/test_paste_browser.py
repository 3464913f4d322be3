"""Text pasted from Word into the real editor: cleaned, and nothing of it lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.browsing import until_saved
from tests.desk.word import HTML, TOLD
from tests.journeys.browser import Person, open_browser
from tests.make import account, article

from lantoa.newsroom.models import Article

pytestmark = pytest.mark.django_db(transaction=True)
BOX = ".lt-body [role=textbox]"
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
KEY = re.compile(r' data-block-key="\w+"')
WANTED = (
    "<p>Xã bố trí 8 Tổ công nghệ số cộng đồng.</p>"
    "<p>Kết quả</p>"
    "<p><b>“Chuyển đổi số” là việc của mọi nhà</b> năm 2026.</p>"
    "<ul><li>Mở máy<ul><li>Chọn tiếng Việt</li></ul></li>"
    "<li>Một<ul><li>Một chấm một</li></ul></li><li>Hai</li></ul>"
    "<p>Thôn; Số hộ</p><p>Bến Đò; 120</p>"
    '<p>Xem <a href="https://xa.example/">trang xã</a> </p>'
)


def test_text_of_word_is_cleaned_as_it_is_pasted(live_server: Any) -> None:
    who = account()
    draft = article(who)
    client = Client()
    client.force_login(who)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    with open_browser() as browser:
        person = Person.signed_in(browser, live_server.url, session)
        page = person.go(f"tin-bai/{draft.pk}/")
        page.locator(BOX).first.click()
        page.keyboard.press("Control+End")
        page.keyboard.press("Enter")
        page.evaluate(PASTE, [HTML, TOLD])
        until_saved(page, "trang xã")
        page.get_by_label("Tóm tắt").fill(f"{TOLD}\u00ad\tnăm 2026")
        person.saves("năm 2026")
        assert person.complaints == []
    stored = Article.objects.get(pk=draft.pk).newest
    assert KEY.sub("", stored.body.raw_data[0]["value"]) == WANTED
    assert stored.lead == "“Chuyển đổi số” là việc của mọi nhà năm 2026"
