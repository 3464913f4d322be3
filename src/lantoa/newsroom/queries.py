"""Reads of the newsroom."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat

from lantoa.approval.manifest import Manifest, make_manifest
from lantoa.approval.models import Request
from lantoa.approval.queries import is_form_approved
from lantoa.approval.terms import RequestState
from lantoa.library.models import Picture
from lantoa.newsroom.checking.looking import musts_of
from lantoa.newsroom.data.sheets import missing_answers
from lantoa.newsroom.genres import prompts_in
from lantoa.newsroom.kinds import forms_of
from lantoa.newsroom.models import Article, Rendition, Timing
from lantoa.newsroom.models.article import picture_ids
from lantoa.newsroom.plain import body_lines, plain_text, spoken_text, text_form_hash
from lantoa.newsroom.products.queries import (
    are_products_there,
    file_hashes,
    shown_products,
    without_products,
)
from lantoa.newsroom.sounds.files import sound_path
from lantoa.newsroom.terms import INNER, ArticleState, Form, RenditionState, TimedState
from lantoa.registry.models import SpokenWord
from lantoa.registry.terms import SpokenState
from lantoa.vietnamese.text import fold, sort_key


def spoken_words() -> dict[str, str]:
    """The commune's word list: word as written → as said. What is only proposed is left out."""
    used = SpokenWord.objects.filter(state=SpokenState.USED)
    return dict(used.values_list("word", "reading"))


def fresh_sound(article: Article) -> Rendition | None:
    """The newest finished sound of exactly this content; None where it is missing or stale.

    A machine's sound is stale too when the word list now has it say other words; a person has
    read what stands in the text, so their recording stays."""
    finished = _sounds(article).filter(content=article.content, state=RenditionState.READY)
    words: str | None = None
    for sound in finished:
        if not sound.is_synthetic:
            return sound
        words = spoken_text(article, spoken_words()) if words is None else words
        if sound.text == words:
            return sound
    return None


def newest_sound(article: Article) -> Rendition | None:
    """The newest sound whatever its state, to show how far it is or that it is stale."""
    return _sounds(article).first()


def takes_of(article: Article) -> list[Rendition]:
    """Every finished sound of the words as they are now, newest first; the first one would air.
    A person's recording of this very text stays, however the word list says it since."""
    words = spoken_text(article, spoken_words())
    rows = _sounds(article).filter(
        Q(text=words) | Q(is_synthetic=False, content=article.content), state=RenditionState.READY
    )
    return list(rows.select_related("recording"))


def _sounds(article: Article) -> QuerySet[Rendition]:
    """The sounds of one article, newest first."""
    rows: QuerySet[Rendition] = Rendition.objects.filter(article_id=article.pk, form=Form.SOUND)
    return rows.order_by("-made_at", "-pk")


def current_manifest(article: Article) -> Manifest:
    """What would be approved now: the content and every form as it would be shown or heard, with
    every file that was made from it by rule."""
    told = told_manifest(article)
    files: dict[str, str] = {}
    for product in shown_products(article, told["content"]):
        files |= file_hashes(product)
    return make_manifest(told["content"], told["forms"] | files)


def still_stands(article: Article, manifest: Manifest) -> bool:
    """Is what was submitted still what it is? A product that was made since changes nothing: it
    waits for an approval of its own."""
    return told_manifest(article) == without_products(manifest) and are_products_there(
        article, manifest
    )


def told_manifest(article: Article) -> Manifest:
    """The content, the texts and the sound, without the products."""
    hashes = {kind.code: text_form_hash(kind.exact(article)) for kind in forms_of(article)}
    sound = fresh_sound(article) if article.for_loudspeaker else None
    if sound:
        hashes[Form.SOUND] = sound.sha256
        if sound.inner_sha256:
            hashes[INNER] = sound.inner_sha256
    return make_manifest(article.content, hashes)


