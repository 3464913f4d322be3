"""Đồ họa chuyển động and video ngắn of an article."""
