"""Báo cáo: frozen figures and sections that people edit."""
