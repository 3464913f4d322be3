"""Lịch tuần: what is planned, what is owed, decided in one act."""
