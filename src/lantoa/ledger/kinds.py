"""Every kind of entry, the one package that writes it, and its Vietnamese name.

A test holds that no other package writes a kind, and that `reports` writes one only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of entry: its code, the package that owns it, its name on screens."""

    code: str
    owner: str
    name: str


KINDS = {
    kind.code: kind
    for kind in (
        Kind("evidence.corrected", "ledger", "Điều chỉnh minh chứng"),
        Kind("attachment.erased", "ledger", "Xóa tệp kèm có dữ liệu cá nhân"),
        Kind("communicator.joined", "registry", "Tham gia lực lượng tuyên truyền"),
        Kind("project.registered", "registry", "Ghi nhiệm vụ KH&CN"),
        Kind("receiver.enrolled", "registry", "Ghi danh bộ thu"),
        Kind("receiver.revoked", "registry", "Thu hồi bộ thu"),
        Kind("notice.sent", "notices", "Đôn đốc"),
        Kind("approval.granted", "approval", "Duyệt"),
        Kind("approval.first_step", "approval", "Duyệt bước một"),
        Kind("approval.delegated", "approval", "Ủy quyền duyệt"),
        Kind("approval.delegation_ended", "approval", "Thôi ủy quyền duyệt"),
        Kind("approval.returned", "approval", "Trả lại"),
        Kind("plan.confirmed", "plan", "Đưa kế hoạch vào thực hiện"),
        Kind("plan.issued", "plan", "Ban hành kế hoạch"),
        Kind("plan.revised", "plan", "Thay bằng bản kế hoạch mới"),
        Kind("plan.closed", "plan", "Kết thúc kế hoạch"),
        Kind("plan.reopened", "plan", "Mở lại kế hoạch"),
        Kind("task.assigned", "plan", "Phân công nhiệm vụ"),
        Kind("document.sent", "plan", "Gửi văn bản tới đơn vị"),
        Kind("document.received", "plan", "Đơn vị xác nhận nhận văn bản"),
        Kind("pack.used", "plan", "Dùng bộ tài liệu tháng"),
        Kind("contribution.accepted", "plan", "Số liệu đơn vị cung cấp"),
        Kind("obstacle.raised", "plan", "Báo khó khăn, vướng mắc"),
        Kind("obstacle.decided", "plan", "Quyết định về khó khăn, vướng mắc"),
        Kind("task.closed", "plan", "Kết thúc nhiệm vụ"),
        Kind("task.reopened", "plan", "Mở lại nhiệm vụ"),
        Kind("commendation.given", "plan", "Khen thưởng, biểu dương"),
        Kind("commendation.proposed", "plan", "Đề nghị khen thưởng"),
        Kind("cost.spent", "plan", "Khoản chi"),
        Kind("article.submitted", "newsroom", "Gửi duyệt tin bài"),
        Kind("product.submitted", "newsroom", "Gửi duyệt sản phẩm của tin bài"),
        Kind("alert.submitted", "newsroom", "Gửi duyệt cảnh báo"),
        Kind("alert.issued", "newsroom", "Phát cảnh báo"),
        Kind("alert.ended", "newsroom", "Kết thúc cảnh báo"),
        Kind("website.published", "channels.website", "Đăng trên Trang thông tin điện tử"),
        Kind("website.withdrawn", "channels.website", "Gỡ khỏi Trang thông tin điện tử"),
        Kind("alert.code_drawn", "channels.station", "Lấy mã khởi động cảnh báo duyệt sẵn"),
        Kind("device.repaired", "channels.station", "Sửa xong cụm loa"),
        Kind("broadcast.ordered", "channels.station", "Ra lệnh phát"),
        Kind("broadcast.played", "channels.station", "Phát thanh"),
        Kind("broadcast.failed", "channels.station", "Không phát được"),
        Kind("broadcast.relayed", "channels.station", "Tiếp âm đài cấp trên"),
        Kind("airtime.before", "channels.station", "Thời lượng phát trước kế hoạch"),
        Kind("post.published", "channels.social", "Đăng trên mạng xã hội"),
        Kind("board.posted", "channels.boards", "Đưa lên bảng tin"),
        Kind("board.removed", "channels.boards", "Gỡ khỏi bảng tin"),
        Kind("handout.given", "channels.printed", "Phát tờ rơi, áp phích"),
        Kind("handout.recalled", "channels.printed", "Gỡ, thu hồi tờ rơi, áp phích"),
        Kind("training.held", "channels.outreach", "Tập huấn, bồi dưỡng"),
        Kind("meeting.held", "channels.outreach", "Hội nghị, cuộc họp"),
        Kind("activity.held", "channels.outreach", "Hoạt động hưởng ứng"),
        Kind("visits.made", "channels.outreach", "Thăm hộ"),
        Kind("briefing.given", "channels.outreach", "Phổ biến cho cán bộ"),
        Kind("survey.estimated", "channels.outreach", "Kết quả khảo sát"),
        Kind("report.issued", "reports", "Phát hành báo cáo"),
    )
}
