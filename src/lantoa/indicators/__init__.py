"""Chỉ số: rules that turn evidence into figures."""
