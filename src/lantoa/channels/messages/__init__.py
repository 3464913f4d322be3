"""Tin nhắn. Its seam only; deepened later."""
