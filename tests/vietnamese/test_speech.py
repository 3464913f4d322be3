"""Reading aloud as a whole: the commune's words, explanations, doubts, lines."""

import unicodedata

import pytest

from lantoa.vietnamese.speech import Token, explain, read_aloud, words_within


def test_words_of_the_commune_come_first() -> None:
    words = {"BCĐ 57": "Ban Chỉ đạo năm mươi bảy của xã", "đăk": "đắc"}
    assert read_aloud("BCĐ 57 họp ở ĐĂK Lao", words) == (
        "Ban Chỉ đạo năm mươi bảy của xã họp ở đắc Lao"
    )


def test_longest_word_of_the_commune_wins() -> None:
    assert read_aloud("cụm A1 Bắc", {"A1": "a một", "A1 Bắc": "a nhất bắc"}) == "cụm a nhất bắc"


def test_word_of_the_commune_is_not_found_inside_another() -> None:
    assert read_aloud("Kinh Bắc, Kinhh", {"Kinh": "kinh"}) == "kinh Bắc, Kinhh"


def test_reading_typed_with_figures_is_still_said_in_words() -> None:
    assert read_aloud("QL8", {"QL8": "đường 8 & phố"}) == "đường tám và phố"


def test_word_list_in_decomposed_form_is_found() -> None:
    word = unicodedata.normalize("NFD", "Đồng Lộc")
    assert read_aloud("Ngã ba Đồng Lộc", {word: "đồng lộc"}) == "Ngã ba đồng lộc"


def test_explanation_tells_class_rule_and_doubt() -> None:
    assert explain("UBND 3/5 VHXX") == [
        Token("UBND", "abbreviation", "list", "Ủy ban nhân dân"),
        Token("3/5", "day-month", "day-month", "ba tháng năm"),
        Token("VHXX", "initials", "spelled", "vê hát ích ích", sure=False),
    ]


def test_plain_words_keep_their_case_and_pauses() -> None:
    assert read_aloud("Bà con chú ý: hôm nay, trời mưa; có lũ? Có!") == (
        "Bà con chú ý: hôm nay, trời mưa; có lũ? Có!"
    )


def test_brackets_become_pauses() -> None:
    assert read_aloud("Xã Đông Kinh (tỉnh Hà Tĩnh) thông báo") == (
        "Xã Đông Kinh, tỉnh Hà Tĩnh, thông báo"
    )


def test_blank_and_silent_lines_stay_lines() -> None:
    assert read_aloud("Một\n\n---\nHai\n") == "Một\n\n\nHai\n"


def test_decomposed_text_reads_the_same() -> None:
    text = "Ủy ban nhân dân xã họp ngày 10/6 về CNTT"
    assert read_aloud(unicodedata.normalize("NFD", text)) == read_aloud(text)


def test_unknown_short_form_is_said_by_its_listed_parts_and_doubted() -> None:
    (token,) = explain("XZQWR")
    assert (token.rule, token.sure) == ("spelled", False)
    (token,) = explain("UVBCHĐB")
    assert (token.reading, token.sure) == ("ủy viên Ban Chấp hành Đảng bộ", True)
    (token,) = explain("CLBTDTT")
    assert (token.rule, token.reading, token.sure) == (
        "composed",
        "câu lạc bộ thể dục thể thao",
        False,
    )


def test_initials_of_a_person_are_no_short_form() -> None:
    assert read_aloud("chị T.T.H và bà Hồ Thị P. ở thôn 3") == (
        "chị tê tê hát và bà Hồ Thị pê ở thôn ba"
    )


def test_stop_of_an_initial_is_no_end_of_a_sentence() -> None:
    assert read_aloud("bà Trần Thị H., trú tại xóm 2") == "bà Trần Thị hát, trú tại xóm hai"
    assert read_aloud("ông Lê Văn T. (SN 1980) đã đến") == (
        "ông Lê Văn tê, sinh năm một nghìn chín trăm tám mươi, đã đến"
    )
    assert read_aloud("Vitamin C. Ăn nhiều rau") == "vi ta min xê. Ăn nhiều rau"


