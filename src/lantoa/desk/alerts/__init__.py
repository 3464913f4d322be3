"""Cảnh báo: composed in a minute, decided by another, followed while it is in force."""
