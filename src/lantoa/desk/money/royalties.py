"""Bảng nhuận bút, thù lao: on the screen, on paper, in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.documents.sheets import Cell, Sheet, write_xlsx
from lantoa.ledger.queries import facts
from lantoa.newsroom.terms import Genre
from lantoa.plan.models import RoyaltyRate
from lantoa.plan.royalties import KINDS, AuthorSum, Item, Rate, by_author, items_of
from lantoa.plan.terms import ItemForm
from lantoa.registry.models import Account
from lantoa.vietnamese import date_short, number

VIEW = "plan.view_costline"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNKNOWN_AUTHOR, NO_RATE = "chưa rõ người viết", "chưa có định mức"
MONTHS = 24


@dataclass(frozen=True)
class Group:
    """One author with items."""

    author: str
    rows: list[dict[str, Any]]
    count: int
    amount: str
    rateless: int


@needs(VIEW, audited=True)
def board(request: DeskRequest) -> HttpResponse:
    """The items of a month by author."""
    return render(request, "desk/money/royalties.html", _context(request))


@needs(VIEW, audited=True)
def printed(request: DeskRequest) -> HttpResponse:
    """The same with places for signatures."""
    return render(request, "desk/money/royalties_printed.html", _context(request))


@needs(VIEW, audited=True)
def sheet(request: DeskRequest) -> HttpResponse:
    """The same as .xlsx; no bank or tax data."""
    month = _month(request)
    sums, names = by_author(_items(month)), _names()
    rows: list[tuple[Cell, ...]] = [
        ("Tác giả", "Tin bài", "Thể loại", "Hình thức", "Ngày", "Mức chi (đồng)", "Mục của sổ")
    ]
    for own in sums:
        rows += [
            (names.get(own.author, UNKNOWN_AUTHOR), item.title, genre_words(item.genre),
             ItemForm(item.form).label, item.day,
             NO_RATE if item.amount is None else item.amount, item.seq)
            for item in own.items
        ]  # fmt: skip
    totals: list[tuple[Cell, ...]] = [
        ("Tác giả", "Số mục", "Chưa có định mức", "Cộng (đồng)", "Ký nhận")
    ]
    totals += [(names.get(own.author, UNKNOWN_AUTHOR), len(own.items), own.rateless,
                NO_RATE if own.amount is None else own.amount, "") for own in sums]  # fmt: skip
    content = write_xlsx([Sheet("Từng mục", tuple(rows)), Sheet("Theo tác giả", tuple(totals))])
    answer = HttpResponse(content, XLSX)
    name = f"nhuan-but-{month:%Y-%m}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def genre_words(genre: str) -> str:
    """The name of a genre; an item that never stood on the site has none in the ledger."""
    return str(Genre(genre).label) if genre in Genre.values else "chưa rõ thể loại"


def _context(request: DeskRequest) -> dict[str, Any]:
    month = _month(request)
    items = _items(month)
    names = _names()
    known = [item.amount for item in items if item.amount is not None]
    return {
        "month": f"{month.month}/{month.year}", "value": f"{month:%Y-%m}",
        "groups": [_group(own, names) for own in by_author(items)], "count": len(items),
        "total": number(sum(known)) if known else "chưa rõ",
        "rateless": _rateless(items), "has_rates": RoyaltyRate.objects.exists(),
        "today": clock.today(),
    }  # fmt: skip


def _items(month: date) -> list[Item]:
    rates = [Rate(row.genre, row.form, row.starts_on, row.amount)
             for row in RoyaltyRate.objects.all()]  # fmt: skip
    found = items_of(facts(kinds=KINDS), rates)
    return [item for item in found if (item.day.year, item.day.month) == (month.year, month.month)]


def _group(own: AuthorSum, names: dict[str, str]) -> Group:
    rows = [
        {"title": item.title, "genre": genre_words(item.genre),
         "form": ItemForm(item.form).label, "day": date_short(item.day), "seq": item.seq,
         "amount": NO_RATE if item.amount is None else number(item.amount),
         "is_rateless": item.amount is None}
        for item in own.items
    ]  # fmt: skip
    amount = "chưa rõ" if own.amount is None else number(own.amount)
    author = names.get(own.author, UNKNOWN_AUTHOR)
    return Group(author, rows, len(rows), amount, own.rateless)


def _rateless(items: Iterable[Item]) -> list[str]:
    """What has no rate, named once: «tin, phát thanh»."""
    kinds = {(item.genre, item.form) for item in items if item.amount is None}
    return sorted(f"{genre_words(genre)}, {ItemForm(form).label}" for genre, form in kinds)


def _names() -> dict[str, str]:
    return {account.code: account.name for account in Account.objects.only("pk", "name")}


def _month(request: DeskRequest) -> date:
    """The month that is asked for; else this one."""
    try:
        return date.fromisoformat(f"{request.GET.get('thang', '')}-01")
    except ValueError:
        return clock.today().replace(day=1)
