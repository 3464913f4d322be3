"""Surveys of a commune: sample size, draw, estimate, verdict. Pure."""
