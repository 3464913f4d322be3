"""Commands for who sits at the machine."""
