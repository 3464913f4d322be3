"""Plain functions that put things into the library."""

from __future__ import annotations

import hashlib
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

from lantoa.library.models import Picture, Video
from lantoa.library.services import Handed, hold_pictures
from lantoa.library.video_uploads import begin_upload
from lantoa.registry.models import Account
from tests.make import NOW


def drawing(seed: int = 1, *, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture with shapes that another seed puts elsewhere."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    wide, high = size
    for place in range(14):
        x, y = (seed * 97 + place * 61) % wide, (seed * 53 + place * 83) % high
        colour = ((seed * 31 + place * 47) % 200, (place * 71) % 200, (place * 29 + seed) % 200)
        draw.rectangle((x, y, x + wide // 5, y + high // 6), fill=colour)
    return image


def encoded(image: Image.Image, kind: str = "JPEG", **extra: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **extra)
    return out.getvalue()


def picture(seed: int = 1, **fields: object) -> Picture:
    """A picture that lies in the library."""
    file = ImageFile(BytesIO(encoded(drawing(seed))), name=f"anh{seed}.jpg")
    return Picture.objects.create(
        **{"title": f"Ảnh {seed}", "alt_text": f"Hình {seed}", "file": file, **fields}
    )


def held(by: Account, *seeds: int) -> str:
    """Token of an upload that waits for its owner."""
    files = [Handed(f"anh{seed}.jpg", encoded(drawing(seed))) for seed in seeds]
    return hold_pictures(files=files, by=by, now=NOW)[0]


def upload(by: Account, size: int = 3_000_000) -> str:
    """Token of a video of which nothing came yet."""
    mark = hashlib.sha256(str(size).encode()).hexdigest()
    row = begin_upload(name="hoi-thi.mp4", size=size, fingerprint=mark, by=by, now=NOW)
    return row.token


def video(by: Account, **fields: object) -> Video:
    """A video that lies in the library; its bytes are no film."""
    made = Video(
        **{
            "title": "Hội thi số", "sha256": "cd" * 32, "size": 9, "milliseconds": 61_000,
            "width": 1920, "height": 1080, "uploaded_by": by, "created_at": NOW, **fields,
        }
    )  # fmt: skip
    made.file.save("cd.mp4", ContentFile(b"no film.."), save=False)
    made.poster.save("cd.jpg", ContentFile(encoded(drawing())), save=False)
    made.save()
    return made
