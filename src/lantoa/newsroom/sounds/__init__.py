"""Âm thanh of an article, from its words or a recording to the bytes that air."""
