"""Từ điển đọc: words kept, proposed, let in and shared. All its writes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from lantoa.core.errors import Refused
from lantoa.registry.models import Account, Commune, Hamlet, SpeakerCluster, SpokenWord, Unit
from lantoa.registry.terms import SpokenState
from lantoa.vietnamese import nfc
from lantoa.vietnamese.speech import explain, read_aloud
from lantoa.vietnamese.speech.word_file import WordLine, read_word_file, written_word_file

LONGEST_WORD, LONGEST_READING, LONGEST_FILE = 80, 200, 2_000

NOT_ALLOWED = "Tài khoản này không có quyền sửa từ điển đọc. Chưa lưu gì."
NO_WORD = "Chưa ghi từ viết nên chưa lưu. Ghi từ đúng như trong văn bản."
NO_READING = "Cách đọc chưa có chữ nào nên chưa lưu. Ghi từng tiếng như khi nói."
TOO_LONG = "Từ viết dài nhất 80 ký tự, cách đọc dài nhất 200 ký tự. Chưa lưu. Rút ngắn lại."


class AlreadySaid(Refused):
    """The word is in use with another reading than the person saw. `present`: that reading."""

    def __init__(self, word: str, present: str, reading: str) -> None:
        super().__init__(
            f"Từ «{word}» đang được đọc là «{present}». Chưa lưu «{reading}». "
            "Nghe cả hai cách; muốn đổi thì bấm «Thay cách đọc», không thì để nguyên."
        )
        self.present = present


def keep_spoken_word(
    *, word: str, reading: str, by: Account, row: SpokenWord | None = None, seen: str | None = None
) -> SpokenWord:
    """Lưu một từ: from now on the machine says it so. A proposal for the same word is taken up.

    `row`: the entry that is being changed; another entry in use for the same word refuses.
    `seen`: the reading that the person knows to be in use. A reading in use is replaced only by
    who has seen it, so nobody's correction is lost unnoticed."""
    _need_right(by)
    word, reading = _checked(word, reading)
    try:
        with transaction.atomic():
            return _kept(word, reading, row, seen)
    except IntegrityError:  # another came first with the same word
        with transaction.atomic():
            return _kept(word, reading, row, seen)


def _kept(word: str, reading: str, row: SpokenWord | None, seen: str | None) -> SpokenWord:
    rows = SpokenWord.objects.select_for_update()
    same = rows.filter(word=word).first()
    if row is not None and same is not None and same.pk != row.pk:
        raise Refused(
            f"Từ «{word}» đã có trong từ điển, đọc là «{same.reading}». Chưa lưu. Mở mục đó để sửa."
        )
    kept = (rows.filter(pk=row.pk).first() if row else same) or SpokenWord()
    in_use = kept.pk is not None and kept.state == SpokenState.USED
    if in_use and kept.reading not in (reading, seen):
        raise AlreadySaid(word, kept.reading, reading)
    kept.word, kept.reading, kept.state = word, reading, SpokenState.USED
    kept.save()
    return kept


def decline_spoken_word(*, row: SpokenWord, by: Account) -> None:
    """Không dùng: the machine says it in its own way again; the entry stays and is not
    proposed anew."""
    _need_right(by)
    row.state = SpokenState.DECLINED
    row.save(update_fields=["state"])


def accept_proposals(*, pks: Collection[int], by: Account) -> int:
    """Dùng các từ đã chọn; answers how many."""
    _need_right(by)
    proposed = SpokenWord.objects.filter(pk__in=pks, state=SpokenState.PROPOSED)
    return proposed.update(state=SpokenState.USED)


def decline_proposals(*, pks: Collection[int], by: Account) -> int:
    """Không dùng các từ đã chọn; answers how many."""
    _need_right(by)
    proposed = SpokenWord.objects.filter(pk__in=pks, state=SpokenState.PROPOSED)
    return proposed.update(state=SpokenState.DECLINED)


