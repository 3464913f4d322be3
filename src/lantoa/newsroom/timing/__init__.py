"""Hẹn giờ: what goes live and comes down by the clock."""
