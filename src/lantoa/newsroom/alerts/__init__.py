"""Cảnh báo: an article's urgent sister. Composed, approved by a second person, in force, over."""
