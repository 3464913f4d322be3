"""Every channel of the commune with who answers for it; the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from lantoa.channels.social.models import SocialAccount
from lantoa.registry.models import Board, Custody, Officer, SpeakerCluster
from lantoa.registry.terms import SecondFactor
from lantoa.vietnamese import number


@dataclass(frozen=True)
class ChannelRow:
    """One channel: its code, kind, name and place; what is missing, worst first."""

    code: str
    kind: str
    name: str
    address: str
    custody: Custody
    is_elsewhere: bool
    owner_left: bool = False

    @property
    def missing(self) -> list[str]:
        """What a change of staff or a stolen account would run into."""
        found = []
        if self.custody.owner is None:
            found.append("chưa có người giữ")
        elif self.owner_left:
            found.append("người giữ đã thôi công tác")
        if self.is_elsewhere:
            if not self.custody.recovery_email:
                found.append("chưa có thư khôi phục")
            if self.custody.second_factor == SecondFactor.OFF:
                found.append("chưa bật xác thực hai lớp")
            elif self.custody.second_factor == SecondFactor.UNKNOWN:
                found.append("chưa rõ xác thực hai lớp")
        return found


def channel_rows(*, today: date) -> list[ChannelRow]:
    """Site, station, boards and pages elsewhere. Those with most missing come first."""
    known = {row.channel: row for row in Custody.objects.select_related("owner", "deputy")}
    gone = _left({row.owner for row in known.values() if row.owner}, today)
    rows = [
        ChannelRow(code, kind, name, address, custody, elsewhere, custody.owner_id in gone)
        for code, kind, name, address, elsewhere in _channels()
        for custody in [known.get(code) or Custody(channel=code)]
    ]
    return sorted(rows, key=lambda row: -len(row.missing))


def channel_row(code: str, *, today: date) -> ChannelRow | None:
    """One channel by its code."""
    return next((row for row in channel_rows(today=today) if row.code == code), None)


def rows_of(owner: Officer, *, today: date) -> list[ChannelRow]:
    """The channels that one person answers for, by name."""
    found = [row for row in channel_rows(today=today) if row.custody.owner_id == owner.pk]
    return sorted(found, key=lambda row: row.name)


def _channels() -> Iterable[tuple[str, str, str, str, bool]]:
    yield ("website", "trang thông tin điện tử", "Trang thông tin điện tử của xã",
           settings.WAGTAILADMIN_BASE_URL, False)  # fmt: skip
    clusters = SpeakerCluster.objects.filter(is_active=True).count()
    yield "station", "đài truyền thanh", "Đài truyền thanh xã", f"{number(clusters)} cụm loa", False
    for account in SocialAccount.objects.filter(is_active=True):
        kind = str(account.get_network_display())
        yield account.code, kind, account.name, account.address, True
    for board in Board.objects.filter(is_active=True).select_related("hamlet"):
        kind = "bảng điện tử" if board.is_electronic else "bảng tin"
        yield board.code, kind, board.name, str(board.hamlet), False


def _left(owners: Iterable[Officer], today: date) -> set[int]:
    """Who was on a roster and is on none any more."""
    gone = set()
    for officer in Officer.objects.filter(pk__in=[o.pk for o in owners]).prefetch_related(
        "rosters"
    ):
        lines = list(officer.rosters.all())
        if lines and all(line.left_on and line.left_on < today for line in lines):
            gone.add(officer.pk)
    return gone
