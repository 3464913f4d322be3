"""Duyệt: what waits for a leader, and the page on which it is decided."""
