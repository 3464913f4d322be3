"""Lan Tỏa: one story, every channel, proof, figure, official report."""

__version__ = "0.1.0"
