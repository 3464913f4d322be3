"""The blocks of an article's body that hold data: what the infographic, the motion graphic and the
clip are filled from, and what the page and the loudspeaker tell in words.

Every value is text as it is printed; `facts` reads numbers and days from it. At most one block of
a kind, so that what a picture shows is never in doubt.
"""

from __future__ import annotations

from typing import Any

from wagtail import blocks

from lantoa.newsroom.data.facts import read_facts
from lantoa.newsroom.data.words import as_of_words
from lantoa.newsroom.terms import HamletState

MOST = {"figures": 3, "steps": 5, "timeline": 5, "hamlets": 40}


def _title(example: str) -> blocks.CharBlock:
    return blocks.CharBlock(
        label="Tên của số liệu", required=False, max_length=70,
        help_text=f"Đứng đầu hình, ngắn gọn. Ví dụ: «{example}». Để trống thì lấy tiêu đề bài.",
    )  # fmt: skip


def _as_of() -> blocks.CharBlock:
    return blocks.CharBlock(
        label="Số liệu đến ngày", required=False, max_length=40,
        help_text="Ví dụ: 20/11/2026. In ở chân hình.",
    )  # fmt: skip


class DataBlock(blocks.StructBlock):
    """A block of data: its template is given the plain values beside the block's own."""

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        facts = read_facts([{"type": self.name, "value": self.get_prep_value(value)}], title="")
        as_of = facts.days.get(self.name, "")
        context |= {
            "facts": facts, "heading": facts.titles.get(self.name, ""),
            "as_of": as_of_words(as_of) if as_of else "",
        }  # fmt: skip
        return context


class FigureBlock(blocks.StructBlock):
    """One figure as written, with what it counts."""

    value = blocks.CharBlock(label="Con số", max_length=16, help_text="Ví dụ: 82,8 hoặc 1.260.")
    unit = blocks.CharBlock(
        label="Đơn vị", required=False, max_length=16, help_text="Ví dụ: %, hộ, triệu đồng."
    )
    label = blocks.CharBlock(
        label="Là số gì", max_length=90, help_text="Ví dụ: hộ được hỏi đã nghe ít nhất một tin."
    )
    note = blocks.CharBlock(
        label="Nói thêm", required=False, max_length=120,
        help_text="Số ước tính thì ghi khoảng tin cậy và hỏi bao nhiêu người.",
    )  # fmt: skip

    class Meta:
        label = "Con số"


class FiguresBlock(DataBlock):
    """Số liệu nổi bật."""

    title = _title("Ba việc đã làm năm 2026")
    items = blocks.ListBlock(FigureBlock(), label="Các con số", max_num=MOST["figures"])
    as_of = _as_of()

    class Meta:
        icon = "order"
        label = "Số liệu nổi bật"
        template = "newsroom/blocks/figures.html"


class StepBlock(blocks.StructBlock):
    """One step of a way."""

    name = blocks.CharBlock(label="Làm gì", max_length=60, help_text="Ví dụ: Nộp hồ sơ qua mạng.")
    detail = blocks.CharBlock(label="Nói rõ", required=False, max_length=90)

    class Meta:
        label = "Bước"


class StepsBlock(DataBlock):
    """Các bước."""

    title = _title("Nộp hồ sơ trong bốn bước")
    items = blocks.ListBlock(StepBlock(), label="Các bước theo thứ tự", max_num=MOST["steps"])
    as_of = _as_of()

    class Meta:
        icon = "list-ol"
        label = "Các bước"
        template = "newsroom/blocks/steps.html"


class ComparisonBlock(DataBlock):
    """Trước và sau."""

    title = _title("Loa phát mỗi tháng")
    label = blocks.CharBlock(
        label="So sánh cái gì", max_length=90, help_text="Ví dụ: thời lượng phát thanh mỗi tháng."
    )
    before_day = blocks.CharBlock(
        label="Trước: khi nào", max_length=24, help_text="Ví dụ: Năm 2025."
    )
    before = blocks.CharBlock(
        label="Trước: bao nhiêu", max_length=24, help_text="Ví dụ: 320 hoặc 6 giờ 20 phút."
    )
    after_day = blocks.CharBlock(label="Sau: khi nào", max_length=24, help_text="Ví dụ: Năm 2026.")
    after = blocks.CharBlock(label="Sau: bao nhiêu", max_length=24)
    unit = blocks.CharBlock(
        label="Đơn vị", required=False, max_length=16,
        help_text="Để trống khi đã viết trong con số, như 6 giờ 20 phút.",
    )  # fmt: skip
    as_of = _as_of()

    class Meta:
        icon = "view"
        label = "Trước và sau"
        template = "newsroom/blocks/comparison.html"


class MilestoneBlock(blocks.StructBlock):
    """One day and what happens on it."""

    day = blocks.CharBlock(
        label="Ngày", max_length=20, help_text="Ví dụ: 10/12/2026, hoặc 12/2026, hoặc 2027."
    )
    event = blocks.CharBlock(label="Việc gì", max_length=90)

    class Meta:
        label = "Mốc"


class TimelineBlock(DataBlock):
    """Mốc thời gian."""

    title = _title("Năm 2026 ở xã")
    items = blocks.ListBlock(MilestoneBlock(), label="Các mốc", max_num=MOST["timeline"])
    as_of = _as_of()

    class Meta:
        icon = "date"
        label = "Mốc thời gian"
        template = "newsroom/blocks/timeline.html"


class HamletBlock(blocks.StructBlock):
    """How one hamlet stands."""

    hamlet = blocks.CharBlock(
        label="Thôn", max_length=80, help_text="Tên như trong danh mục thôn. Ví dụ: Bến Đò."
    )
    state = blocks.ChoiceBlock(
        label="Tình trạng", choices=HamletState.choices, default=HamletState.FULL
    )
    value = blocks.CharBlock(
        label="Con số", required=False, max_length=20, help_text="Ví dụ: 31 lượt."
    )

    class Meta:
        label = "Thôn"


class HamletsBlock(DataBlock):
    """Theo thôn."""

    title = _title("Thôn nào nghe đủ?")
    label = blocks.CharBlock(
        label="Đủ nghĩa là gì", max_length=90,
        help_text="Ví dụ: thôn đủ xác nhận phát trong tháng 11.",
    )  # fmt: skip
    items = blocks.ListBlock(HamletBlock(), label="Từng thôn", max_num=MOST["hamlets"])
    as_of = _as_of()

    class Meta:
        icon = "site"
        label = "Theo thôn"
        template = "newsroom/blocks/hamlets.html"


DATA_BLOCKS: dict[str, type[Any]] = {
    "figures": FiguresBlock, "steps": StepsBlock, "comparison": ComparisonBlock,
    "timeline": TimelineBlock, "hamlets": HamletsBlock,
}  # fmt: skip
