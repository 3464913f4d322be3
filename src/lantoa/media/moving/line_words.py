"""Words by which a line of Vietnamese may or may not break (see `lines`)."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(
        (first, second) for first, _, second in (one.partition("_") for one in text.split())
    )


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

COMPOUNDS = _pairs(
    """
    điện_thoại chuyển_đổi đổi_số công_nghệ khoa_học sáng_tạo đổi_mới thông_tin truyền_thanh
    trực_tuyến dịch_vụ hồ_sơ nông_dân bà_con nhân_dân ủy_ban cộng_đồng cán_bộ công_chức kinh_phí
    kế_hoạch chính_sách nghị_quyết tuyên_truyền người_dân gia_đình học_sinh phụ_huynh mật_khẩu
    tài_khoản ngân_hàng lừa_đảo cảnh_giác đăng_ký đăng_nhập định_danh giấy_tờ cơ_sở sản_xuất
    kinh_doanh hợp_tác tác_xã thị_trường sản_phẩm nông_nghiệp nông_thôn môi_trường sức_khỏe y_tế
    trạm_y nhà_văn văn_hóa hội_trường tập_huấn hướng_dẫn hỗ_trợ kiểm_tra báo_cáo thông_báo
    tiếp_nhận kết_quả giải_quyết yêu_cầu liên_hệ tham_gia thực_hiện tổ_chức triển_khai sử_dụng
    bảo_vệ phòng_chống thiên_tai độ_mặn con_nước lấy_nước nước_mặn tự_động mới_nhất đồng_bào
    dân_tộc thiểu_số tiếng_nói chữ_ký điện_tử hóa_đơn bản_tin trung_tâm hành_chính ứng_dụng
    phần_mềm máy_tính mạng_xã xã_hội trẻ_em phụ_nữ thanh_niên cao_tuổi tổng_đài miễn_phí
    trách_nhiệm quyền_lợi điều_kiện thời_gian địa_chỉ buổi_sáng sáng_mai chiều_mai hôm_nay
    ngày_mai tuần_sau tháng_sau năm_nay một_lần lần_nào đầu_tiên kinh_tế nghệ_số mất_sóng vụ_công
    quốc_gia công_an hằng_tuần thương_mại tiền_lẻ ngân_sách lãnh_đạo gia_súc gia_cầm chịu_mặn
    giống_lúa
    """
)
"""Two syllables that are one word; the list need not be whole, it only mends what is frequent."""
