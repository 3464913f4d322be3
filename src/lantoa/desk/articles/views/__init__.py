"""Views of Tin bài: list, editor, sound, submission, files."""
