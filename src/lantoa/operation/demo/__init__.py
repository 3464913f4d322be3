"""Xã minh họa: a commune of our own invention, made by the same services with `now=` given.

A seeded generator: the same day and the same samples give the same stories at the same hours.
Every entry carries `origin: demo` (`ledger.origin`), and so does every report made of them.
"""
