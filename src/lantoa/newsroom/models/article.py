"""Tin bài: the source of all its forms, and the one gate through which it is published."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from lantoa.approval.queries import is_approved
from lantoa.core.errors import Refused
from lantoa.newsroom.blocks import BodyBlock
from lantoa.newsroom.content import content_hash
from lantoa.newsroom.data.sheets import Answer, answers, sheet_text
from lantoa.newsroom.models.desk_items import Section, Series
from lantoa.newsroom.terms import TOPICS, Genre, Priority
from lantoa.registry.terms import Language
from lantoa.vietnamese.text import fold

GATE_REFUSAL = (
    "Nội dung này chưa được lãnh đạo duyệt nên chưa đăng. Bài vẫn được giữ nguyên. "
    "Gửi duyệt, hoặc mở lại đúng bản đã duyệt."
)


class Article(
    DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel
):
    """Tin bài. A Wagtail snippet, not a page, because it feeds every channel."""

    title = models.CharField("tiêu đề", max_length=200)
    slug = models.SlugField("đường dẫn", max_length=120, blank=True, editable=False, db_index=True)
    genre = models.CharField("thể loại", max_length=12, choices=Genre, default=Genre.NEWS)
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, verbose_name="chuyên mục"
    )
    series = models.ForeignKey(
        Series, models.SET_NULL, null=True, blank=True, verbose_name="chuyên đề"
    )
    lead = models.TextField("tóm tắt", max_length=600, blank=True)
    body = StreamField(BodyBlock(), verbose_name="nội dung", blank=True)
    script = models.TextField(
        "lời phát thanh", blank=True,
        help_text="Để trống thì loa đọc tiêu đề, tóm tắt và nội dung.",
    )  # fmt: skip
    post = models.TextField(
        "bài đăng mạng xã hội", blank=True,
        help_text="Để trống thì lấy tiêu đề, tóm tắt và đường dẫn.",
    )  # fmt: skip
    post_facebook = models.TextField(
        "lời riêng cho Facebook", blank=True, help_text="Để trống thì dùng lời đăng ở trên.",
    )  # fmt: skip
    post_zalo = models.TextField(
        "lời riêng cho Zalo", blank=True, help_text="Để trống thì dùng lời đăng ở trên.",
    )  # fmt: skip
    language = models.CharField(
        "ngôn ngữ", max_length=3, choices=Language, default=Language.VIETNAMESE
    )
    topic = models.CharField("nội dung thiết yếu", max_length=12, choices=TOPICS, default="science")
    priority = models.CharField(
        "mức ưu tiên trên loa", max_length=10, choices=Priority, default=Priority.ORDINARY
    )
    for_loudspeaker = models.BooleanField("phát trên loa", default=True)
    tasks = ParentalManyToManyField(
        "plan.Task", blank=True, verbose_name="nhiệm vụ", related_name="articles"
    )
    audiences = ParentalManyToManyField(
        "registry.Audience", blank=True, verbose_name="nhóm đối tượng", related_name="articles"
    )
    project = models.ForeignKey(
        "registry.ScienceProject", models.PROTECT, null=True, blank=True,
        verbose_name="nói về nhiệm vụ KH&CN", related_name="articles",
    )  # fmt: skip
    source = models.CharField("nguồn tin", max_length=200, blank=True)
    # Answers of a policy sheet or a research result, by name (`newsroom.sheets`).
    sheet = models.JSONField("các ô của phiếu", default=dict, blank=True, editable=False)
    # Words of a machine were taken into this version or one before it.
    used_help = models.BooleanField("có dùng trợ giúp viết", default=False)
    has_no_secret = models.BooleanField("nội dung không chứa bí mật nhà nước", default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False,
        verbose_name="người viết", related_name="+",
    )  # fmt: skip
    created_at = models.DateTimeField("tạo lúc", null=True, editable=False)
    # The content that stands in public; empty while nothing is live.
    live_content = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    # The content for which deliveries were opened last; differs while channels have work.
    delivered_content = models.CharField(max_length=64, blank=True, editable=False)
    # Whoever took it down last; channels name them in their evidence.
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False,
        verbose_name="người gỡ", related_name="+",
    )  # fmt: skip
    folded = models.TextField(blank=True, editable=False)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="article")

    search_fields = [
        index.SearchField("title"),
        index.SearchField("folded"),
        index.AutocompleteField("folded"),
        index.FilterField("genre"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = "tin bài"
        verbose_name_plural = "tin bài"
        ordering = ("-created_at",)
        permissions = [("read_draft", "Đọc tin bài chưa đăng")]

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self) -> Any:
        return self._revisions

    @property
    def code(self) -> str:
        return f"article:{self.pk}"

    @property
    def content(self) -> str:
        """Content hash of the article as this object holds it (a revision's object too)."""
        text = {name: str(getattr(self, name) or "") for name in TEXT_FIELDS}
        text["section"] = str(self.section_id or "")
        text["project"] = str(self.project_id or "")
        text["for_loudspeaker"] = "1" if self.for_loudspeaker else ""
        # Only where there is one: articles without a sheet keep the hash they were approved with.
        text |= {f"sheet.{name}": said for name, said in sheet_text(self.genre, self.sheet).items()}
        text |= {name: getattr(self, name) for name in NETWORK_FIELDS if getattr(self, name)}
        text |= {"used_help": "1"} if self.used_help else {}
        raw = list(self.body.raw_data) if self.body else []
        return content_hash(
            text=text,
            body=raw,
            tasks=[task.code for task in self.tasks.all()],
            audiences=[audience.code for audience in self.audiences.all()],
            files=_picture_hashes(raw),
        )

    @property
    def answers(self) -> list[Answer]:
        """Its sheet as readers see it; empty for genres that have none."""
        return answers(self.genre, self.sheet)

    @property
    def newest(self) -> Article:
        """The newest draft as an object, else the article itself."""
        newest: Article = self.get_latest_revision_as_object()
        return newest

    def save(self, *args: Any, **kwargs: Any) -> None:
        from lantoa.newsroom.plain import plain_text
        from lantoa.vietnamese.text import slug

        self.slug = slug(self.title)[:120] or "tin"
        self.folded = fold(plain_text(self))
        super().save(*args, **kwargs)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """The one gate: button, schedule, job and superuser all pass here, and nothing goes out
        whose content hash no person has approved."""
        with transaction.atomic():
            Article.objects.select_for_update().get(pk=self.pk)
            content = revision.as_object().content
            if not is_approved(subject=self.code, content=content):
                raise Refused(GATE_REFUSAL)
            kwargs["skip_permission_checks"] = True
            answer = super().publish(revision, *args, **kwargs)
            # Not while publication is only scheduled: then another revision, or none, is live.
            row = Article.objects.filter(pk=self.pk, live=True, live_revision_id=revision.pk)
            row.update(live_content=content, withdrawn_by=None)
        return answer


TEXT_FIELDS = (
    "title", "genre", "lead", "script", "post", "language", "topic", "priority", "source",
)  # fmt: skip

# Words for one network; like a sheet, they enter the hash only where there are any.
NETWORK_FIELDS = ("post_facebook", "post_zalo")


def picture_ids(raw: list[Any]) -> list[int]:
    """Keys of the pictures in a body's raw blocks."""
    return [
        block["value"]["image"]
        for block in raw
        if block.get("type") == "picture" and block["value"].get("image")
    ]


def _picture_hashes(raw: list[Any]) -> dict[str, str]:
    """What the pictures in the body show, bytes and words: the blocks hold only their keys."""
    from lantoa.library.models import Picture

    pictures = Picture.objects.filter(pk__in=picture_ids(raw))
    return {str(picture.pk): " ".join(picture.shown) for picture in pictures}
