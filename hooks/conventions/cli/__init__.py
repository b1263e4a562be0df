"""The `conventions` command. Exit 0: clean; 1: faults in the data; 2: wrong usage."""

from __future__ import annotations

import gc
import logging
import sys
from importlib import import_module

from conventions.cli.parser import Parser

VERBES = {
    "new": "crée le fichier d’un département",
    "check": "vérifie les fichiers des départements",
    "diff": "dit en mots ce qu’un changement fait au texte publié",
    "perimeter": "dit si un changement ne touche que les fichiers d’un département",
    "import": "lit une convention négociée dans Word, et écrit le fichier du département",
    "joindre": "met le document signé à sa place, et dans le fichier du département ce qu’il faut en dire",
    "export": "écrit les pages en Markdown, les textes en documents Word, ou les fichiers de données",
}
"""Each verb is the module of that name here, loaded only when it is wanted."""
_MODULES = {"import": "importer"}
"""But where Python has that word for itself."""


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and run the wanted verb."""
    gc.disable()  # a command that ends within seconds: looking for cycles costs it a sixth of its time and frees nothing
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # the check says it in French
    words = sys.argv[1:] if arguments is None else arguments
    parser = Parser(prog="conventions", description="Vérifier, créer et comparer les fichiers des départements.")
    verbs = parser.add_subparsers(dest="verbe", required=True, metavar="COMMANDE", title="commandes\u00a0")
    for name, help_text in VERBES.items():
        verb = verbs.add_parser(name, help=help_text, description=f"{help_text[0].upper()}{help_text[1:]}.")
        if words[:1] == [name]:
            module = import_module(f"conventions.cli.{_MODULES.get(name, name)}")
            module.declare(verb)
            verb.set_defaults(run=module.run)
    options = parser.parse_args(words)
    result: int = options.run(options)
    return result


if __name__ == "__main__":
    sys.exit(main())
