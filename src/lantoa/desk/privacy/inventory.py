"""Every field that holds personal data: what, why, who sees it, on what ground, until when.

A test holds both tables against the models: a field that looks as if it could name, show or reach
a person (`looks_personal`) stands in one of them, or the test fails and says which. Longer than a
file should be: whoever adds a field finds one list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import models

DUTY = "nhiệm vụ của cơ quan nhà nước"
CONSENT = "người có dữ liệu đồng ý khi cung cấp"
SECURITY = "bảo đảm an toàn hệ thống thông tin"

LEFT = "5 năm sau khi rời đơn vị, tự xóa tên"
ANNEX = "5 năm, tự xóa phần riêng; sổ chỉ còn mã băm"
STORY = "12 tháng, tự xóa cả tệp"
ARCHIVE = "theo thời hạn lưu của tài liệu; xóa theo yêu cầu"
ACCOUNT = "khi ngừng tài khoản và có yêu cầu xóa"
MISSING = "người mất tích: 30 ngày sau khi kết thúc, tự xóa; loại khác theo thời hạn lưu"
LETTER = "6 tháng sau khi gửi, tự xóa"


@dataclass(frozen=True)
class Personal:
    """One line of the inventory; `fields` are names in one model."""

    model: str
    fields: str
    what: str
    purpose: str
    who_sees: str
    ground: str
    ends: str

    def codes(self) -> list[str]:
        return [f"{self.model}.{name}" for name in self.fields.split()]


STAFF = "người làm danh mục, cán bộ kế hoạch"
ADMIN = "quản trị hệ thống"
EDITORS = "biên tập viên"

PERSONAL = (
    Personal("registry.Account", "name username email password", "họ tên, tên đăng nhập, thư điện "
             "tử, mật khẩu đã băm", "đăng nhập và biết ai làm việc gì", ADMIN, DUTY, ACCOUNT),
    Personal("registry.Account", "previous_email", "thư điện tử liền trước",
             "báo cho chủ tài khoản khi có người đổi địa chỉ", ADMIN, SECURITY,
             "30 ngày sau khi đổi, tự xóa"),
    Personal("registry.Passkey", "name transports", "tên khóa truy cập và thiết bị giữ khóa",
             "đăng nhập hai lớp", "chủ tài khoản", SECURITY, ACCOUNT),
    Personal("registry.Authenticator", "name", "tên ứng dụng xác thực", "đăng nhập hai lớp",
             "chủ tài khoản", SECURITY, ACCOUNT),
    Personal("registry.ResetRequest", "why", "lý do nhờ đặt lại lối vào tài khoản",
             "biết ai mở tài khoản của ai", ADMIN, SECURITY,
             "theo số tháng lưu nhật ký đã cài đặt, tự xóa"),
    Personal("registry.Officer", "name title", "họ tên, chức vụ cán bộ",
             "phân công, danh sách cán bộ của đơn vị", STAFF, DUTY, LEFT),
    Personal("registry.Communicator", "name", "họ tên tuyên truyền viên",
             "lực lượng tuyên truyền", STAFF, DUTY, LEFT),
    Personal("registry.SheetImport", "tables changes stayed", "họ tên trong bảng Excel đã nhập",
             "xem trước và hoàn tác lần nhập", STAFF, DUTY, "khi hết hạn hoàn tác, tự xóa"),
    Personal("registry.Commune", "site_responsible", "họ tên người chịu trách nhiệm nội dung",
             "ghi ở chân trang thông tin điện tử", "mọi người", DUTY, "khi đổi người phụ trách"),
    Personal("registry.Custody", "recovery_email recovery_phone note",
             "thư, điện thoại khôi phục kênh", "lấy lại kênh khi mất quyền",
             ADMIN, SECURITY, "khi bàn giao kênh"),
    Personal("registry.PrivacyRequest", "person contact text result",
             "người yêu cầu và nơi nhận trả lời", "trả lời yêu cầu về dữ liệu cá nhân",
             ADMIN, DUTY, "2 năm sau khi trả lời, tự xóa tên"),
    Personal("registry.ScienceProject", "contact", "đầu mối hỏi về nhiệm vụ KH&CN",
             "người dân biết hỏi ai", "mọi người", DUTY, ARCHIVE),
    Personal("approval.ApprovalLink", "opened_with used_with", "loại thiết bị của người duyệt",
             "minh chứng cho lượt duyệt", "người trình, cán bộ kế hoạch", SECURITY,
             "12 tháng, tự xóa"),
    Personal("approval.WeekLink", "opened_with", "loại thiết bị của người duyệt",
             "minh chứng cho lượt duyệt", "người trình, cán bộ kế hoạch", SECURITY,
             "12 tháng, tự xóa"),
    Personal("approval.ApprovalPin", "hash", "mã PIN đã băm", "duyệt bằng đường dẫn",
             "không ai đọc được", SECURITY, "khi đổi mã hoặc xóa tài khoản"),
    Personal("notices.Mail", "to text", "địa chỉ thư điện tử và lời thư", "gửi thư một lần",
             f"{ADMIN}, cán bộ kế hoạch", DUTY, LETTER),
    Personal("newsroom.Idea", "from_whom headline place text folded",
             "người gửi tin và chuyện được kể", "viết tin bài", EDITORS, CONSENT, STORY),
    Personal("newsroom.IdeaFile", "file", "ảnh, giọng nói gửi kèm", "viết tin bài", EDITORS,
             CONSENT, STORY),
    Personal("newsroom.PlannedItem", "headline", "người được nêu trong tên tin bài dự kiến",
             "xếp lịch tuần", "cán bộ trong bàn làm việc", DUTY, "12 tháng sau ngày xếp, tự xóa"),
    Personal("newsroom.Translation", "words", "người được nêu trong bản gốc đã dịch",
             "biết bản gốc đổi gì sau khi dịch", "người đọc được bản nháp", DUTY, ARCHIVE),
    Personal("newsroom.PassageNote", "quote text voice", "lời ghi chú, giọng người ghi chú; người "
             "được nêu trong đoạn văn", "sửa bản nháp tin bài", "người đọc được bản nháp", DUTY,
             ARCHIVE),
    Personal("newsroom.SourcePaper", "name file", "người được nêu trong báo cáo, bảng số liệu mà "
             "bài dựa vào", "đối chiếu số liệu trước khi duyệt", "người đọc được bản nháp", DUTY,
             ARCHIVE),
    Personal("newsroom.FieldInvite", "name", "tên tổ, đội được cấp đường dẫn", "biết ai gửi tin",
             EDITORS, DUTY, "khi hết hạn và không còn tin nào"),
    Personal("library.Recording", "speaker file source title", "tên và giọng người đọc",
             "ghi đúng người đọc bản tin", "mọi người nghe bản tin", CONSENT, ARCHIVE),
    Personal("library.Picture", "file source title alt_text caption description folded",
             "hình ảnh người trong ảnh, tác giả ảnh", "minh họa tin bài",
             "mọi người xem tin bài", CONSENT, ARCHIVE),
    Personal("library.Video", "file poster source title description folded",
             "hình ảnh, tiếng người trong video", "minh họa tin bài", EDITORS, CONSENT, ARCHIVE),
    Personal("library.HeldPicture", "title", "ảnh vừa tải lên, chưa lưu vào kho",
             "xem trước khi lưu", "người tải lên", CONSENT, "1 ngày, tự xóa cả tệp"),
    Personal("library.VideoUpload", "name", "video đang tải lên", "tải tiếp khi đứt mạng",
             "người tải lên", CONSENT, "7 ngày sau lần gửi cuối, tự xóa cả tệp"),
    Personal("newsroom.Article",
             "title lead script post post_facebook post_zalo source sheet folded",
             "người được nêu trong tin bài", "thông tin về hoạt động của xã", "mọi người", DUTY,
             ARCHIVE),
    Personal("newsroom.Alert", "headline description instruction contact end_reason",
             "người mất tích, số điện thoại được nêu trong cảnh báo", "báo cho người dân",
             "mọi người khi đang hiệu lực", CONSENT, MISSING),
    Personal("newsroom.AlertSound", "text", "như trên, trong lời phát thanh", "phát cảnh báo",
             "cán bộ trong bàn làm việc", CONSENT, MISSING),
    Personal("newsroom.AlertMessage", "xml", "như trên, trong tệp CAP", "chuyển cảnh báo",
             "mọi người khi đang hiệu lực", CONSENT, MISSING),
    Personal("newsroom.HelpAsk", "pieces", "người được nêu trong gợi ý viết", "sửa lời tin bài",
             "người hỏi", DUTY, "1 ngày, tự xóa"),
    Personal("newsroom.Rendition", "text options", "người được nêu trong lời đọc, trong hình",
             "phát thanh, hình", "mọi người", DUTY, ARCHIVE),
    Personal("newsroom.RenditionFile", "alt", "người được nêu trong mô tả của hình, phim",
             "hình, phim của tin bài", "mọi người", DUTY, ARCHIVE),
    Personal("plan.Plan", "signer signer_title", "họ tên, chức vụ người ký", "văn bản đã ban hành",
             "cán bộ trong bàn làm việc", DUTY, ARCHIVE),
    Personal("plan.Commendation", "whom for_what papers files",
             "người được khen thưởng, thành tích", "khen thưởng, biểu dương",
             "cán bộ kế hoạch", DUTY, ARCHIVE),
    Personal("plan.Contract", "party note", "bên cung cấp, có thể là cá nhân; ghi chú",
             "biết hợp đồng nào sắp hết hạn", "cán bộ kế hoạch, lãnh đạo", DUTY, ARCHIVE),
    Personal("ledger.Annex", "data", "phần riêng của minh chứng", "đối chiếu khi kiểm tra",
             "người kiểm tra", DUTY, ANNEX),
    Personal("reports.Report", "snapshot last_snapshot", "người được nêu trong báo cáo",
             "báo cáo cấp trên", "người làm báo cáo", DUTY, ARCHIVE),
    Personal("reports.ReportPart", "text", "người được nêu trong lời báo cáo", "báo cáo cấp trên",
             "người làm báo cáo", DUTY, ARCHIVE),
    Personal("desk.AuditEntry", "who name role words address device",
             "ai làm gì, từ địa chỉ mạng và thiết bị nào", "nhật ký hệ thống", ADMIN, SECURITY,
             "theo số tháng lưu nhật ký đã cài đặt, tự xóa; ghi mã, không ghi tên"),
    Personal("notices.Notice", "text by", "lời đôn đốc gửi cho cán bộ", "đôn đốc",
             "người nhận, cán bộ kế hoạch", DUTY, ARCHIVE),
    Personal("approval.Approval", "reason", "lý do trả lại", "người viết biết sửa gì",
             "người viết, người duyệt", DUTY, ARCHIVE),
)  # fmt: skip

# Looked at, and not personal: names of bodies, places, documents, machines, figures.
NOT_PERSONAL = {
    "approval.Delegation": "basis",
    "approval.Approval": "seen",
    "approval.Request": "title manifest tasks",
    "approval.RouteRule": "matter",
    "channels_base.Delivery": "outside_id url proof problem",
    # An index of what stands elsewhere: it goes with its source.
    "desk.SearchItem": "title text address folded",
    "ledger.Evidence": "by subjects payload attachments",
    "ledger.SentHead": "to",
    "library.File": "title file source",
    "library.PictureRendition": "file",
    "library.PictureUse": "title",
    "library.VideoUpload": "problem",
    "newsroom.Alert": "source_body source_document polygon voice from_cap",
    "newsroom.AlertMessage": "identifier sender",
    "newsroom.AlertSound": "problem",
    "newsroom.HelpAsk": "problem",
    "newsroom.WritingHelp": "address model_name sealed_key",
    "newsroom.Idea": "why left_why origin",
    "newsroom.RenditionFile": "name",
    "newsroom.Rendition": "style recipe cues problem voice",
    "newsroom.PassageNote": "place",
    "newsroom.SourcePaper": "values",
    "newsroom.Section": "name",
    "newsroom.Series": "name",
    "notices.Mail": "headline problem by",
    "notices.Notice": "mail_note",
    "outreach.Activity": "place",
    "outreach.Meeting": "place",
    "outreach.Training": "place",
    "outreach.Survey": "verdict title",
    "plan.Cadence": "kinds",
    "plan.CampaignKit": "name about",
    "plan.Commendation": "evidence",
    "plan.CostLine": "text",
    "plan.Contract": "name paper settled",
    "plan.Contribution": "note attachments reason",
    "plan.DataRequest": "text",
    "plan.Dispatch": "recipient_text note",
    "plan.Guidance": "text",
    "plan.FundingSource": "text",
    "plan.Goal": "text",
    "plan.KitItem": "text",
    "plan.KitText": "text",
    "plan.LegalBasis": "issuer",
    "plan.MonthlyPack": "script questions",
    "plan.Observance": "name",
    "plan.Obstacle": "text wish opinion decision",
    "plan.Plan": "title place issuer budget_text on_behalf_of source_name text reading",
    "boards.Posting": "why",
    "plan.Recipient": "text",
    "plan.ReportDuty": "by_text to",
    "plan.Responsibility": "items unit_text",
    "plan.Solution": "text",
    "plan.Target": "text indicators",
    "plan.PlanVersion": "text reading source_name",
    "plan.Task": "text supporting_text timing_text closed_why",
    "printed.Handout": "place",
    "registry.Audience": "name",
    "registry.Board": "name",
    "registry.Commune": "name address phone email emblem",
    "registry.Hamlet": "name",
    "registry.SheetImport": "file_name choices counts",
    "registry.Receiver": "last_beat",
    "registry.ScienceProject": "name result",
    "registry.Showcase": "name summary",
    "registry.SpeakerCluster": "name",
    "registry.SpokenWord": "reading",
    "registry.Unit": "name short_name aliases email",
    "registry.PrintedCodes": "name",
    "reports.Report": "addressee title",
    "social.Post": "text",
    "social.SocialAccount": "name address",
    "station.AirtimeBefore": "source",
    "station.BreakIn": "subjects title",
    "station.BreakInAiring": "detail problem",
    "station.Broadcast": "detail problem",
    "station.Bulletin": "title",
    "station.DayProfile": "name",
    "station.DeviceOrder": "boot detail",
    "station.KitAiring": "detail problem",
    "station.HandSheet": "photos",
    "station.IncomingBulletin": "title body text file_name why",
    "station.HandoverPack": "slots left",
    "station.Partner": "name columns names",
    "station.PartnerLog": "file_name tables choices counts others",
    "station.OuterAiring": "title source",
    "station.QuietPlace": "name",
    "station.RelayAiring": "source_name url",
    "station.RelaySource": "name url",
    "station.ProgrammeFile": "sounds left recipe problem",
    "station.KitSound": "text voice recipe problem",
    "station.ReceiverGroup": "name",
    "station.ReceiverTuning": "refused_by",
    "station.RefusedOrder": "detail signer",
    "station.StartCode": "salt check_hash",
    "station.RepairTicket": "fault found_by done document source",
    "station.RepairNote": "text",
    "station.NoiseComplaint": "text answer",
    "station.StationKit": "parts problem",
    "station.StationStatus": "problem",
    "station.TimeSlot": "name",
    "plan.SuperiorDocument": "summary paper issuer",
    "station.Zone": "name",
}

# Tables of libraries that hold something of a person: what, and when it goes.
FOREIGN = {
    "sessions.Session": "phiên đăng nhập; tự hết sau thời gian phiên",
    "wagtailcore.Revision": "các bản nháp tin bài và người lưu; theo thời hạn lưu của tin bài",
    "wagtailcore.ModelLogEntry": "ai sửa ảnh, tệp trong kho; theo thời hạn lưu của tin bài",
    "wagtailusers.UserProfile": "tùy chọn hiển thị của tài khoản; xóa cùng tài khoản",
    "axes.AccessAttempt": "địa chỉ mạng của lần đăng nhập sai; xóa khi đăng nhập đúng hoặc mở khóa",
    "axes.AccessFailureLog": "địa chỉ mạng của lần đăng nhập sai; 30 ngày, hoặc khi xóa tài khoản",
    "axes.AccessLog": "địa chỉ mạng của lần đăng nhập; theo thời hạn nhật ký",
    "otp_totp.TOTPDevice": "khóa của ứng dụng xác thực; xóa cùng tài khoản",
    "otp_static.StaticDevice": "mã dự phòng; xóa cùng tài khoản",
    "django_otp_webauthn.WebAuthnCredential": "khóa truy cập; xóa cùng tài khoản",
    "django_otp_webauthn.WebAuthnUserHandle": "mã của chủ khóa truy cập; xóa cùng tài khoản",
}
# Parts of the CMS that are closed or not used here: their tables stay empty or name nobody.
CLOSED = (
    "wagtaildocs.Document", "wagtailimages.Image", "wagtailadmin.EditingSession",
    "wagtailadmin.FormState", "wagtailcore.APIToken", "wagtailcore.UploadedFile",
    "wagtailcore.WorkflowState", "wagtailcore.TaskState", "wagtailcore.Page",
    "wagtailcore.PageLogEntry", "wagtailcore.Comment", "wagtailcore.CommentReply",
    "wagtailcore.PageSubscription",
)  # fmt: skip

NAMES = re.compile(
    r"(^|_)(name|phone|email|mail|address|speaker|sender|whom|who|person|signer|contact|photo|"
    r"image|ip|device|agent|birth|voice|by|to|from|author|source|place)(_|$)"
)
WORDS = re.compile(r"\b(tên|điện thoại|thư|địa chỉ|người|liên hệ|ảnh|ghi âm|nơi ở|ngày sinh)\b")
SURE = (models.EmailField, models.GenericIPAddressField, models.FileField, models.JSONField,
        models.TextField)  # fmt: skip


def looks_personal(field: models.Field) -> bool:  # type: ignore[type-arg]
    """Could this field name, show or reach a person? Free text and files always could."""
    if field.choices or isinstance(field, models.SlugField) or field.name.endswith("sha256"):
        return False
    if isinstance(field, SURE):
        return True
    words = str(field.verbose_name).lower()
    return isinstance(field, models.CharField) and bool(
        NAMES.search(field.name) or WORDS.search(words)
    )


def declared() -> set[str]:
    """All fields that somebody looked at."""
    found = {code for line in PERSONAL for code in line.codes()}
    for model, names in NOT_PERSONAL.items():
        found |= {f"{model}.{name}" for name in names.split()}
    return found
