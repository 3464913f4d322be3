"""Who and where."""

from lantoa.registry.models.account import Account
from lantoa.registry.models.commune import Commune, Hamlet
from lantoa.registry.models.custody import Custody
from lantoa.registry.models.devices import Board, Receiver, SpeakerCluster
from lantoa.registry.models.factors import Authenticator, Passkey, PrintedCodes
from lantoa.registry.models.first_code import FirstCode
from lantoa.registry.models.importing import SheetImport
from lantoa.registry.models.people import (
    Communicator,
    DigitalTeam,
    Officer,
    Roster,
    Unit,
)
from lantoa.registry.models.privacy import PrivacyRequest
from lantoa.registry.models.resets import ResetRequest
from lantoa.registry.models.roles import OwnRole, RightChange
from lantoa.registry.models.subjects import Audience, ScienceProject, Showcase, SpokenWord

__all__ = [
    "Account",
    "Audience",
    "Authenticator",
    "Board",
    "Commune",
    "Communicator",
    "Custody",
    "DigitalTeam",
    "FirstCode",
    "Hamlet",
    "Officer",
    "OwnRole",
    "Passkey",
    "PrintedCodes",
    "PrivacyRequest",
    "Receiver",
    "ResetRequest",
    "RightChange",
    "Roster",
    "ScienceProject",
    "SheetImport",
    "Showcase",
    "SpeakerCluster",
    "SpokenWord",
    "Unit",
]
