"""Kế hoạch: reading, confirming, running."""
