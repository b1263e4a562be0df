"""Prints the first port of this machine that is free, from the one that is given on (8000): python tools/port.py [PORT]."""

from __future__ import annotations

import socket
import sys


def free(port: int) -> bool:
    """Whether a server could listen there."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def main() -> int:
    """The port, or a sentence that says why there is none."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else "8000"
    if not wanted.isdecimal() or not 1024 <= int(wanted) <= 65535:
        print(f"PORT={wanted}\u00a0: attendu un nombre de 1024 à 65535", file=sys.stderr)
        return 2
    found = next((port for port in range(int(wanted), min(int(wanted) + 100, 65536)) if free(port)), 0)
    if not found:
        print(f"aucun port n’est libre à partir de {wanted}\u00a0: donnez-en un autre (PORT=9000)", file=sys.stderr)
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
