"""A commune for trials of the station: people, clusters, enrolled receivers that live through
given moments, an approved sound. Runs inside a process whose LANTOA_HOME is a fresh folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.core.canonical import digest

if TYPE_CHECKING:
    from lantoa.channels.station.models import Order, Zone
    from lantoa.newsroom.models import Article
    from lantoa.receiver.rehearsal import Rehearsal
    from lantoa.registry.models import Account, SpeakerCluster

HAMLETS = 20


@dataclass(frozen=True)
class People:
    """Who writes, who approves, who runs the station."""

    editor: Account
    leader: Account
    operator: Account


def founded(*, now: datetime) -> People:
    """A fresh database with a commune and its people."""
    from lantoa.operation.schema import bring_up_to_date
    from lantoa.registry.models import Account, Commune
    from lantoa.registry.roles import give_role, make_roles
    from lantoa.registry.terms import Role

    bring_up_to_date()
    make_roles()
    Commune.objects.create(pk=1, name="xã Đo Thử", province="tỉnh Nghệ Tĩnh minh họa")

    def account(role: Role) -> Account:
        made: Account = Account.objects.create_user(
            username=role.value, name=f"Người đo {role.value}", second_factor_skipped=True,
            date_joined=now - timedelta(days=1),
        )  # fmt: skip
        give_role(account=made, role=role, now=now - timedelta(days=1))
        return made

    return People(account(Role.EDITOR), account(Role.LEADER), account(Role.STATION_OPERATOR))


def people() -> People:
    """The same, in another process."""
    from lantoa.registry.models import Account
    from lantoa.registry.terms import Role

    by = {one.username: one for one in Account.objects.all()}
    return People(by[Role.EDITOR], by[Role.LEADER], by[Role.STATION_OPERATOR])


def clusters(count: int) -> list[SpeakerCluster]:
    """So many clusters, shared out among the hamlets."""
    from lantoa.registry.models import Hamlet, SpeakerCluster

    hamlets = [
        Hamlet.objects.create(
            name=f"Thôn {number}", slug=f"thon-{number}", household_count=100, resident_count=400
        )
        for number in range(1, min(HAMLETS, count) + 1)
    ]
    made = [
        SpeakerCluster.objects.create(name=f"Cụm {number + 1}", hamlet=hamlets[number % HAMLETS])
        for number in range(count)
    ]
    for cluster in made:
        cluster.hears.add(cluster.hamlet)
    return made


def zone(
    places: Sequence[SpeakerCluster], *, by: Account, name: str = "Toàn xã"
) -> Zone:  # fmt: skip
    """A zone without closed hours and limits."""
    from lantoa.channels.station.models import Zone
    from lantoa.channels.station.services.zones import save_zone
    from lantoa.channels.station.terms import LimitSet

    fresh = Zone(name=name, quiet_from=None, quiet_until=None, limits_set=LimitSet.OWN)
    return save_zone(zone=fresh, clusters=places, by=by)


def approved(title: str, sound: bytes, *, seconds: float, who: People, now: datetime) -> Article:
    """An article with this sound, written by one and approved by another."""
    from lantoa.newsroom.services import approve_article, submit_article

    article = drafted(title, sound, seconds=seconds, who=who, now=now)
    request = submit_article(article=article, by=who.editor, now=now)
    approve_article(
        request=request, expected_hash=request.hash, seen=[], by=who.leader, now=now
    )  # fmt: skip
    article.refresh_from_db()
    return article


def drafted(title: str, sound: bytes, *, seconds: float, who: People, now: datetime) -> Article:
    """The same before anybody has submitted it."""
    from lantoa.newsroom.models import Article, Section
    from lantoa.newsroom.services import save_draft
    from lantoa.registry.models import Audience

    section, _ = Section.objects.get_or_create(slug="do-thu", defaults={"name": "Đo thử"})
    audience, _ = Audience.objects.get_or_create(slug="moi-nguoi", defaults={"name": "Mọi người"})
    draft = Article(
        title=title, lead="Tin của phép đo.", section=section, has_no_secret=True,
        body=[("paragraph", "<p>Tin của phép đo.</p>")],
    )  # fmt: skip
    draft.tasks, draft.audiences = [task(now=now)], [audience]
    article = save_draft(article=draft, by=who.editor, now=now)
    _voice(article, sound, seconds=seconds, now=now)
    return article


def task(*, now: datetime) -> object:
    """The one task of the one plan."""
    from lantoa.plan.models import Plan, Solution, Task
    from lantoa.plan.terms import PlanState

    plan, is_new = Plan.objects.get_or_create(
        code="KH-DO", defaults={
            "title": "Kế hoạch của phép đo", "state": PlanState.LIVE, "year": now.year,
            "imported_at": now, "source_sha256": "0" * 64, "source_name": "do.txt", "text": "",
        },
    )  # fmt: skip
    if is_new:
        solution = Solution.objects.create(plan=plan, number="1", text="Đo")
        Task.objects.create(plan=plan, solution=solution, number="1.1", position=0, text="Đo")
    return plan.tasks.get()


def _voice(article: Article, sound: bytes, *, seconds: float, now: datetime) -> None:
    from lantoa.newsroom.models import Rendition
    from lantoa.newsroom.plain import spoken_text
    from lantoa.newsroom.queries import spoken_words
    from lantoa.newsroom.sounds.files import keep_sound, sound_folder
    from lantoa.newsroom.terms import Form, RenditionState

    sha256 = digest(sound)
    with tempfile.TemporaryDirectory(dir=sound_folder()) as place:
        path = Path(place) / "sound"
        path.write_bytes(sound)
        keep_sound(path, sha256)
    Rendition.objects.create(
        article=article, form=Form.SOUND, content=article.newest.content, sha256=sha256,
        mime="audio/mpeg", size=len(sound), milliseconds=round(seconds * 1000), voice="vi",
        text=spoken_text(article.newest, spoken_words()), is_synthetic=True,
        state=RenditionState.READY, made_at=now,
    )  # fmt: skip


def enrol(
    folder: Path, places: Iterable[SpeakerCluster], *, url: str, by: Account, now: datetime
) -> list[Path]:  # fmt: skip
    """One receiver a cluster, each with its own key in a folder of its own."""
    from lantoa.channels.station.services.enrolment import answer_enrolment
    from lantoa.receiver.rehearsal import enrol_here
    from lantoa.registry.services import invite_receiver

    homes = []
    for number, place in enumerate(places):
        home = folder / str(number)
        enrol_here(
            home, code=invite_receiver(cluster=place, by=by, now=now), name=place.name, url=url,
            ask=lambda request: answer_enrolment(request=request, now=now),
        )  # fmt: skip
        homes.append(home)
    return homes


def tell_lists(homes: Iterable[Path], *, now: datetime) -> None:
    """Every receiver holds the signed lists of its groups, and its beat has said so."""
    from lantoa.channels.station.models import Order
    from lantoa.channels.station.services.beats import note_sent, take_beat
    from lantoa.channels.station.services.groups import follow_groups
    from lantoa.receiver.rehearsal import Rehearsal

    follow_groups(now=now)
    orders = list(Order.objects.select_related("receiver", "group").order_by("number"))
    for home in homes:
        one = Rehearsal(home)
        own = [o for o in orders if o.receiver and one.name.endswith(f"-bt{o.receiver.pk}")]
        hand_over(own, {one.name: one}, now=now)
        take_beat(name=one.name, data=one.beat(1, now=now), now=now)
        one.close()
    note_sent(orders, now=now)


def hand_over(orders: Iterable[Order], rehearsals: dict[str, Rehearsal], *, now: datetime) -> None:
    """Gives orders to the receivers that they are for, a group's to its members."""
    from lantoa.channels.station.names import commune_code, name_in

    commune = commune_code()
    for order in orders:
        members = list(order.group.members.all()) if order.group else [order.receiver]
        for member in members:
            heard = rehearsals.get(name_in(commune, member)) if member else None
            if heard is not None:
                heard.take_order(bytes(order.envelope), now=now)
