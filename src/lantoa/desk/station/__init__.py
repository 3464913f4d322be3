"""Truyền thanh: what sounds, where, and what is known of it."""
