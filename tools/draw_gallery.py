"""Draws the six layouts of the infographic with the same data: `docs/gallery/do-hoa-*.png`.

.venv/bin/python tools/draw_gallery.py
"""

import io
from dataclasses import asdict
from datetime import date
from pathlib import Path

from PIL import Image

from lantoa.newsroom.data.facts import Comparison, Facts, Figure, HamletFact, Milestone, Step
from lantoa.newsroom.graphics.choosing import LAYOUTS
from lantoa.newsroom.graphics.composing import compose
from lantoa.newsroom.graphics.drawing import BOARD, PHONE, SQUARE, STORY, Format, drawn
from lantoa.newsroom.graphics.look import look_of
from lantoa.newsroom.terms import HamletState
from lantoa.typesetting import png

GALLERY = Path(__file__).resolve().parents[1] / "docs" / "gallery"

COLOURS = 256
ADDRESS = "https://songlam.example/tin-bai/5/"
# The commune, its places and figures are invented.
PLACES = {
    "Bến Đò": (520, 450), "Cồn Soi": (180, 700), "Lam Hạ": (380, 760), "Lam Thượng": (320, 300),
    "Lam Trung": (400, 520), "Liên Hải": (800, 470), "Núi Tháp": (150, 200),
    "Trại Mới": (680, 820),
}  # fmt: skip
LACKING = {"Cồn Soi": HamletState.PART, "Lam Hạ": HamletState.PART, "Núi Tháp": HamletState.UNKNOWN}
FACTS = Facts(
    title="Tin Nghị quyết 57 có đến tai người dân?", day=date(2026, 11, 23), commune="xã Sông Lam",
    figures=(
        Figure("82,8", "%", "hộ được hỏi đã nghe hoặc đọc ít nhất một tin"),
        Figure("318", "lượt", "loa phát có xác nhận"), Figure("1.260", "hộ", "được đến tận nhà"),
    ),
    steps=(
        Step("Viết", "74 tin bài"), Step("Duyệt", "74 lượt, không ai tự duyệt"),
        Step("Phát", "318 lượt, có xác nhận"), Step("Hỏi lại 400 hộ", "82,8% có nghe"),
    ),
    comparison=Comparison(
        "thời lượng phát thanh mỗi tháng", "Năm 2025", "6 giờ 20 phút", "Năm 2026", "9 giờ 45 phút"
    ),
    timeline=(
        Milestone("18/5/2026", "Ngày Khoa học và Công nghệ: 240 người dự"),
        Milestone("1/10/2026", "Ngày hội Đổi mới sáng tạo: 6 sáng kiến"),
        Milestone("10/10/2026", "Ngày Chuyển đổi số: 8 thôn có bàn hướng dẫn"),
        Milestone("10/12/2026", "Gửi báo cáo năm"),
    ),
    hamlets=tuple(HamletFact(name, LACKING.get(name, HamletState.FULL)) for name in PLACES),
    hamlets_label="thôn đủ xác nhận phát, tháng 11",
    titles={"steps": "Một tin đi đến từng nhà", "comparison": "Loa phát mỗi tháng",
            "timeline": "Năm 2026 ở xã", "hamlets": "Thôn nào nghe đủ?"},
    days=dict.fromkeys(("figures", "steps", "hamlets"), "20/11/2026"),
)  # fmt: skip
SHEET = """
#set page(width: data.width * 1pt, height: auto, margin: 24pt, fill: rgb("#FFFFFF"))
#set text(font: "Be Vietnam Pro", size: 22pt, fill: rgb("#1B2A41"), lang: "vi")
#text(size: 34pt, weight: 700, data.title)
#v(12pt)
#grid(columns: data.columns, gutter: 24pt, ..data.pictures.map(one => stack(dir: ttb, spacing: 12pt,
  box(stroke: 1pt + rgb("#E3E0D8"), image("/" + one.file, width: one.width * 1pt)), one.name)))
"""


def sheet(title: str, of: Format, columns: int, width: int) -> bytes:
    """All six layouts of one size side by side."""
    look, files, pictures = look_of("#0B6E69"), {}, []
    for number, layout in enumerate(LAYOUTS, 1):
        picture = compose(FACTS, layout.code, is_sample=True, points=PLACES)
        files[f"{layout.code}.png"] = drawn(picture, look, ADDRESS, of)
        name = f"{number}. {layout.name}"
        pictures.append({"file": f"{layout.code}.png", "name": name, "width": width})
    data = {
        "title": title, "columns": columns, "pictures": pictures,
        "width": columns * width + 24 * (columns + 1),
    }  # fmt: skip
    return png(SHEET, data, files=files, ppi=72)


def few(drawing: Image.Image) -> Image.Image:
    """The same in 256 colours, those of the look among them: a small sign keeps its own."""
    own = [bytes.fromhex(colour[1:]) for colour in asdict(look_of("#0B6E69")).values()]
    found = drawing.quantize(COLOURS - len(own)).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(b"".join(own) + bytes(found[: 3 * (COLOURS - len(own))]))
    return drawing.quantize(palette=palette, dither=Image.Dither.NONE)


SHEETS = {
    "doc": ("Sáu bố cục đồ họa thông tin, cùng một bộ số liệu của xã minh họa", PHONE, 3, 540),
    "vuong": ("Khổ vuông", SQUARE, 3, 480),
    "dung": ("Khổ đứng, chừa chỗ cho nút của mạng xã hội", STORY, 6, 300),
    "ngang": ("Khổ ngang cho bảng tin điện tử", BOARD, 2, 760),
}


def main() -> None:
    for name, (title, of, columns, width) in SHEETS.items():
        drawing = Image.open(io.BytesIO(sheet(title, of, columns, width))).convert("RGB")
        few(drawing).save(GALLERY / f"do-hoa-{name}.png", optimize=True)


if __name__ == "__main__":
    main()
