"""What a check finds in words, and what it leaves alone. Pure but for the last part."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from lantoa.core.home import CLONE
from lantoa.newsroom.checking.names import Known, names
from lantoa.newsroom.checking.personal import personal_data
from lantoa.newsroom.checking.plain_words import heavy_words
from lantoa.newsroom.checking.quantities import disagreeing, not_in_source
from lantoa.newsroom.checking.values import Finding, Passage
from lantoa.newsroom.data.sheets import questions
from lantoa.newsroom.genres import guides
from lantoa.newsroom.plain import body_lines
from lantoa.newsroom.written import Block, blocks_of

KNOWN = Known(
    hamlets=["Bến Đò", "Lam Hạ", "Thôn 2"], units=["Trung tâm Dịch vụ tổng hợp", "Công an xã"],
    communes=["xã Sông Lam"], posts=[("Lê Thị Bích", "Phó Chủ tịch UBND xã")],
)  # fmt: skip


def lead(text: str) -> list[Passage]:
    return [Passage("lead", "Tóm tắt", text)]


def personal(text: str) -> list[tuple[str, str, bool]]:
    found = personal_data(lead(text), own_phones=["0200 000 0000"])
    return [(one.code, one.quote, one.is_must) for one in found]


@pytest.mark.parametrize(("text", "found"), [
    ("Số 040 099 001 234 của ông A.", [("paper-number", "040 099 001 234", True)]),
    ("CMND 187654321 cấp năm 2010.", [("paper-number", "187654321", True)]),
    ("Mã số BHXH: 4012345678.", [("paper-number", "4012345678", True)]),
    ("Chuyển vào số tài khoản 19034567890 của chị Lan.", [("account", "19034567890", True)]),
    ("Quỹ Vì người nghèo xã, số tài khoản 3761 0 1234567.",
     [("account", "3761 0 1234567", False)]),
    ("Gọi 0912 345 678.", [("phone", "0912 345 678", False)]),
    ("Gọi 0200 000 0000.", []),
    ("Em Nguyễn Thu Hà, học sinh lớp 7A, đoạt giải.", [("child", "Nguyễn Thu Hà", False)]),
    ("Cháu Lê Văn Bình mới 9 tuổi.", [("child", "Lê Văn Bình", False)]),
    ("Bà Phan Thị Tứ, 74 tuổi; cô giáo Trần Thị Mai, lớp 5B.", []),
    ("Kinh phí 186.000.000.000 đồng, 20.986 hộ, ngày 01/12/2026, 57-NQ/TW.", []),
])  # fmt: skip
def test_personal_data_is_told_from_money_and_grown_ups(
    text: str, found: list[tuple[str, str, bool]]
) -> None:
    assert personal(text) == found


def test_a_long_sentence_is_cut_at_its_joint_and_numbers_are_not_cut() -> None:
    half = " ".join(["tiếng"] * 24)
    found = list(heavy_words(lead(f"Xã {half} 1.250 hộ, đồng thời {half}.")))
    assert [one.why for one in found] == ["câu dài 53 tiếng, nghe qua loa khó theo dõi"]
    assert found[0].instead == f"Xã {half} 1.250 hộ. Đồng thời {half}"


def test_office_phrases_keep_their_capital_and_the_longer_one_wins() -> None:
    found = list(heavy_words(lead("Trên địa bàn xã đang tiến hành tổ chức lớp học.")))
    assert [(one.quote, one.instead) for one in found] == [
        ("Trên địa bàn xã", "Trong xã"), ("tiến hành tổ chức", "mở"),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), [
    ("Họp ở thôn Bên Đò tối nay.", [("place", "Bên Đò", "Bến Đò")]),
    ("Họp ở thôn Lam Hà tối nay.", [("place", "Lam Hà", "Lam Hạ")]),
    ("Họp ở thôn Bến Đò, thôn Đông Yên xã bên, thôn 3.", []),
    ("Hỏi Trung tâm dịch vụ tổng hợp.",
     [("name", "Trung tâm dịch vụ tổng hợp", "Trung tâm Dịch vụ tổng hợp")]),
    ("TRUNG TÂM DỊCH VỤ TỔNG HỢP và trung tâm phục vụ", []),
    ("Đồng chí Chủ tịch UBND xã Lê Thị Bích dự.", [("post", "Chủ tịch", None)]),
    ("Phó Chủ tịch Lê Thị Bích dự; Chủ tịch Hội Nông dân mời bà Lê Thị Bích.", []),
])  # fmt: skip
def test_names_near_to_the_registry_are_mended_and_others_left(
    text: str, found: list[tuple[str, str, str | None]]
) -> None:
    assert [(one.code, one.quote, one.instead) for one in names(lead(text), KNOWN)] == found


def told(**texts: str) -> list[Finding]:
    return list(disagreeing([Passage(place, place, text) for place, text in texts.items()]))


def test_title_lead_and_script_must_have_the_numbers_of_the_text() -> None:
    body = {"block:1": "Xã bố trí 8 tổ, giúp 120 hộ, hết 10.000.000 đồng, từ 1 giờ chiều."}
    assert [one.quote for one in told(title="Chín tổ", lead="Có 9 tổ", **body)] == ["9 tổ"]
    assert told(title="8 tổ giúp dân", lead="Hết 10 triệu đồng", **body) == []
    wrong = told(lead="Có 8 tổ.", script="Xã có 8 tổ, giúp 210 hộ, từ 13 giờ.", **body)
    assert [one.quote for one in wrong] == ["210 hộ"]


def test_a_number_beside_a_cited_plan_must_stand_in_it() -> None:
    text = "Năm nay có 12 lớp. Theo Kế hoạch số 12/KH-UBND, 80% hộ, 95% trường nộp qua mạng."
    place = text.index("Kế hoạch")
    found = not_in_source(
        lead(text)[0], [(place, place + 22)], name="Kế hoạch 12/KH-UBND",
        source="Đến 2026, 80 % số hộ nộp qua mạng.",
    )  # fmt: skip
    assert [one.quote for one in found] == ["95%"]


def pieces() -> list[tuple[str, list[Passage]]]:
    """Every example and every story of the samples, cut as an article is."""
    found = []
    for guide in guides():
        one = guide.example
        found.append(
            (f"ví dụ {guide.genre}", cut(guide.genre, one.title, one.lead, one.sheet, one.body))
        )
    for path in sorted((Path(CLONE) / "samples" / "tin-bai").glob("*.toml")):
        raw = tomllib.loads(path.read_text("utf-8"))
        body = tuple(blocks_of(raw["body"])) if isinstance(raw["body"], str) else ()
        found.append(
            (path.stem, cut(raw["genre"], raw["title"], raw["lead"], raw.get("sheet", {}), body))
        )
    return found


def cut(
    genre: str, title: str, opening: str, sheet: dict[str, str], body: tuple[Block, ...]
) -> list[Passage]:
    asked = [one for one in questions(genre) if one.name in sheet and not one.is_day]
    blocks = ["\n".join(body_lines([{"type": kind, "value": text}])) or text for kind, text in body]
    return [
        Passage("title", "Tiêu đề", title), Passage("lead", "Tóm tắt", opening),
        *(Passage(f"sheet:{one.name}", one.said, sheet[one.name]) for one in asked),
        *(Passage(f"block:{at}", "Đoạn", text) for at, text in enumerate(blocks)),
    ]  # fmt: skip


def test_good_stories_raise_no_alarm() -> None:
    raised = [
        (name, one.code, one.quote)
        for name, passages in pieces()
        for one in (
            *personal_data(passages, own_phones=["0200 000 0000"]), *disagreeing(passages),
            *names(passages, KNOWN), *heavy_words(passages),
        )
    ]  # fmt: skip
    assert raised == []


@pytest.mark.django_db
def test_one_click_writes_the_proposal_and_a_newer_save_is_left_alone() -> None:
    from lantoa.core.errors import Refused
    from lantoa.newsroom.checking.looking import findings_of
    from lantoa.newsroom.editing.mending import mend_passage
    from lantoa.newsroom.models import Article
    from tests.make import NOW, TODAY, account, article

    editor = account()
    text = "<p>Xã <b>tổ chức</b> triển khai lớp học trên địa bàn xã &amp; thôn.</p>"
    story = article(by=editor, body=[("paragraph", text)], source="Trung tâm")
    draft = story.newest
    found = [one for one in findings_of(draft, today=TODAY) if one.code == "officialese"]
    assert [one.quote for one in found] == ["tổ chức triển khai", "trên địa bàn xã"]

    def mend(one: Finding, base: str) -> str:
        try:
            mend_passage(article=story, key=one.key, base=base, by=editor, now=NOW, today=TODAY)
        except Refused as refusal:
            return str(refusal)
        return str(Article.objects.get().newest.body[0].value.source)

    assert "chữ đậm" in mend(found[0], draft.content)
    assert "lớp học trong xã &amp; thôn" in mend(found[1], draft.content)
    assert "vừa được lưu ở nơi khác" in mend(found[0], draft.content)
