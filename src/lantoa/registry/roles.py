"""What each role may do: permission groups, made again at every start, changeable in between.

The CMS's permissions `access_admin` and `view` open the desk; page permissions are given to
nobody. Approving is `approval.add_approval`; even so nobody decides on their own work.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

from lantoa.core.clock import local
from lantoa.registry.guarding import SIGNING, decisive_codes, guarded_until
from lantoa.registry.models import Account, OwnRole, RightChange
from lantoa.registry.terms import Role

# What any officer does for their own part: confirm a paper, answer a request, tick, send a story.
TAKE_PART = "registry.take_part"
# Drafts of articles; who writes or decides reads them anyway.
READ_DRAFT = "newsroom.read_draft"
EVERYBODY = (
    "wagtailadmin.access_admin", "newsroom.view_article", "plan.view_plan", "plan.view_task",
    "ledger.view_evidence", "plan.view_superiordocument",
)  # fmt: skip
REGISTRY = tuple(
    f"registry.{verb}_{model}"
    for verb in ("view", "add", "change", "delete")
    for model in (
        "unit", "officer", "roster", "hamlet", "digitalteam", "communicator", "audience",
        "scienceproject", "showcase", "spokenword", "board", "speakercluster", "custody",
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
# Cảnh báo khẩn cấp: composed by one, approved by another, whoever they are.
ALERTING = "newsroom.add_alert"
# Entries of others may be corrected by who answers for the plan.
OUTREACH_OF_ALL = tuple(code.replace(".add_", ".change_") for code in OUTREACH)
# What hangs on boards, what was handed out: noted by whoever stands there.
SPREADING = ("boards.add_posting", "printed.add_handout")
SPREADING_OF_ALL = ("boards.change_posting", "printed.change_handout")
# The names that the CMS's collection policy asks for, whatever our own models are called.
COLLECTION_CODES = (
    "wagtailimages.add_image", "wagtailimages.change_image", "wagtailimages.choose_image",
    "wagtaildocs.add_document", "wagtaildocs.change_document", "wagtaildocs.choose_document",
)  # fmt: skip
WRITING = ("newsroom.add_article", "newsroom.change_article", *ASSETS)
# Number and day of a document, and that it was sent: the clerk's, and of small communes' officers.
ISSUING = ("plan.issue_plan", "reports.issue_report")
# Who keeps the register of higher documents; everybody reads it.
SUPERIORS = tuple(f"plan.{verb}_superiordocument" for verb in ("add", "change", "delete"))
# Who reads money, rates and the files of praise.
MONEY_AND_PRAISE = ("plan.view_costline", "plan.view_commendation", "plan.view_contract")
CONTRACTS = tuple(f"plan.{verb}_contract" for verb in ("add", "change", "delete"))

PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.ADMINISTRATOR: (
        *EVERYBODY, *REGISTRY, "registry.view_account", "registry.add_account",
        "registry.change_account", "registry.change_commune", "registry.add_receiver",
        "registry.change_receiver", "registry.view_receiver", "auth.change_group",
        "desk.view_auditentry", "approval.change_routerule", "registry.view_privacyrequest",
        "registry.change_privacyrequest",
    ),
    # A leader decides at any step; a head is the first step, or the only one (`approval`).
    Role.LEADER: (
        *EVERYBODY, TAKE_PART, ALERTING, *MONEY_AND_PRAISE, "plan.decide_obstacle",
        "plan.view_datarequest", "plan.view_dispatch",
        "approval.add_approval", "approval.final_approval", "reports.view_report",
        "approval.change_routerule",
        "notices.add_notice",
    ),
    Role.HEAD: (
        *EVERYBODY, TAKE_PART, ALERTING, *OUTREACH, *SPREADING, "plan.add_obstacle",
        "plan.view_datarequest", *MONEY_AND_PRAISE,
        "approval.add_approval", "reports.view_report",
        "notices.add_notice", "registry.keep_own_roster",
    ),
    Role.PLAN_OFFICER: (
        *EVERYBODY, TAKE_PART, ALERTING, READ_DRAFT, *REGISTRY, *ASSETS, "plan.add_plan",
        "plan.change_plan", "plan.change_task",
        "plan.add_obstacle", "plan.forward_obstacle",
        "plan.view_datarequest", "plan.add_datarequest", "plan.change_contribution",
        "plan.view_dispatch", "plan.add_dispatch", "plan.change_campaignkit",
        *MONEY_AND_PRAISE, "plan.add_costline", "plan.add_commendation",
        *OUTREACH, *OUTREACH_OF_ALL, *SPREADING, *SPREADING_OF_ALL,
        "reports.add_report", "reports.change_report", "reports.view_report", "notices.add_notice",
        *ISSUING, *SUPERIORS, *CONTRACTS,
    ),
    Role.EDITOR: (
        *EVERYBODY, TAKE_PART, ALERTING, *WRITING, *OUTREACH, *SPREADING, "plan.add_obstacle",
        "social.change_post",
        "registry.view_spokenword", "registry.add_spokenword", "registry.change_spokenword",
    ),
    Role.STATION_OPERATOR: (
        *EVERYBODY, TAKE_PART, ALERTING, *WRITING, *SPREADING, "plan.add_obstacle",
        "station.change_timetable",
        "registry.view_receiver",
        "registry.change_receiver", "registry.view_speakercluster",
    ),
    Role.CLERK: (
        *EVERYBODY, TAKE_PART, "reports.view_report", "plan.view_dispatch", "plan.add_dispatch",
        *ISSUING, *SUPERIORS,
    ),
    Role.UNIT_CONTACT: (
        *EVERYBODY, TAKE_PART, *OUTREACH, *SPREADING, "plan.add_obstacle",
        "registry.keep_own_roster",
    ),
    Role.INSPECTOR: (
        *EVERYBODY, READ_DRAFT, "reports.view_report", "desk.view_auditentry",
        "desk.inspect_period",
        "plan.view_datarequest", *MONEY_AND_PRAISE,
        "registry.view_privacyrequest",
    ),
}  # fmt: skip


def make_roles() -> None:
    """Makes every ready role's group and adds the rights that are missing, but for those that an
    administrator took away; what was given stays."""
    known = known_permissions()
    taken = taken_rights()
    for role, codes in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=role.label)
        gone = taken.get(group.pk, set())
        group.permissions.add(
            *(known[code] for code in codes if code in known and code not in gone)
        )
        if set(ASSETS) <= set(codes) - gone:
            open_library(group, known)


def known_permissions() -> dict[str, Permission]:
    """Every permission by its code, such as `plan.view_plan`."""
    return {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }


def taken_rights() -> dict[int, set[str]]:
    """By group: the codes that an administrator took away."""
    found: dict[int, set[str]] = {}
    for change in RightChange.objects.filter(is_given=False):
        found.setdefault(change.group_id, set()).add(change.code)
    return found


def open_library(group: Group, known: dict[str, Permission]) -> None:
    """The CMS asks for pictures and files by collection; a commune has one collection."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Kho tư liệu")
    for code in COLLECTION_CODES:
        if code in known:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=known[code]
            )


def give_role(
    *, account: Account, role: Role, now: datetime, own_role: OwnRole | None = None
) -> None:
    """Puts the account in the group of its role, ready or the commune's own, and in no other. One
    that could decide or open accounts stays guarded; a new role counts from now. Where a right to
    decide came with it, the caller asks `hold_signing`."""
    groups = Group.objects.filter(pk=own_role.group_id) if own_role else None
    chosen = list(groups or Group.objects.filter(name=role.label))
    if set(account.groups.all()) != set(chosen):
        account.role_since = now
        codes = decisive_codes(account)
        if codes:
            account.guarded_until = guarded_until(now)
        if SIGNING & codes and account.signs_from is None:
            account.signs_from = local(now).date()  # it decides already, whatever comes next
    account.role = Role(own_role.base) if own_role else role
    account.own_role = own_role
    account.is_staff = False
    account.save(
        update_fields=["role", "own_role", "is_staff", "role_since", "guarded_until", "signs_from"]
    )
    account.groups.set(chosen)