def missing_for_submission(article: Article) -> list[str]:
    """What is still to be done before this article can be submitted, in short Vietnamese."""
    checks = [
        (bool(article.title.strip()), "ghi tiêu đề"),
        (not article.title.strip() or _has_letters(article.title), "ghi tiêu đề bằng chữ"),
        (_has_words(article), "viết nội dung"),
        (article.tasks.exists() if article.pk else False, "chọn nhiệm vụ của kế hoạch"),
        (article.audiences.exists() if article.pk else False, "chọn nhóm đối tượng"),
        (article.has_no_secret, "xác nhận nội dung không chứa bí mật nhà nước"),
    ]
    missing = [what for is_there, what in checks if not is_there]
    missing += _unfilled(article)
    musts = len(musts_of(article))
    if musts:
        missing.append(f"sửa xong {musts} chỗ ở «Xem lại»")
    if article.for_loudspeaker and fresh_sound(article) is None:
        missing.append("làm âm thanh")
    return missing


def _unfilled(article: Article) -> list[str]:
    """Prompts of the skeleton that still stand, questions of the sheet without an answer, picture
    blocks without a picture or with one that left the library since."""
    raw = list(article.body.raw_data) if article.body else []
    words = [article.title, article.lead, article.script, article.post, str(raw)]
    words += [article.post_facebook, article.post_zalo]
    prompts = sum(len(prompts_in(one)) for one in words)
    lacking = missing_answers(article.genre, article.sheet)
    there = set(Picture.objects.filter(pk__in=picture_ids(raw)).values_list("pk", flat=True))
    shown = [one["value"].get("image") for one in raw if one["type"] == "picture"]
    empty = sum(key not in there for key in shown)
    found = [f"thay {prompts} chỗ «[Điền: …]» bằng lời của bài"] if prompts else []
    found += [f"chọn ảnh cho {empty} khối ảnh"] if empty else []
    if lacking:
        found.append(f"trả lời các ô của phiếu: {', '.join(lacking)}")
    return found


def _has_letters(text: str) -> bool:
    """Something that can be read aloud, drawn and found: signs and pictures alone cannot."""
    return any(sign.isalnum() for sign in text)


def _has_words(article: Article) -> bool:
    raw = list(article.body.raw_data) if article.body else []
    return bool(article.lead.strip()) or any(body_lines(raw))


def live_articles() -> QuerySet[Article]:
    """Articles that stand in public."""
    rows: QuerySet[Article] = Article.objects.filter(live=True)
    return rows


def approved_sound(article: Article) -> Rendition | None:
    """The sound that may air: made from the live content, its very bytes heard and approved."""
    return next(_approved_sounds(article), None)


def sound_at_hand(article: Article) -> Rendition | None:
    """The same; where its file is gone from the server, the one approved last before it whose
    file is there."""
    for rendition in _approved_sounds(article):
        if sound_path(rendition.sha256).is_file():
            return rendition
    return None


def _approved_sounds(article: Article) -> Iterator[Rendition]:
    if not article.live or not article.live_content:
        return
    for rendition in _sounds(article).filter(
        content=article.live_content, state=RenditionState.READY
    ):
        if is_form_approved(
            subject=article.code, content=article.live_content, form=Form.SOUND,
            sha256=rendition.sha256,
        ):  # fmt: skip
            yield rendition


def is_inner_approved(sound: Rendition) -> bool:
    """May the sound air without its announcement: were these bytes approved as well?"""
    return bool(sound.inner_sha256) and is_form_approved(
        subject=sound.article.code, content=sound.content, form=INNER, sha256=sound.inner_sha256
    )


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
        has_hour=Exists(
            Timing.objects.filter(
                article=OuterRef("pk"), state=TimedState.SET, publish_at__isnull=False
            )
        ),
        standing=Case(
            When(request_state=RequestState.OPEN, then=Value(ArticleState.WAITING.value)),
            When(request_state=RequestState.RETURNED, then=Value(ArticleState.RETURNED.value)),
            When(
                request_state=RequestState.APPROVED,
                has_hour=True,
                then=Value(ArticleState.SCHEDULED.value),
            ),
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
    own = (("Facebook", article.post_facebook), ("Zalo", article.post_zalo))
    parts += [f"Lời riêng cho {name}: {words.strip()}" for name, words in own if words.strip()]
    parts += ["Có dùng trợ giúp viết"] if article.used_help else []
    parts.append("Nhiệm vụ: " + ", ".join(sorted(task.number for task in article.tasks.all())))
    names = sorted((audience.name for audience in article.audiences.all()), key=sort_key)
    parts.append("Nhóm đối tượng: " + ", ".join(names))
    return "\n".join(parts)
