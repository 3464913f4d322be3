"""The colours of a picture, made from the commune's own; text never under 4.5:1. Pure.

Contrast as WCAG 2.2 counts it (relative luminance of sRGB).
"""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

from lantoa.core.errors import Refused

PAPER, QUIET, LINE, INK, SOFT = "#FBFAF7", "#F1EEE7", "#E3E0D8", "#1B2A41", "#55617A"
GOOD, WARN = "#2C6E2F", "#9A4A06"
LEAST = 4.5
HEX = re.compile(r"#[0-9a-fA-F]{6}")
PALE = (
    "Màu chủ đạo {colour} của xã quá nhạt: chữ trắng trên màu này chỉ đạt {ratio} lần, cần ít nhất "
    "4,5 lần. Chưa lưu. Chọn màu đậm hơn."
)
NO_COLOUR = "Màu chủ đạo phải ghi như #0B6E69. Chưa lưu. Chọn lại màu."


@dataclass(frozen=True)
class Look:
    """Colours by what they are for. `field` is the commune's colour, `on_field` stands on it;
    `ring` is the quiet drawing behind it, `bright` the same colour to be read on ink."""

    field: str
    on_field: str
    ring: str
    bright: str
    line_on_field: str
    paper: str = PAPER
    quiet: str = QUIET
    line: str = LINE
    ink: str = INK
    soft: str = SOFT
    good: str = GOOD
    warn: str = WARN


def look_of(accent: str) -> Look:
    """The colours of a commune. Refuses one that is too pale to write on."""
    accent = checked_accent(accent)
    ring = mixed(accent, "#FFFFFF", 0.09)
    if contrast(PAPER, ring) < LEAST:
        ring = mixed(accent, "#000000", 0.12)
    lighter = (_with_lightness(accent, step / 50) for step in range(10, 51))
    bright = next(colour for colour in lighter if contrast(colour, INK) >= 7)
    line = mixed(accent, "#FFFFFF", 0.45)
    return Look(accent, PAPER, ring, bright, line)


def checked_accent(colour: str) -> str:
    """The colour in capitals. Refuses what is no colour, and one under 4.5:1 with paper."""
    if not HEX.fullmatch(colour):
        raise Refused(NO_COLOUR)
    ratio = contrast(PAPER, colour)
    if ratio < LEAST:
        raise Refused(PALE.format(colour=colour.upper(), ratio=f"{ratio:.1f}".replace(".", ",")))
    return colour.upper()


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _with_lightness(colour: str, lightness: float) -> str:
    """The same hue at another lightness, 0 to 1; a little calmer than the full colour."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    parts = colorsys.hls_to_rgb(hue, lightness, min(saturation, 0.5))
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)


def mixed(one: str, other: str, share: float) -> str:
    """One colour with a share (0 to 1) of another."""
    parts = (
        round(int(one[at : at + 2], 16) * (1 - share) + int(other[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02X}" for part in parts)
