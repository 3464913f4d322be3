"""Gửi tin: a story from a phone, with or without an account; ideas that wait for an editor."""
