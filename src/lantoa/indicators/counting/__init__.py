"""One file an indicator: its sheet and its counting function, both read together."""
