"""Measurements beside the peers: `lantoa bench`."""
