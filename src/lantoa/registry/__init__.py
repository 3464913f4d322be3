"""Danh mục: who and where."""
