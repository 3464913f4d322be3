"""Bảng tin công cộng. Its seam only; deepened later."""
