"""Errors, clock, tick, keys, fetch. No Django."""
