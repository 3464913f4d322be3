"""Kênh mạng xã hội: accounts, posts copied out by hand, links pasted back."""
