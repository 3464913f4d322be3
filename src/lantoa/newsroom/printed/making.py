"""Áp phích, tờ rơi, tài liệu điện tử and chữ bảng tin as forms of an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from lantoa.newsroom.models import Article
from lantoa.newsroom.printed import boards, setting
from lantoa.newsroom.printed.reading import (
    made_from,
    made_from_boards,
    screens,
    story_of,
    terms,
)
from lantoa.newsroom.printed.stories import short_text
from lantoa.newsroom.products.register import (
    Choice,
    MadeFile,
    Option,
    Options,
    ProductKind,
    register_product,
)
from lantoa.newsroom.terms import Form, Genre
from lantoa.vietnamese import nfc

# Written to be spoken or played, not to be handed out.
SPOKEN = (Genre.SCRIPT, Genre.SKIT)
LONGEST_HEADLINE, LONGEST_BOARD = 90, 400
NO_TITLE = "Bài chưa có tiêu đề. Ghi tiêu đề rồi làm."
OWN_HEADLINE = Choice(
    "tieu-de", "Tiêu đề riêng", (), LONGEST_HEADLINE,
    "Để trống thì lấy tiêu đề bài. Sáu đến mười hai tiếng thì đọc được từ xa. "
    "Ghi khác đi thì phải duyệt riêng.",
)  # fmt: skip
OWN_WORDS = Choice(
    "loi", "Lời riêng cho bảng tin", (), LONGEST_BOARD,
    "Để trống thì máy lấy tiêu đề, tóm tắt và các điều cần nhớ. Ghi khác đi thì phải duyệt riêng.",
)  # fmt: skip
POSTERS = {one.code: one for one in (setting.A4_POSTER, setting.A3_POSTER, setting.A5_POSTER)}
LEAFLETS = {one.code: one for one in (setting.A5_LEAFLET, setting.A4_LEAFLET)}
Watch = Callable[[float], None]


def make_poster(article: Article, options: Options, folder: Path, watch: Watch) -> list[MadeFile]:
    """One sheet, as a picture and as PDF."""
    story = story_of(article, options.get("tieu-de", ""))
    sheet = POSTERS[options["kho"]]
    made = setting.poster(story, sheet)
    watch(0.9)
    alt = f"Áp phích khổ {sheet.name}. {story.facts.title}. {story.facts.lead}".strip()
    return [
        _file(folder, "png-xem", "image/png", made.seen, alt=alt, name="Bản xem"),
        _file(
            folder,
            f"pdf-{sheet.code}",
            "application/pdf",
            made.pdf,
            pages=1,
            alt=alt,
            name=f"Bản in {sheet.name}",
        ),
    ]


def make_leaflet(article: Article, options: Options, folder: Path, watch: Watch) -> list[MadeFile]:
    """Two sides; of an A5 also two copies on an A4, to be cut."""
    story = story_of(article, options.get("tieu-de", ""))
    sheet = LEAFLETS[options["kho"]]
    made = setting.leaflet(story, sheet)
    watch(0.6)
    alt = f"Tờ rơi khổ {sheet.name}, hai mặt. {story.facts.title}. {story.facts.lead}".strip()
    files = [
        _file(folder, "png-xem", "image/png", made.seen, alt=alt, name="Mặt trước"),
        _file(folder, "png-mat-sau", "image/png", made.back, alt=alt, name="Mặt sau"),
        _file(
            folder,
            f"pdf-{sheet.code}",
            "application/pdf",
            made.pdf,
            pages=2,
            alt=alt,
            name=f"Bản in {sheet.name}",
        ),
    ]
    if sheet is setting.A5_LEAFLET:
        twice = setting.two_on_a4(made.pdf, story.facts.title)
        words = f"Hai bản của tờ rơi trên một tờ A4, in hai mặt rồi cắt đôi. {story.facts.title}"
        files.append(
            _file(
                folder,
                "pdf-a4-cat-doi",
                "application/pdf",
                twice,
                pages=2,
                alt=words,
                name="Hai tờ trên một A4, cắt đôi",
            )
        )
    return files


def make_document(article: Article, options: Options, folder: Path, watch: Watch) -> list[MadeFile]:
    """One file for paper and computers, one for phones."""
    story = story_of(article)
    files: list[MadeFile] = []
    for done, (role, for_phone) in enumerate((("pdf-a4", False), ("pdf-dien-thoai", True)), 1):
        made = setting.document(story, for_phone=for_phone)
        alt = (
            f"Tài liệu điện tử, {made.pages} trang. {story.facts.title}. {story.facts.lead}".strip()
        )
        if for_phone:
            files.insert(
                0, _file(folder, "png-xem", "image/png", made.seen, alt=alt, name="Trang đầu")
            )
        files.append(
            _file(
                folder,
                role,
                "application/pdf",
                made.pdf,
                pages=made.pages,
                alt=alt,
                name="Bản cho điện thoại" if for_phone else "Bản A4",
            )
        )
        watch(done / 2)
    return files


def make_board(article: Article, options: Options, folder: Path, watch: Watch) -> list[MadeFile]:
    """One sheet for the paper board, and for every kind of letter board its text and picture."""
    story = story_of(article)
    own = nfc(options.get("loi", "").strip())
    paper = own or short_text(story, boards.PAPER_WORDS)
    title, _, rest = paper.partition("\n")
    made = setting.paper_for_board(
        replace(story, facts=replace(story.facts, title=title)), rest.splitlines()
    )
    said = f"Chữ cho bảng tin giấy: {paper}"
    files = [
        _file(folder, "png-giay", "image/png", made.seen, alt=said, name="Bảng giấy"),
        _file(
            folder,
            "pdf-giay",
            "application/pdf",
            made.pdf,
            pages=1,
            alt=said,
            name="Bản in cho bảng giấy",
        ),
    ]
    words = own or short_text(story, boards.SCREEN_WORDS)
    for screen in screens():
        watch(0.5)
        shown = boards.screenfuls(words, screen)
        text = boards.as_text(shown, screen)
        picture = setting.screens_picture(story, screen, shown)
        alt = f"Bảng chữ {screen.name}: {words}"
        name = f"Bảng {screen.name}"
        files += [
            _file(folder, f"png-{screen.code}", "image/png", picture, alt=alt, name=name),
            _file(folder, f"txt-{screen.code}", "text/plain", text.encode(), alt=alt, name=name),
        ]
    return files


ENDINGS = {"image/png": "png", "application/pdf": "pdf", "text/plain": "txt"}


def _file(
    folder: Path, role: str, mime: str, content: bytes, *, pages: int = 0, alt: str, name: str = ""
) -> MadeFile:
    path = folder / f"{role}.{ENDINGS[mime]}"
    path.write_bytes(content)
    width = height = 0
    if mime == "image/png":  # the header of PNG: both sizes follow its first 16 bytes
        width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    return MadeFile(role, path, mime, width=width, height=height, pages=pages, alt=alt, name=name)


def _why_not(article: Article) -> str:
    return "" if article.title.strip() else NO_TITLE


def _sizes(known: Mapping[str, setting.Sheet]) -> Choice:
    options = tuple(Option(code, one.name) for code, one in known.items())
    return Choice("kho", "Khổ giấy", options)


def _is_handed_out(article: Article) -> bool:
    return article.genre not in SPOKEN


def _is_by_hand(options: Options) -> bool:
    return bool(options.get("tieu-de") or options.get("loi"))


KINDS = (
    ProductKind(
        code=Form.POSTER, name="Áp phích", position=40, make=make_poster, applies=_is_handed_out,
        why_not=_why_not, choices=lambda article: [_sizes(POSTERS), OWN_HEADLINE],
        made_from=made_from, by_hand=_is_by_hand, terms=terms,
    ),
    ProductKind(
        code=Form.LEAFLET, name="Tờ rơi", position=50, make=make_leaflet, applies=_is_handed_out,
        why_not=_why_not, choices=lambda article: [_sizes(LEAFLETS), OWN_HEADLINE],
        made_from=made_from, by_hand=_is_by_hand, terms=terms,
    ),
    ProductKind(
        code=Form.DOCUMENT, name="Tài liệu điện tử", position=60, make=make_document,
        applies=_is_handed_out, why_not=_why_not, made_from=made_from, terms=terms,
    ),
    ProductKind(
        code=Form.BOARD, name="Chữ cho bảng tin", position=70, make=make_board, why_not=_why_not,
        choices=lambda article: [OWN_WORDS], made_from=made_from_boards, by_hand=_is_by_hand,
        version=2,
    ),
)  # fmt: skip


def register_printed() -> None:
    """When the app loads."""
    for kind in KINDS:
        register_product(kind)
