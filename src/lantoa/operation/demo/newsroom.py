"""The demo's stories, each by the whole way: written, spoken, submitted, approved, delivered."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.approval.models import Request
from lantoa.channels.base.services import open_deliveries, send_due
from lantoa.newsroom.models import Article, Rendition, Section
from lantoa.newsroom.products.making import ask_for_product, make
from lantoa.newsroom.products.queries import PART
from lantoa.newsroom.services import approve_article, return_article, save_draft, submit_article
from lantoa.newsroom.sounds.asking import make_sound
from lantoa.newsroom.sounds.rendering import render
from lantoa.newsroom.terms import INNER, Form, RenditionState, Voice
from lantoa.operation.demo.samples import Story
from lantoa.plan.models import Plan
from lantoa.registry.models import Account, Audience, ScienceProject

# Items older than a week carry at most five seconds of sound: the announcement of the synthetic
# voice and about five words.
SHORT_WORDS = 5


def write_story(story: Story, *, plan: Plan, by: Account, now: datetime, is_short: bool) -> Article:
    """A draft of one story of the samples; `is_short` gives it a script of a few words."""
    fields = dict(story.fields)
    section = Section.objects.filter(slug=fields.pop("section", "")).first()
    if is_short:
        fields["script"] = " ".join(fields["title"].split()[:SHORT_WORDS])
    article = Article(
        **fields, section=section, body=list(story.body), sheet=story.sheet,
        has_no_secret=True,
        project=ScienceProject.objects.filter(name=story.project).first(),
    )  # fmt: skip
    article.tasks = list(plan.tasks.filter(number__in=story.tasks))
    article.audiences = list(Audience.objects.filter(name__in=story.audiences))
    return save_draft(article=article, by=by, now=now)


def speak(article: Article, *, by: Account, now: datetime) -> None:
    """The synthetic voice, made here and now by the job's own function."""
    rendition = make_sound(article=article, voice=Voice.NORTH, by=by, now=now)
    if not _lend(rendition):
        render(rendition.pk)


def draw(article: Article, *, by: Account, now: datetime) -> None:
    """The infographic, made here and now by the job's own function."""
    product = ask_for_product(article=article, form=Form.GRAPHIC, options={}, by=by, now=now)
    make(product.pk)


def print_forms(article: Article, *, by: Account, now: datetime) -> None:
    """Board text, leaflet and e-document, made here and now by the job's own function."""
    for form in (Form.BOARD, Form.LEAFLET, Form.DOCUMENT):
        make(ask_for_product(article=article, form=form, options={}, by=by, now=now).pk)


def _lend(rendition: Rendition) -> bool:
    """A story told again (`year`) has the same few words: their bytes are taken again."""
    spoken = Rendition.objects.filter(
        text=rendition.text, voice=rendition.voice, state=RenditionState.READY
    ).exclude(article=rendition.article_id)  # fmt: skip
    known = spoken.values("sha256", "mime", "size", "milliseconds").first()
    if known:
        Rendition.objects.filter(pk=rendition.pk).update(**known, state=RenditionState.READY)
    return bool(known)


def approve(article: Article, *, by: Account, leader: Account, now: datetime) -> None:
    """Submitted by the writer, heard and approved by the leader an hour later, sent out."""
    request = submit_article(article=article, by=by, now=now)
    decided_at = now + timedelta(hours=1)
    approve_article(
        request=request, expected_hash=request.hash, seen=_all_forms(request),
        by=leader, now=decided_at,
    )  # fmt: skip
    open_deliveries(now=decided_at)
    send_due(now=decided_at)


def _all_forms(request: Request) -> list[str]:
    """What a leader opens who opens everything."""
    return sorted({form.partition(PART)[0] for form in request.manifest["forms"]} - {INNER})


def wait_for_leader(article: Article, *, by: Account, now: datetime) -> None:
    """Submitted and not decided yet: what the leader finds in the morning."""
    submit_article(article=article, by=by, now=now)


def send_back(article: Article, *, by: Account, leader: Account, now: datetime) -> None:
    """Submitted, and returned with a reason."""
    request = submit_article(article=article, by=by, now=now)
    return_article(
        request=request, expected_hash=request.hash, seen=["web"], by=leader,
        reason="Bổ sung tên đơn vị cung cấp số liệu ở đoạn hai rồi gửi lại.",
        now=now + timedelta(minutes=20),
    )  # fmt: skip
