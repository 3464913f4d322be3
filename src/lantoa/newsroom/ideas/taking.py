"""Ideas: taken in from phones exactly once, taken up by an editor."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from html import escape
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.library.letting_go import drop_unused_pictures
from lantoa.library.models import Consent, Picture, Right
from lantoa.library.services import prepare_sizes_later
from lantoa.media.photos import LARGEST_BYTES, Photo, clean_photo
from lantoa.newsroom.editing.dropping import drop_draft, why_keep_article
from lantoa.newsroom.ideas.invites import refuse_dead_invite
from lantoa.newsroom.models import Article, FieldInvite, Idea, IdeaFile, PlannedItem
from lantoa.newsroom.services import save_draft
from lantoa.newsroom.sounds.notes import spoken_note
from lantoa.newsroom.terms import IdeaFileKind, IdeaSource, IdeaState
from lantoa.plan.models import Task
from lantoa.registry.models import Account
from lantoa.vietnamese import nfc

MOST_PHOTOS = 6
LONGEST_TEXT = 6000
RIGHT = "newsroom.add_article"
# What a person may name as the source; the others are proposed by rules.
NOTED_SOURCES = (IdeaSource.OFFICER, IdeaSource.RESIDENT, IdeaSource.UNIT, IdeaSource.TEAM)
CLIENT_ID = re.compile(r"[0-9a-fA-F-]{16,40}")


@dataclass(frozen=True)
class Story:
    """What a phone sends."""

    client_id: str
    headline: str
    place: str = ""
    text: str = ""
    people_informed: bool = False
    photos: Sequence[UploadedFile[bytes]] = field(default_factory=tuple)
    voice: UploadedFile[bytes] | None = None


def take_story(
    *, story: Story, now: datetime, by: Account | None = None, invite: FieldInvite | None = None
) -> Idea:
    """Keeps a story as an idea; the same one sent again is answered with what is kept."""
    client_id = _own_id(story, by, invite)
    known = Idea.objects.filter(client_id=client_id).first()
    if known:
        return known
    if invite:
        refuse_dead_invite(invite, now=now)
    _refuse_incomplete(story)
    photos = [_checked_photo(photo) for photo in story.photos]
    voice = spoken_note(story.voice) if story.voice else None
    with transaction.atomic():
        if invite:
            invite = FieldInvite.objects.select_for_update().get(pk=invite.pk)
        idea, is_new = Idea.objects.get_or_create(
            client_id=client_id,
            defaults={
                "headline": _clean(story.headline, 200), "place": _clean(story.place, 200),
                "text": nfc(story.text.strip()), "people_informed": story.people_informed,
                "from_whom": (invite.name if invite else str(by))[:120], "noted_by": by,
                "noted_at": now, "invite": invite,
                "source": IdeaSource.TEAM if invite else IdeaSource.OFFICER,
            },
        )  # fmt: skip
        if is_new:
            _use(invite, now)
            keep_photos(idea, photos)
            if voice:
                _keep(idea, IdeaFileKind.VOICE, voice.data, "ghi-am.mp3", voice.milliseconds)
    return idea


def _own_id(story: Story, by: Account | None, invite: FieldInvite | None) -> str:
    """A phone's id within its own sender: nobody reaches another's story by guessing."""
    if not CLIENT_ID.fullmatch(story.client_id):
        raise Refused("Trang gửi tin đã cũ. Tin vẫn còn trên máy. Tải lại trang rồi gửi.")
    source = f"moi{invite.pk}" if invite else f"tk{by.pk}" if by else ""
    if not source:
        raise Refused("Chưa rõ ai gửi nên chưa nhận tin. Mở lại đường dẫn được cấp.")
    return f"{source}:{story.client_id.lower()}"


def _refuse_incomplete(story: Story) -> None:
    if not story.headline.strip():
        raise Refused("Chưa ghi chuyện gì nên chưa nhận. Ghi một câu ở ô đầu rồi gửi.")
    if not story.text.strip() and story.voice is None:
        raise Refused("Chưa kể lại và chưa ghi âm nên chưa nhận. Viết vài câu hoặc ghi âm rồi gửi.")
    if len(story.text) > LONGEST_TEXT:
        raise Refused("Phần kể lại dài hơn 6.000 chữ cái nên chưa nhận. Rút ngắn rồi gửi.")
    if len(story.photos) > MOST_PHOTOS:
        raise Refused(f"Mỗi tin gửi tối đa {MOST_PHOTOS} ảnh. Chưa nhận. Bỏ bớt ảnh rồi gửi.")
    if story.photos and not story.people_informed:
        raise Refused(
            "Chưa đánh dấu rằng người trong ảnh đã được báo và đồng ý, nên chưa nhận. "
            "Đánh dấu, hoặc bỏ ảnh rồi gửi."
        )


def _clean(text: str, most: int) -> str:
    return nfc(" ".join(text.split()))[:most]


def _checked_photo(upload: UploadedFile[bytes]) -> Photo:
    return clean_photo(upload.read(LARGEST_BYTES + 1))


def _use(invite: FieldInvite | None, now: datetime) -> None:
    if invite is None:
        return
    refuse_dead_invite(invite, now=now)
    invite.use_count += 1
    invite.save(update_fields=["use_count"])


def keep_photos(idea: Idea, photos: Sequence[Photo]) -> None:
    """Photos that were cleaned stand beside the words of an idea."""
    for photo in photos:
        _keep(idea, IdeaFileKind.PHOTO, photo.data, "anh.jpg")


def _keep(idea: Idea, kind: IdeaFileKind, data: bytes, name: str, milliseconds: int = 0) -> None:
    sha256 = hashlib.sha256(data).hexdigest()
    row = IdeaFile(idea=idea, kind=kind, sha256=sha256, milliseconds=milliseconds)
    row.file.save(f"{sha256[:16]}-{name}", ContentFile(data), save=True)


def take_up_idea(*, idea: Idea, by: Account, now: datetime) -> Article:
    """Viết thành tin bài: a draft with the words and photos; the idea is taken, once."""
    if not by.has_perm(RIGHT):
        raise Refused("Tài khoản này không viết được tin bài. Ý tưởng vẫn được giữ.")
    with transaction.atomic():
        idea = Idea.objects.select_for_update().get(pk=idea.pk)
        if idea.article:
            return idea.article
        body = [("paragraph", f"<p>{escape(line)}</p>") for line in _lines(idea)]
        body += [
            ("picture", {"image": _picture(file, idea, by), "caption": ""})  # type: ignore[misc]
            for file in idea.files.filter(kind=IdeaFileKind.PHOTO)
        ]
        draft = Article(title=idea.headline, body=body, source=idea.from_whom, project=idea.project)
        planned = PlannedItem.objects.filter(idea=idea).first()
        draft.genre = planned.genre if planned else draft.genre
        draft.tasks = [planned.task] if planned and planned.task else list(idea.tasks.all())
        article = save_draft(article=draft, by=by, now=now)
        PlannedItem.objects.filter(idea=idea).update(article=article)
        idea.article, idea.state = article, IdeaState.TAKEN
        idea.save(update_fields=["article", "state"])
    return article


def _lines(idea: Idea) -> list[str]:
    lines = [line.strip() for line in [idea.place, *idea.text.splitlines()]]
    return [line for line in lines if line] or [idea.headline]


def _picture(file: IdeaFile, idea: Idea, by: Account) -> Picture:
    with file.file.open("rb") as data:
        image = ImageFile(io.BytesIO(data.read()), name=Path(str(file.file.name)).name)
    made = Picture(
        title=idea.headline[:200], file=image, right=Right.GIVEN, source=idea.from_whom,
        shows_people=True, people_informed=idea.people_informed, consent=Consent.SPOKEN,
        uploaded_by_user=by,
    )  # fmt: skip
    made.save()
    prepare_sizes_later(made)
    return made


def note_idea(
    *, headline: str, text: str, source: str, from_whom: str, by: Account, now: datetime,
    task: Task | None = None,
) -> Idea:  # fmt: skip
    """Ghi ý tưởng on the desk: what a resident asked, what a unit told, what came to mind."""
    if not by.has_perm(RIGHT):
        raise Refused("Tài khoản này không ghi được ý tưởng. Chưa ghi gì.")
    if not headline.strip():
        raise Refused("Chưa ghi chuyện gì. Chưa ghi ý tưởng. Viết một câu ở ô đầu.")
    if source not in NOTED_SOURCES:
        raise Refused("Nguồn của ý tưởng chưa đúng. Chưa ghi gì. Chọn lại nguồn.")
    idea = Idea.objects.create(
        headline=_clean(headline, 200), text=nfc(text.strip())[:LONGEST_TEXT], source=source,
        from_whom=_clean(from_whom, 120), noted_by=by, noted_at=now,
    )  # fmt: skip
    idea.tasks.set([task] if task else [])
    return idea


def leave_idea(*, idea: Idea, why: str, by: Account, now: datetime) -> None:
    """Không dùng, with a reason: the idea leaves what waits and the week; it can come back."""
    if not by.has_perm(RIGHT):
        raise Refused("Tài khoản này không xếp được ý tưởng. Ý tưởng vẫn được giữ.")
    reason = _clean(why, 200)
    if not reason:
        raise Refused("Chưa nêu vì sao không dùng. Ý tưởng vẫn ở mục chờ xem. Chọn một lý do.")
    with transaction.atomic():
        count = Idea.objects.filter(pk=idea.pk, state=IdeaState.NEW).update(
            state=IdeaState.LEFT, left_why=reason, left_by=by, left_at=now
        )
        if count:
            PlannedItem.objects.filter(idea=idea, article=None).delete()


def bring_back_idea(*, idea: Idea, by: Account) -> None:
    """Đưa lại: what was left waits again."""
    if not by.has_perm(RIGHT):
        raise Refused("Tài khoản này không xếp được ý tưởng. Ý tưởng vẫn được giữ.")
    Idea.objects.filter(pk=idea.pk, state=IdeaState.LEFT).update(
        state=IdeaState.NEW, left_why="", left_by=None, left_at=None
    )


def erase_old_ideas(*, before: datetime) -> int:
    """Ideas past their time go with their photos and voices; answers how many."""
    old = list(Idea.objects.filter(noted_at__lt=before, is_proposal=False))
    for idea in old:
        erase_idea(idea=idea)
    return len(old)


def erase_idea(*, idea: Idea, with_draft: bool = False) -> None:
    """One idea with its photos and voice, from the disk too, and its photos in the library where
    nothing shows them; `with_draft`: and the draft that was made of it while nobody approved it.
    What was approved is the commune's record and stays."""
    with transaction.atomic():
        if with_draft and idea.article and not why_keep_article(idea.article):
            drop_draft(article=idea.article)
        photos = list(idea.files.filter(kind=IdeaFileKind.PHOTO).values_list("sha256", flat=True))
        drop_unused_pictures(sha256s=photos)
        for file in idea.files.all():
            transaction.on_commit(partial(file.file.storage.delete, str(file.file.name)))
        PlannedItem.objects.filter(idea=idea).delete()  # its headline is the idea's
        idea.delete()
