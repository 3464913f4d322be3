"""What is typed and pasted, as it is stored."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from lantoa.desk.articles.rich_field import RichField
from lantoa.desk.articles.typed import cleaned, shown_state, stored_state, typed

CONVERTER = ContentstateConverter(features=["bold", "link"])
LETTERS = st.text(st.sampled_from("aế ợđ😀\u00ad\t\u0301.,X"), max_size=12)


def state(before: str, bold: str, after: str, **more: object) -> str:
    """A paragraph as the browser sends it: places counted in UTF-16."""
    first = len(before.encode("utf-16-le")) // 2
    length = len(bold.encode("utf-16-le")) // 2
    block = {
        "key": "a", "text": before + bold + after, "type": "unstyled", "depth": 0,
        "inlineStyleRanges": [{"offset": first, "length": length, "style": "BOLD"}],
        "entityRanges": [], **more,
    }  # fmt: skip
    return json.dumps({"blocks": [block], "entityMap": {}})


def bold_of(sent: str) -> str:
    """The words that the converter makes bold."""
    (block,) = json.loads(sent)["blocks"]
    (one,) = block["inlineStyleRanges"]
    return str(block["text"][one["offset"] : one["offset"] + one["length"]])


def test_what_nobody_sees_goes_and_blanks_are_plain() -> None:
    told = unicodedata.normalize("NFD", "“Chuyển đổi số”")
    assert cleaned(f"{told}\tlà\u00a0việc\u200b của\ufeff mọi\u00ad nhà\x0b\uf0b7 Một") == (
        "“Chuyển đổi số” là việc của mọi nhà\n• Một"
    )
    assert cleaned("👨‍👩‍👧 xã\r\nthôn") == "👨‍👩‍👧 xã\r\nthôn"  # a family of emoji is one sign


def test_a_state_is_left_for_its_own_field_and_words_like_one_are_not() -> None:
    sent = state("e\u0301 ", "a", "")
    assert typed(sent) == sent
    assert typed('Ghi {"blocks": 1} e\u0301') == 'Ghi {"blocks": 1} é'
    assert stored_state('{"blocks": "không"}') == '{"blocks": "không"}'


def test_bold_stays_on_its_words_when_letters_come_in_parts_or_after_an_emoji() -> None:
    apart = unicodedata.normalize("NFD", "Chuyển đổi số")
    for before in (apart, "😀 ", "a\u00ad\t"):
        sent = stored_state(state(f"{before} là ", "việc chung", " của xã"))
        assert bold_of(sent) == "việc chung"
    assert bold_of(stored_state(state("", apart, " năm 2026"))) == "Chuyển đổi số"


def test_a_link_stays_on_its_words() -> None:
    before = unicodedata.normalize("NFD", "Thủ tục ở ")
    entity = {
        "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://xa.example/"}}
    }
    sent = json.loads(state(before, "đây", ".", entityRanges=[
        {"offset": len(before), "length": 3, "key": 0}
    ]))  # fmt: skip
    field = RichField(features=["bold", "link"])
    html = field.value_from_datadict({"body": json.dumps(sent | {"entityMap": entity})}, {}, "body")
    assert '<a href="https://xa.example/"><b>đây</b></a>.' in html
    assert "Thủ tục ở " in html


def test_an_opened_paragraph_comes_back_as_it_was() -> None:
    html = '<p data-block-key="a">😀 <b>Chợ 😀 Bến Đò</b> họp</p>'
    field = RichField(features=["bold"])
    shown = field.format_value(html)
    assert json.loads(shown)["blocks"][0]["inlineStyleRanges"] == [
        {"offset": 3, "length": 13, "style": "BOLD"}
    ]
    assert field.value_from_datadict({"body": shown}, {}, "body") == html


@given(LETTERS, LETTERS, LETTERS)
def test_whatever_is_typed_bold_covers_what_it_covered(before: str, bold: str, after: str) -> None:
    sent = stored_state(state(f"{before}|", f"{bold}|", after))
    assert bold_of(sent) == cleaned(f"{before}|{bold}|")[len(cleaned(f"{before}|")) :]
    assert stored_state(shown_state(sent)) == sent
