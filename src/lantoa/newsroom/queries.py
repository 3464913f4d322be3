"""Reads of the newsroom."""

from __future__ import annotations

from django.db.models import Case, CharField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat

from lantoa.approval.manifest import Manifest, make_manifest
from lantoa.approval.models import Request
from lantoa.approval.queries import is_form_approved
from lantoa.approval.terms import RequestState
from lantoa.newsroom.kinds import forms_of
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.plain import body_lines, plain_text, text_form_hash
from lantoa.newsroom.terms import ArticleState, Form, RenditionState
from lantoa.registry.models import SpokenWord
from lantoa.vietnamese.text import fold, sort_key


def spoken_words() -> dict[str, str]:
    """The commune's word list: word as written → as said."""
    return dict(SpokenWord.objects.values_list("word", "reading"))


def fresh_sound(article: Article) -> Rendition | None:
    """The newest finished sound of exactly this content; None where it is missing or stale."""
    finished = _sounds(article).filter(content=article.content, state=RenditionState.READY)
    return finished.first()


def newest_sound(article: Article) -> Rendition | None:
    """The newest sound whatever its state, to show how far it is or that it is stale."""
    return _sounds(article).first()


def _sounds(article: Article) -> QuerySet[Rendition]:
    """The sounds of one article, newest first."""
    rows: QuerySet[Rendition] = Rendition.objects.filter(article_id=article.pk, form=Form.SOUND)
    return rows.order_by("-made_at", "-pk")


def current_manifest(article: Article) -> Manifest:
    """What would be approved now: the content and every form as it would be shown or heard."""
    hashes = {kind.code: text_form_hash(kind.exact(article)) for kind in forms_of(article)}
    sound = fresh_sound(article) if article.for_loudspeaker else None
    if sound:
        hashes[Form.SOUND] = sound.sha256
    return make_manifest(article.content, hashes)


def missing_for_submission(article: Article) -> list[str]:
    """What is still to be done before this article can be submitted, in short Vietnamese."""
    checks = [
        (bool(article.title.strip()), "ghi tiêu đề"),
        (_has_words(article), "viết nội dung"),
        (article.tasks.exists() if article.pk else False, "chọn nhiệm vụ của kế hoạch"),
        (article.audiences.exists() if article.pk else False, "chọn nhóm đối tượng"),
        (article.has_no_secret, "xác nhận nội dung không chứa bí mật nhà nước"),
    ]
    missing = [what for is_there, what in checks if not is_there]
    if article.for_loudspeaker and fresh_sound(article) is None:
        missing.append("làm âm thanh")
    return missing


def _has_words(article: Article) -> bool:
    raw = list(article.body.raw_data) if article.body else []
    return bool(article.lead.strip()) or any(body_lines(raw))


def live_articles() -> QuerySet[Article]:
    """Articles that stand in public."""
    rows: QuerySet[Article] = Article.objects.filter(live=True)
    return rows


def approved_sound(article: Article) -> Rendition | None:
    """The sound that may air: made from the live content, its very bytes heard and approved."""
    if not article.live or not article.live_content:
        return None
    for rendition in _sounds(article).filter(
        content=article.live_content, state=RenditionState.READY
    ):
        if is_form_approved(
            subject=article.code, content=article.live_content, form=Form.SOUND,
            sha256=rendition.sha256,
        ):  # fmt: skip
            return rendition
    return None


def search_articles(words: str, *, live_only: bool = True) -> QuerySet[Article]:
    """Articles that hold every word, with and without accents; newest first."""
    rows = live_articles() if live_only else Article.objects.all()
    for word in fold(words).split()[:8]:
        rows = rows.filter(folded__contains=word)
    found: QuerySet[Article] = rows.order_by("-first_published_at", "-created_at")
    return found


def articles_with_state(rows: QuerySet[Article] | None = None) -> QuerySet[Article]:
    """Articles with `standing` (an ArticleState), made from the newest request on each."""
    subject = Concat(Value("article:"), Cast(OuterRef("pk"), CharField()))
    newest = Request.objects.filter(subject=subject).order_by("-submitted_at", "-pk")
    every = Article.objects.all() if rows is None else rows
    found: QuerySet[Article] = every.annotate(
        request_state=Subquery(newest.values("state")[:1]),
        standing=Case(
            When(request_state=RequestState.OPEN, then=Value(ArticleState.WAITING.value)),
            When(request_state=RequestState.RETURNED, then=Value(ArticleState.RETURNED.value)),
            When(live=True, then=Value(ArticleState.LIVE.value)),
            default=Value(ArticleState.DRAFT.value),
            output_field=CharField(),
        ),
    )
    return found


def standing_of(article: Article) -> ArticleState:
    """Where one article stands now."""
    row = articles_with_state(Article.objects.filter(pk=article.pk)).values_list("standing").first()
    return ArticleState(row[0]) if row else ArticleState.DRAFT


def approved_text(article: Article) -> str:
    """All words of the version that stands in public, to compare a draft with; empty where none
    does. A row that is live holds exactly its approved content."""
    row = Article.objects.filter(pk=article.pk, live=True).exclude(live_content="").first()
    return compared_text(row) if row else ""


def compared_text(article: Article) -> str:
    """All words by which two versions of an article are compared."""
    parts = [plain_text(article)]
    parts += [f"Lời phát thanh: {article.script.strip()}"] if article.script.strip() else []
    parts += [f"Bài đăng mạng xã hội: {article.post.strip()}"] if article.post.strip() else []
    parts.append("Nhiệm vụ: " + ", ".join(sorted(task.number for task in article.tasks.all())))
    names = sorted((audience.name for audience in article.audiences.all()), key=sort_key)
    parts.append("Nhóm đối tượng: " + ", ".join(names))
    return "\n".join(parts)
