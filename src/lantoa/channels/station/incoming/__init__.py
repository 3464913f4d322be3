"""Bulletins from above: files with their level, by hand or through an adapter's folder."""
