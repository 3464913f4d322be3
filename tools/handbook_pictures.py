"""Which pictures the handbook shows: whose screen, which address, which link to follow, what size.

A row: (file, account or "" for the public, address, the link to follow there or "", size).
"""

DESK = "/ban-lam-viec"
OFFICE, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
Row = tuple[str, str, str, str, dict[str, int]]

TODAY, LEDGER, MAIN = f"{DESK}/", f"{DESK}/chi-tieu/so-minh-chung/", ".lt-main "
HANDBOOK: tuple[Row, ...] = (
    ("quan-tri-hom-nay", "quantri", TODAY, "", OFFICE),
    ("quan-tri-tai-khoan", "quantri", f"{DESK}/he-thong/tai-khoan/", "", OFFICE),
    ("quan-tri-danh-muc", "quantri", f"{DESK}/danh-muc/", "", OFFICE),
    ("quan-tri-bo-thu", "quantri", f"{DESK}/truyen-thanh/cum-loa/", "", OFFICE),
    ("lanh-dao-hom-nay", "lanhdao", TODAY, "", PHONE),
    ("lanh-dao-duyet", "lanhdao", f"{DESK}/duyet/", f"{MAIN}a[href*='/duyet/']", PHONE),
    ("lanh-dao-duyet-may-tinh", "lanhdao", f"{DESK}/duyet/", f"{MAIN}a[href*='/duyet/']", OFFICE),
    ("lanh-dao-duyet-ca-tuan", "lanhdao", f"{DESK}/duyet/ca-tuan/", "", PHONE),
    ("lanh-dao-ke-hoach", "lanhdao", f"{DESK}/ke-hoach/", "", OFFICE),
    ("truong-phong-hom-nay", "truongphong", TODAY, "", OFFICE),
    ("truong-phong-duyet", "truongphong", f"{DESK}/duyet/", "", OFFICE),
    ("truong-phong-duyet-dien-thoai", "truongphong", f"{DESK}/duyet/", "", PHONE),
    ("ke-hoach-hom-nay", "kehoach", TODAY, "", OFFICE),
    ("ke-hoach-bang", "kehoach", f"{DESK}/ke-hoach/", "", OFFICE),
    ("ke-hoach-dua-vao", "kehoach", f"{DESK}/ke-hoach/dua-vao/", "", OFFICE),
    ("ke-hoach-chi-tieu", "kehoach", f"{DESK}/chi-tieu/", "", OFFICE),
    ("ke-hoach-bao-cao", "kehoach", f"{DESK}/bao-cao/", "", OFFICE),
    ("ke-hoach-vuong-mac", "kehoach", f"{DESK}/vuong-mac/", "", OFFICE),
    ("ke-hoach-ngay-huong-ung", "kehoach", f"{DESK}/ngay-huong-ung/", "", OFFICE),
    ("ke-hoach-gui-van-ban", "kehoach", f"{DESK}/gui-van-ban/", "", OFFICE),
    ("ke-hoach-so-lieu", "kehoach", f"{DESK}/yeu-cau-so-lieu/", "", OFFICE),
    ("ke-hoach-nhom", "kehoach", f"{DESK}/chi-tieu/nhom-doi-tuong/", "", OFFICE),
    ("ke-hoach-hom-nay-dien-thoai", "kehoach", TODAY, "", PHONE),
    ("bien-tap-hom-nay", "bientap", TODAY, "", OFFICE),
    ("bien-tap-tin-bai", "bientap", f"{DESK}/tin-bai/", "", OFFICE),
    ("bien-tap-viet", "bientap", f"{DESK}/tin-bai/", f"{MAIN}td a[href*='/tin-bai/']", OFFICE),
    ("bien-tap-kenh", "bientap", f"{DESK}/kenh/", "", OFFICE),
    ("bien-tap-viet-dien-thoai", "bientap", f"{DESK}/tin-bai/", "", PHONE),
    ("bien-tap-lich-tuan", "bientap", f"{DESK}/tin-bai/lich-tuan/", "", OFFICE),
    ("bien-tap-y-tuong", "bientap", f"{DESK}/tin-bai/y-tuong/", "", OFFICE),
    ("truyen-thanh-hom-nay", "truyenthanh", TODAY, "", OFFICE),
    ("truyen-thanh-dai", "truyenthanh", f"{DESK}/truyen-thanh/", "", OFFICE),
    ("truyen-thanh-cum-loa", "truyenthanh", f"{DESK}/truyen-thanh/cum-loa/", "", OFFICE),
    ("truyen-thanh-khung-gio", "truyenthanh", f"{DESK}/truyen-thanh/khung-gio/", "", OFFICE),
    ("truyen-thanh-nhan-dien", "truyenthanh", f"{DESK}/truyen-thanh/nhan-dien/", "", OFFICE),
    ("truyen-thanh-dien-thoai", "truyenthanh", f"{DESK}/truyen-thanh/", "", PHONE),
    ("van-thu-hom-nay", "vanthu", TODAY, "", OFFICE),
    ("van-thu-bao-cao", "vanthu", f"{DESK}/bao-cao/", "", OFFICE),
    ("van-thu-dien-thoai", "vanthu", TODAY, "", PHONE),
    ("dau-moi-hom-nay", "mattran", TODAY, "", PHONE),
    ("dau-moi-viec", "mattran", f"{DESK}/viec-cua-don-vi/", "", PHONE),
    ("dau-moi-hoat-dong", "mattran", f"{DESK}/hoat-dong/", "", OFFICE),
    ("dau-moi-ghi", "mattran", f"{DESK}/hoat-dong/ghi/", f"{MAIN}a[href*='/ghi/']", PHONE),
    ("cong-tac-vien-gui-tin", "mattran", f"{DESK}/gui-tin/", "", PHONE),
    ("kiem-tra-chi-tieu", "kiemtra", f"{DESK}/chi-tieu/", "", OFFICE),
    ("kiem-tra-so", "kiemtra", LEDGER, "", OFFICE),
    ("kiem-tra-muc", "kiemtra", LEDGER, f"{MAIN}a[href*='/so-minh-chung/']", OFFICE),
    ("kiem-tra-ho-so", "kiemtra", f"{DESK}/he-thong/ho-so-kiem-tra/", "", OFFICE),
    ("kiem-tra-dien-thoai", "kiemtra", TODAY, "", PHONE),
)  # fmt: skip
