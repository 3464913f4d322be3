"""Official documents as values, with readers and writers. Pure."""
