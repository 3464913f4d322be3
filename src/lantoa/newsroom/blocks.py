"""The blocks of an article's body."""

from __future__ import annotations

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from lantoa.newsroom.data.blocks import (
    DATA_BLOCKS,
    ComparisonBlock,
    FiguresBlock,
    HamletsBlock,
    StepsBlock,
    TimelineBlock,
)

DATA = "Số liệu"
RICH_TEXT = ["bold", "italic", "ol", "ul", "link"]


class PictureBlock(blocks.StructBlock):
    """A picture with its caption."""

    image = ImageChooserBlock(label="ảnh")
    caption = blocks.CharBlock(label="chú thích", required=False, max_length=200)

    class Meta:
        icon = "image"
        label = "Ảnh"
        template = "newsroom/blocks/picture.html"


class BodyBlock(blocks.StreamBlock):
    """Body of an article: paragraphs, subheadings, pictures, quotations, data."""

    paragraph = blocks.RichTextBlock(label="Đoạn văn", features=RICH_TEXT, icon="pilcrow")
    heading = blocks.CharBlock(
        label="Tiêu đề nhỏ", max_length=150, icon="title", template="newsroom/blocks/heading.html"
    )
    picture = PictureBlock()
    quotation = blocks.BlockQuoteBlock(label="Trích lời", icon="openquote")
    figures = FiguresBlock(group=DATA)
    steps = StepsBlock(group=DATA)
    comparison = ComparisonBlock(group=DATA)
    timeline = TimelineBlock(group=DATA)
    hamlets = HamletsBlock(group=DATA)

    class Meta:
        block_counts = {name: {"max_num": 1} for name in DATA_BLOCKS}
