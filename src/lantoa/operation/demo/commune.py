"""The demo commune's registry: places, units, people, accounts."""

from __future__ import annotations

import json
import os
import secrets
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from lantoa.operation.demo.running import PASSWORDS
from lantoa.registry.models import (
    Account,
    Board,
    Commune,
    DigitalTeam,
    Hamlet,
    Officer,
    Roster,
    ScienceProject,
    Showcase,
    SpeakerCluster,
    SpokenWord,
    Unit,
)
from lantoa.registry.roles import give_role
from lantoa.registry.terms import Role
from lantoa.vietnamese.text import slug

ON_ROSTER_SINCE = timedelta(days=700)


def build_registry(raw: dict[str, Any], *, today: date) -> None:
    """Places, units, officers, rosters and words of `samples/xa-song-lam.toml`."""
    _build_commune(raw["commune"])
    for unit in raw["units"]:
        _build_unit(unit, today=today)
    for project in raw.get("projects", []):
        _build_project(project, today=today)
    for showcase in raw.get("showcases", []):
        unit = Unit.objects.get(name=showcase["unit"])
        Showcase.objects.create(name=showcase["name"], summary=showcase["summary"], unit=unit)
    for word in raw.get("spoken_words", []):
        SpokenWord.objects.get_or_create(word=word["word"], defaults={"reading": word["reading"]})


def _build_commune(raw: dict[str, Any]) -> None:
    fields = {name: value for name, value in raw.items() if isinstance(value, str | int)}
    Commune.objects.update_or_create(pk=1, defaults={**fields, "is_demo": True})
    for position, row in enumerate(raw["hamlets"]):
        hamlet = Hamlet.objects.create(
            name=row["name"], slug=slug(row["name"]), position=position,
            household_count=row["households"], resident_count=row["residents"],
            map_x=row["x"], map_y=row["y"],
        )  # fmt: skip
        DigitalTeam.objects.create(hamlet=hamlet, member_count=row["team"])
    hamlets = {hamlet.name: hamlet for hamlet in Hamlet.objects.all()}
    for row in raw["clusters"]:
        cluster = SpeakerCluster.objects.create(
            name=row["name"], hamlet=hamlets[row["hamlet"]], horn_count=row["horns"]
        )
        cluster.hears.set(hamlets[name] for name in row["hears"])
    for row in raw["boards"]:
        Board.objects.create(
            name=row["name"], hamlet=hamlets[row["hamlet"]], is_electronic=row["electronic"]
        )


def _build_unit(raw: dict[str, Any], *, today: date) -> None:
    unit = Unit.objects.create(
        name=raw["name"], short_name=raw.get("short_name", ""), kind=raw["kind"],
        aliases=raw.get("aliases", []),
    )  # fmt: skip
    for row in raw["officers"]:
        officer = Officer.objects.create(
            name=row["name"], title=row["title"], is_leader=row.get("leader", False),
            in_communication=row.get("communication", False),
        )  # fmt: skip
        Roster.objects.create(unit=unit, officer=officer, joined_on=today - ON_ROSTER_SINCE)


def _build_project(raw: dict[str, Any], *, today: date) -> None:
    ScienceProject.objects.create(
        name=raw["name"], number=raw["number"], budget=raw["budget"], result=raw["result"],
        lead_unit=Unit.objects.get(name=raw["unit"]), contact=raw["contact"],
        starts_on=today - timedelta(days=raw["days_ago"]),
    )  # fmt: skip


def build_accounts(raw: dict[str, Any], *, folder: Path, now: datetime) -> None:
    """One account a role, with one password made on the spot and kept for this demo only."""
    rows = [
        (officer["account"], Role(officer["role"]), officer["name"])
        for unit in raw["units"]
        for officer in unit["officers"]
        if "account" in officer
    ]
    rows.append((raw["inspector"]["account"], Role.INSPECTOR, raw["inspector"]["name"]))
    password = secrets.token_urlsafe(12)
    hashed = make_password(password)
    for username, role, name in rows:
        account = Account.objects.create(
            username=username, name=name, email=f"{username}@songlam.example",
            password=hashed, date_joined=now,
            officer=Officer.objects.filter(name=name).first(), second_factor_skipped=True,
        )  # fmt: skip
        give_role(account=account, role=role, now=now)
    path = folder / "keys" / PASSWORDS
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(
            {"password": password, "accounts": [[name, str(role.label)] for name, role, _ in rows]},
            file,
        )
