"""Who and where."""

from lantoa.registry.models.account import Account
from lantoa.registry.models.commune import Commune, Hamlet
from lantoa.registry.models.devices import Board, Receiver, SpeakerCluster
from lantoa.registry.models.people import (
    Communicator,
    DigitalTeam,
    Officer,
    Roster,
    Unit,
)
from lantoa.registry.models.subjects import Audience, ScienceProject, Showcase, SpokenWord

__all__ = [
    "Account",
    "Audience",
    "Board",
    "Commune",
    "Communicator",
    "DigitalTeam",
    "Hamlet",
    "Officer",
    "Receiver",
    "Roster",
    "ScienceProject",
    "Showcase",
    "SpeakerCluster",
    "SpokenWord",
    "Unit",
]
