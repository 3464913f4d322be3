"""Lượt trình và lượt duyệt."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lantoa.approval.terms import Decision, RequestState, Route


class Request(models.Model):
    """Lượt trình. Something was laid before an approver: which bytes, by whom, written by whom."""

    subject = models.CharField("mã đối tượng", max_length=80, db_index=True)
    title = models.CharField("tên", max_length=300)
    manifest = models.JSONField("các mã băm được trình")
    hash = models.CharField("mã băm của lượt trình", max_length=64, db_index=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người trình", related_name="+"
    )
    submitted_at = models.DateTimeField("trình lúc")
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="người viết", related_name="+"
    )
    tasks = models.JSONField("mã nhiệm vụ", default=list)
    needed_by = models.DateTimeField("cần trước lúc", null=True, blank=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=RequestState, default=RequestState.OPEN
    )
    # As the rule stood when it was submitted: a rule changed later changes no open request.
    route = models.CharField("các bước", max_length=8, choices=Route, default=Route.LEADER)

    class Meta:
        verbose_name = "lượt trình"
        verbose_name_plural = "lượt trình"
        ordering = ("-submitted_at",)
        constraints = [
            models.UniqueConstraint(
                "subject", condition=models.Q(state="open"), name="approval_one_open_request"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RouteRule(models.Model):
    """Quy định duyệt. Which steps one kind of matter takes; without a row, its default holds."""

    matter = models.CharField("loại nội dung", max_length=40, unique=True)
    route = models.CharField("các bước", max_length=8, choices=Route)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người đổi", related_name="+"
    )
    changed_at = models.DateTimeField("đổi lúc")

    class Meta:
        verbose_name = "quy định duyệt"
        verbose_name_plural = "quy định duyệt"
        ordering = ("matter",)

    def __str__(self) -> str:
        return self.matter


class Delegation(models.Model):
    """Ủy quyền duyệt. A leader's authority to decide, in a deputy's hands from day to day."""

    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ủy quyền", related_name="+"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người được ủy quyền",
        related_name="+",
    )  # fmt: skip
    since = models.DateField("từ ngày")
    until = models.DateField("đến hết ngày")
    basis = models.CharField("văn bản ủy quyền", max_length=200, blank=True)
    given_at = models.DateTimeField("ghi lúc")
    ended_at = models.DateTimeField("thôi ủy quyền lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ủy quyền duyệt"
        verbose_name_plural = "ủy quyền duyệt"
        ordering = ("-since", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="approval_delegation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("deputy")), name="approval_delegation_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} ủy quyền cho {self.deputy}"


class Approval(models.Model):
    """Lượt duyệt. A person's decision, bound to a hash; never changed."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="approvals")
    subject = models.CharField("mã đối tượng", max_length=80, db_index=True)
    content = models.CharField("mã băm nội dung", max_length=64, db_index=True)
    hash = models.CharField("mã băm của lượt trình", max_length=64)
    decision = models.CharField("quyết định", max_length=10, choices=Decision)
    reason = models.TextField("lý do", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người duyệt", related_name="+"
    )
    decided_at = models.DateTimeField("lúc")
    # What the approver opened or heard before deciding: recorded, never required.
    seen = models.JSONField("đã mở, đã nghe", default=list)
    via = models.CharField("nơi duyệt", max_length=10, default="desk")
    # False: the head's step, after which the leader's is still to come.
    is_final = models.BooleanField("là bước cuối", default=True)
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True,
        verbose_name="thừa ủy quyền của", related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = "lượt duyệt"
        verbose_name_plural = "lượt duyệt"
        ordering = ("-decided_at",)
        permissions = [("final_approval", "Duyệt ở bước cuối")]
        indexes = [models.Index(fields=["subject", "content"], name="approval_subject_content")]
        constraints = [
            models.UniqueConstraint("request", "is_final", name="approval_one_decision_a_step"),
            models.UniqueConstraint("request", "by", name="approval_nobody_does_both_steps"),
            models.CheckConstraint(
                condition=models.Q(is_final=True) | models.Q(decision=Decision.APPROVED),
                name="approval_a_return_is_final",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.request}"


class SecretLink(models.Model):
    """What every address for one approver has: its secret part, its end, and what became of it."""

    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người duyệt", related_name="+"
    )
    nonce = models.CharField("số ngẫu nhiên", max_length=32)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người tạo", related_name="+"
    )
    made_at = models.DateTimeField("tạo lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    opened_at = models.DateTimeField("mở lần đầu lúc", null=True, blank=True)
    opened_with = models.CharField("mở bằng", max_length=80, blank=True)
    wrong_count = models.PositiveSmallIntegerField("số lần nhập sai mã PIN", default=0)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)

    class Meta:
        abstract = True


class ApprovalLink(SecretLink):
    """Đường dẫn duyệt. One request for one approver without signing in: used up by the decision,
    never by opening; bound to the bytes of `hash`."""

    request = models.ForeignKey(
        Request, models.PROTECT, verbose_name="lượt trình", related_name="links"
    )
    hash = models.CharField("mã băm của lượt trình", max_length=64)
    used_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    used_with = models.CharField("quyết định bằng", max_length=80, blank=True)

    class Meta:
        verbose_name = "đường dẫn duyệt"
        verbose_name_plural = "đường dẫn duyệt"
        ordering = ("-made_at",)
        constraints = [
            models.UniqueConstraint(
                "request", "approver",
                condition=models.Q(used_at__isnull=True, revoked_at__isnull=True),
                name="approval_one_link_each",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"đường dẫn cho {self.approver}: {self.request}"


class WeekLink(SecretLink):
    """Đường dẫn duyệt cả tuần. Several approval links of one approver under one address, decided
    with one PIN; each of them is still bound to its own bytes and used up by its own decision."""

    links = models.ManyToManyField(
        ApprovalLink, verbose_name="đường dẫn từng bài", related_name="weeks"
    )

    class Meta:
        verbose_name = "đường dẫn duyệt cả tuần"
        verbose_name_plural = "đường dẫn duyệt cả tuần"
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"đường dẫn duyệt cả tuần cho {self.approver}"


class ApprovalPin(models.Model):
    """Mã PIN duyệt. Six digits that an approver chose in the desk, kept as a slow hash."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="tài khoản",
        related_name="approval_pin",
    )  # fmt: skip
    hash = models.CharField("mã băm", max_length=200)
    set_at = models.DateTimeField("đặt lúc")
    wrong_count = models.PositiveSmallIntegerField("số lần nhập sai liên tiếp", default=0)
    locked_until = models.DateTimeField("khóa đến", null=True, blank=True)

    class Meta:
        verbose_name = "mã PIN duyệt"
        verbose_name_plural = "mã PIN duyệt"

    def __str__(self) -> str:
        return f"mã PIN của {self.account}"
