"""Tables of a commune brought into the registry: read, shown, confirmed, undone."""
