"""Từ điển đọc: hear a word, correct it, share it."""
