"""`lantoa speech make FILE -o OUT.wav|.mp3|.ogg [--voice NAME]`: a text becomes sound that is
fit for the air. `speech` owns the command and calls this."""

from __future__ import annotations

import argparse
from pathlib import Path

from lantoa.core.errors import Refused, Unreadable

HELP = "đọc một tệp văn bản thành âm thanh phát sóng được"
LARGEST_BYTES = 2_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp văn bản cần đọc")
    parser.add_argument(
        "-o",
        dest="out",
        type=Path,
        required=True,
        metavar="RA",
        help="tệp âm thanh làm ra: .mp3, .ogg hoặc .wav",
    )
    parser.add_argument(
        "--voice",
        default="",
        metavar="GIỌNG",
        help="giọng đọc: vi, vi-vn-x-central, vi-vn-x-south, piper:TÊN",
    )


def run(args: argparse.Namespace) -> int:
    from lantoa.media.readings import from_words
    from lantoa.media.sound import Tags
    from lantoa.media.voices import DEFAULT, voice_named
    from lantoa.vietnamese.speech import read_aloud

    voice = voice_named(args.voice or DEFAULT)
    written = text_of(args.file)
    words = read_aloud(written)
    sound = from_words(words, args.out, tags=Tags(title=args.file.stem), voice=voice.name)
    print(summary(args.out, sound.seconds, sound.lufs, sound.true_peak))
    return 0


def text_of(path: Path) -> str:
    """The text of a file. Raises `Unreadable`."""
    from lantoa.vietnamese.encodings import decode

    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise Unreadable(
                f"Tệp «{path.name}» lớn hơn 2 MB nên chưa làm âm thanh; "
                "hãy chia thành nhiều tệp nhỏ hơn."
            )
        return decode(path.read_bytes())
    except OSError as error:
        raise Refused(
            f"Không mở được tệp «{path}» nên chưa làm âm thanh; hãy kiểm tra lại đường dẫn."
        ) from error


def summary(out: Path, seconds: float, lufs: float, true_peak: float) -> str:
    """One line: `bai.mp3: 1 phút 12 giây, −16,0 LUFS, đỉnh −1,6 dBTP`."""
    from lantoa.vietnamese.figures import decimal
    from lantoa.vietnamese.moments import duration

    loud, peak = (
        decimal(value, places=1, fixed=True).replace("-", "−") for value in (lufs, true_peak)
    )
    return f"{out}: {duration(seconds)}, {loud} LUFS, đỉnh {peak} dBTP"
