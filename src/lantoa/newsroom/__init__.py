"""Tin bài: articles, renditions, previews by channel."""