def test_dash_between_blanks_pauses() -> None:
    assert read_aloud("Lớp nghỉ - học sinh ở nhà") == "Lớp nghỉ, học sinh ở nhà"
    assert read_aloud("- Lớp nghỉ 7 - 8 ngày") == "Lớp nghỉ bảy đến tám ngày"


def test_reading_with_a_doubt_in_the_list_is_marked() -> None:
    assert [token.sure for token in explain("xem TSC")] == [True, False]
    assert read_aloud("420 đồng/độ TSC") == "bốn trăm hai mươi đồng một độ tê ét xê"


def test_short_form_with_two_meanings_follows_what_the_line_is_about() -> None:
    assert read_aloud("Tiêm phòng LMLM, THT cho trâu") == (
        "Tiêm phòng lở mồm long móng, tụ huyết trùng cho trâu"
    )
    assert read_aloud("Xã có 3 THT trồng rau") == "Xã có ba tổ hợp tác trồng rau"
    assert read_aloud("THT dịch vụ nông nghiệp") == "tổ hợp tác dịch vụ nông nghiệp"
    assert read_aloud("tổ chức CTXH và nhân dân") == "tổ chức chính trị xã hội và nhân dân"


@pytest.mark.parametrize(
    "line",
    [
        *("KS Mường Thanh", "ĐD Nguyễn Văn An", "GT: Nam", "XÃ KRÔNG BÚK", "thôn 5/8", "xóm 7/2"),
        *(
            "NB Nguyễn Văn An",
            "CL",
            "họp LL",
            "VL còn thiếu",
            "CB đã ký",
            "BN",
            "gửi VC",
            "có 5 TB",
            "nước sôi 3/4",
            "ca 1/3",
        ),
    ],
)
def test_short_form_without_context_is_doubted(line: str) -> None:
    assert not all(token.sure for token in explain(line))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Khu trung tâm hành chính (TTHC) mới; TTHC mở cửa",
            "Khu trung tâm hành chính mới; trung tâm hành chính mở cửa",
        ),
        (
            "Ban Quản lý vườn quốc gia (sau đây gọi tắt là BQLVQG). BQLVQG họp",
            "Ban Quản lý vườn quốc gia, sau đây gọi tắt là Ban Quản lý vườn quốc gia. "
            "Ban Quản lý vườn quốc gia họp",
        ),
        ("CCMN (cây cảnh miền núi) được giá", "cây cảnh miền núi được giá"),
        ("chuột và sâu keo (CSK) hại ngô, CSK còn ít", "chuột và sâu keo hại ngô, "
         "chuột và sâu keo còn ít"),
        ("Ứng dụng cơ giới mới (UDCGM)", "Ứng dụng cơ giới mới"),
        # Not its initials, a number between, a short form inside: nothing is explained.
        ("Đội tuyển Việt Nam (VIE) thắng", "Đội tuyển Việt Nam, vê i e, thắng"),
        ("giải quyết thủ tục (TTHC)", "giải quyết thủ tục, thủ tục hành chính,"),
    ],
)  # fmt: skip
def test_short_form_that_the_text_explains_is_said_so(text: str, said: str) -> None:
    assert read_aloud(text) == said
    assert read_aloud(said) == said


def test_explanation_holds_in_every_line_of_the_text() -> None:
    lines = ["Trụ sở trung tâm hành chính (TTHC)", "Khánh thành TTHC"]
    assert read_aloud("\n".join(lines)).endswith("\nKhánh thành trung tâm hành chính")
    words = words_within("\n".join(lines))
    assert read_aloud(lines[1], words) == "Khánh thành trung tâm hành chính"
    assert read_aloud(lines[1]) == "Khánh thành thủ tục hành chính"


