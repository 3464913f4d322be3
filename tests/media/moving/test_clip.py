"""A clip, small, read back from the file; its captions, its cuts, its photos."""

from __future__ import annotations

import itertools
from pathlib import Path

import av
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from lantoa.core.errors import Refused, Unreadable
from lantoa.media.captions import Cue
from lantoa.media.encoding import encode
from lantoa.media.moving.captions import Caption, Spoken, captions
from lantoa.media.moving.clip import MadeClip, check_length, make_clip
from lantoa.media.moving.clip_cut import LEAD_FRAMES, Matter, Narration
from lantoa.media.moving.clip_plan import Cover, Layout, Saying, cuts, named_figure, plan
from lantoa.media.moving.fitting import width_of
from lantoa.media.moving.lines import Block
from lantoa.media.moving.photo_scenes import window
from lantoa.media.moving.shapes import FPS
from lantoa.media.moving.shortening import seconds_of, shortened
from lantoa.media.moving.stories import Amount, Photo, Story
from lantoa.media.pixels import cut_of, size_of
from lantoa.media.sound import Tags
from tests.media.make import voice
from tests.media.moving.data import SIGN, STORY, THIN, near, seen, share_of

SECONDS = 22
MUC, GIAY = "#1B2A41", "#FBFAF7"
LINES = (
    Spoken("Từ tháng 6, xã lắp ba trạm đo.", "Từ tháng sáu, xã lắp ba trạm đo."),
    Spoken("Số đo gửi 15 phút một lần.", "Số đo gửi mười lăm phút một lần."),
)
READ = {line.written: line.said for line in LINES} | {"Số đo gửi": "Số đo gửi"}


def read(text: str) -> str:
    return READ.get(text, text.replace("15", "mười lăm").replace("6", "sáu"))


def cues(prefix: str = "Bản tin đọc bằng giọng máy.") -> tuple[Cue, ...]:
    said = [text for text in (prefix, *(line.said for line in LINES)) if text]
    each = 1000 * SECONDS // len(said)
    return tuple(Cue(each * at, each * (at + 1), text) for at, text in enumerate(said))


def photo(path: Path, width: int = 900, height: int = 600) -> Photo:
    Image.new("RGB", (width, height), "#C84830").save(path)
    return Photo(path, (0.7, 0.4))


def narration(folder: Path) -> Narration:
    sound = folder / "loi.mp3"
    encode(voice(SECONDS), sound, Tags())
    return Narration(sound, 1000 * SECONDS, cues(), LINES, read, "espeak-ng")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeClip:
    folder = tmp_path_factory.mktemp("clip")
    matter = Matter(STORY, (photo(folder / "anh.jpg"),), (Saying("Nhớ hai con số"),), "Xã")
    tags = Tags(title="Độ mặn", synthetic="espeak-ng")
    return make_clip(matter, narration(folder), SIGN, THIN, folder / "phim.mp4", tags=tags)


def test_clip_has_picture_and_sound_of_thirty_to_ninety_seconds(made: MadeClip) -> None:
    with av.open(str(made.path)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.width, video.height, video.codec_context.pix_fmt) == (270, 480, "yuv420p")
        assert (video.codec_context.name, audio.codec_context.name) == ("h264", "aac")
        assert video.average_rate == FPS
        assert abs(float(video.duration * video.time_base) - made.milliseconds / 1000) < 0.05
        assert abs(float(audio.duration * audio.time_base) - made.milliseconds / 1000) < 0.1
        assert "synthetic-voice=espeak-ng" in container.metadata["comment"]
    assert 30_000 <= made.milliseconds <= 90_000
    assert size_of(made.cover) == (270, 480)


def test_caption_band_stands_where_it_must(made: MadeClip) -> None:
    frame = seen(made.path, [LEAD_FRAMES + 40])[0]
    bottom, left = 480 - 105, 16  # 420 above the edge, 64 from the left, at a quarter
    assert near(frame[bottom - 4, left + 3], MUC, 12)
    assert not near(frame[bottom + 3, left + 3], MUC, 20)
    assert not near(frame[bottom - 4, left - 4], MUC, 20)
    band = frame[bottom - 50 : bottom, left : left + 120]
    assert 0.03 < (band.min(axis=-1) > 170).mean() < 0.5  # the letters
    assert not near(frame[bottom - 4, 270 - 28], MUC, 20)  # as wide as its text, not more


def test_cover_names_the_commune_and_shows_the_title_at_once(made: MadeClip) -> None:
    first, closing = seen(made.path, [0, -1])
    assert share_of(first[80:330], "#0B6E69") > 0.15  # the title on its field
    assert share_of(first[60:90, 16:120], GIAY) > 0.2  # the plate with the name
    assert share_of(closing, "#0B6E69") > 0.6


def test_caption_files_follow_the_picture(made: MadeClip) -> None:
    assert made.vtt.startswith("WEBVTT\n\n00:00:00.480 --> ")
    assert "15 phút một lần." in made.srt
    assert "mười lăm" not in made.srt


