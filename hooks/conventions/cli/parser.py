"""The command line, in French: `argparse` speaks English."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn

_FRENCH: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"the following arguments are required: (.*)", r"il manque : \1"),
    (r"unrecognized arguments: (.*)", r"argument inconnu : \1"),
    (r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)", r"« \1 » : \2 n’est pas admis ; attendu : \3"),
    (r"argument (\S+): expected one argument", r"« \1 » attend une valeur"),
    (r"argument (\S+): invalid .* value: (.*)", r"« \1 » : \2 n’est pas admis"),
    (r"ambiguous option: (.*) could match (.*)", r"« \1 » est ambigu : \2"),
)


class _Mise(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401
        super().add_usage(usage, actions, groups, "Utilisation : " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser whose help and errors are in French, and which ends with 2 on wrong usage."""

    def __init__(self, *args: Any, **settings: Any) -> None:  # noqa: ANN401
        settings |= {"add_help": False, "allow_abbrev": False, "formatter_class": _Mise}
        super().__init__(*args, **settings)
        self.add_argument("-h", "--help", action="help", help="affiche cette aide")
        self._positionals.title, self._optionals.title = "arguments\u00a0", "options\u00a0"

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and how the command is written."""
        for english, french in _FRENCH:
            message = re.sub(f"^{english}$", french, message)
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog} : {message}\n")


class UsageError(Exception):
    """Wrong usage: the sentence to print before ending with 2."""


def refuse(message: str) -> int:
    """Tell of a wrong usage, and give its exit code."""
    print(f"conventions : {message}", file=sys.stderr)
    return 2
