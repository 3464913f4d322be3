"""Tờ rơi, áp phích. Its seam only; deepened later."""
