"""Đài truyền thanh: timetable, signed orders, proofs."""
