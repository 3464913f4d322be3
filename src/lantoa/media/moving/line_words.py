"""Words by which a line of Vietnamese may or may not break (see `lines`)."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LINKS = _words(
    """
    và hoặc hay nhưng mà thì để cho của ở tại từ đến tới với khi nếu vì do bằng trong ngoài trên
    dưới là như theo về qua sau trước giữa nên trở
    """
)
"""A line may begin with these, and does not end with them."""

OPENERS = _words(
    """
    các những mỗi mọi một hai ba bốn năm không chưa đã đang sẽ được bị phải cần hãy xin rất cũng
    vẫn còn có từng cả chỉ ra vào số thứ ngày tháng quý lúc điều khoản điểm mục ông bà chị anh cụ
    xã thôn huyện tỉnh phường ai bao mấy đừng chớ việc sự cuộc cái con chiếc người đều càng ngay
    vừa mới
    """
)
"""A line does not end with these: what they speak of follows."""

ENDERS = _words("lại được lên xuống đi nhau nữa rồi này ấy kia đó ngay luôn xong hết")
"""A line does not begin with these: they end what was said before."""

BEFORE_FIGURES = _words(
    """
    số thứ ngày tháng năm quý lúc điều khoản điểm mục quyết thôn tổ khối khoảng gần hơn dưới trên
    từ đến tới còn thêm giảm tăng đạt
    """
)
"""These and a figure behind them are one thing."""
