"""Units named side by side, taken apart; names that hold a comma or "và" stay whole."""

from __future__ import annotations

import re

from lantoa.plan.reading.folding import squeeze

HEAD_WORDS = (
    "Sở|Ban|Phòng|Trung tâm|Văn phòng|VP|UBND|U[ỷy] ban|Ủy ban|HĐND|Hội đồng|Hội|Đoàn|"
    "Liên minh|Liên đoàn|Công an|Công ty|Công đoàn|Trạm|Trường|Bộ|Chi cục|Cục|Báo(?! cáo)|Đài|"
    "Mặt trận|MTTQ|Tổ(?! chức)|Thôn|Đảng [uủ][yỷ]|Hạt|Bưu điện|Viễn thông|VNPT|Viettel|MobiFone|"
    "Ngân hàng|"
    "Hợp tác xã|HTX|Doanh nghiệp|Quỹ|Viện|Học viện|Thanh tra|Kho bạc|Thuế|BHXH|Bảo hiểm|"
    "Điện lực|Công chức|Lãnh đạo|Cán bộ|Bí thư|Chủ tịch|Trưởng|Hiệu trưởng|Ngành|Khối|"
    "Câu lạc bộ|CLB|Nhà văn hóa|Trưởng thôn|Chi bộ|Chi hội|Quân sự|Tòa án|Viện kiểm sát|"
    "Xã(?! hội)|Phường|Tỉnh|Thường trực|Nhóm|Địa phương|Đơn vị|"
    "Tỉnh đoàn|Thành đoàn|Huyện đoàn|Ấp|Buôn|Bản|Khu phố|Chính quyền|"
    "Cơ quan|Liên hiệp|Hiệp hội|Chi nhánh|Cổng|Thủ trưởng|Giám đốc|Tất cả|Huyện ủy|Thành ủy|"
    "Tỉnh ủy|Làng|Xóm|Tổ chức(?= (?:[Đđ]ảng|[Đđ]oàn|chính trị|xã hội|tín dụng))|"
    "Cao đẳng|Đại học|Ủy viên|Thành viên|Nhà trường"
)
_HEAD = re.compile(rf"^(?:{HEAD_WORDS}|[Cc]ác|[Nn]hững|[Mm]ột số|[Tt]oàn thể)\b")
_AND = re.compile(rf"\s+(?:và|cùng)\s+(?=(?:{HEAD_WORDS})\b)")
_OFFICE = re.compile(r"^(?:Văn phòng|VP)\b")
_LISTS_IN_NAME = re.compile(r"^(?:Sở|Bộ|Phòng|Báo|Đài|Ban|Trung tâm)\b")
_LONG_NAME = 45
_WORK = re.compile(
    r"\s+(?:tiến hành|rà soát|thúc đẩy|theo dõi|tham mưu|xây dựng|đôn đốc|chịu trách nhiệm|"
    r"có trách nhiệm|căn cứ)\b"
)
_NOBODY = re.compile(r"^(?:[-–—/.…\s]*|không|không có)$", re.IGNORECASE)


def split_units(text: str) -> tuple[str, ...]:
    """The units of a list, in order: by ";", by "," before a new name, by "và" between two."""
    units: list[str] = []
    for part in re.split(r"[;\n]", text):
        units += _by_comma(squeeze(part))
    named = (_without_work(each).strip(" .;,-–+:") for each in units)
    return tuple(unit for unit in named if not _NOBODY.match(unit))


def _without_work(unit: str) -> str:
    """The name alone, where what the unit does has been written behind it."""
    work = _WORK.search(unit) if len(unit) > _LONG_NAME else None
    return unit[: work.start()] if work else unit


def opens_as_unit(text: str) -> bool:
    """Does a text begin as the name of a unit does?"""
    return _HEAD.match(text) is not None


def _by_comma(text: str) -> list[str]:
    units: list[str] = []
    for piece in re.split(r",\s+", text):
        if units and not _opens_unit(units[-1], piece):
            units[-1] = f"{units[-1]}, {piece}"
        else:
            units.append(piece)
    return [unit for each in units for unit in _by_and(each)]


def _opens_unit(before: str, piece: str) -> bool:
    """Does a new unit begin here, or does the name before go on?"""
    if _is_open_bracket(before):
        return False
    if _HEAD.match(piece):
        return True
    return piece[:1].isupper() and _LISTS_IN_NAME.match(before) is None


def _is_open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")")


def _by_and(text: str) -> list[str]:
    match = _AND.search(text)
    if not match or _OFFICE.match(text) or _is_open_bracket(text[: match.start()]):
        return [text]
    if text[: match.start()] in ("Báo", "Đài"):  # one body: «Báo và Đài Phát thanh …»
        return [text]
    return [text[: match.start()], *_by_and(text[match.end() :])]
