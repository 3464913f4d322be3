"""Users and topic rules as the MQTT library asks for them. With `service`, the one place that
knows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from amqtt.contexts import Action
from amqtt.plugins.base import BaseAuthPlugin, BaseTopicPlugin
from amqtt.session import Session

from lantoa.channels.station.broker.users import Users


@cache
def users_of(home: str) -> Users:
    return Users(Path(home))


class Door(BaseAuthPlugin):
    """Nobody without a password; nobody under another's name; no foreign last will."""

    @dataclass
    class Config:
        """`home`: the commune's folder."""

        home: str = ""

    async def authenticate(self, *, session: Session) -> bool:
        users = users_of(self.config.home)
        name = session.username or ""
        return (
            users.knows(name, session.password or "")
            and users.may_connect(
                client_id=session.client_id or "",
                username=name,
                will_topic=session.will_topic if session.will_flag else None,
            )
            and not (session.will_flag and session.will_retain)
        )


class Rules(BaseTopicPlugin):
    """A receiver writes its own proofs and beats, and reads its own orders and its groups'."""

    @dataclass
    class Config:
        """`home`: the commune's folder."""

        home: str = ""

    async def topic_filtering(
        self, *, session: Session | None = None, topic: str | None = None,
        action: Action | None = None,
    ) -> bool:  # fmt: skip
        users = users_of(self.config.home)
        # By client id: it was checked at the door and belongs to one connection.
        name: Any = session.client_id if session else ""
        rule = users.may_publish if action == Action.PUBLISH else users.may_read
        return rule(name or "", topic or "")
