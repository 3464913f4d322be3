"""Bảng tin: what has to be put up, what hangs, what has to come down."""
