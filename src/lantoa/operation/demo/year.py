"""A commune as large as they come: a year, 20 hamlets, 12 clusters, 300 people on rosters. Pure.

Made from the samples of the demo commune by a seeded generator, for measurements; the demo itself
stays small and quick to build.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

from lantoa.operation.demo.samples import Story

DAYS = 365
STORIES = 520
HAMLETS, CLUSTERS, PEOPLE = 20, 12, 300
SEED = 2026
Row = dict[str, Any]

NEW_HAMLETS = (
    "Bãi Sậy", "Cầu Đá", "Đồng Giữa", "Đông Hòa", "Gò Cao", "Hồng Phong", "Khe Nước", "Làng Chài",
    "Ngã Ba", "Phú Thịnh", "Tân Lập", "Yên Thái",
)  # fmt: skip
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
MIDDLES = ("Văn", "Thị", "Đức", "Hữu", "Thanh", "Minh", "Ngọc", "Xuân")
GIVEN = (
    "An", "Bình", "Cường", "Dung", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hòa", "Hùng",
    "Hương", "Khánh", "Lâm", "Liên", "Linh", "Long", "Mai", "Nam", "Nga", "Nhung", "Phong", "Phúc",
    "Quân", "Quyên", "Sơn", "Thảo", "Thắng", "Trang", "Tuấn", "Yến",
)  # fmt: skip


def enlarge(raw: Row) -> Row:
    """The commune's file with more hamlets, clusters and people."""
    chance, large = random.Random(SEED), deepcopy(raw)  # noqa: S311
    place = large["commune"]
    for name in NEW_HAMLETS[: HAMLETS - len(place["hamlets"])]:
        place["hamlets"].append(
            {
                "name": name, "households": chance.randrange(180, 420),
                "residents": chance.randrange(700, 1600), "x": chance.randrange(100, 900),
                "y": chance.randrange(100, 900), "team": chance.randrange(5, 10),
            }
        )  # fmt: skip
    deaf = [row["name"] for row in place["hamlets"] if row["name"] in NEW_HAMLETS]
    for name in deaf[: CLUSTERS - len(place["clusters"])]:
        place["clusters"].append({"name": name, "hamlet": name, "horns": 3, "hears": [name]})
    _hire(large, chance)
    for number, row in enumerate(place["hamlets"] * 2):
        large["communicators"].append(
            {
                "name": f"{_name(chance)} ({row['name']})", "hamlet": row["name"],
                "days_ago": DAYS - 20 - 7 * number,
            }
        )  # fmt: skip
    return large


def _hire(large: Row, chance: random.Random) -> None:
    """People until the rosters hold enough, no name twice."""
    taken = {officer["name"] for unit in large["units"] for officer in unit["officers"]}
    units = [unit for unit in large["units"] if unit["kind"] != "leadership"]
    while len(taken) < PEOPLE:
        name = _name(chance)
        if name in taken:
            continue
        taken.add(name)
        units[len(taken) % len(units)]["officers"].append({"name": name, "title": "Chuyên viên"})


def _name(chance: random.Random) -> str:
    return " ".join(chance.choice(part) for part in (FAMILIES, MIDDLES, GIVEN, GIVEN))


def retold(stories: list[Story], raw: Row) -> list[Story]:
    """The stories told again and again, each time of another hamlet; the first ones as they are."""
    hamlets = [row["name"] for row in raw["commune"]["hamlets"]]
    found = []
    for number in range(STORIES):
        story = stories[number % len(stories)]
        turn = number // len(stories)
        where = hamlets[(number + turn) % len(hamlets)]
        title = f"{story.fields['title']}: chuyện thôn {where}, lần {turn}"
        fields = {**story.fields, "title": title[:200]} if turn else story.fields
        found.append(replace(story, fields=fields))
    return found


def deeds(told: Row, raw: Row) -> Row:
    """The samples' activities, and a year of visits, meetings, trainings and briefings."""
    chance, full = random.Random(SEED + 1), deepcopy(told)  # noqa: S311
    hamlets = [row["name"] for row in raw["commune"]["hamlets"]]
    people = [officer["name"] for unit in raw["units"] for officer in unit["officers"]]
    full["visits"] += _visits(hamlets, chance)
    full["meeting"] += _meetings(hamlets, chance)
    full["training"] += _trainings(people, chance)
    full["briefing"] += [
        {"title": f"Phổ biến chuyên đề tháng, lần {number + 1}", "days_ago": 20 + 30 * number,
         "confirmed": chance.randrange(PEOPLE - 60, PEOPLE - 10)}
        for number in range(12)
    ]  # fmt: skip
    return full


def _visits(hamlets: list[str], chance: random.Random) -> Iterator[Row]:
    for quarter in range(4):
        for hamlet in hamlets[: len(hamlets) - quarter]:
            yield {
                "hamlet": hamlet, "days_ago": 3 + 91 * quarter + chance.randrange(80),
                "households": chance.randrange(20, 90),
            }  # fmt: skip


def _meetings(hamlets: list[str], chance: random.Random) -> Iterator[Row]:
    for month in range(12):
        for hamlet in hamlets:
            yield {
                "title": f"Họp dân thôn {hamlet}, kỳ {month + 1}", "attendees": 40 + month,
                "days_ago": 1 + 30 * month + chance.randrange(28), "tasks": ["1.4"],
                "place": f"Nhà văn hóa thôn {hamlet}", "audiences": ["Người cao tuổi"],
            }  # fmt: skip


def _trainings(people: list[str], chance: random.Random) -> Iterator[Row]:
    for number in range(40):
        yield {
            "title": f"Tập huấn chuyên đề {number + 1}", "days_ago": 5 + 9 * number,
            "place": "Hội trường UBND xã", "audiences": ["Cán bộ, công chức"], "tasks": ["1.3"],
            "attendees": 30, "hours": 8, "topics": "kỹ năng truyền thông số",
            "certificates": chance.sample(people, 12),
        }  # fmt: skip
