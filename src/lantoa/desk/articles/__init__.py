"""Tin bài on the desk: list, editor, sound, submission."""
