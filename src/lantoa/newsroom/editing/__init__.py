"""Work on a draft: whose turn it is, notes, mending, differences."""