def test_stopped_clip_leaves_nothing(tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def watch(share: float) -> None:
        if share > 0.02:
            raise Enough

    spoken, before = narration(tmp_path), len(list(tmp_path.iterdir()))
    with pytest.raises(Enough):
        make_clip(
            Matter(STORY), spoken, SIGN, THIN, tmp_path / "phim.mp4", tags=Tags(), watch=watch
        )
    assert len(list(tmp_path.iterdir())) == before


def test_narration_that_fits_no_clip_is_refused_in_words() -> None:
    check_length(30_000)
    with pytest.raises(Refused, match="cần ít nhất 22 giây lời đọc"):
        check_length(12_000)
    with pytest.raises(Refused, match="2 phút 14 giây"):
        check_length(134_000)


def width(text: str) -> float:
    return width_of(text, 66)


def captioned(found: tuple[Cue, ...]) -> list[Caption]:
    return captions(LINES, found, read, width, 810)


def test_captions_are_written_words_at_the_time_they_are_said() -> None:
    found = captioned(cues())
    assert [one.block.text for one in found][:1] == ["Bản tin đọc bằng giọng máy."]
    digits = next(one for one in found if "15 phút" in one.block.text)
    assert 1000 * SECONDS * 2 // 3 <= digits.first_ms < digits.last_ms
    assert [one.opens for one in found].count(True) == 3


def test_captions_of_other_words_are_those_of_the_cues() -> None:
    found = captioned((Cue(0, 4000, "Lời khác hẳn kịch bản."),))
    assert " ".join(one.block.text for one in found) == "Lời khác hẳn kịch bản."


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=25), st.integers(0, 3000))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_cuts_cover_the_narration_and_are_never_hasty(lengths: list[int], after: int) -> None:
    ends = list(itertools.accumulate(lengths))
    shown = [
        Caption(end - length, end, Block(("một",)), at % 3 == 0)
        for at, (length, end) in enumerate(zip(lengths, ends, strict=True))
    ]
    edges = cuts(shown, ends[-1] + after)
    assert (edges[0], edges[-1]) == (0, ends[-1] + after)
    assert all(two - one >= 2400 for one, two in itertools.pairwise(edges[:-1]))


def test_data_stand_where_they_are_told() -> None:
    told = [
        Caption(at * 3000, at * 3000 + 3000, Block((text,)), True)
        for at, text in enumerate(
            ["Loa phát", "dài hơn", "trước", "Năm 2025 là 6 giờ 20 phút", "rồi", "hết", "bài"]
        )
    ]
    slots = plan(told, 21_000, STORY, ["comparison"], (), ())
    assert slots[0].visual == Cover()
    (card,) = (slot for slot in slots if slot.visual == Layout("comparison"))
    assert card.first_ms <= 9000 < card.last_ms


def test_figure_named_in_the_text_makes_a_card_but_a_date_does_not() -> None:
    def said(text: str) -> list[Caption]:
        return [Caption(0, 1000, Block((text,)), True)]

    assert named_figure(said("kinh phí 186 triệu đồng,"), 0, 1000) == Amount(
        "186", "triệu đồng", ""
    )
    assert named_figure(said("Từ tháng 6, xã lắp"), 0, 1000) is None
    assert named_figure(said("đạt 94,41%."), 0, 1000) == Amount("94,41%", "", "")
    assert named_figure(said("Từ 1‰ trở lên thì đóng cống"), 0, 1000) == Amount("1‰", "", "")
    assert named_figure(said("Từ 15 trở lên"), 0, 1000) is None
    assert named_figure(said("Cứ 5 giờ sáng, loa đọc"), 0, 1000) == Amount("5", "giờ sáng", "")


@given(
    st.tuples(st.integers(200, 6000), st.integers(200, 6000)),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
    st.sampled_from([(1080, 1920), (1920, 1080)]),
)
def test_photo_is_never_stretched_and_the_focus_is_seen(
    whole: tuple[int, int], focus: tuple[float, float], picture: tuple[int, int]
) -> None:
    found = window(whole, picture, focus, 100, 0.06)
    left, top, right, bottom = found.box
    assert -0.01 <= left < right <= whole[0] + 0.01
    assert -0.01 <= top < bottom <= whole[1] + 0.01
    across, down = found.size[0] / (right - left), found.size[1] / (bottom - top)
    assert across == pytest.approx(down, rel=0.001)
    assert left - 1 <= focus[0] * whole[0] <= right + 1


def test_large_photo_is_decoded_small_and_what_is_no_photo_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "lon.jpg"
    Image.new("L", (12_000, 9_000), 200).save(large, quality=30)
    assert size_of(large) == (12_000, 9_000)
    made = cut_of(large, (0, 0, 9_000, 9_000), (270, 270))
    assert (made.width, made.height, len(made.data)) == (270, 270, 270 * 270 * 3)
    huge = tmp_path / "lon.png"
    Image.new("1", (12_000, 9_000)).save(huge)
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(large.read_bytes()[:5000])
    heic = tmp_path / "anh.jpg"
    heic.write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(200))
    for path, why in ((huge, "quá nhiều điểm ảnh"), (cut, "bị hỏng"), (heic, "không phải JPEG")):
        with pytest.raises(Unreadable, match=why):
            cut_of(path, (0, 0, 9_000, 9_000), (270, 270))


def test_text_is_shortened_to_lead_and_first_sentences() -> None:
    lines = ["Tiêu đề.", "Tóm tắt.", "Một hai ba. Bốn năm sáu.", "Bảy tám. Chín mười."]
    whole = sum(seconds_of(line) for line in " ".join(lines).replace(". ", ".|").split("|"))
    assert shortened(lines, whole + 1, str) == lines
    less = seconds_of("Bốn năm sáu.") / 2
    assert shortened(lines, whole - less, str)[2] in ("Một hai ba.", lines[2])
    assert shortened(lines, 0, str) == ["Tiêu đề."]


def test_story_without_photos_or_data_makes_a_clip_too(tmp_path: Path) -> None:
    made = make_clip(
        Matter(Story("Nộp hồ sơ tại nhà")), narration(tmp_path), SIGN, THIN,
        tmp_path / "phim.mp4", tags=Tags(),
    )  # fmt: skip
    assert made.milliseconds >= 30_000
