"""Piper as a program (see `voice_program`): a neural voice from a local .onnx file with its
.onnx.json beside it. Only this module knows the library; nothing is ever downloaded."""

from __future__ import annotations

import sys
from pathlib import Path

from lantoa.core.errors import Refused
from lantoa.media.prosody import ORDINARY
from lantoa.media.voice_program import run

NOT_INSTALLED = (
    "Máy này chưa cài phần đọc bằng giọng nơ-ron (gói «voice») nên chưa làm âm thanh; "
    "hãy cài thêm gói đó hoặc chọn giọng máy khác."
)
BAD_MODEL = (
    "Tệp giọng đọc «{name}» hỏng hoặc thiếu tệp .onnx.json đi kèm nên chưa làm âm thanh; "
    "hãy chép lại cả hai tệp hoặc chọn giọng máy khác."
)


class Piper:
    """One loaded model. Its own pace counts as the ordinary one; pitch it does not know."""

    def __init__(self, model: str) -> None:
        try:
            from piper import PiperVoice
        except ImportError as error:
            raise Refused(NOT_INSTALLED) from error
        try:
            self._voice = PiperVoice.load(model)
            self.rate = int(self._voice.config.sample_rate)
        except Exception as error:  # onnxruntime raises bare classes of its own
            raise Refused(BAD_MODEL.format(name=Path(model).name)) from error

    def say(self, text: str, *, pace: int, pitch: int) -> bytes:
        from piper import SynthesisConfig

        scale = self._voice.config.length_scale * ORDINARY.words_a_minute / pace
        chunks = self._voice.synthesize(text, SynthesisConfig(length_scale=scale))
        return b"".join(chunk.audio_int16_bytes for chunk in chunks)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], Piper))
