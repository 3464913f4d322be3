"""Kế hoạch: reading a plan beside its text, the board, a task and its evidence."""
