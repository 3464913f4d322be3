"""Two ways of saying the same thing brought to one, so that readers are judged on what they read.

Folded, because speakers of Vietnamese say both and neither is wrong:
case and punctuation; old and new place of the tone (uỷ/ủy, hoà/hòa); lẻ/linh, ngàn/nghìn,
tỉ/tỷ, mươi bốn/mươi tư; "không trăm" and "linh" after
a thousand or more that may be left unsaid (hai nghìn [không trăm] hai mươi tư); the word ngày
before a date; two decimals said as a number or one by one (phẩy mười bốn, phẩy một bốn);
"đô la [Mỹ]"; "đồng một ngày" or "đồng trên ngày"; a product said as nhân or left as x; and how
the name of a foreign unit is spelled (xăng/xen, héc/hẹc, in/inch, ru pi/rupee, tê ra bai/terabyte,
độ xê/độ C). Nothing else is: a date read as a fraction, a unit read as another, letters spelled
where a word is wanted, or cents read as decimals all count as wrong.
"""

from __future__ import annotations

import re
import unicodedata

DECIMAL_TENS = re.compile(r"phẩy (?:(\w+) mươi|(mười))(?: (\w+))?(?= |$)")
OLD_TONE = re.compile(r"(?<!q)([ou])([àáảãạèéẻẽẹỳýỷỹỵ])\b")
UNSAID = re.compile(r"\b(nghìn|triệu|tỷ) (?:không trăm )?(?:linh )?")
DAY = re.compile(r"\bngày (?=(?:mùng )?[\w ]{2,14} tháng )")
UNITS_OF_TEN = {"mốt": "một", "tư": "bốn", "lăm": "năm"}
ALIKE = (
    (r"\blẻ\b", "linh"),
    (r"\bngàn\b", "nghìn"),
    (r"\btỉ\b", "tỷ"),
    (r"mươi bốn\b", "mươi tư"),
    (r"đô la mỹ\b", "đô la"),
    (r"\b(đồng|đô la|ơ rô) (?:một|trên) (?=ngày|giờ|tháng|năm)", r"\1 trên "),
    (r"\bxen ti\b", "xăng ti"),
    (r"\bhẹc\b", "héc"),
    (r"\binch\b", "in"),
    (r"\brupee\b", "ru pi"),
    (r"\bterabyte\b", "tê ra bai"),
    (r"\bđộ c\b", "độ xê"),
    (r"\bđộ f\b", "độ ép"),
    (r"\bđộ k\b", "độ ca"),
    (r" x (?=\w)", " nhân "),
)


def folded_style(text: str) -> str:
    """The words of a reading with everything that is style alone taken away."""
    words = OLD_TONE.sub(_new_tone, " ".join(re.findall(r"\w+", text.lower())))
    for pattern, one in ALIKE:
        words = re.sub(pattern, one, words)
    words = DECIMAL_TENS.sub(_one_by_one, words)
    return DAY.sub("", UNSAID.sub(r"\1 ", words))


def _new_tone(found: re.Match[str]) -> str:
    """uỷ -> ủy, khoẻ -> khỏe; quý and giá stay."""
    vowel = unicodedata.normalize("NFD", found[2])
    return unicodedata.normalize("NFC", found[1] + vowel[1:]) + vowel[0]


def _one_by_one(found: re.Match[str]) -> str:
    """phẩy chín mươi lăm -> phẩy chín năm, as others say it."""
    ten, one = found[1] or "một", found[3]
    if one is None:
        return f"phẩy {ten} không"
    digit = UNITS_OF_TEN.get(one, one)
    known = digit in ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
    return f"phẩy {ten} {digit}" if known else f"phẩy {ten} không {one}"
