"""Draws the printed forms of the genres' own examples: `docs/gallery/to-in-*.png`.

.venv/bin/python tools/print_gallery.py
"""

import io
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image

from lantoa.newsroom.data.facts import read_facts
from lantoa.newsroom.data.sheets import answers
from lantoa.newsroom.printed import boards, setting
from lantoa.newsroom.printed.setting import A4_POSTER, A5_LEAFLET, Made
from lantoa.newsroom.printed.stories import Issuer, Story, parts_of, short_text
from lantoa.newsroom.terms import Genre

ROOT = Path(__file__).resolve().parents[1]
GALLERY = ROOT / "docs" / "gallery"
GENRES = ROOT / "src" / "lantoa" / "newsroom" / "genres"
HEIGHT, GAP, COLOURS = 720, 16, 64
# The commune is invented.
ISSUER = Issuer(
    "xã Sông Lam", "tỉnh Nghệ Tĩnh minh họa",
    ("UBND xã Sông Lam, đường Bến Đò", "Điện thoại 0238 3123 456",
     "Tiếp công dân thứ Ba, thứ Năm hằng tuần"),
)  # fmt: skip
STEPS = {"type": "steps", "value": {"items": [
    {"name": "Mở Cổng Dịch vụ công", "detail": "bằng tài khoản VNeID"},
    {"name": "Chọn thủ tục", "detail": "gõ tên không dấu cũng được"},
    {"name": "Chụp giấy tờ", "detail": "trên nền sẫm, đủ sáng"},
]}}  # fmt: skip
FIGURES = {"type": "figures", "value": {"items": [
    {"value": "92", "unit": "%", "label": "hạt mọc sau ba ngày", "note": "30 ô ruộng, hai vụ"},
    {"value": "60.000", "unit": "đồng", "label": "một nhiệt kế, dùng được nhiều vụ"},
]}}  # fmt: skip


def example(number: str, *data: dict[str, object], is_told: bool = False) -> Story:
    """The example of one genre, with blocks of data behind it."""
    with next(GENRES.glob(f"{number}-*.toml")).open("rb") as file:
        read = tomllib.load(file)
    shown = read["example"]
    raw: list[object] = []
    for text in filter(None, (one.strip() for one in shown["body"].split("\n\n"))):
        kind = "heading" if text.startswith("## ") else "quotation" if text[0] == ">" else ""
        value = text.lstrip("#> ") if kind else f"<p>{text}</p>"
        raw.append({"type": kind or "paragraph", "value": value})
    raw += data
    facts = read_facts(
        raw, title=shown["title"], lead=shown["lead"], source=shown.get("source", ""),
        day=date(2026, 11, 23), commune=ISSUER.name,
    )  # fmt: skip
    return Story(
        kind=Genre(read["genre"]).label, facts=facts, parts=tuple(parts_of(raw, facts, {})),
        issuer=ISSUER, address="https://songlam.example/tin-bai/57/", dated="Ngày 23/11/2026",
        answers=tuple(answers(read["genre"], shown.get("sheet", {}))), is_heard=True,
        is_told=is_told,
    )  # fmt: skip


def pages(made: Made) -> Iterator[Image.Image]:
    for page in pypdfium2.PdfDocument(made.pdf):
        yield page.render(scale=HEIGHT / page.get_height()).to_pil().convert("RGB")


def row(name: str, pictures: list[Image.Image]) -> None:
    """Pictures of one height side by side, framed by the paper's edge."""
    width = sum(one.width for one in pictures) + GAP * (len(pictures) + 1)
    sheet = Image.new("RGB", (width, HEIGHT + 2 * GAP), "#8794A8")
    left = GAP
    for one in pictures:
        sheet.paste(one, (left, GAP))
        left += one.width + GAP
    sheet.quantize(COLOURS).save(GALLERY / f"to-in-{name}.png", optimize=True)


def main() -> None:
    notice, policy = example("03", STEPS), example("12")
    told, research = example("04", is_told=True), example("13", FIGURES)
    row("ap-phich", [page for one in (notice, policy, research, told)
                     for page in pages(setting.poster(one, A4_POSTER))])  # fmt: skip
    row("to-roi", [page for one in (policy, told)
                   for page in pages(setting.leaflet(one, A5_LEAFLET))])  # fmt: skip
    row("tai-lieu", [*pages(setting.document(research, for_phone=False)),
                     *pages(setting.document(policy, for_phone=True))])  # fmt: skip
    lines = short_text(notice, boards.PAPER_WORDS).splitlines()
    screen = boards.USUAL
    shown = boards.screenfuls(short_text(notice, boards.SCREEN_WORDS), screen)
    led = Image.open(io.BytesIO(setting.screens_picture(notice, screen, shown))).convert("RGB")
    led = led.resize((led.width * HEIGHT // led.height, HEIGHT))
    row("bang-tin", [*pages(setting.paper_for_board(notice, lines[1:])), led])


if __name__ == "__main__":
    main()
