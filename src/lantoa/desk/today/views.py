"""Hôm nay and the on-air light."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lantoa.core import clock
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.plans.rows import target_summary
from lantoa.desk.today.queries import Board, behind, light, today_board, today_targets


@needs()
def today(request: DeskRequest) -> HttpResponse:
    """The home of the desk: what is wrong, what waits, what is coming, what was. Who decides
    finds on a phone a page without the desk's shell, which opens at once."""
    now = clock.now()
    board = today_board(account=request.user, now=now)
    if board.is_leader and is_phone(request) and "day-du" not in request.GET:
        lines = [line for line in today_targets(now=now) if line.figure.plan == _code(board)]
        context = {"board": board, "lines": lines, "summary": target_summary(lines)}
        return render(request, "desk/today/phone.html", context)
    page = "leader" if board.is_leader else "today"
    return render(request, f"desk/today/{page}.html", {"board": board})


def is_phone(request: DeskRequest) -> bool:
    """What the browser says of itself: a hint for the first screen, nothing depends on it."""
    hint = request.headers.get("Sec-CH-UA-Mobile", "")
    return hint == "?1" or "Mobi" in request.headers.get("User-Agent", "")


def _code(board: Board) -> str:
    return board.plan.code if board.plan else ""


@needs("plan.view_plan")
def targets(request: DeskRequest) -> HttpResponse:
    """The figures of Hôm nay, fetched after the page: counting them takes longer than the rest."""
    lines = today_targets(now=clock.now())
    context = {
        "lines": lines, "late": behind(lines), "summary": target_summary(lines),
        "is_counted": any(line.code for line in lines),
        "has_several": len({line.figure.plan for line in lines}) > 1,
    }  # fmt: skip
    page = "_tiles" if request.user.has_perm("approval.add_approval") else "_behind"
    return render(request, f"desk/today/{page}.html", context)


@needs()
def on_air_light(request: DeskRequest) -> HttpResponse:
    """The light at the right end of the header, fetched every 15 seconds."""
    return render(request, "desk/shell/light.html", {"light": light(now=clock.now())})
