"""What a new campaign kit says: what the day is, what is to be done, texts to copy. Pure.

Facts: the day of science from 18/5/1963, when President Hồ Chí Minh spoke to the congress of the
society for popular science; the day of innovation chosen in 2024; Quyết định 505/QĐ-TTg for
10/10. The name of a day is the plan's own: names change with the law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import Template

from lantoa.plan.terms import KitTextKind
from lantoa.vietnamese import date_short, weekday

HAMLET = "[thôn]"
"""Stands in a text for the hamlet to which it is sent."""


@dataclass(frozen=True)
class Occasion:
    """A day of one year, in one commune."""

    name: str
    held_on: date
    commune: str
    hamlet_word: str

    @property
    def key(self) -> str:
        return f"{self.held_on:%m-%d}"


@dataclass(frozen=True)
class Step:
    """One thing to do: how many days before, and whose work it is by its nature: `lead` (the
    day's own task), `write` (the site), `air` (the loudspeakers), or nobody's yet."""

    days_before: int
    text: str
    whose: str = ""


_KINDS = ("phường", "đặc khu")
_ABOUT = {
    "05-18": (
        "Ngày 18/5 hằng năm là dịp tôn vinh những người làm khoa học, kỹ thuật và đưa khoa học "
        "vào đời sống, sản xuất. Ngày này được chọn để nhớ ngày 18/5/1963, Chủ tịch Hồ Chí Minh "
        "dự và nói chuyện tại Đại hội toàn quốc lần thứ nhất của Hội Phổ biến Khoa học và Kỹ "
        "thuật Việt Nam."
    ),
    "10-01": (
        "Ngày 1/10 được Thủ tướng Chính phủ chọn từ năm 2024 làm ngày của đổi mới sáng tạo trong "
        "cả nước: khuyến khích mọi người dân, hộ sản xuất, cơ quan, đơn vị nghĩ ra cách làm mới, "
        "có ích và chia sẻ cho nhau."
    ),
    "10-10": (
        "Ngày 10/10 hằng năm là Ngày Chuyển đổi số quốc gia theo Quyết định số 505/QĐ-TTg ngày "
        "22/4/2022 của Thủ tướng Chính phủ: để mọi người hiểu và cùng tham gia chuyển đổi số, "
        "làm được thêm việc có ích trên mạng và biết tự bảo vệ mình."
    ),
}  # fmt: skip
_STEPS = (
    Step(28, "Trình lãnh đạo thống nhất chủ đề, hoạt động, người phụ trách", "lead"),
    Step(25, "Báo các đơn vị, trường học và các $hamlets cùng chuẩn bị", "lead"),
    Step(21, "Viết bài, soạn lời phát thanh và chữ bảng tin, gửi lãnh đạo duyệt", "write"),
    Step(14, "Làm khẩu hiệu, băng rôn và chọn nơi treo", "lead"),
    Step(10, "Phát lời hưởng ứng trên loa, nhắc lại mỗi tuần cho tới ngày $day", "air"),
    Step(7, "Đăng bài lên trang thông tin điện tử và mạng xã hội", "write"),
    Step(7, "Mời bà con họp $hamlets, nhắn vào nhóm Zalo của $hamlets"),
    Step(3, "Kiểm tra loa, băng rôn, nơi tổ chức; nhắc việc còn chậm", "lead"),
    Step(0, "Tổ chức hoạt động hưởng ứng; chụp ảnh, đếm người dự", "lead"),
    Step(-2, "Ghi hoạt động vào mục Hoạt động, kèm ảnh làm minh chứng", "lead"),
    Step(-5, "Đưa tin kết quả, cảm ơn người tham gia", "write"),
)
_OWN_STEP = {
    "05-18": Step(12, "Trường học tổ chức buổi tìm hiểu khoa học, giới thiệu việc làm hay của "
                      "học sinh, giáo viên"),
    "10-01": Step(12, "Mời hộ dân, hợp tác xã, cơ sở sản xuất giới thiệu sáng kiến, cách làm mới"),
    "10-10": Step(12, "Tổ công nghệ số cộng đồng mở bàn hướng dẫn nộp hồ sơ, dùng dịch vụ trên "
                      "mạng"),
}  # fmt: skip

# What each day asks of people, in one sentence; it stands in four of the five texts.
_CALL = {
    "05-18": (
        "Khoa học ở ngay bên mình: chọn giống tốt, chăm cây đúng cách, tiết kiệm nước, giữ gìn "
        "sức khỏe, kiểm chứng tin trước khi chia sẻ"
    ),
    "10-01": (
        "Đổi mới sáng tạo không phải chuyện xa xôi: một cách làm nhanh hơn, đỡ tốn hơn, an toàn "
        "hơn trong nhà, ngoài đồng, ở nơi làm việc đều đáng quý"
    ),
    "10-10": (
        "Chuyển đổi số bắt đầu từ việc nhỏ: nộp hồ sơ tại nhà, xem lịch tiêm cho con, xem giá "
        "nông sản, trả tiền điện ngay trên điện thoại"
    ),
}
_DEED = {
    "05-18": "Nhà nào có cách làm hay trong sản xuất, đời sống, xin kể lại để cả $hamlets cùng học",
    "10-01": "Ai có sáng kiến dù nhỏ, xin báo với $head để cả $place cùng biết, cùng làm",
    "10-10": (
        "Ai chưa quen, xin gặp Tổ công nghệ số cộng đồng của $hamlets để được hướng dẫn. Tuyệt "
        "đối không đưa mật khẩu, mã xác thực cho bất kỳ ai"
    ),
}
_MOTTO = {
    "05-18": ("Khoa học đến từng nhà, kiến thức vào từng việc làm",
              "Học điều mới, làm cách mới, sống tốt hơn"),
    "10-01": ("Mỗi người một sáng kiến, mỗi $hamlets một cách làm hay",
              "Nghĩ mới, làm khéo, cùng nhau khá lên"),
    "10-10": ("Mỗi người dân làm thêm một việc trên mạng, mỗi $hamlets thêm một đổi thay",
              "Người biết chỉ người chưa biết, không ai bị bỏ lại phía sau"),
}  # fmt: skip
_ANY_CALL = "Mỗi người góp một việc làm thiết thực, mỗi nhà cùng tham gia"
_ANY_DEED = "Hoạt động cụ thể sẽ được báo trên loa và trên trang thông tin điện tử của $place"
_ANY_MOTTO = ("Toàn dân cùng tham gia, mỗi nhà một việc tốt",)

_TEXTS: dict[KitTextKind, str] = {
    KitTextKind.RADIO: (
        "Kính thưa bà con!\n"
        "$commune hưởng ứng $name vào $when.\n"
        "$call.\n"
        "$deed.\n"
        "Kính mời bà con cùng tham gia. Trân trọng cảm ơn bà con đã lắng nghe."
    ),
    KitTextKind.POST: (
        "$commune hưởng ứng $name\n\n"
        "Thời gian: $when\n\n"
        "$call.\n\n"
        "$deed.\n\n"
        "Xin mời bà con chia sẻ tin này để nhiều người cùng biết."
    ),
    KitTextKind.SLOGAN: "Nhiệt liệt hưởng ứng $name\n$motto",
    KitTextKind.MEETING: (
        "Kính mời bà con $hamlet dự buổi họp $hamlets hưởng ứng $name.\n"
        "Nội dung: nói chuyện về ngày này, bàn những việc $hamlets sẽ làm, nghe bà con góp ý.\n"
        "$call.\n"
        "Giờ và nơi họp do $head báo. Mỗi nhà cử ít nhất một người dự. Trân trọng kính "
        "mời."
    ),
    KitTextKind.ZALO: (
        "Bà con $hamlet ơi, $when là dịp cả $place hưởng ứng $name. $deed. Xin bà con nhắn lại cho "
        "người nhà cùng biết."
    ),
}  # fmt: skip


def about(occasion: Occasion) -> str:
    """What the day is; empty for a day that the program knows nothing of."""
    return _ABOUT.get(occasion.key, "")


def steps(occasion: Occasion, *, today: date) -> list[Step]:
    """Things to do, the earliest first. What would lie before today is due today."""
    left = max((occasion.held_on - today).days, 0)
    own = [_OWN_STEP[occasion.key]] if occasion.key in _OWN_STEP else []
    rows = sorted((*_STEPS, *own), key=lambda step: -step.days_before)
    return [
        Step(min(row.days_before, left), _filled(row.text, occasion), row.whose) for row in rows
    ]


def texts(occasion: Occasion) -> dict[KitTextKind, str]:
    """The five texts, with the commune's name and the day, and a place for the hamlet."""
    return {kind: _filled(text, occasion) for kind, text in _TEXTS.items()}


def for_hamlet(text: str, hamlet: str, hamlet_word: str) -> str:
    """A text with the hamlet named; without one «thôn ta»."""
    return text.replace(HAMLET, f"{hamlet_word} {hamlet}" if hamlet else f"{hamlet_word} ta")


def _filled(text: str, occasion: Occasion) -> str:
    key, on = occasion.key, occasion.held_on
    words: Mapping[str, str] = {
        "name": occasion.name,
        "commune": occasion.commune[:1].upper() + occasion.commune[1:],
        "day": date_short(on)[:-5],
        "when": f"{weekday(on)} ngày {date_short(on)}",
        "hamlet": HAMLET,
        "hamlets": occasion.hamlet_word,
        "head": "trưởng thôn" if occasion.hamlet_word == "thôn" else "tổ trưởng tổ dân phố",
        "place": next((kind for kind in _KINDS if occasion.commune.startswith(kind)), "xã"),
        "call": _CALL.get(key, _ANY_CALL),
        "deed": _DEED.get(key, _ANY_DEED),
        "motto": "\n".join(_MOTTO.get(key, _ANY_MOTTO)),
    }
    return Template(Template(text).safe_substitute(words)).safe_substitute(words)
