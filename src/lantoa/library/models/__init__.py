"""Kho tư liệu: own image, video, document and recording models, with the right to use them."""

from lantoa.library.models.files import File, Recording
from lantoa.library.models.incoming import HeldPicture, VideoUpload
from lantoa.library.models.pictures import Picture, PictureRendition, PictureUse
from lantoa.library.models.rights import Consent, Right, Rights
from lantoa.library.models.videos import Video

__all__ = [
    "Consent", "File", "HeldPicture", "Picture", "PictureRendition", "PictureUse", "Recording",
    "Right", "Rights", "Video", "VideoUpload",
]  # fmt: skip
