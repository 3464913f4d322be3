"""Syllables that are one word or one name, so that a large line does not break inside it. Pure.

Vietnamese writes a blank between the syllables of a word; no rule tells «hợp tác» from «hợp lý do».
The list need not be whole: it mends what is frequent in the news of a commune.
"""

from __future__ import annotations

from itertools import pairwise

from lantoa.vietnamese.holding import NO_BREAK, held

LONGEST = 22
"""Letters of a group; what is longer may break, else it would make everything small."""

_ENDS = (".", ",", ";", ":", "!", "?", "…", ")", "”", "»", "–")
_TITLES = frozenset(
    ["thôn", "xã", "huyện", "tỉnh", "phường", "bản", "ông", "bà", "chị", "anh", "cụ", "em", "tổ",
     "chợ", "cống", "sông"]
)  # fmt: skip


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """Of «hợp_tác_xã» (hợp, tác) and (tác, xã)."""
    return frozenset(pair for word in text.split() for pair in pairwise(word.split("_")))


COMPOUNDS = _pairs(
    """
    điện_thoại chuyển_đổi_số công_nghệ_số công_nghệ khoa_học sáng_tạo đổi_mới thông_tin
    truyền_thanh truyền_hình truyền_thông trực_tuyến trực_tiếp dịch_vụ_công hồ_sơ nông_dân bà_con
    nhân_dân ủy_ban cộng_đồng cán_bộ công_chức viên_chức kinh_phí chi_phí học_phí viện_phí lệ_phí
    kế_hoạch chính_sách nghị_quyết quyết_định chỉ_thị tuyên_truyền người_dân gia_đình học_sinh
    sinh_viên giáo_viên phụ_huynh mật_khẩu tài_khoản ngân_hàng lừa_đảo cảnh_giác cảnh_báo đăng_ký
    đăng_nhập định_danh giấy_tờ cơ_sở sản_xuất sản_phẩm sản_lượng kinh_doanh kinh_tế hợp_tác_xã
    tổ_hợp_tác hợp_tác thị_trường nông_nghiệp nông_thôn nông_sản môi_trường sức_khỏe y_tế trạm_y_tế
    nhà_văn_hóa văn_hóa hội_trường tập_huấn hướng_dẫn hỗ_trợ kiểm_tra báo_cáo thông_báo tiếp_nhận
    kết_quả giải_quyết yêu_cầu liên_hệ tham_gia thực_hiện tổ_chức triển_khai sử_dụng bảo_vệ
    phòng_chống thiên_tai độ_mặn con_nước lấy_nước nước_mặn tự_động mới_nhất đồng_bào dân_tộc
    thiểu_số tiếng_nói chữ_ký điện_tử hóa_đơn bản_tin trung_tâm hành_chính ứng_dụng phần_mềm
    máy_tính máy_móc mạng_xã_hội xã_hội trẻ_em phụ_nữ thanh_niên cao_tuổi tổng_đài miễn_phí
    trách_nhiệm quyền_lợi điều_kiện thời_gian địa_chỉ địa_điểm buổi_sáng sáng_mai chiều_mai hôm_nay
    ngày_mai tuần_sau tháng_sau năm_nay một_lần lần_nào đầu_tiên mất_sóng quốc_gia công_an
    hằng_tuần hằng_tháng hằng_năm thương_mại tiền_lẻ tiền_mặt ngân_sách lãnh_đạo gia_súc gia_cầm
    chịu_mặn giống_lúa nhãn_hiệu thương_hiệu nghiên_cứu kỹ_thuật kỹ_năng bàn_hướng_dẫn phục_vụ
    thủ_tục trả_lời hỏi_đáp ý_kiến phản_ánh kiến_nghị đóng_góp xây_dựng giao_thông đường_truyền
    mạng_lưới thiết_bị cụm_loa bộ_thu phát_thanh phát_sóng đầu_mối đơn_vị tổ_dân_phố khu_phố
    chủ_tịch bí_thư trưởng_thôn đoàn_viên hội_viên đại_biểu hội_đồng bầu_cử tiêm_chủng bảo_hiểm
    bệnh_viện trường_học lớp_học lễ_hội thể_thao du_lịch di_tích lịch_sử truyền_thống an_toàn
    an_ninh trật_tự pháp_luật vi_phạm xử_lý xử_phạt thu_hồi chăn_nuôi trồng_trọt thủy_sản thủy_lợi
    dịch_bệnh thời_tiết mưa_lũ sạt_lở ngập_lụt cứu_hộ cứu_nạn sơ_tán tiết_kiệm vay_vốn tín_dụng
    lao_động việc_làm thu_nhập nghèo_đa_chiều hộ_nghèo cận_nghèo chất_lượng số_lượng tỷ_lệ mục_tiêu
    chỉ_tiêu nhiệm_vụ giải_pháp phong_trào thi_đua khen_thưởng gương_điển_hình mô_hình kinh_nghiệm
    bảng_tin tờ_rơi áp_phích đồ_họa dữ_liệu cơ_sở_dữ_liệu trí_tuệ nhân_tạo thông_minh hiện_đại
    cơ_quan doanh_nghiệp cá_nhân tập_thể quan_trọng cần_thiết khó_khăn thuận_lợi bắt_đầu kết_thúc
    tạm_nghỉ hoạt_động chương_trình khai_mạc hội_nghị hội_thảo cuộc_họp tin_nhắn đường_dây nóng
    thanh_toán mua_bán cửa_hàng siêu_thị nước_sạch vệ_sinh rác_thải năng_lượng điện_lực tối_thiểu
    tối_đa hộ_kinh_doanh ít_nhất nhiều_nhất cao_nhất thấp_nhất xác_nhận
    """
)


def grouped(text: str) -> str:
    """The text with no-break blanks inside words, names and what `held` holds; the last line is
    never one short word."""
    words = held(" ".join(text.split(" "))).split(" ")
    made = words[0]
    for place, (before, after) in enumerate(pairwise(words), start=2):
        group = made.rpartition(" ")[2]
        is_lone = place == len(words) > 4 and len(after) < 6
        is_bound = is_lone or is_one(before.rpartition(NO_BREAK)[2], after.partition(NO_BREAK)[0])
        is_short = len(group) + 1 + len(after) <= LONGEST
        made += (NO_BREAK if is_bound and is_short else " ") + after
    return made


def is_one(before: str, after: str) -> bool:
    """Are two neighbouring syllables of one word or one name?"""
    if before.endswith(_ENDS):
        return False
    if (before.lower().strip("“«("), after.lower().rstrip("".join(_ENDS))) in COMPOUNDS:
        return True
    is_name = after[:1].isupper() and not after.isupper()
    return is_name and (before.lower() in _TITLES or before[:1].isupper())
