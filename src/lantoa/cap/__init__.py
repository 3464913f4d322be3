"""CAP 1.2 alerts. Pure."""
