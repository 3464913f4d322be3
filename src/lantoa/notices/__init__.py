"""Đôn đốc: a nudge to an officer or a unit."""
