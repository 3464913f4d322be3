"""Plain functions that build a small world for tests. No fixtures, no factories."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any

from lantoa.core.clock import ZONE
from lantoa.newsroom.models import Article, Rendition, RenditionFile, Section
from lantoa.newsroom.plain import spoken_text
from lantoa.newsroom.queries import spoken_words
from lantoa.newsroom.services import save_draft, submit_article
from lantoa.newsroom.terms import Form, RenditionState
from lantoa.plan.models import Plan, Solution, Task
from lantoa.plan.terms import PlanState
from lantoa.registry.models import (
    Account,
    Audience,
    Commune,
    Hamlet,
    SpeakerCluster,
    Unit,
)
from lantoa.registry.roles import give_role, make_roles
from lantoa.registry.terms import Role

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
TODAY = NOW.date()
_numbers = itertools.count(1)


def at(hour: int, minute: int = 0, *, day: date = TODAY) -> datetime:
    """A moment of the test day in the commune's zone."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def commune() -> Commune:
    return Commune.objects.get_or_create(
        pk=1, defaults={"name": "xã Sông Lam", "province": "tỉnh Nghệ Tĩnh minh họa"}
    )[0]


def account(role: Role = Role.EDITOR, **fields: Any) -> Account:
    """An account with the permissions of its role, held for some weeks."""
    make_roles()
    number, since = next(_numbers), fields.pop("date_joined", NOW - timedelta(days=20))
    made = Account.objects.create_user(
        username=fields.pop("username", f"{role.value}{number}"),
        password=fields.pop("password", None),
        name=fields.pop("name", f"Người thử {number}"),
        second_factor_skipped=True,
        date_joined=since,
        **fields,
    )
    give_role(account=made, role=role, now=since)
    return made


def unit(name: str = "Trung tâm Dịch vụ tổng hợp", **fields: Any) -> Unit:
    return Unit.objects.get_or_create(name=name, defaults=fields)[0]


def hamlet(name: str = "Bến Đò", households: int = 120) -> Hamlet:
    from lantoa.vietnamese.text import slug

    return Hamlet.objects.get_or_create(
        name=name,
        defaults={
            "slug": slug(name), "household_count": households,
            "resident_count": households * 4,
        },
    )[0]  # fmt: skip


def cluster(name: str = "Bến Đò 1", in_hamlet: Hamlet | None = None) -> SpeakerCluster:
    place = in_hamlet or hamlet()
    made, _ = SpeakerCluster.objects.get_or_create(name=name, defaults={"hamlet": place})
    made.hears.add(place)
    return made


def audience(name: str = "Người cao tuổi") -> Audience:
    from lantoa.vietnamese.text import slug

    return Audience.objects.get_or_create(name=name, defaults={"slug": slug(name)})[0]


def plan(code: str = "KH-2026-1", state: PlanState = PlanState.LIVE, **fields: Any) -> Plan:
    """A live plan with the tasks 1.1 and 1.4."""
    made, is_new = Plan.objects.get_or_create(
        code=code,
        defaults={
            "title": "Đẩy mạnh truyền thông thực hiện Nghị quyết số 57-NQ/TW",
            "state": state, "year": 2026, "imported_at": NOW, "source_sha256": "0" * 64,
            "source_name": "ke-hoach.txt", "text": "", **fields,
        },
    )  # fmt: skip
    if is_new:
        solution = Solution.objects.create(plan=made, number="1", text="Đẩy mạnh truyền thông")
        for position, number in enumerate(("1.1", "1.4")):
            row = Task.objects.create(
                plan=made, solution=solution, number=number, position=position,
                text=f"Nhiệm vụ {number}",
            )  # fmt: skip
            row.lead_units.add(unit())
    return made


def task(number: str = "1.1") -> Task:
    return Task.objects.get(plan=plan(), number=number)


def section() -> Section:
    return Section.objects.get_or_create(
        slug="nghi-quyet-57", defaults={"name": "Nghị quyết 57", "is_resolution57": True}
    )[0]


def article(by: Account | None = None, *, now: datetime = NOW, **fields: Any) -> Article:
    """A saved draft with a task, an audience and a body; complete but for its sound."""
    defaults: dict[str, Any] = {
        "title": "Nộp hồ sơ tại nhà",
        "lead": "Từ ngày 01/12, người dân nộp hồ sơ qua mạng.",
        "body": [("paragraph", "<p>Xã bố trí 8 Tổ công nghệ số cộng đồng.</p>")],
        "section": section(),
        "has_no_secret": True,
    }
    made = Article(**{**defaults, **fields})
    made.tasks = [task("1.1"), task("1.4")]
    made.audiences = [audience()]
    return save_draft(article=made, by=by or account(), now=now)


def sound(of: Article, *, sha256: str = "", seconds: int = 30, now: datetime = NOW) -> Rendition:
    """A finished sound of the newest draft; its bytes are not written."""
    draft = of.newest
    return Rendition.objects.create(
        article=of, form=Form.SOUND, content=draft.content, sha256=sha256 or "ab" * 32,
        mime="audio/mpeg", size=1000, milliseconds=seconds * 1000, voice="vi",
        text=spoken_text(draft, spoken_words()),
        is_synthetic=True, state=RenditionState.READY, made_at=now,
    )  # fmt: skip


def product(of: Article, *, form: str = Form.GRAPHIC, now: datetime = NOW) -> Rendition:
    """A finished product of the newest draft with one picture; its bytes are not written."""
    from lantoa.newsroom.products.queries import recipe_of, terms_of
    from lantoa.newsroom.products.register import chosen, product_kind

    draft, kind = of.newest, product_kind(form)
    assert kind is not None
    options = chosen(kind, draft, {})
    row = Rendition.objects.create(
        article=of, form=form, content=draft.content, options=options,
        recipe=recipe_of(kind, draft, draft.content, options), text="74 tin bài.",
        terms=terms_of(kind, draft),
        state=RenditionState.READY, made_at=now, made_by=of.created_by,
    )  # fmt: skip
    RenditionFile.objects.create(
        rendition=row, role="png-doc", sha256="cd" * 32, mime="image/png", size=900, width=1080,
        height=1350, alt="74 tin bài.",
    )  # fmt: skip
    return row


def approved_article(*, now: datetime = NOW, with_sound: bool = True, **fields: Any) -> Article:
    """An article that went the whole way: written, submitted, approved by a leader, live."""
    from lantoa.newsroom.services import approve_article

    made = article(now=now, for_loudspeaker=with_sound, **fields)
    if with_sound:
        sound(made, now=now)
    request = submit_article(article=made, by=made.created_by, now=now)
    approve_article(
        request=request,
        expected_hash=request.hash,
        seen=[],
        by=account(Role.LEADER),
        now=now + timedelta(minutes=1),
    )
    made.refresh_from_db()
    return made
