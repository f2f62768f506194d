"""The command line: parse, call one service, show. Heavy libraries are imported only when a command runs."""

from broadcaster.cli.entry import main

__all__ = ["main"]
