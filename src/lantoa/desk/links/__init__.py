"""Đường dẫn duyệt: made on the desk, decided on a phone without an account."""
