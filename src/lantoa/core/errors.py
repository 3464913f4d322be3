"""Errors that people read."""


class Refused(Exception):
    """A service says no. The message is one Vietnamese sentence that an officer understands:
    what happened, what was kept, what to do next."""


class Unreadable(Refused):
    """A file cannot be read as what it was given for. Nothing was stored."""