def test_word_of_the_commune_wins_over_what_the_text_explains() -> None:
    words = words_within("trung tâm hành chính (TTHC)", {"TTHC": "khu liên cơ"})
    assert read_aloud("mở TTHC", words) == "mở khu liên cơ"


@pytest.mark.parametrize(
    ("text", "form", "said"),
    [
        (
            "Người nộp: bà Nguyễn Thị Mai (NTM). Xã đạt chuẩn NTM",
            "NTM",
            "Người nộp: bà Nguyễn Thị Mai. Xã đạt chuẩn nông thôn mới",
        ),
        (
            "NTM (Nguyễn Thị Mai) nhận giấy khen",
            "NTM",
            "nông thôn mới, Nguyễn Thị Mai, nhận giấy khen",
        ),
        (
            "Ông Uông Bá Nhật Dũng (UBND) gửi đơn đến UBND xã",
            "UBND",
            "Ông Uông Bá Nhật Dũng gửi đơn đến ủy ban nhân dân xã",
        ),
        (
            "Thôn Tân Bình (TB). Theo TB số 5",
            "TB",
            "Thôn Tân Bình. Theo thông báo số năm",
        ),
    ],
)
def test_name_with_the_initials_of_a_known_form_redefines_nothing(
    text: str, form: str, said: str
) -> None:
    assert read_aloud(text).lower() == said.lower()
    assert read_aloud(said) == said
    used = [token for token in explain(text) if token.text == form]
    assert used and not any(token.sure for token in used)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # Small letters on a word, or what the lists know: common words, however they are typed.
        ("Trung tâm Hành chính (TTHC). TTHC mới", "Trung tâm Hành chính mới"),
        ("Khu Trung Tâm Hành Chính (TTHC). TTHC mới", "Trung Tâm Hành Chính mới"),
        ("Nông Thôn Mới (NTM). NTM", "Nông Thôn Mới"),
        # A form of no list can only mean the name.
        ("Hồ Quang Vỹ Khôi (HQVK). HQVK", "Hồ Quang Vỹ Khôi"),
    ],
)
def test_words_and_unknown_forms_are_explained_for_certain(text: str, said: str) -> None:
    assert read_aloud(text).endswith(f". {said}")
    assert all(token.sure for token in explain(text) if token.cls == "own")


def test_form_of_a_name_is_silent_only_beside_the_name() -> None:
    text = "Bà Nguyễn Thị Mai (NTM)\nChương trình mục tiêu (NTM)"
    assert read_aloud(text).splitlines()[1].startswith("Chương trình mục tiêu, nông thôn mới")


def test_form_written_out_elsewhere_in_the_text_is_said_so_and_doubted() -> None:
    text = "Dự án khu nhà vườn sinh thái. Tổng vốn KNVST là 3 tỷ"
    assert read_aloud(text).endswith("Tổng vốn khu nhà vườn sinh thái là ba tỷ")
    (token,) = [token for token in explain(text) if token.text == "KNVST"]
    assert (token.rule, token.sure) == ("elsewhere", False)
    # Words that another sign divides, or a name in capitals, are no explanation.
    assert "ca nờ vê ét tê" in read_aloud("khu nhà, vườn sinh thái KNVST")


def test_usual_reading_needs_no_doubt_though_others_stand_above_it() -> None:
    for line in ("giải quyết TTHC", "ứng dụng CNTT", "ĐTN xã", "dự Quốc khánh 2/9"):
        assert all(token.sure for token in explain(line))


@pytest.mark.parametrize(
    "line",
    ["+5", "+ 5", "tháng +2", "1/3 - 2/3", "P.", "SN:", "VN-", "1HCV/", "-  10/6", "– 10/3P."],
)
def test_signs_at_the_edge_of_a_line_are_read(line: str) -> None:
    assert read_aloud(read_aloud(line)) == read_aloud(line)
