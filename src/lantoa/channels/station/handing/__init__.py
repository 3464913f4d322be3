"""Handing over to who plays on equipment of their own: what goes out, what their log says."""
