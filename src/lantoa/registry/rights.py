"""Rights in the words of the desk: what an administrator ticks. Never Django's own names.

A right is some permissions that belong together. Every permission of a ready role stands in one
right and in one only (a test holds it), but for `access_admin`, which every account needs.
"""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.registry.roles import (
    ALERTING,
    ASSETS,
    CONTRACTS,
    ISSUING,
    MONEY_AND_PRAISE,
    OUTREACH,
    OUTREACH_OF_ALL,
    READ_DRAFT,
    REGISTRY,
    SPREADING,
    SPREADING_OF_ALL,
    SUPERIORS,
    TAKE_PART,
)

ALWAYS = "wagtailadmin.access_admin"
WORD = tuple(code for code in REGISTRY if code.endswith("_spokenword"))
CLUSTER = ("registry.view_speakercluster",)
# Of the names that the CMS asks for, those that its models and ours really have.
LIBRARY = tuple(
    code for code in ASSETS if ("choose" in code) == code.endswith(("_image", "_document"))
)
CUSTODY = tuple(code for code in REGISTRY if code.endswith("_custody"))
_LISTS = tuple(code for code in REGISTRY if code not in (*WORD, *CLUSTER, *CUSTODY))


@dataclass(frozen=True)
class Right:
    """One tick: its key in the form, its words, the permissions that it stands for."""

    key: str
    words: str
    codes: tuple[str, ...]
    # Said on the page of confirmation when it is given.
    caution: str = ""


@dataclass(frozen=True)
class Area:
    """Rights of one part of the menu."""

    name: str
    rights: tuple[Right, ...]


