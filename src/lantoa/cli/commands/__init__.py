"""One module a subcommand; see `lantoa.cli`."""
