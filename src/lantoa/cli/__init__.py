"""The console command `lantoa`. Imports nothing heavy before it knows the subcommand.

Each subcommand is a module of `lantoa.cli.commands` with:

* `HELP`: one Vietnamese line for the list of commands;
* `add_arguments(parser)`: fills an `argparse.ArgumentParser` (only argparse at import time);
* `run(arguments) -> int`: does it and answers the exit code: 0 done, 1 what it checked is wrong.

A `Refused` becomes exit 2 with one Vietnamese sentence on stderr and an empty stdout.
"""

from lantoa.cli.main import main

__all__ = ["main"]
