"""Views of the pages before one is in, and of one's own account."""
