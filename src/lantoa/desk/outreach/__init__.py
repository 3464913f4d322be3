"""Hoạt động: what was done face to face, entered and corrected."""
