"""Báo chí. Its seam only; deepened later."""
