"""Survey estimators and sample sizes. Pure."""
