"""The last cleaning of HTML, where nh3 is not: what we made is admitted word for word; anything else becomes text, whole."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_PIECE = re.compile(
    r"<(?P<fin>/?)(?P<nom>[a-z]+)(?P<attributs>(?: [a-z-]+=\"[^\"<>]*\")*)>|(?P<texte>[^<>]+)|(?P<autre>[<>])"
)
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_HOST = re.compile(r"https://([\w.-]+)(?::([0-9]{1,5}))?(?:[/?#].*)?", re.DOTALL)
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")
_VOID = {"br"}


def clean(
    made: str, tags: set[str], attributes: dict[str, set[str]], keep: Callable[[str, str, str], str | None]
) -> str:
    """HTML of these elements and attributes alone; `keep` gives the value of an attribute, or None to leave it out."""
    opened, kept = list[str](), list[str]()
    for piece in _PIECE.finditer(made):
        name = piece["nom"] or ""
        if piece["texte"]:
            kept.append(_text(html.unescape(piece["texte"])))
        elif piece["autre"] or name not in tags:
            return _text(made)
        elif piece["fin"]:
            if not opened or opened.pop() != name:
                return _text(made)
            kept.append(f"</{name}>")
        else:
            opened += [name] if name not in _VOID else []
            kept.append(f"<{name}{_attributes(name, piece['attributs'], attributes.get(name, set()), keep)}>")
    return "".join(kept) if not opened else _text(made)


def _attributes(tag: str, written: str, admitted: set[str], keep: Callable[[str, str, str], str | None]) -> str:
    found = dict(_ATTRIBUTE.findall(written))
    values = {name: keep(tag, name, html.unescape(value)) for name, value in found.items() if name in admitted}
    return "".join(
        f' {name}="{_text(value).replace(chr(34), "&quot;")}"'
        for name, value in values.items()
        if value is not None and (name != "href" or _leads(value))
    )


def _text(text: str) -> str:
    """As HTML is written by the book: the signs of markup, and the no-break space; a null sign is dropped, lines end in one way."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u00a0", "&nbsp;")


def _leads(address: str) -> bool:
    """Whether a browser would find a host in it: an anchor has none to find."""
    found = _HOST.fullmatch(address)
    if found is None:
        return address.startswith("#")
    labels = found[1].removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return len(labels) == 4 and all(label.isdecimal() and int(label) < 256 for label in labels)
    return int(found[2] or 0) < 65536 and all(map(_spelt, labels))


def _spelt(label: str) -> bool:
    """Letters beyond ASCII are written in punycode, which must be one."""
    if not label.lower().startswith("xn--"):
        return True
    try:
        made = label[4:].encode().decode("punycode")
    except UnicodeError:
        return False
    return made.isprintable() and not made.isascii()
