"""Trang thông tin điện tử: the public pages."""
