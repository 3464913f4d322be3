"""What each role may do: permission groups, made again at every start, changeable in between.

The CMS's permissions `access_admin` and `view` open the desk; page permissions are given to
nobody. Approving is `approval.add_approval`; even so nobody decides on their own work.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

from lantoa.registry.models import Account
from lantoa.registry.terms import Role

EVERYBODY = (
    "wagtailadmin.access_admin", "newsroom.view_article", "plan.view_plan", "plan.view_task",
    "ledger.view_evidence",
)  # fmt: skip
REGISTRY = tuple(
    f"registry.{verb}_{model}"
    for verb in ("view", "add", "change")
    for model in (
        "unit", "officer", "roster", "hamlet", "digitalteam", "communicator", "audience",
        "scienceproject", "showcase", "spokenword", "board", "speakercluster",
    )
)  # fmt: skip
ASSETS = tuple(
    f"library.{verb}_{model}"
    for verb in ("view", "add", "change", "choose")
    for model in ("picture", "file", "image", "document", "recording")
)
OUTREACH = tuple(
    f"outreach.add_{model}"
    for model in ("training", "meeting", "activity", "visit", "briefing", "survey")
)
# Entries of others may be corrected by who answers for the plan.
OUTREACH_OF_ALL = tuple(code.replace(".add_", ".change_") for code in OUTREACH)
# The names that the CMS's collection policy asks for, whatever our own models are called.
COLLECTION_CODES = (
    "wagtailimages.add_image", "wagtailimages.change_image", "wagtailimages.choose_image",
    "wagtaildocs.add_document", "wagtaildocs.change_document", "wagtaildocs.choose_document",
)  # fmt: skip
WRITING = ("newsroom.add_article", "newsroom.change_article", *ASSETS)

PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.ADMINISTRATOR: (
        *EVERYBODY, *REGISTRY, "registry.view_account", "registry.add_account",
        "registry.change_account", "registry.change_commune", "registry.add_receiver",
        "registry.change_receiver", "registry.view_receiver",
    ),
    Role.LEADER: (*EVERYBODY, "approval.add_approval", "reports.view_report"),
    Role.PLAN_OFFICER: (
        *EVERYBODY, *REGISTRY, *ASSETS, "plan.add_plan", "plan.change_plan", "plan.change_task",
        "plan.add_costline", "plan.add_commendation", *OUTREACH, *OUTREACH_OF_ALL,
        "reports.add_report", "reports.change_report", "reports.view_report", "notices.add_notice",
    ),
    Role.EDITOR: (
        *EVERYBODY, *WRITING, *OUTREACH, "social.change_post",
        "registry.view_spokenword", "registry.add_spokenword", "registry.change_spokenword",
    ),
    Role.STATION_OPERATOR: (
        *EVERYBODY, *WRITING, "station.change_timetable", "registry.view_receiver",
        "registry.change_receiver", "registry.view_speakercluster",
    ),
    Role.UNIT_CONTACT: (*EVERYBODY, *OUTREACH),
    Role.INSPECTOR: (*EVERYBODY, "reports.view_report"),
}  # fmt: skip


def make_roles() -> None:
    """Makes every role's group with its permissions; adds what is missing, removes nothing that
    an administrator added."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role, codes in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=role.label)
        group.permissions.add(*(known[code] for code in codes if code in known))
        if set(ASSETS) <= set(codes):
            _open_library(group, known)


def _open_library(group: Group, known: dict[str, Permission]) -> None:
    """The CMS asks for pictures and files by collection; a commune has one collection."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Kho tư liệu")
    for code in COLLECTION_CODES:
        if code in known:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=known[code]
            )


def give_role(*, account: Account, role: Role) -> None:
    """Puts the account in the group of its role, and in no other."""
    account.role = role
    account.is_staff = False
    account.save(update_fields=["role", "is_staff"])
    account.groups.set(Group.objects.filter(name=role.label))
