"""A story with every kind of data, a sign, and how a film is looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import av
import numpy as np

from lantoa.media.moving.shapes import POST, TALL
from lantoa.media.moving.stories import Amount, Change, Moment, Place, Sign, Step, Story

SMALL = POST.scaled(0.25)
"""270 x 338."""
THIN = TALL.scaled(0.25)
"""270 x 480."""

STORY = Story(
    title="Loa phát mỗi tháng dài thêm 54%",
    figures=(
        Amount("82,8", "%", "hộ được hỏi đã nghe", "Hỏi 400 hộ"),
        Amount("74", "", "tin bài"),
        Amount("1.260", "hộ", "được đến tận nhà"),
    ),
    steps=(Step("Viết", "74 tin bài"), Step("Duyệt"), Step("Phát", "318 lượt")),
    change=Change(380, 585, "6 giờ 20 phút", "9 giờ 45 phút", "Năm 2025", "Năm 2026", "thêm 54%"),
    moments=(Moment("18/5", "Ngày Khoa học"), Moment("10/12", "Hạn gửi báo cáo năm")),
    hero=1,
    places=(Place("Bến Đò", "full"), Place("Lam Hạ", "part"), Place("Núi Tháp", "unknown")),
    places_label="thôn đủ xác nhận phát",
)
SIGN = Sign(
    "Xã Sông Lam", "Nhật ký phát, 20/11/2026", source="Trung tâm Dịch vụ tổng hợp xã",
    ask="0238 3800 000", site="songlam.example.vn",
)  # fmt: skip


def seen(path: Path, numbers: Sequence[int]) -> list[Any]:
    """Frames of a film by number (-1: the last) as arrays of RGB."""
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
        return [
            frames[number].reformat(format="rgb24", src_colorspace="ITU709").to_ndarray()
            for number in numbers
        ]


def near(pixel: Any, colour: str, by: int = 6) -> bool:
    """Is a pixel of this colour (#RRGGBB), but for what an encoder loses?"""
    wanted = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return bool(np.abs(pixel.astype(int) - wanted).max() <= by)


def share_of(picture: Any, colour: str) -> float:
    """The share of a picture that has this colour."""
    wanted = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)])
    return float((np.abs(picture.astype(int) - wanted).max(axis=-1) <= 6).mean())
