"""Đăng nhập: the pages before one is in, the session's times, the second factor."""
