"""A doubtful word of the loudspeaker preview, heard and corrected in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.browsing import until
from tests.journeys.browser import PHONE, Person, open_browser
from tests.make import account, article, sound

from lantoa.newsroom.models import Article
from lantoa.newsroom.queries import fresh_sound

pytestmark = pytest.mark.django_db(transaction=True)
# Every sound that really moves tells its length.
LISTEN = """() => {
  const start = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    this.addEventListener("timeupdate", () => {
      if (this.currentTime > 0.05) window.heardSeconds = this.duration;
    });
    return start.call(this);
  };
}"""


def test_doubtful_word_is_heard_corrected_and_said_so(live_server: Any) -> None:
    who = account()
    draft = article(who, script="Mời cán bộ VHXX họp tại xã.")
    sound(draft)
    client = Client()
    client.force_login(who)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    preview = reverse("article-form", args=[draft.pk, "script"])
    assert fresh_sound(draft.newest) is not None
    with open_browser() as browser:
        person = Person.signed_in(browser, live_server.url, session)
        page = person.page
        page.goto(preview)
        doubt = page.locator(".doubt")
        assert doubt.inner_text().startswith("vê hát ích ích")
        assert doubt.evaluate("one => getComputedStyle(one).borderBottomStyle") == "dotted"
        person.follow("Sửa cách đọc")
        assert page.input_value("#tu") == "VHXX"
        page.evaluate(LISTEN)
        page.fill("#doc", "văn hóa xã hội")
        page.get_by_role("button", name="Nghe thử").click()
        until(page, "window.heardSeconds > 0.3")
        assert page.is_hidden("#lt-hear-told")
        page.get_by_text("1 bài này thành cũ").wait_for()
        page.set_viewport_size(PHONE)
        assert person.is_as_wide_as_screen()
        person.follow("Lưu cách đọc")
        page.get_by_text("«VHXX» đọc là «văn hóa xã hội»").first.wait_for()
        page.goto(preview)
        assert "văn hóa xã hội" in page.inner_text("main")
        assert page.locator(".doubt").count() == 0
        assert person.complaints == []
    assert fresh_sound(Article.objects.get(pk=draft.pk).newest) is None
