"""Kho tư liệu: pictures and videos, their rights, what they resemble, where they are used."""
