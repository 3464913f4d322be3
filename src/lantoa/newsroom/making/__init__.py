"""What every long job of the newsroom shares: one claim, its progress, whole files or none."""
