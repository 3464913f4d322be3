"""What holds for any text: nothing unsayable is left, reading twice changes nothing."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.vietnamese.speech import explain, read_aloud
from lantoa.vietnamese.speech.reader import clean

CASES = Path(__file__).parent / "cases_by_class.tsv"
PIECE_LIST = """57-NQ/TW 1169/QĐ-TTg 22/12/2024 10/6 1/3 5h30 17:00 80% ≥ ≤ > < = + - – / & @ _ % (
    ) [ ] "
    “ ” ' … . .. , ; : ! ? # *
    • 1. a) I. II III. IV quý thứ ngày tháng năm số gọi 113 tỷ triệu
    UBND HĐND TP. TM. KT. CN T7 TT CT QĐ NĐ-CP VI AI A B b đ x km m² m2 đồng đ k tr USD $ € 0912
    345 678 1.250.000 3,5 007 2026 10-15 24/7 Covid-19 5G QL1A A3 zalo Internet a@b.vn www.xa.vn
    http:// ½ ² Ⅳ ① ٣ ₫ 0 00 000 1,2,3 1.2.3 ngày. v.v. V/v đ/c ỦY BAN xã"""
PIECES = st.sampled_from(PIECE_LIST.split())
HEAVY = "1' km1+ II.1. ½ (0 12:3 1p2s 1/2kg a1 a 1 1. 1.2. 1/ - A- NQ-TW/ ( a@ AB a. 012. 1, I http:// v.v. 1.000. #a 1: …"  # noqa: E501
MIXED = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "  ", "\t"])), max_size=14).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


def assert_sayable(text: str) -> None:
    said = read_aloud(text)
    left = [mark for mark in said if not (mark.isalpha() or mark in " ,.?!;:\n" or _mark(mark))]
    assert left == []
    assert read_aloud(said) == said
    if any(mark.isalpha() or mark.isdecimal() for mark in text):
        assert said.strip() != ""


def _mark(mark: str) -> bool:
    """A combining mark that belongs to a letter of another script."""
    import unicodedata

    return unicodedata.category(mark).startswith("M")


@settings(max_examples=150, deadline=None)
@given(MIXED)
def test_pieces_of_official_text_become_sayable(text: str) -> None:
    assert_sayable(text)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_becomes_sayable(text: str) -> None:
    assert_sayable(text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789.,/-:%() +xhđABCIVX", max_size=30))
def test_figures_and_signs_become_sayable(text: str) -> None:
    assert_sayable(text)


@given(st.lists(st.sampled_from(["Xã thông báo.", "", "Ngày 10/6", "   "]), max_size=8))
def test_lines_stay_lines(lines: list[str]) -> None:
    said = read_aloud("\n".join(lines)).split("\n")
    assert len(said) == max(len(lines), 1)
    assert [bool(line) for line in said] == [bool(line.strip()) for line in lines or [""]]


@given(MIXED)
def test_explanation_holds_the_whole_text(text: str) -> None:
    shown = "".join(token.text for token in explain(text))
    assert "".join(shown.split()) == "".join(clean(text).split())


EXPLAINED = (" (AB)", "bà con (BC) ", "XQZW ")


@pytest.mark.parametrize(
    "piece", [*HEAVY.split(), *EXPLAINED, " ", "1 ", "UBND xã họp ngày 10/6 (KH), T2, "]
)
def test_time_grows_with_the_text_and_not_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            read_aloud(text)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(16_000) < 14 * max(seconds(3_200), 0.002)


@pytest.mark.parametrize(
    "text",
    ["bà con " * 150_000, "1" * 100_000, "!@#%&/-" * 15_000, "Ελλ 中文 १२ a1/" * 5_000],
    ids=["a megabyte without a stop", "one figure", "only signs", "mixed scripts"],
)
def test_monstrous_line_is_read_in_seconds(text: str) -> None:
    start = time.process_time()
    said = read_aloud(text)
    assert time.process_time() - start < 20
    assert not any(mark.isdecimal() or mark in "/%&@_#" for mark in said)


def test_half_of_all_sentences_take_less_than_a_millisecond() -> None:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    texts = [line.split("\t")[0] for line in lines if not line.startswith("# ")]
    taken = []
    for text in texts:
        start = time.process_time()
        read_aloud(text)
        taken.append(time.process_time() - start)
    assert sorted(taken)[len(taken) // 2] < 0.001


@pytest.mark.parametrize("text", ["A\U00016b5b", "xã\u2cfd", "㈠x", "½A", "1\U0001d7ce"])
def test_number_of_another_script_beside_letters_is_never_left(text: str) -> None:
    assert_sayable(text)
