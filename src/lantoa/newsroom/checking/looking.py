"""All checks of one article, what must be mended first; the registry and the library are read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lantoa.library.models import Picture
from lantoa.newsroom.checking.names import Known, names
from lantoa.newsroom.checking.passages import passages_of
from lantoa.newsroom.checking.personal import personal_data
from lantoa.newsroom.checking.plain_words import heavy_words
from lantoa.newsroom.checking.quantities import (
    disagreeing,
    not_attached,
    not_in_source,
    values_of,
)
from lantoa.newsroom.checking.values import Finding, Passage, found_in
from lantoa.newsroom.models import Article
from lantoa.newsroom.source_papers import known_values
from lantoa.plan.mentions import key_of, mentions
from lantoa.plan.models import Plan
from lantoa.plan.superior import cited_in
from lantoa.plan.terms import PlanState
from lantoa.registry.models import Commune, Hamlet, Officer, Unit
from lantoa.registry.terms import Language


def findings_of(article: Article, *, today: date) -> list[Finding]:
    """Everything to look at again: what must be mended, then cautions, each in reading order."""
    passages = passages_of(article)
    found = [
        *personal_data(passages, own_phones=_own_phones()), *_pictures(article),
        *_documents(passages, today), *_sources(passages), *_attached(article, passages),
        *disagreeing(passages),
        *names(passages, _known()), *_heavy(article, passages), *_source_of(article),
    ]  # fmt: skip
    order = {one.place: at for at, one in enumerate(passages)}
    last = len(order)
    return sorted(found, key=lambda one: (not one.is_must, order.get(one.place, last)))


def musts_of(article: Article) -> list[Finding]:
    """Only what an article is not submitted with."""
    found = [*personal_data(passages_of(article), own_phones=()), *_pictures(article)]
    return [one for one in found if one.is_must]


def _heavy(article: Article, passages: list[Passage]) -> Iterator[Finding]:
    """Words are weighed in Vietnamese only."""
    if article.language == Language.VIETNAMESE:
        yield from heavy_words(passages)


def _own_phones() -> list[str]:
    return [one for one in Commune.objects.values_list("phone", flat=True) if one]


def _known() -> Known:
    units = Unit.objects.filter(is_active=True).values_list("name", flat=True)
    return Known(
        hamlets=list(Hamlet.objects.values_list("name", flat=True)), units=list(units),
        communes=list(Commune.objects.values_list("name", flat=True)),
        posts=list(Officer.objects.exclude(title="").values_list("name", "title")),
    )  # fmt: skip


def _pictures(article: Article) -> Iterator[Finding]:
    raw = list(article.body.raw_data) if article.body else []
    blocks = [one for one in raw if one["type"] == "picture"]
    rows = Picture.objects.in_bulk([one["value"].get("image") or 0 for one in blocks])
    for number, block in enumerate(blocks, start=1):
        picture = rows.get(block["value"].get("image"))
        if picture is None:
            continue  # an empty block is named among what is missing
        place, label = f"block:{block.get('id', '')}", f"Ảnh {number}"
        for why, advice in _lacking(picture):
            yield Finding(
                "picture", True, place, label, picture.title, why, advice, picture=picture.pk
            )


def _lacking(picture: Picture) -> Iterator[tuple[str, str]]:
    if not picture.alt_text.strip():
        yield (
            "ảnh chưa có mô tả cho người không nhìn thấy",
            "Mở ảnh, ghi mô tả: ai, đang làm gì, ở đâu.",
        )
    if not picture.right or not picture.source.strip():
        yield (
            "ảnh chưa ghi tác giả hoặc quyền sử dụng",
            "Mở ảnh, ghi ai chụp và vì sao xã được dùng.",
        )
    if picture.shows_people and not picture.people_informed:
        yield (
            "ảnh có người nhận ra được, chưa ghi là họ đã được báo",
            "Hỏi người trong ảnh, rồi mở ảnh đánh dấu.",
        )


def _documents(passages: list[Passage], today: date) -> Iterator[Finding]:
    # The register is asked once; piece by piece only where something is to be told.
    whole = "\n".join(one.text for one in passages)
    if not any(one.warning for one in cited_in(whole, today=today)):
        return
    for passage in passages:
        for one in cited_in(passage.text, today=today):
            if one.warning:
                yield found_in(
                    passage, one.mention.words, code="document", why=one.warning,
                    advice="Dẫn văn bản đang có hiệu lực, hoặc nói rõ văn bản cũ.",
                )  # fmt: skip


def _sources(passages: list[Passage]) -> Iterator[Finding]:
    """Numbers beside the name of a plan that its text does not hold."""
    texts = _plan_texts()
    for passage in passages if texts else ():
        for one in mentions(passage.text):
            if one.key in texts:
                name, source = texts[one.key]
                spans = [(one.start, one.end)]
                yield from not_in_source(passage, spans, name=name, source=source)


def _plan_texts() -> dict[str, tuple[str, str]]:
    """Name and text of every plan that was issued, by the key of its number."""
    plans = Plan.objects.exclude(state=PlanState.DRAFT).exclude(number="").exclude(text="")
    return {
        key_of("", number): (f"Kế hoạch {number}", text)
        for number, text in plans.values_list("number", "text")
    }


def _attached(article: Article, passages: list[Passage]) -> Iterator[Finding]:
    """Numbers that the papers which were attached do not hold; those of a plan that is cited are
    looked at in their own sentences."""
    names, known = known_values(article)
    if not names:
        return
    texts = _plan_texts()
    cited = {one.key for passage in passages for one in mentions(passage.text)} & set(texts)
    known |= {value for key in cited for value in values_of(texts[key][1])}
    yield from not_attached(passages, known, names)


def _source_of(article: Article) -> Iterator[Finding]:
    if not article.source.strip():
        yield Finding(
            "source", False, "source", "Nguồn tin", "", "bài chưa ghi nguồn tin",
            "Ghi đơn vị hoặc người cung cấp tin.",
        )  # fmt: skip
