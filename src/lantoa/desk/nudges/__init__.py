"""Đôn đốc: what was said to whom, as a text for Zalo and as a list on paper."""
