"""What a clip of an article is made from: its narration, its photos, its headings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lantoa.core.errors import Refused
from lantoa.library.models import Picture
from lantoa.media.moving.captions import Spoken
from lantoa.media.moving.clip_plan import Saying
from lantoa.media.moving.stories import Photo
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.models.article import picture_ids
from lantoa.newsroom.plain import script_text
from lantoa.newsroom.products.register import Watch
from lantoa.newsroom.queries import fresh_sound, spoken_words
from lantoa.newsroom.sounds.files import sound_path
from lantoa.newsroom.sounds.rendering import SAID_FIRST
from lantoa.vietnamese.speech import read_aloud, words_within

if TYPE_CHECKING:
    from lantoa.media.moving.clip_cut import Narration
    from lantoa.media.sound import Tags

OWN_SOUND = "bai"
"""The choice of the article's own sound."""
NO_SOUND = (
    "Bài chưa có âm thanh đúng với lời hiện tại nên chưa làm được video ngắn. Làm âm thanh hoặc "
    "thu giọng đọc trước; hoặc chọn một giọng máy."
)
SOUND_LOST = (
    "Tệp âm thanh của bài không còn trên máy nên chưa làm được video ngắn. Làm lại âm thanh rồi "
    "làm video; bài vẫn được giữ."
)
LONGEST_SAYING = 16
TRIES = 3


@dataclass(frozen=True)
class Told:
    """A narration, whether it says less than the article's own sound, and whether a machine
    speaks it."""

    narration: Narration
    is_shortened: bool
    is_synthetic: bool


def photos_of(article: Article) -> list[tuple[Picture, Photo]]:
    """The photos of the body in their order, each once."""
    ids = list(dict.fromkeys(picture_ids(list(article.body.raw_data) if article.body else [])))
    found = Picture.objects.in_bulk(ids)
    return [
        (found[key], Photo(Path(found[key].file.path), _focus(found[key])))
        for key in ids
        if key in found
    ]


def _focus(picture: Picture) -> tuple[float, float]:
    """The middle of what must be seen, in shares; the middle of the photo where nobody said."""
    x, y = picture.focal_point_x, picture.focal_point_y
    if x is None or y is None or not picture.width or not picture.height:
        return 0.5, 0.5
    return x / picture.width, y / picture.height


def sayings_of(article: Article) -> tuple[Saying, ...]:
    """Headings and quotations that are short enough for a card."""
    blocks = list(article.body.raw_data) if article.body else []
    return tuple(
        Saying(str(block["value"]).strip(), is_quote=block["type"] == "quotation")
        for block in blocks
        if block.get("type") in ("heading", "quotation")
        and 0 < len(str(block["value"]).split()) <= LONGEST_SAYING
    )


def told(article: Article, voice: str, folder: Path, tags: Tags, watch: Watch) -> Told:
    """The article's own sound where it fits a clip. A machine's sound that is too long is spoken
    again in the same voice, shortened; a person's is refused, in words."""
    from lantoa.media.moving.clip import LONGEST_SPEECH_MS, check_length

    if voice != OWN_SOUND:
        return _spoken(article, voice, folder, tags, watch)
    sound = fresh_sound(article)
    if sound is None:
        raise Refused(NO_SOUND)
    if sound.is_synthetic and sound.milliseconds > LONGEST_SPEECH_MS:
        return _spoken(article, sound.voice, folder, tags, watch)
    check_length(sound.milliseconds)
    return Told(_heard(article, sound), is_shortened=False, is_synthetic=sound.is_synthetic)


def _heard(article: Article, sound: Rendition) -> Narration:
    from lantoa.media.captions import Cue
    from lantoa.media.moving.clip_cut import Narration

    path = sound_path(sound.sha256)
    if not path.is_file():
        raise Refused(SOUND_LOST)
    written = script_text(article)
    words = words_within(written, spoken_words())
    lines = [line for line in written.splitlines() if line.strip()]
    return Narration(
        path, sound.milliseconds, tuple(Cue(*cue) for cue in sound.cues),
        tuple(Spoken(line, read_aloud(line, words)) for line in lines),
        lambda text: read_aloud(text, words), _engine_of(sound), sound.cues_exact,
    )  # fmt: skip


def _engine_of(sound: Rendition) -> str:
    """By the file's own mark."""
    from lantoa.media.reading import synthetic_engine

    return synthetic_engine(sound_path(sound.sha256)) if sound.is_synthetic else ""


def _spoken(article: Article, voice: str, folder: Path, tags: Tags, watch: Watch) -> Told:
    """A machine speaks as much of the text as fits; should it need longer than was reckoned, the
    next try has less."""
    from lantoa.media.moving.clip import LONGEST_SPEECH_MS, check_length
    from lantoa.media.moving.clip_cut import Narration
    from lantoa.media.moving.shortening import shortened
    from lantoa.media.readings import from_words
    from lantoa.media.voices import voice_named

    written = script_text(article)
    words = words_within(written, spoken_words())

    def read(text: str) -> str:
        return read_aloud(text, words)

    lines = [line for line in written.splitlines() if line.strip()]
    seconds = LONGEST_SPEECH_MS / 1000 - 4  # the sentence that a machine speaks
    for _ in range(TRIES):
        kept = shortened(lines, seconds, read)
        script = tuple(Spoken(line, read(line)) for line in kept)
        sound = from_words(
            "\n".join([SAID_FIRST, *(line.said for line in script)]), folder / "loi.mp3",
            tags=replace(tags, synthetic=""), voice=voice, watch=watch,
        )  # fmt: skip
        if sound.seconds * 1000 <= LONGEST_SPEECH_MS:
            break
        seconds *= 0.97 * LONGEST_SPEECH_MS / 1000 / sound.seconds
    milliseconds = round(sound.seconds * 1000)
    check_length(milliseconds)
    narration = Narration(
        sound.path, milliseconds, sound.cues, script, read, engine=voice_named(sound.voice).engine
    )
    whole = [" ".join(line.split()) for line in lines]
    return Told(narration, is_shortened=kept != whole, is_synthetic=True)
