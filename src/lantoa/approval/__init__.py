"""Lượt duyệt: a person's decision bound to a hash."""
