"""Hồ sơ kiểm tra: everything of a period between two days, to read, print and take away."""
