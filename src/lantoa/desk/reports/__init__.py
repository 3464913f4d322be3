"""Báo cáo: list, the report as a page whose figures open, words that people edit."""