def propose_names(*, names: Iterable[str], origin: str) -> int:
    """Đề xuất: names that are not simply said as they are written wait for a person; answers how
    many are new. What is in the list already, declined entries too, is left as it is."""
    fresh = {nfc(" ".join(name.split())) for name in names if name}
    fresh = {name for name in fresh if 1 < len(name) <= LONGEST_WORD and _needs_an_ear(name)}
    known = set(SpokenWord.objects.filter(word__in=fresh).values_list("word", flat=True))
    rows = [
        SpokenWord(
            word=name, reading=read_aloud(name)[:LONGEST_READING], state=SpokenState.PROPOSED,
            origin=origin[:120],
        )
        for name in sorted(fresh - known)
    ]  # fmt: skip
    SpokenWord.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def propose_registry_names() -> int:
    """Proposes the names of hamlets, clusters and units that need an ear."""
    found = propose_names(
        names=[*_names(Hamlet, "name"), *_names(SpeakerCluster, "name")], origin="thôn, cụm loa"
    )
    units = [*_names(Unit, "name"), *_names(Unit, "short_name")]
    return found + propose_names(names=units, origin="đơn vị")


def _names(model: type, field: str) -> list[str]:
    return list(model.objects.values_list(field, flat=True))  # type: ignore[attr-defined]


def _needs_an_ear(name: str) -> bool:
    """Is there a piece that is not a plain Vietnamese word?"""
    return any(one.reading and one.cls not in ("word", "pause") for one in explain(name))


@dataclass(frozen=True)
class Offer:
    """One line of another commune's file beside what this commune says now ("" where nothing)."""

    line: WordLine
    present: str

    @property
    def is_same(self) -> bool:
        return self.present == self.line.reading

    @property
    def is_conflict(self) -> bool:
        return bool(self.present) and not self.is_same


def word_file() -> str:
    """The list in use as a small file for other communes."""
    used = SpokenWord.objects.filter(state=SpokenState.USED)
    commune = Commune.objects.first()
    title = f"Từ điển đọc của {commune.name}" if commune else "Từ điển đọc"
    return written_word_file(title, used.values_list("word", "reading"))


def offers_in(text: str) -> tuple[list[Offer], list[int]]:
    """What a file offers, beside what is here; and the numbers of lines that cannot be taken."""
    present = dict(SpokenWord.objects.filter(state=SpokenState.USED).values_list("word", "reading"))
    found: dict[str, Offer] = {}
    wrong: list[int] = []
    for line in read_word_file(text):
        if len(found) + len(wrong) >= LONGEST_FILE:
            raise Refused(
                "Tệp có hơn 2.000 dòng nên chưa nhận từ nào. Chia tệp nhỏ hơn rồi nhận từng phần."
            )
        if line.is_wrong or _problem(line.word, line.reading):
            wrong.append(line.number)
        else:
            found[line.word] = Offer(line, present.get(line.word, ""))
    return list(found.values()), wrong


def take_offers(*, text: str, chosen: Collection[str], by: Account) -> int:
    """Nhận các từ đã chọn của một tệp; answers how many were taken."""
    _need_right(by)
    offers, _ = offers_in(text)
    taken = [offer for offer in offers if offer.line.word in chosen and not offer.is_same]
    with transaction.atomic():
        for offer in taken:
            SpokenWord.objects.update_or_create(
                word=offer.line.word,
                defaults={
                    "reading": offer.line.reading, "state": SpokenState.USED, "origin": "xã khác",
                },
            )  # fmt: skip
    return len(taken)


def _checked(word: str, reading: str) -> tuple[str, str]:
    word, reading = nfc(" ".join(word.split())), nfc(" ".join(reading.split()))
    problem = _problem(word, reading)
    if problem:
        raise Refused(problem)
    return word, reading


def _problem(word: str, reading: str) -> str:
    if not any(mark.isalnum() for mark in word):
        return NO_WORD
    if len(word) > LONGEST_WORD or len(reading) > LONGEST_READING:
        return TOO_LONG
    if not any(mark.isalpha() for mark in read_aloud(reading)):
        return NO_READING
    return ""


def _need_right(by: Account) -> None:
    if not by.has_perm("registry.change_spokenword"):
        raise Refused(NOT_ALLOWED)
