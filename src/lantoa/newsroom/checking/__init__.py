"""Kiểm tra: what to look at again before an article is submitted, in plain words, with a place."""
