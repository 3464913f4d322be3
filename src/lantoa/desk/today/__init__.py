"""Hôm nay: what is wrong, what waits for me, what is coming, what was."""
