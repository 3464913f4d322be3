"""The table of channels: pages elsewhere, and who holds each channel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from lantoa.channels.social.models import SocialAccount
from lantoa.channels.social.services import keep_account
from lantoa.channels.social.terms import HOSTS, Network
from lantoa.documents.sheets import Cell
from lantoa.registry.importing.base import Importer, Values, Wishes, register_importer
from lantoa.registry.importing.heads import Column
from lantoa.registry.importing.recording import Recorder
from lantoa.registry.importing.units import email
from lantoa.registry.importing.values import Wrong, name_key, one_of, text
from lantoa.registry.models import Custody, Officer
from lantoa.registry.terms import SecondFactor
from lantoa.vietnamese import fold

NETWORKS = {fold(str(label)): str(value) for value, label in Network.choices} | {
    "fb": "facebook", "trang facebook": "facebook", "fanpage": "facebook", "zalo oa": "zalo",
    "kenh youtube": "youtube", "khac": "other",
}  # fmt: skip
FACTORS = {fold(str(label)): str(value) for value, label in SecondFactor.choices} | {
    "co": "on", "bat": "on", "khong": "off", "tat": "off",
}  # fmt: skip


@register_importer
class ChannelImporter(Importer):
    """Kênh mạng xã hội with who holds it."""

    slug, name, one = "kenh", "Kênh mạng xã hội và người giữ", "kênh"
    teach = "Mạng, tên trang, đường dẫn, người giữ, thư khôi phục. Không ghi mật khẩu."
    rights = ("social.change_post", "registry.add_custody", "registry.change_custody")
    columns = (
        Column("name", "Tên kênh", ("ten kenh", "kenh", "ten trang", "trang", "ten trang kenh"),
               ("ten kenh", "ten trang"), True, "Xã Sông Lam"),
        Column("network", "Mạng", ("mang", "mang xa hoi", "nen tang", "loai kenh", "loai"),
               ("nen tang",), False, "Facebook"),
        Column("address", "Đường dẫn",
               ("duong dan", "link", "dia chi", "url", "dia chi trang", "duong link"),
               ("duong dan", "dia chi", "link"), True, "https://www.facebook.com/xasonglam"),
        Column("owner", "Người giữ",
               ("nguoi giu", "nguoi phu trach", "quan tri", "nguoi quan tri", "phu trach",
                "nguoi quan ly", "can bo phu trach"), ("phu trach", "quan tri"), False, ""),
        Column("recovery_email", "Thư khôi phục",
               ("thu khoi phuc", "email khoi phuc", "email", "thu dien tu", "email dang ky"),
               ("email", "khoi phuc"), False, "vanthu@songlam.example"),
        Column("second_factor", "Xác thực hai lớp",
               ("xac thuc hai lop", "xac thuc 2 lop", "bao mat 2 lop", "2fa", "bao mat hai lop"),
               ("hai lop", "2 lop"), False, "đã bật"),
    )  # fmt: skip

    def __init__(self, wishes: Wishes) -> None:
        super().__init__(wishes)
        self.accounts = {row.address.rstrip("/"): row for row in SocialAccount.objects.all()}
        self.custodies = {row.channel: row for row in Custody.objects.select_related("owner")}
        self.officers: dict[str, list[Officer]] = {}
        for officer in Officer.objects.all():
            self.officers.setdefault(name_key(officer.name), []).append(officer)

    def readers(self) -> Mapping[str, Callable[[Cell], Any]]:
        return {
            "name": partial(text, longest=120), "network": lambda cell: one_of(cell, NETWORKS),
            "address": _address, "owner": self._officer, "recovery_email": email,
            "second_factor": lambda cell: one_of(cell, FACTORS),
        }  # fmt: skip

    def read(self, cells: Mapping[str, Cell]) -> Values:
        values = super().read(cells)
        if "address" in values and "network" not in values:
            values["network"] = _network_of(values["address"])
        return values

    def key(self, values: Values) -> str:
        return str(values.get("address", "")).rstrip("/")

    def find(self, values: Values) -> SocialAccount | None:
        return self.accounts.get(self.key(values))

    def now_of(self, row: SocialAccount) -> Values:
        custody = self.custodies.get(row.code) or Custody()
        return {
            "name": row.name, "network": row.network, "address": row.address,
            "owner": custody.owner, "recovery_email": custody.recovery_email,
            "second_factor": custody.second_factor,
        }  # fmt: skip

    def words(self) -> Mapping[str, Mapping[str, str]]:
        return {
            "network": {str(value): str(label) for value, label in Network.choices},
            "second_factor": {str(value): str(label) for value, label in SecondFactor.choices},
        }

    def save(self, values: Values, row: Any | None, recorder: Recorder) -> None:
        account = row or SocialAccount()
        before = recorder.before_of(account)
        for field in ("name", "network", "address"):
            if field in values:
                setattr(account, field, values[field])
        keep_account(account=account, by=recorder.by)
        recorder.note(account, before)
        held = {f: values[f] for f in ("owner", "recovery_email", "second_factor") if f in values}
        if held:
            custody = self.custodies.get(account.code) or Custody(channel=account.code)
            for field, value in held.items():
                setattr(custody, field, value)
            recorder.keep(custody)

    def current(self) -> list[Any]:
        return list(self.accounts.values())

    def _officer(self, cell: Cell) -> Officer | None:
        name = text(cell, longest=120)
        found = self.officers.get(name_key(name), []) if name else []
        if name and len(found) != 1:
            why = "chưa có trong danh mục cán bộ" if not found else "có nhiều người trùng tên"
            raise Wrong(f"«{name}» {why}")
        return found[0] if found else None


def _address(cell: Cell) -> str:
    written = text(cell, longest=300)
    if written and "://" not in written and "." in written:
        written = f"https://{written}"
    parts = urlsplit(written)
    if written and (parts.scheme not in ("http", "https") or "." not in (parts.hostname or "")):
        raise Wrong(f"«{written}» không phải đường dẫn https://…")
    return written


def _network_of(address: str) -> str:
    host = (urlsplit(address).hostname or "").lower()
    for network, names in HOSTS.items():
        if any(host == name or host.endswith(f".{name}") for name in names):
            return str(network)
    return str(Network.OTHER)
