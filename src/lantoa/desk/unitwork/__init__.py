"""Việc của đơn vị: one light page on a phone, without the desk's shell."""
