"""Sổ minh chứng: services (write) and queries (read)."""
