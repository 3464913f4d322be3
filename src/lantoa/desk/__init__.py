"""Bàn làm việc: the screens of officers and leaders."""
