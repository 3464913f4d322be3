"""Steps of approval and deputies: who decides, in whose name, and what opens the gate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.make import NOW, TODAY, account, article

from lantoa.approval.authority import authority_of, waits_for
from lantoa.approval.delegating import end_delegation, give_delegation
from lantoa.approval.models import Approval, Delegation, Request
from lantoa.approval.queries import is_approved, is_form_approved, open_requests
from lantoa.approval.routing import set_routes
from lantoa.approval.terms import RequestState, Route
from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import approve_article, return_article, submit_article
from lantoa.newsroom.terms import Genre
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


def submitted(genre: Genre = Genre.STORY, **fields: object) -> Request:
    made = article(genre=genre, for_loudspeaker=False, **fields)
    return submit_article(article=made, by=made.created_by, now=NOW)


def approve(request: Request, by: Account, now=LATER) -> Approval:  # type: ignore[no-untyped-def]
    return approve_article(request=request, expected_hash=request.hash, seen=[], by=by, now=now)


def is_live(request: Request) -> bool:
    return bool(Article.objects.get(pk=request.subject.partition(":")[2]).live)


def test_story_takes_two_steps_bound_to_the_same_hash() -> None:
    head, leader = account(Role.HEAD), account(Role.LEADER)
    request = submitted()
    assert waits_for(request) == "trưởng phòng (bước một trên hai)"
    first = approve(request, head)
    request.refresh_from_db()
    assert (first.is_final, request.state, is_live(request)) == (False, RequestState.OPEN, False)
    content, web = first.content, request.manifest["forms"]["web"]
    assert not is_approved(subject=request.subject, content=content)
    assert not is_form_approved(
        subject=request.subject, content=content, form="web", sha256=web
    )  # fmt: skip
    assert waits_for(request) == "lãnh đạo (bước hai trên hai)"
    second = approve(request, leader)
    request.refresh_from_db()
    assert (second.is_final, request.state, is_live(request)) == (
        True, RequestState.APPROVED, True,
    )  # fmt: skip
    assert first.hash == second.hash == request.hash
    kinds = Evidence.objects.filter(kind__startswith="approval.").values_list("kind", "by")
    assert list(kinds) == [
        ("approval.first_step", head.code), ("approval.granted", leader.code),
    ]  # fmt: skip


def test_leader_decides_at_once_and_a_head_alone_on_routine_news() -> None:
    account(Role.HEAD)
    story = submitted()
    approve(story, account(Role.LEADER))
    assert is_live(story)
    news = submitted(Genre.NEWS)
    approve(news, account(Role.HEAD))
    assert is_live(news)


def test_without_a_head_who_may_decide_the_leader_decides_alone() -> None:
    request = submitted()
    assert (request.route, waits_for(request)) == (Route.LEADER, "lãnh đạo")
    head = account(Role.HEAD)
    own = article(genre=Genre.STORY, for_loudspeaker=False, by=head)
    assert submit_article(article=own, by=head, now=NOW).route == Route.LEADER
    with pytest.raises(Refused, match="do lãnh đạo duyệt"):
        approve(request, head)


def test_second_head_cannot_take_the_second_step() -> None:
    head, other = account(Role.HEAD), account(Role.HEAD)
    request = submitted()
    approve(request, head)
    with pytest.raises(Refused, match="chờ lãnh đạo"):
        approve(request, other)
    with pytest.raises(Refused, match="Bước hai cần người khác"):
        approve(request, head)
    assert not is_live(request)


def test_head_returns_and_the_request_is_closed() -> None:
    head = account(Role.HEAD)
    request = submitted()
    return_article(
        request=request, reason="Sửa số liệu.", expected_hash=request.hash, seen=[], by=head,
        now=LATER,
    )  # fmt: skip
    request.refresh_from_db()
    assert request.state == RequestState.RETURNED


def test_head_who_took_the_first_step_gains_nothing_by_becoming_deputy() -> None:
    head, leader = account(Role.HEAD), account(Role.LEADER)
    request = submitted()
    approve(request, head)
    give_delegation(deputy=head, since=TODAY, until=TODAY, basis="", by=leader, now=NOW)
    with pytest.raises(Refused, match="Bước hai cần người khác"):
        approve(request, head)


def test_rule_changed_later_changes_no_open_request() -> None:
    account(Role.HEAD)
    request = submitted()
    changed = set_routes(
        routes={"article:story": "one", "article:news": "one"}, by=account(Role.LEADER), now=NOW
    )
    assert changed == ["Tin bài: bài: một bước: trưởng phòng hoặc lãnh đạo"]
    request.refresh_from_db()
    assert request.route == Route.TWO
    assert submitted().route == Route.ONE


@pytest.mark.parametrize(("code", "route"), [("article:story", "none"), ("thesis", "one")])
def test_unknown_rule_is_refused(code: str, route: str) -> None:
    with pytest.raises(Refused):
        set_routes(routes={code: route}, by=account(Role.LEADER), now=NOW)


def test_editor_sets_no_rule() -> None:
    with pytest.raises(Refused, match="không có quyền"):
        set_routes(routes={"article:story": "one"}, by=account(), now=NOW)


def deputised(leader: Account, **fields: object) -> tuple[Account, Delegation]:
    deputy = account(Role.HEAD)
    given = {"since": TODAY, "until": TODAY + timedelta(days=2), "basis": "12/UQ-UBND", **fields}
    return deputy, give_delegation(deputy=deputy, by=leader, now=NOW, **given)  # type: ignore[arg-type]


def test_deputy_decides_within_the_days_and_both_names_are_kept() -> None:
    leader = account(Role.LEADER)
    deputy, _ = deputised(leader)
    made = approve(submitted(), deputy)
    assert (made.by, made.on_behalf_of, made.is_final) == (deputy, leader, True)
    entry = Evidence.objects.filter(kind="approval.granted").get()
    assert (entry.by, entry.payload["on_behalf_of"]) == (deputy.code, leader.code)


@pytest.mark.parametrize("days", [-1, 3])
def test_outside_the_days_a_deputy_is_a_head_again(days: int) -> None:
    leader = account(Role.LEADER)
    deputy, _ = deputised(leader)
    request = submitted()
    today = TODAY + timedelta(days=days)
    assert authority_of(request=request, by=deputy, today=today).on_behalf_of is None


def test_ended_delegation_and_a_leader_who_is_none_any_more_count_no_longer() -> None:
    leader, other = account(Role.LEADER), account(Role.LEADER)
    deputy, given = deputised(leader)
    request = submitted()
    with pytest.raises(Refused, match="Chỉ người đã ủy quyền"):
        end_delegation(delegation=given, by=other, now=NOW)
    end_delegation(delegation=given, by=leader, now=NOW)
    assert not authority_of(request=request, by=deputy, today=TODAY).on_behalf_of
    _, again = deputised(other)
    other.groups.clear()
    assert not authority_of(request=request, by=again.deputy, today=TODAY).on_behalf_of


def test_deputy_never_decides_in_the_name_of_who_wrote_it() -> None:
    leader = account(Role.LEADER)
    deputy, _ = deputised(leader)
    own = article(genre=Genre.STORY, for_loudspeaker=False, by=leader)
    request = submit_article(article=own, by=leader, now=NOW)
    assert authority_of(request=request, by=deputy, today=TODAY).on_behalf_of is None


@pytest.mark.parametrize(("giver", "deputy"), [
    (Role.HEAD, Role.HEAD), (Role.LEADER, Role.EDITOR), (Role.LEADER, Role.LEADER),
    (Role.ADMINISTRATOR, Role.HEAD),
])  # fmt: skip
def test_only_leaders_give_and_only_heads_take(giver: Role, deputy: Role) -> None:
    with pytest.raises(Refused):
        give_delegation(
            deputy=account(deputy), since=TODAY, until=TODAY, basis="", by=account(giver), now=NOW
        )
    assert Delegation.objects.count() == 0


@pytest.mark.parametrize(("start", "end"), [(1, 0), (-3, -1), (0, 400)])
def test_days_that_cannot_be_are_refused(start: int, end: int) -> None:
    with pytest.raises(Refused, match="Chọn lại"):
        deputised(
            account(Role.LEADER), since=TODAY + timedelta(days=start),
            until=TODAY + timedelta(days=end),
        )  # fmt: skip


def test_what_is_needed_by_an_hour_waits_in_front_of_what_is_not() -> None:
    made = article(for_loudspeaker=False)
    submit_article(article=made, by=made.created_by, now=NOW)
    urgent = article(for_loudspeaker=False, title="Cảnh báo xâm nhập mặn")
    submit_article(article=urgent, by=urgent.created_by, now=LATER, needed_by=LATER)
    assert [row.subject for row in open_requests()] == [urgent.code, made.code]
