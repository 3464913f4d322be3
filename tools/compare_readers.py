"""The same lines read by us and by the readers that are installed, as a table.

    python tools/compare_readers.py LINES.tsv [FIRST] > docs/gallery/doc-thanh-loi.md

Peers are no dependencies: install any of vietnormalizer, sea-g2p, num2words and
nemo_text_processing beside; an absent one is named. LINES.tsv: text, accepted readings by " | ",
choices within one as {a|b}.
FIRST: how many of the lines ours read right before it was mended after them (from the commit).
"""

from __future__ import annotations

import importlib
import itertools
import re
import sys
from collections.abc import Callable
from pathlib import Path

from lantoa.bench.speech_style import folded_style
from lantoa.vietnamese.speech import read_aloud

Reader = Callable[[str], str]
SHOWN = (
    "Nghị quyết số 57-NQ/TW", "Quyết định số 1169/QĐ-TTg ngày 15/6/2026",
    "Kế hoạch số 88/KH-UBND ngày 05/01/2026", "Báo cáo trước ngày 25/6 hằng năm",
    "KT. CHỦ TỊCH", "7/12 thôn đã họp", "Luật 134/2025/QH15", "từ T2 đến T6",
    "gọi cấp cứu 115", "Quý II, III năm 2026", "mức phạt 2.000.000-3.000.000 đồng",
)  # fmt: skip


def vietnormalizer() -> Reader:
    made = importlib.import_module("vietnormalizer").VietnameseNormalizer()
    return lambda text: str(made.normalize(text))


def sea_g2p() -> Reader:
    made = importlib.import_module("sea_g2p").Normalizer()
    return lambda text: str(made.normalize(text))


def num2words() -> Reader:
    say = importlib.import_module("num2words").num2words
    return lambda text: re.sub(r"\d+", lambda found: say(int(found[0]), lang="vi"), text)


def nemo() -> Reader:
    module = importlib.import_module("nemo_text_processing.text_normalization.normalize")
    made = module.Normalizer(input_case="cased", lang="vi")
    return lambda text: str(made.normalize(text))


PEERS: dict[str, Callable[[], Reader]] = {
    "vietnormalizer": vietnormalizer, "sea-g2p": sea_g2p, "num2words": num2words,
    "nemo_text_processing": nemo,
}  # fmt: skip


def main(path: str, first: str = "") -> int:
    rows = [line.split("\t") for line in Path(path).read_text("utf-8").splitlines()]
    cases = [(row[0], accepted(row[1])) for row in rows if len(row) > 1 and row[0][:2] != "# "]
    readers: dict[str, Reader] = {"Lan Tỏa": read_aloud}
    absent = []
    for name, make in PEERS.items():
        try:
            readers[name] = make()
        except Exception as error:  # whatever a peer's import does
            absent.append(f"{name} ({type(error).__name__})")
    print("# Đọc thành lời, bên cạnh các bộ đọc khác\n")
    print(
        f"Cùng {len(cases)} dòng của `{Path(path).name}`, so sau khi bỏ khác biệt về lối nói "
        "(`lantoa.bench.speech_style`). Làm lại: cài các bộ đọc cần so vào môi trường đang chạy, "
        f"rồi `python tools/compare_readers.py tests/vietnamese/{Path(path).name}`. "
        "num2words chỉ đọc số, nên mọi dãy chữ số được đưa cho nó. Các dòng này do dự án tự viết, "
        "theo lối nói trên loa của xã: bộ đọc khác không nhắm tới các dòng đó.\n"
    )
    if first:
        print(f"Lan Tỏa, lần đo đầu trước khi sửa theo chính các dòng này: {first}/{len(cases)}.\n")
    print("| Bộ đọc | Đọc đúng |\n|---|---|")
    for name, read in readers.items():
        print(f"| {name} | {_right(read, cases)}/{len(cases)} |")
    print(f"\nKhông chạy: {', '.join(absent)}.\n" if absent else "")
    print("| Viết | " + " | ".join(readers) + " |\n|---|" + "---|" * len(readers))
    for text in SHOWN:
        print(f"| {text} | " + " | ".join(_said(read, text) for read in readers.values()) + " |")
    return 0


def accepted(readings: str) -> list[str]:
    """Every whole reading: « | » parts readings, {a|b} parts words within one."""
    whole = []
    for reading in readings.split(" | "):
        pieces = re.split(r"\{([^}]*)\}", reading)
        choices = [piece.split("|") if at % 2 else [piece] for at, piece in enumerate(pieces)]
        whole += ["".join(chosen) for chosen in itertools.product(*choices)]
    return whole


def _right(read: Reader, cases: list[tuple[str, list[str]]]) -> int:
    return sum(
        folded_style(_said(read, text)) in [folded_style(words) for words in accepted]
        for text, accepted in cases
    )


def _said(read: Reader, text: str) -> str:
    try:
        return " ".join(read(text).split()).replace("|", "/")
    except Exception as error:  # a peer that fails on a line has not read it
        return f"({type(error).__name__})"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
