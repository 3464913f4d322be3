"""Tờ rơi, áp phích: what may be printed, what was handed out."""
