"""The measuring process of `bench desk`: its data folder is that of the large commune.

Prints one line of JSON: [{"name", "ours": [ms], "peer": [ms]}]."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from lantoa.bench.rows import seconds

DESK = "/ban-lam-viec/"
ITEMS = 10_000
QUESTIONS = ("chuyen doi so", "Chuyển đổi số", "thon cau da", "hop dan")


def main(runs: int) -> None:
    """All rows; every page is asked once before it is measured."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "lantoa.config.settings"
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    settings.ROOT_URLCONF = "lantoa.bench.stock_pages"
    rows = [*_pages(runs), *_search(runs)]
    print(json.dumps(rows, ensure_ascii=False))


def _pages(runs: int) -> list[dict[str, Any]]:
    from lantoa.bench.stock_pages import editor, home, listing
    from lantoa.newsroom.models import Article
    from lantoa.plan.models import Plan
    from lantoa.registry.models import Account

    article = Article.objects.filter(live=True).order_by("-pk").values_list("pk", flat=True)[0]
    plan = Plan.objects.filter(state="live").values_list("code", flat=True)[0]
    asked = [
        (f"Hôm nay, {account.get_role_display().lower()}", account.username, "", home)
        for account in Account.objects.filter(is_superuser=False).order_by("role")
    ]
    screens = [
        ("các chỉ tiêu của Hôm nay", "kehoach", "hom-nay/chi-tieu/", home),
        ("bảng kế hoạch", "kehoach", "ke-hoach/", listing),
        ("kế hoạch trên một trang A4", "kehoach", f"ke-hoach/{plan}/in/", listing),
        ("một nhiệm vụ", "kehoach", f"ke-hoach/{plan}/nhiem-vu/1.4/", editor),
        ("danh sách tin bài", "bientap", "tin-bai/", listing),
        ("trình soạn tin bài", "bientap", f"tin-bai/{article}/", editor),
        ("truyền thanh hôm nay", "truyenthanh", "truyen-thanh/", listing),
        ("các lượt đã phát", "truyenthanh", "truyen-thanh/da-phat/", listing),
        ("cụm loa", "truyenthanh", "truyen-thanh/cum-loa/", listing),
        ("bài đăng mạng xã hội", "bientap", "kenh/", listing),
        ("hoạt động", "kehoach", "hoat-dong/", listing),
        ("chỉ tiêu", "kehoach", "chi-tieu/", listing),
        ("sổ minh chứng", "kehoach", "chi-tieu/so-minh-chung/", listing),
        ("báo cáo", "kehoach", "bao-cao/", listing),
        ("danh mục", "kehoach", "danh-muc/", listing),
        ("duyệt", "lanhdao", "duyet/", listing),
    ]
    stock = _client(_superuser().username)
    peers = {listing: "danh sách chuẩn của Wagtail", editor: "trình soạn chuẩn của Wagtail",
             home: "trang chủ chuẩn của Wagtail"}  # fmt: skip
    found = []
    for name, username, path, beside in (*asked, *screens):
        ours, peer = _asker(_client(username), DESK + path), _asker(stock, beside(article))
        found.append(_in_turns(f"{name}, bên cạnh {peers[beside]}", ours, peer, runs))
    return found


def _in_turns(
    name: str, ours: Callable[[], object], peer: Callable[[], object], runs: int
) -> dict[str, Any]:
    ours(), peer()
    row: dict[str, Any] = {"name": name, "ours": [], "peer": []}
    for _ in range(runs):
        row["ours"].append(round(1000 * seconds(ours), 1))
        row["peer"].append(round(1000 * seconds(peer), 1))
    return row


def _client(username: str) -> Any:
    from django.test import Client

    from lantoa.registry.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def _superuser() -> Any:
    """Wagtail's own pages ask for rights that no role of ours has. Only in this folder."""
    from lantoa.registry.models import Account

    made, _ = Account.objects.get_or_create(
        username="bench",
        defaults={"is_superuser": True, "name": "Phép đo", "second_factor_skipped": True},
    )
    return made


def _asker(client: Any, address: str) -> Callable[[], object]:
    def ask() -> object:
        answer = client.get(address)
        if answer.status_code != 200:
            raise ValueError(f"{address} answered {answer.status_code}")
        return answer

    return ask


def _search(runs: int) -> list[dict[str, Any]]:
    """Among 10,000 items, made for the measurement and rolled back."""
    from django.db import connection, transaction

    from lantoa.core import clock
    from lantoa.desk.search.keeping import refresh
    from lantoa.desk.search.queries import Asked, groups
    from lantoa.registry.models import Account
    from lantoa.vietnamese import fold

    account = Account.objects.get(username="kehoach")
    refresh(clock.now())
    found = []
    with transaction.atomic():
        _fill()
        with connection.cursor() as cursor:
            cursor.execute("CREATE VIRTUAL TABLE temp.beside USING fts5(folded)")
            cursor.execute("INSERT INTO temp.beside SELECT folded FROM desk_searchitem")
            for question in QUESTIONS:
                words = " ".join(f'"{word}"' for word in fold(question).split())

                def beside(words: str = words) -> object:
                    return cursor.execute(
                        "SELECT rowid FROM temp.beside WHERE beside MATCH %s ORDER BY rank "
                        "LIMIT 35", [words]
                    ).fetchall()  # fmt: skip

                def ours(question: str = question) -> object:
                    return groups(account, Asked(question))

                name = f"tìm «{question}» trong 10.000 mục, bên cạnh FTS5 của SQLite"
                found.append(_in_turns(name, ours, beside, runs))
        transaction.set_rollback(True)
    return found


def _fill() -> None:
    from lantoa.desk.search.keeping import next_stamp
    from lantoa.desk.search.models import SearchItem

    kept = list(SearchItem.objects.all())
    lacking = ITEMS - len(kept)
    copies = []
    for number in range(lacking):
        item = kept[number % len(kept)]
        copies.append(
            SearchItem(
                kind=item.kind, code=f"bench:{number}", version="", title=item.title,
                text=item.text, note=item.note, address=item.address, on=item.on,
                folded_title=item.folded_title, folded=item.folded,
            )
        )  # fmt: skip
    stamp = next_stamp()
    for copy in copies:
        copy.stamp = stamp
    SearchItem.objects.bulk_create(copies, batch_size=500)


if __name__ == "__main__":
    main(int(sys.argv[1]))
