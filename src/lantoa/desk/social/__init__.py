"""Kênh: texts to copy out, links to paste back, what did not go out."""
