"""Văn bản cấp trên: the page of an entry, a pasted line, what was replaced, who cites it."""
