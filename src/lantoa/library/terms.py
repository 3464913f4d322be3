"""Words of the library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models


class UploadState(models.TextChoices):
    """Where a video stands on its way into the library."""

    RECEIVING = "receiving", "đang tải lên"
    CHECKING = "checking", "đang kiểm tra"
    DONE = "done", "đã vào kho"
    REFUSED = "refused", "chưa lưu được"


@dataclass(frozen=True)
class Size:
    """A size that the product needs of every picture: code in the address, its name, the CMS's
    filter that makes it, and where it is used."""

    code: str
    name: str
    spec: str
    purpose: str


SIZES = (
    Size("trang-web", "Trang web", "width-960|format-webp", "thân bài"),
    Size("trang-chu", "Trang chủ", "fill-776x256|format-webp", "bài đầu trang"),
    Size("chia-se", "Ảnh chia sẻ", "fill-1200x630|format-jpeg", "khi bài được chia sẻ"),
    Size("vuong", "Vuông", "fill-1080x1080|format-jpeg", "bài đăng mạng xã hội"),
    Size("doc", "Dọc", "fill-1080x1920|format-jpeg", "tin dạng dọc, clip"),
    Size("ngang", "Ngang", "fill-1920x1080|format-jpeg", "bảng điện tử, màn hình hội trường"),
    Size("ban-in", "Bản in", "max-2480x3508|format-jpeg", "tờ rơi, áp phích"),
)


@dataclass(frozen=True)
class Resemblance:
    """Something of the library that looks like what comes in."""

    key: int
    title: str
    created_at: datetime
    is_exact: bool
