"""Khó khăn, vướng mắc: what units report, what leaders decide, the list of a month."""
