"""How long 300 words take to become a broadcast MP3, beside Debian's own chain: `espeak-ng`,
then `ffmpeg` with two passes of loudnorm, the same voice, pace, band, target and bit rate.

Both start from text and end with a file on disk; ours also decodes that file again and measures
it, which the chain leaves undone."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from lantoa.bench.rows import RUNS, Row, measured, seconds

PARAGRAPH = """Ủy ban nhân dân xã thông báo đến toàn thể bà con nhân dân trong xã.
Từ đầu tháng sau, bộ phận tiếp nhận và trả kết quả làm việc cả sáng thứ bảy để giúp bà con nộp hồ
sơ trực tuyến. Ai chưa có tài khoản định danh điện tử thì mang theo căn cước công dân và điện thoại,
cán bộ sẽ cài đặt và hướng dẫn từng bước, không thu bất cứ khoản tiền nào. Tổ công nghệ số cộng đồng
của các thôn đến tận nhà người cao tuổi và người đi lại khó khăn."""
WORDS = 300


def measure(runs: int = RUNS) -> list[Row]:
    """The row for sound."""
    absent = [name for name in ("espeak-ng", "ffmpeg") if shutil.which(name) is None]
    lacking = f" (máy này không có {', '.join(absent)})" if absent else ""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as name:
        folder = Path(name)
        row = measured(
            f"300 từ thành MP3 phát sóng, bên cạnh espeak-ng + ffmpeg{lacking}",
            "giây",
            lambda: seconds(lambda: _ours(folder)),
            None if absent else lambda: seconds(lambda: _peer(folder)),
            runs=runs,
        )
    return [row]


def text() -> str:
    """The 300 words, in paragraphs."""
    whole = " ".join(PARAGRAPH.split()).split()
    words = (whole * (WORDS // len(whole) + 1))[:WORDS]
    return " ".join(words).replace("trong xã. ", "trong xã.\n")


def _ours(folder: Path) -> None:
    from lantoa.media.readings import from_words
    from lantoa.media.sound import Tags

    from_words(text(), folder / "ours.mp3", tags=Tags(title="bench"))


def _peer(folder: Path) -> None:
    from lantoa.media.prosody import ORDINARY

    spoken = folder / "peer.wav"
    pace = str(ORDINARY.words_a_minute)
    speak = ["espeak-ng", "-v", "vi", "-s", pace, "--stdin", "-w", str(spoken)]
    subprocess.run(speak, input=text().encode(), check=True)
    band, law = "highpass=f=200,lowpass=f=7000", "loudnorm=I=-16:TP=-1.5:LRA=11"
    listen = ["ffmpeg", "-hide_banner", "-nostdin", "-y", "-i", str(spoken), "-af"]
    first = [*listen, f"{band},{law}:print_format=json", "-f", "null", "-"]
    heard = subprocess.run(first, check=True, capture_output=True, text=True).stderr
    found = json.loads(heard[heard.rindex("{") : heard.rindex("}") + 1])
    known = ":".join(
        f"measured_{key}={found[f'input_{name}']}"
        for key, name in (("I", "i"), ("TP", "tp"), ("LRA", "lra"), ("thresh", "thresh"))
    )
    known += f":offset={found['target_offset']}:linear=true"
    form = ["-ar", "48000", "-ac", "1", "-b:a", "64k", str(folder / "peer.mp3")]
    second = [*listen, f"{band},{law}:{known}", *form]
    subprocess.run(second, check=True, capture_output=True)
