"""Forms that are files: registered, made, found again, approved."""
