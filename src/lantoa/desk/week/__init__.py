"""Lịch tuần of the newsroom: what is planned, written, waiting, approved and gone, day by day."""
