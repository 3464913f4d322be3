"""What is heard when something breaks: each trial has a real receiver and reads its recording.

A trial answers how many seconds the loudspeaker was silent when it should have sounded."""

from __future__ import annotations

import sys
from collections.abc import Callable

from lantoa.bench.rows import Row
from lantoa.bench.station.figures import judged
from lantoa.bench.station.trials import Absent, line, receiver, slot, sound

BAR_SECONDS, LEAST = 2.0, 12
TRIALS: dict[str, Callable[[], float]] = {
    "nguồn tiếp âm bị ngắt": sound.source_killed,
    "tệp âm thanh hỏng trên đĩa": sound.file_damaged,
    "tệp âm thanh bị mất": sound.file_missing,
    "trình giải mã bị giết giữa chừng": sound.decoder_killed,
    "ổ đĩa của bộ thu đầy": sound.disk_full,
    "giờ của máy nhảy tới một giờ": receiver.clock_forward,
    "giờ của máy nhảy lùi một giờ": receiver.clock_back,
    "bộ thu bị giết và chạy lại": receiver.killed,
    "máy chủ truyền lệnh bị giết": line.broker_killed,
    "máy chủ web ngừng": line.server_gone,
    "mạng đứt, không ai trả lời": line.network_cut,
    "mạng chậm 64 kbit/s": line.network_slow,
    "khung giờ còn trống": slot.slot_filled,
}


def measure(runs: int, *, is_long: bool) -> list[Row]:
    """One row a trial, each once, and one that counts them."""
    rows, silences = [], []
    for name, trial in TRIALS.items():
        try:
            silent = trial()
        except Absent as absent:
            print(f"faults: bỏ qua «{name}»: {absent}", file=sys.stderr, flush=True)
            continue
        silences.append(silent)
        rows.append(
            judged(f"hỏng hóc: {name}, im lặng bao lâu", "giây", [silent], bar="2 giây",
                   is_met=silent <= BAR_SECONDS)
        )  # fmt: skip
    heard = sum(one <= BAR_SECONDS for one in silences)
    name = f"hỏng hóc: số loại vẫn có tiếng trong 2 giây, trong {len(silences)} loại đã thử"
    is_met = heard == len(silences) >= LEAST
    return [*rows, judged(name, "loại", [heard], bar="tất cả, ít nhất 12", is_met=is_met)]
