"""Draws what a motion graphic and a clip look like in time: `docs/gallery/phim-*.png`.

.venv/bin/python tools/draw_films.py
"""

import tempfile
import tomllib
from pathlib import Path

import av
from PIL import Image

from lantoa.media.moving.captions import Spoken
from lantoa.media.moving.clip import make_clip
from lantoa.media.moving.clip_cut import Matter, Narration
from lantoa.media.moving.clip_plan import Saying
from lantoa.media.moving.motion import make_motion
from lantoa.media.moving.shapes import POST, TALL
from lantoa.media.moving.stories import (
    Amount,
    Change,
    Moment,
    Picture,
    Place,
    Sign,
    Step,
    Story,
)
from lantoa.media.qr import qr_drawing
from lantoa.media.readings import from_words
from lantoa.media.sound import Tags
from lantoa.vietnamese.speech import read_aloud

ROOT = Path(__file__).resolve().parents[1]
GALLERY = ROOT / "docs" / "gallery"
SCALE, GAP, COLOURS = 0.25, 12, 96
MOMENTS = (0.0, 0.5, 2.0, 4.0, -0.1)
SIGN = Sign(
    "Xã Sông Lam", "Số liệu đến 20/11/2026", source="Trung tâm Dịch vụ tổng hợp xã",
    day="Ngày 23/11/2026", ask="0238 3800 000", site="songlam.example",
    qr=Picture("qr.svg", qr_drawing("https://songlam.example/tin-bai/5/", dark="#1B2A41",
                                    light="#FBFAF7")),
    is_sample=True,
)  # fmt: skip
# The commune, its places and figures are invented.
STORY = Story(
    title="Loa phát mỗi tháng",
    figures=(
        Amount("82,8", "%", "hộ được hỏi đã nghe hoặc đọc ít nhất một tin"),
        Amount("318", "", "lượt loa phát có xác nhận"), Amount("1.260", "hộ", "được đến tận nhà"),
    ),
    steps=(
        Step("Viết", "74 tin bài"), Step("Duyệt", "74 lượt, không ai tự duyệt"),
        Step("Phát", "318 lượt, có xác nhận"), Step("Hỏi lại 400 hộ", "82,8% có nghe"),
    ),
    change=Change(380, 585, "6 giờ 20 phút", "9 giờ 45 phút", "Năm 2025", "Năm 2026", "thêm 54%"),
    moments=(
        Moment("18/5", "Ngày Khoa học và Công nghệ: 240 người dự"),
        Moment("1/10", "Ngày hội Đổi mới sáng tạo: 6 sáng kiến"),
        Moment("10/10", "Ngày Chuyển đổi số: 8 thôn có bàn hướng dẫn"),
        Moment("10/12", "Gửi báo cáo năm"),
    ),
    hero=3,
    places=tuple(
        Place(name, state)
        for name, state in (
            ("Bến Đò", "full"), ("Cồn Soi", "part"), ("Lam Hạ", "part"), ("Lam Thượng", "full"),
            ("Lam Trung", "full"), ("Liên Hải", "full"), ("Núi Tháp", "unknown"),
            ("Trại Mới", "full"),
        )
    ),
    places_label="thôn đủ xác nhận phát, tháng 11",
    titles={"figures": "Tin Nghị quyết 57 có đến tai người dân?",
            "steps": "Một tin đi đến từng nhà", "timeline": "Năm 2026 ở xã",
            "hamlets": "Thôn nào nghe đủ?"},
)  # fmt: skip


def frames(film: Path, seconds: tuple[float, ...]) -> list[Image.Image]:
    """Pictures of a film at these moments; below zero: from the end."""
    with av.open(str(film)) as container:
        every = [
            frame.reformat(format="rgb24", src_colorspace="ITU709").to_image()
            for frame in container.decode(video=0)
        ]
    return [every[round(25 * (one if one >= 0 else len(every) / 25 + one))] for one in seconds]


def sheet(rows: list[list[Image.Image]], path: Path) -> None:
    """One picture of all."""
    wide = max(sum(one.width + GAP for one in row) for row in rows) + GAP
    high = sum(row[0].height + GAP for row in rows) + GAP
    made = Image.new("RGB", (wide, high), "#FFFFFF")
    top = GAP
    for row in rows:
        left = GAP
        for one in row:
            made.paste(one, (left, top))
            left += one.width + GAP
        top += row[0].height + GAP
    made.quantize(COLOURS).save(path, optimize=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = []
        for layout in ("comparison", "figures", "steps", "timeline", "hamlets"):
            film = folder / f"{layout}.mp4"
            make_motion(STORY, SIGN, POST.scaled(SCALE), film, layout=layout, tags=Tags())
            rows.append(frames(film, MOMENTS))
        sheet(rows, GALLERY / "phim-do-hoa.png")
        film, milliseconds = clip(folder)
        shown = (0.5, *(milliseconds / 1000 * share for share in (0.16, 0.33, 0.54, 0.66)), -0.5)
        sheet([frames(film, shown)], GALLERY / "phim-video-ngan.png")


def clip(folder: Path) -> tuple[Path, int]:
    """A clip of one of the sample articles, with a figure of its own."""
    written = tomllib.loads((ROOT / "samples/tin-bai/01-do-man-ba-cong.toml").read_text("utf-8"))
    body = [line for line in written["body"].splitlines() if line.strip()]
    lines = [written["title"], written["lead"], *(line.lstrip("#> ") for line in body)]
    script = tuple(Spoken(line, read_aloud(line)) for line in lines)
    said = "\n".join(["Bản tin đọc bằng giọng máy.", *(line.said for line in script)])
    sound = from_words(said, folder / "loi.mp3", tags=Tags())
    narration = Narration(
        sound.path, round(1000 * sound.seconds), sound.cues, script, read_aloud, "espeak-ng"
    )
    sayings = tuple(
        Saying(line.lstrip("#> "), line.startswith(">")) for line in body if line[0] in "#>"
    )
    story = Story(
        written["title"], figures=(Amount("1", "‰", "dưới mức này thì mở cống lấy nước"),)
    )
    matter = Matter(story, (), sayings)
    made = make_clip(matter, narration, SIGN, TALL.scaled(SCALE), folder / "clip.mp4", tags=Tags())
    return made.path, made.milliseconds


if __name__ == "__main__":
    main()
