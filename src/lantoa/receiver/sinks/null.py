"""Takes sound in real time and makes none."""


class NullSink:
    """For trials without an amplifier."""

    lead_seconds = 0.0
    tick_seconds = 0.0

    def begin(self) -> None:
        pass

    def write(self, pcm: bytes) -> None:
        pass

    def finish(self) -> None:
        pass

    def cut(self) -> None:
        pass

    def tick(self) -> None:
        pass
