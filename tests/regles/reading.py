"""What `tests/regles/*.md` says: the help of a rule, then its cases, each with its input and the exact messages.

Signs that nobody sees are written `⟨U+200B⟩`, and a byte that is not UTF-8 `⟨E8⟩`: what is read is what is shown. Only the
messages hold no-break spaces as they are, as French wants them.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from conventions.model.french import slug

# A block, or the heading of a case: what looks like a heading inside a block is not one.
TOKEN = re.compile(r"(?ms)^```(?P<sorte>\S+)(?: (?P<nom>\S+))?\n(?P<texte>.*?)^```$|^## (?P<titre>[^\n]+)$")
TITRE = re.compile(r"(faute|juste)(?: : (.+?))?( \(fabriquée\))?")
BLOCS = {("yaml", ""): "apres", ("yaml", "avant"): "avant", ("yaml", "après"): "apres", ("text", ""): "messages"}
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Zl", "Zp", "Zs"}
NOTATION = re.compile(r"⟨(?:U\+([0-9A-F]{4,6})|([89A-F][0-9A-F]))⟩")
INSECABLES = "\u00a0\u202f"
LONE_BYTE = 0xDC00
"""Where Python's `surrogateescape` puts a byte that is not UTF-8."""


@dataclass(frozen=True)
class Cas:
    """One case. `apres` is the file under check, `avant` the same as published; Python adds to it if `fabrique`."""

    nom: str
    """Its heading as a slug: « faute : deux points » → `faute-deux-points`."""
    fautif: bool
    fabrique: bool
    texte: str
    """What is said of it, in words."""
    apres: bytes | None
    avant: bytes | None


@dataclass(frozen=True)
class Fiche:
    """One rule: its help, and its cases."""

    titre: str
    aide: str
    cas: Mapping[str, Cas]
    """By name, in order."""


def read_all(folder: Path) -> dict[str, Fiche]:
    """Every file of the folder, by the id of its rule."""
    fiches = {}
    for path in sorted(folder.glob("*.md")):
        try:
            fiches[path.stem] = read(path.read_bytes().decode())
        except ValueError as error:
            raise ValueError(f"{path.name}, {error}") from error
    return fiches


def read(text: str) -> Fiche:
    """What one file says. What it should not hold raises: a misspelt heading must not lose a case."""
    for number, line in enumerate(text.split("\n"), 1):
        _require(visible(line) == line, "un signe invisible s’écrit ⟨U+…⟩", f"ligne {number}")
    head, *sections = _sections(text)
    _require(re.fullmatch(r"# .+\n\n.+\n*", head), "d’abord « # titre », une ligne vide, l’aide en une ligne", head)
    titre, aide = head.removeprefix("# ").rstrip("\n").split("\n\n")
    cases: dict[str, Cas] = {}
    for case in map(_case, sections):
        _require(case.nom not in cases, "deux cas ont le même nom", case.nom)
        cases[case.nom] = case
    return Fiche(titre, aide, cases)


def with_help(text: str, titre: str, aide: str) -> str:
    """The same file under that help."""
    cases = "".join(_sections(text)[1:])
    return f"# {titre}\n\n{aide}\n" + ("\n" + cases if cases else "")


def with_messages(text: str, nom: str, messages: str) -> str:
    """The same file, with these messages for the case of that name; every other byte is left as it was."""
    block = f"```text\n{visible(messages)}```"
    return "".join(_replaced(s, block) if s.startswith("## ") and _name(s) == nom else s for s in _sections(text))


def visible(text: str, keep: str = INSECABLES) -> str:
    """The text with its hidden signs written out, and the spaces that end a line."""
    shown = "".join(_written(c) if unicodedata.category(c) in HIDDEN and c not in f"\n {keep}" else c for c in text)
    return re.sub(r" +$", lambda found: _written(" ") * len(found[0]), shown, flags=re.MULTILINE)


def undone(text: str) -> bytes:
    """The bytes that a block stands for."""

    def sign(found: re.Match[str]) -> str:
        return chr(int(found[1], 16) if found[1] else LONE_BYTE + int(found[2], 16))

    return NOTATION.sub(sign, text).encode("utf-8", "surrogateescape")


def _written(sign: str) -> str:
    return f"⟨{ord(sign) - LONE_BYTE:02X}⟩" if unicodedata.category(sign) == "Cs" else f"⟨U+{ord(sign):04X}⟩"


def _sections(text: str) -> list[str]:
    """What precedes the first case, then each case; together they are the text."""
    starts = [found.start() for found in TOKEN.finditer(text) if found["titre"]]
    bounds = [0, *starts, len(text)]
    return [text[start:end] for start, end in itertools.pairwise(bounds)]


def _case(section: str) -> Cas:
    heading = section.partition("\n")[0].removeprefix("## ")
    _require(TITRE.fullmatch(heading), "un cas s’intitule « faute », « juste », « faute : … »…", heading)
    fautif, fabrique = heading.startswith("faute"), heading.endswith("(fabriquée)")
    blocs: dict[str, str] = {}
    for bloc, texte in _blocks(section):
        _require("```" not in texte, "un bloc n’est pas fermé, ou contient ``` (écrire ⟨U+0060⟩``)", heading)
        _require(bloc in BLOCS, "un bloc est « yaml », « yaml avant », « yaml après » ou « text »", heading)
        _require(BLOCS[bloc] not in blocs, "le même bloc est écrit deux fois", heading)
        blocs[BLOCS[bloc]] = texte
    _require(fautif or "messages" not in blocs, "seul un cas fautif a des messages", heading)
    apres, avant = (_entree(blocs.get(name), heading) for name in ("apres", "avant"))
    words = TOKEN.sub("", section).strip()
    _require("```" not in words, "un bloc n’est pas fermé", heading)
    _require(apres is not None or fabrique, "il manque l’entrée", heading)
    _require(words or not fabrique, "une entrée fabriquée se décrit en une phrase", heading)
    return Cas(_name(section), fautif, fabrique, words, apres, avant)


def _entree(texte: str | None, heading: str) -> bytes | None:
    if texte is None:
        return None
    _require(visible(texte, keep="") == texte, "une espace insécable s’écrit ⟨U+00A0⟩", heading)
    _require("⟨" not in NOTATION.sub("", texte), "un signe s’écrit ⟨U+200B⟩, un octet ⟨E8⟩", heading)
    return undone(texte)


def _blocks(section: str) -> Iterator[tuple[tuple[str, str], str]]:
    for found in TOKEN.finditer(section):
        if found["sorte"]:
            yield (found["sorte"], found["nom"] or ""), found["texte"]


def _name(section: str) -> str:
    return slug(section.partition("\n")[0].removesuffix("(fabriquée)"))


def _replaced(section: str, block: str) -> str:
    """The case with its messages replaced, or added at its end."""
    for found in TOKEN.finditer(section):
        if found["sorte"] == "text":
            return section[: found.start()] + block + section[found.end() :]
    body = section.rstrip("\n")
    return f"{body}\n\n{block}\n" + section[len(body) + 1 :]


def _require(condition: object, message: str, where: str) -> None:
    if not condition:
        raise ValueError(f"{message} : {where}")