AREAS = (
    Area("Kế hoạch và chỉ tiêu", (
        Right("plan-see", "Xem kế hoạch, nhiệm vụ, chỉ tiêu", ("plan.view_plan", "plan.view_task")),
        Right("plan-write", "Đưa kế hoạch vào, sửa, đưa vào thực hiện, đặt tần suất",
              ("plan.add_plan", "plan.change_plan", "plan.change_task")),
        Right("plan-issue", "Ghi số, ngày ban hành kế hoạch", (ISSUING[0],)),
        Right("plan-money-see", "Xem kinh phí, hợp đồng, khen thưởng", MONEY_AND_PRAISE),
        Right("plan-money", "Ghi khoản chi, khen thưởng",
              ("plan.add_costline", "plan.add_commendation")),
        Right("kits", "Chuẩn bị bộ tài liệu hưởng ứng, thêm ngày của xã",
              ("plan.change_campaignkit",)),
        Right("contracts", "Giữ hợp đồng và hạn", CONTRACTS),
        Right("dispatch-see", "Xem việc gửi văn bản và xác nhận của nơi nhận",
              ("plan.view_dispatch",)),
        Right("dispatch", "Gửi văn bản tới các đơn vị", ("plan.add_dispatch",)),
    )),
    Area("Tin bài", (
        Right("article-see", "Xem tin bài đã đăng, lịch phát, kênh", ("newsroom.view_article",)),
        Right("draft-see", "Đọc tin bài chưa đăng (người viết, người duyệt luôn đọc được)",
              (READ_DRAFT,)),
        Right("article-write", "Viết, sửa, gửi duyệt, gỡ tin bài; làm âm thanh",
              ("newsroom.add_article", "newsroom.change_article")),
        Right("assets", "Dùng kho ảnh, tệp và bản thu", LIBRARY),
    )),
    Area("Duyệt", (
        Right("approve", "Duyệt bước một; duyệt một mình loại nội dung một bước",
              ("approval.add_approval",),
              "Người có quyền này quyết định điều gì được đăng và phát."),
        Right("approve-final", "Duyệt bước cuối mọi loại nội dung; ủy quyền cho người khác",
              ("approval.final_approval",),
              "Đây là quyền của lãnh đạo xã."),
        Right("approve-rules", "Đổi quy định duyệt theo loại nội dung",
              ("approval.change_routerule",)),
    )),
    Area("Truyền thanh và kênh", (
        Right("alerts", "Soạn cảnh báo khẩn cấp; dừng cảnh báo đang phát", (ALERTING,),
              "Cảnh báo phát trên mọi kênh, cả trong giờ không phát, sau khi người khác duyệt."),
        Right("timetable", "Đặt khung giờ, khu vực phát; phát lại", ("station.change_timetable",)),
        Right("receivers", "Xem bộ thu, cấp và thu hồi mã ghi danh",
              ("registry.view_receiver", "registry.change_receiver")),
        Right("receivers-add", "Thêm bộ thu", ("registry.add_receiver",)),
        Right("clusters", "Xem danh mục cụm loa", CLUSTER),
        Right("posts", "Ghi bài đăng và kênh mạng xã hội", ("social.change_post",)),
        Right("spreading", "Ghi chữ đã lên bảng tin, tờ rơi đã phát", SPREADING),
        Right("spreading-all", "Điều chỉnh mục bảng tin, tờ rơi do người khác ghi",
              SPREADING_OF_ALL),
    )),
    Area("Hoạt động và sổ minh chứng", (
        Right("take-part", "Làm phần việc của mình: xác nhận văn bản, trả lời yêu cầu, đánh dấu "
              "việc xong, gửi tin", (TAKE_PART,)),
        Right("deeds", "Ghi hoạt động, tập huấn, thăm hộ, khảo sát", OUTREACH),
        Right("deeds-all", "Điều chỉnh hoạt động do người khác ghi", OUTREACH_OF_ALL),
        Right("ledger-see", "Xem sổ minh chứng và hoạt động", ("ledger.view_evidence",)),
        Right("obstacles", "Ghi khó khăn, vướng mắc", ("plan.add_obstacle",)),
        Right("obstacles-forward", "Chuyển khó khăn, vướng mắc cho lãnh đạo",
              ("plan.forward_obstacle",)),
        Right("obstacles-decide", "Quyết định về khó khăn, vướng mắc", ("plan.decide_obstacle",)),
        Right("requests-see", "Xem yêu cầu số liệu", ("plan.view_datarequest",)),
        Right("requests-make", "Yêu cầu đơn vị cho số liệu, nhận số liệu đơn vị gửi",
              ("plan.add_datarequest", "plan.change_contribution")),
        Right("nudge", "Nhắc, đôn đốc đơn vị", ("notices.add_notice",)),
    )),
    Area("Báo cáo", (
        Right("report-see", "Xem báo cáo", ("reports.view_report",)),
        Right("report-write", "Lập, sửa, trình báo cáo",
              ("reports.add_report", "reports.change_report")),
        Right("report-issue", "Ghi số, ngày phát hành báo cáo", (ISSUING[1],)),
    )),
    Area("Danh mục", (
        Right("lists-see", "Xem mọi danh mục: đơn vị, cán bộ, thôn, tuyên truyền viên…",
              tuple(code for code in _LISTS if ".view_" in code)),
        Right("lists-write", "Thêm, sửa, xóa mục ghi nhầm trong danh mục",
              tuple(code for code in _LISTS if ".view_" not in code)),
        Right("own-roster", "Giữ danh sách cán bộ của đơn vị mình", ("registry.keep_own_roster",)),
        Right("words", "Xem, sửa từ điển đọc", tuple(c for c in WORD if ".delete_" not in c)),
        Right("words-delete", "Xóa từ trong từ điển đọc",
              tuple(c for c in WORD if ".delete_" in c)),
        Right("superiors-see", "Xem danh mục văn bản cấp trên", ("plan.view_superiordocument",)),
        Right("superiors", "Giữ danh mục văn bản cấp trên: ghi, sửa, ghi nhận bị thay thế",
              SUPERIORS),
        Right("custody", "Giữ sổ kênh: người giữ, địa chỉ khôi phục, bàn giao", CUSTODY),
    )),
    Area("Hệ thống", (
        Right("accounts", "Quản lý tài khoản",
              ("registry.view_account", "registry.add_account", "registry.change_account"),
              "Người có quyền này tạo được tài khoản và đặt lại mật khẩu."),
        Right("roles", "Đổi vai trò và quyền", ("auth.change_group",),
              "Người có quyền này thêm, bớt được quyền của mọi vai trò khác."),
        Right("commune", "Sửa thông tin xã", ("registry.change_commune",)),
        Right("audit", "Xem nhật ký hệ thống", ("desk.view_auditentry",)),
        Right("inspect", "Xem và in hồ sơ kiểm tra", ("desk.inspect_period",)),
        Right("privacy-see", "Xem bảng kê dữ liệu cá nhân",
              ("registry.view_privacyrequest",)),
        Right("privacy-answer", "Trả lời yêu cầu về dữ liệu cá nhân: tìm, xuất, xóa",
              ("registry.change_privacyrequest",),
              "Người có quyền này xem và xóa được dữ liệu cá nhân của một người."),
    )),
)  # fmt: skip
RIGHTS = {right.key: right for area in AREAS for right in area.rights}
