"""Dữ liệu cá nhân: what is held of whom, why, until when; given out and taken away."""
