"""Danh mục: who and where, kept up to date."""
