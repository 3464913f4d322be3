"""Trợ giúp viết: shorter words, a script, headlines from an outside address. Off until an
administrator names one; everything works without."""
