"""How long the forms of an article take to be made: a clip beside Debian's `ffmpeg`.

Both make the same 45 s of 1080 x 1920: four photos under a slowly moving window, two cards, a
closing, dissolves, captions on their bands, the same x264 preset and quality, AAC. The peer gets
the cards and the captions as finished pictures, decodes each of them once, and moves the photos by
`zoompan`, the filter that is made for it; ours draws cards and captions itself."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.bench.rows import RUNS, Row, measured, seconds
from lantoa.media.captions import Cue

if TYPE_CHECKING:
    from lantoa.media.moving.clip_cut import Cut

PARAGRAPHS = (
    "Độ mặn nước sông nay báo lúc 5 giờ sáng, trên loa và trên điện thoại.",
    "Ba trạm đo ở cống Bến Đò, Cồn Soi và Liên Hải gửi số 15 phút một lần.",
    "Dưới 1‰ thì mở cống lấy nước. Từ 1‰ trở lên thì đóng cống, chờ con nước sau.",
    "Ai có điện thoại thì xem thêm trên Trang thông tin điện tử của xã, số mới nhất không chậm "
    "quá 15 phút.",
    "Trạm hỏng hoặc mất sóng thì loa đọc rõ là chưa có số, không đoán.",
)
SPEECH_SECONDS = 40
PHOTO_SIZE = (2000, 1333)
PHOTOS = 4


@dataclass(frozen=True)
class Job:
    """What both get: photos, a narration, and its captions' times."""

    folder: Path
    photos: tuple[Path, ...]
    sound: Path
    cues: tuple[Cue, ...]


def measure(runs: int = RUNS) -> list[Row]:
    """The rows for forms."""
    return [_clip(runs), _picture(runs), _document(runs)]


def _clip(runs: int) -> Row:
    is_there = shutil.which("ffmpeg") is not None
    lacking = "" if is_there else " (máy này không có ffmpeg)"
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as name:
        job = prepared(Path(name))
        command = _peer(job) if is_there else []
        return measured(
            f"video ngắn 45 giây 1080×1920, bên cạnh ffmpeg{lacking}", "giây",
            lambda: seconds(lambda: ours(job)),
            (lambda: seconds(lambda: subprocess.run(command, check=True))) if is_there else None,
            runs=runs,
        )  # fmt: skip


def _peer(job: Job) -> list[str]:
    from lantoa.bench.forms_peer import command

    return command(cut_of(job).film(), job.photos, job.sound, job.folder)


def _picture(runs: int) -> Row:
    """One infographic as a PNG for a phone; nobody else here makes one from the same data."""
    from lantoa.newsroom.data.facts import Facts, Figure
    from lantoa.newsroom.graphics.composing import compose
    from lantoa.newsroom.graphics.drawing import PHONE, drawn
    from lantoa.newsroom.graphics.look import look_of

    facts = Facts(
        title="Tin có đến tai người dân?", commune="xã Sông Lam",
        figures=(Figure("82,8", "%", "hộ được hỏi đã nghe"), Figure("318", "lượt", "loa phát")),
    )  # fmt: skip
    look = look_of("#0B6E69")

    def draw() -> None:
        drawn(compose(facts, "three"), look, "https://xa.example/tin-bai/5/", PHONE)

    name = "đồ họa thông tin, một PNG 1080×1350 (không có chương trình cùng loại trên máy này)"
    return measured(name, "giây", lambda: seconds(draw), None, runs=runs)


def _document(runs: int) -> Row:
    """One electronic document as a tagged PDF, with the picture by which it is shown."""
    from lantoa.newsroom.data.facts import Facts
    from lantoa.newsroom.printed import setting
    from lantoa.newsroom.printed.richtext import Run
    from lantoa.newsroom.printed.stories import Issuer, Part, Story

    parts = tuple(Part("text", (Run(line),)) for line in PARAGRAPHS * 6)
    story = Story(
        "tin", Facts(PARAGRAPHS[0], PARAGRAPHS[1]), parts, Issuer("xã Sông Lam"),
        "https://xa.example/tin-bai/5/",
    )  # fmt: skip

    def write() -> None:
        setting.document(story, for_phone=False)

    name = "tài liệu điện tử, một PDF A4 (không có chương trình cùng loại trên máy này)"
    return measured(name, "giây", lambda: seconds(write), None, runs=runs)


