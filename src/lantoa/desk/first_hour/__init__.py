"""Giờ đầu tiên: from an empty folder to a commune that works."""
