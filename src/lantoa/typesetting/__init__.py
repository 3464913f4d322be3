"""typst with our fonts."""
