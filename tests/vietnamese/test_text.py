from hypothesis import given
from hypothesis import strategies as st

from lantoa.vietnamese import fold, nfc, slug, sort_key


def mixed(words: list[str]) -> list[str]:
    """The same words out of order, the same way every time."""
    return words[1::2] + words[::2]


def test_fold_finds_text_typed_without_marks() -> None:
    assert fold("Chuyển  đổi số") == "chuyen doi so"
    assert fold("ĐÔNG KINH") == "dong kinh"
    assert fold(nfc("Nghệ An")) == fold("Nghệ An".encode().decode()) == "nghe an"


def test_fold_of_decomposed_text_is_the_same() -> None:
    import unicodedata

    assert fold(unicodedata.normalize("NFD", "Ủy ban nhân dân")) == "uy ban nhan dan"


@given(st.text())
def test_fold_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_slug_is_an_ascii_path() -> None:
    assert slug("Xã Đông Kinh: đợt 2!") == "xa-dong-kinh-dot-2"
    assert slug("…") == ""


def test_slug_is_cut_between_words() -> None:
    assert slug("một hai ba bốn", limit=9) == "mot-hai"
    assert slug("mộthaibabốn", limit=5) == "motha"


def test_sort_follows_the_alphabet() -> None:
    order = ["an", "ăn", "ân", "ba", "ca", "da", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư"]
    assert sorted(mixed(order), key=sort_key) == order


def test_sort_puts_tone_after_letters() -> None:
    order = ["ba", "bà", "bả", "bã", "bá", "bạ", "bác", "bàn"]
    assert sorted(mixed(order), key=sort_key) == order


def test_sort_puts_thon_2_before_thon_10() -> None:
    order = ["Thôn 2", "Thôn 10", "Thôn Bắc", "Thôn Đoài"]
    assert sorted(mixed(order), key=sort_key) == order


@given(st.text())
def test_sort_key_is_digits_only(text: str) -> None:
    assert sort_key(text).isascii() and sort_key(text).isdigit()


def test_text_to_be_stored_holds_nothing_that_no_database_writes() -> None:
    assert nfc("lu\u0301a\0 \ud83dmía\udf3e 🌾") == "l\u00faa mía 🌾"
