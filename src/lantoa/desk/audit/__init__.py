"""Nhật ký hệ thống: who saw or changed what, added to and never changed."""
