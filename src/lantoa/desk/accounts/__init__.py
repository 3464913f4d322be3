"""Tài khoản: who signs in, what they may do, and how they are helped back in."""