def prepared(folder: Path, size: tuple[int, int] = PHOTO_SIZE) -> Job:
    """Photos and a narration of our own making, outside the measured time."""
    from lantoa.media.encoding import encode
    from lantoa.media.sound import Tags
    from lantoa.media.tones import generated

    sound = folder / "loi.mp3"
    encode(generated("0.2*sin(2*PI*190*t)*(0.6+0.4*sin(2*PI*3*t))", SPEECH_SECONDS), sound, Tags())
    photos = tuple(_photo(folder / f"anh{number}.jpg", size, number) for number in range(PHOTOS))
    spoken = _script()
    words = sum(len(said.split()) for _, said in spoken)
    cues, done = [], 0
    for _, said in spoken:
        first = 1000 * SPEECH_SECONDS * done // words
        done += len(said.split())
        cues.append(Cue(first, 1000 * SPEECH_SECONDS * done // words, said))
    return Job(folder, photos, sound, tuple(cues))


def _script() -> list[tuple[str, str]]:
    from lantoa.vietnamese.speech import read_aloud

    return [(line, read_aloud(line)) for line in PARAGRAPHS]


def _photo(path: Path, size: tuple[int, int], seed: int) -> Path:
    """Hills under a sky with the grain of a telephone's camera."""
    import numpy as np
    from PIL import Image

    width, height = size
    grain = np.random.default_rng(seed)
    across, down = np.arange(width)[None, :], np.arange(height)[:, None]
    hills = [
        height * (0.45 + 0.09 * row) + 60 * np.sin(across / (90 + 40 * row) + 2 * row + seed)
        for row in range(6)
    ]
    depth = np.sum([down > hill for hill in hills], axis=0)
    colours = np.array([[150, 190, 215], [40, 90, 50], [60, 105, 55], [80, 120, 60],
                        [95, 130, 65], [110, 145, 70], [125, 150, 80]])  # fmt: skip
    picture = colours[depth] + grain.normal(0, 4, (height, width, 1))
    picture += 12 * np.sin(across / 7 + seed)[:, :, None] * (depth > 2)[:, :, None]
    Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).save(path, quality=88)
    return path


def cut_of(job: Job) -> Cut:
    """The clip before it is encoded."""
    from lantoa.media.moving.captions import Spoken
    from lantoa.media.moving.clip_cut import Cut, Matter, Narration
    from lantoa.media.moving.clip_plan import Saying
    from lantoa.media.moving.shapes import TALL
    from lantoa.media.moving.stories import Photo, Sign, Story
    from lantoa.vietnamese.speech import read_aloud

    script = tuple(Spoken(written, said) for written, said in _script())
    narration = Narration(
        job.sound, 1000 * SPEECH_SECONDS, job.cues, script, read_aloud, "espeak-ng"
    )
    matter = Matter(
        Story(PARAGRAPHS[0].rstrip(".")), tuple(Photo(path) for path in job.photos),
        (Saying("Dưới 1‰ thì mở cống lấy nước"),),
    )  # fmt: skip
    sign = Sign("Xã Sông Lam", "", source="Trung tâm Dịch vụ tổng hợp xã", day="Ngày 23/11/2026")
    return Cut(matter, narration, sign, TALL)


def ours(job: Job) -> None:
    """From photos, words and sound to a file."""
    from lantoa.media.moving.cutting import make
    from lantoa.media.sound import Tags

    make(cut_of(job).film(), job.folder / "ours.mp4", Tags())
