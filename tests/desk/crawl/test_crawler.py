"""The crawler itself can fail: what it must see, it sees."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext, override, pgettext
from tests.desk.crawl.hook import MARK, listening
from tests.desk.crawl.walking import kind_of, match_of
from tests.desk.crawl.words import Reader, foreign, is_foreign

PAGE = """<!doctype html><html lang="vi"><head><title>Save page</title><style>.a{}</style></head>
<body><nav aria-label="Breadcrumbs"><a href="/ban-lam-viec/duyet/">Duyệt</a></nav>
<input type="submit" value="Submit"><input placeholder="Search term"><img alt="Preview" src="x">
<script>var word = "hidden";</script><code>left_out</code><p>Tin bài chờ <b>approval</b></p>
<div hx-get="/ban-lam-viec/den-phat/" title="Loading"></div></body></html>"""


def english(html: str) -> list[str]:
    return [word for text in Reader.of(html).texts for word in foreign(text)]


def test_english_is_seen_wherever_people_read_or_hear_it() -> None:
    assert english(PAGE) == [
        "Save", "page", "Breadcrumbs", "Submit", "Search", "term", "Preview", "approval",
        "Loading",
    ]  # fmt: skip


def test_links_and_parts_are_followed() -> None:
    assert Reader.of(PAGE).links == ["/ban-lam-viec/duyet/", "/ban-lam-viec/den-phat/"]


def test_vietnamese_without_accents_is_not_english() -> None:
    words = "Xem in theo trang khung loa cho tin hay nhanh oanh giang quanh nghe UBND 57-NQ/TW a1"
    assert [word for word in words.split() if is_foreign(word)] == []


def test_a_word_that_no_catalogue_has_is_heard() -> None:
    with override("vi"), listening() as missing:
        gettext("A word that no catalogue has")
        ngettext("%d strange thing", "%d strange things", 2)
        pgettext("a context", "Save")
        gettext("Save")
    assert missing == {
        "A word that no catalogue has", "%d strange thing", "a context\x04Save",
    }  # fmt: skip


def test_what_came_through_gettext_is_told_from_what_is_hard_coded() -> None:
    with override("vi"), listening():
        assert (foreign(gettext("A word that no catalogue has")), foreign("A strange word")) == (
            [],
            ["strange"],
        )
    with override("vi"):
        assert MARK not in gettext("Save")


def test_objects_of_one_kind_are_one_screen() -> None:
    desk = "/ban-lam-viec/"
    assert kind_of(f"{desk}tin-bai/1/") == kind_of(f"{desk}tin-bai/22/")
    assert kind_of(f"{desk}danh-muc/thon/") != kind_of(f"{desk}danh-muc/don-vi/")
    assert match_of(f"{desk}tin-bai/1/") is not None
