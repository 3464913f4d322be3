"""Yêu cầu số liệu: asking units, who owes, answering on a phone or in a sheet."""
