"""What looks right in a file and is not, found before it is parsed: spaces, dashes, a text out of its block, a merge left undone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from operator import itemgetter

from conventions.model.french import abrege, liste
from conventions.source.document import margin
from conventions.source.nodes import property_names
from conventions.source.syntax import TABULATION, Diagnostic

RULE_VERSIONS = "deux-versions"
NBSP = "\u00a0\u202f\u2007\u2009\u3000"
_KEY = r"(?P<debut>[ ]*(?:- +)*)(?P<cle>[A-Za-zÀ-ÿ0-9_-]+)"
_BLOCK = re.compile(r"(?:[:-]|^) *[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_AFTER_COLON = re.compile(rf"{_KEY}(?P<signe>:)[{NBSP}]+(?=\S)")
_BEFORE_COLON = re.compile(rf"{_KEY}(?P<signe>[{NBSP}]+):(?=[ {NBSP}]|$)")
_NO_SPACE = re.compile(r"(?P<debut>[ ]*(?:- +)*)(?P<cle>[a-z_]+)(?P<signe>:)(?=[^\s:/])")
_NO_SPACE_AFTER_DASH = re.compile(
    r"(?P<debut> *(?:- +)*)(?P<signe>-)(?P<reste>[a-z_][a-z0-9_-]*(?::(?: .*)?)?|[{\"'].*)\s*$"
)
PLEIN = "\uff1a"
"""The colon of a Chinese or Japanese keyboard."""
_TAB_AFTER_DASH = re.compile(r"(?P<debut> *(?:- +)*-)(?P<signe>\t\s*)(?=\S)")
_NO_DASH = re.compile(r"(?P<debut> *(?:- +)*)(?P<signe>[–—•])[ \u00a0](?=(?P<cle>[a-z_]+):(?: |$))")
_NO_COLON = re.compile(rf"(?P<debut> *(?:- +)*)(?P<signe>(?P<cle>[a-z_]+) ?[={PLEIN}]) ?(?=[^\s=])")
_PERSONNE = re.compile(r"(?P<debut> *- +)(?P<mots>\w[^:#{}\[\]\"]+)")
_DE_PERSONNE = re.compile(r" *(?P<cle>nom|prenom|titre|signe_le|signe_a|mention):(?: |$)")
"""What is written of someone under a dash."""
_WORDS = re.compile(r"(?P<debut> *)[\w/][^:]*")
_SUSPECT = re.compile(
    rf"\n *(?:(?:- +)*(?:-?[\t{NBSP}]|[A-Za-zÀ-ÿ0-9_-]+(?::[{NBSP}]|[{NBSP}]+:)|[a-z_]+(?::[^\s:/]| ?[={PLEIN}])|-[^\s\d-]|[–—•])|- [^:\n]+\n *(?:prenom|titre|signe_le|signe_a|mention):)"
)
"""What may be one of these, in one search: most files hold none."""
_ALONE = re.compile(r": *\n *[\w/][^:\n]*$", re.MULTILINE)
_INDENT = re.compile(rf"[ ]*(?P<signe>[\t{NBSP}])[ \t{NBSP}]*")
_INDENTS = {
    True: (TABULATION, "  "),
    False: ("une espace insécable sert de retrait : la remplacer par une espace ordinaire", " "),
}
_MARK = re.compile(r"^[ \t]*([<>]{7}|={7}|\|{7})(?: (?P<nom>.*))?$")
_ITEM = re.compile(r" *(?:[-*+]|\d+[.)]) ")
_CLOSED = re.compile(r" *(?:#|[]}]|(?:- +)*[\"']?[A-Za-z0-9_-]+[\"']? *:(?: |$)|---|\.\.\.)")


def prescan(lines: list[str]) -> Iterator[Diagnostic]:
    """Spaces that look right and are not, outside the long texts that `|` and `>` open."""
    text = "\n".join(("", *lines))
    if not _SUSPECT.search(text) and not _ALONE.search(text):
        return
    before = ""
    for number, text in outside_blocks(lines):
        if found := _space(number, text) or _dash(lines, number, before) or _sign(lines, number, before):
            yield found
        before = text


def _sign(lines: list[str], number: int, before: str) -> Diagnostic | None:
    """« – nom: Essai », « lieu = Lyon »: beside a key, in its column, such a line is no text that goes on."""
    text, after = lines[number - 1], next((lines[n] for n in range(number, len(lines)) if lines[n].strip()), "")
    beside = (other for other in (before, after) if re.match(_KEY + ":(?: |$)", other))
    if (found := _PERSONNE.fullmatch(text)) and (key := _of_person(lines, number, found)):
        message = f"« {abrege(found['mots'], 40)} » est écrit sans sa clé : mettre « nom », « prenom » et « titre », chacun sur sa ligne, dans la même colonne que « {key} »"
        return Diagnostic(number, found.start("mots") + 1, message, f"{found['debut']}mention:")
    if (found := _NO_DASH.match(text)) and found["cle"] in property_names():
        message, mended = f"« {found['signe']} » n’est pas le tiret d’une liste : écrire « - »", f"{found['debut']}- "
    elif (found := _NO_COLON.match(text)) and found.end("debut") in map(_column, beside):
        message = f"« {found['signe']} » n’ouvre pas une valeur : écrire « {found['cle']}: »"
        mended = f"{found['debut']}{found['cle']}: "
    elif (found := _WORDS.fullmatch(text)) and before.rstrip().endswith(":") and _begins(after, found.end("debut")):
        message = "cette ligne n’est ni une clé suivie de deux-points, ni un commentaire ouvert par « # » : la corriger ou l’effacer"
        return Diagnostic(number, found.end("debut") + 1, message, "")
    else:
        return None
    return Diagnostic(number, found.start("signe") + 1, message, mended + text[found.end() :])


def _of_person(lines: list[str], number: int, found: re.Match[str]) -> str:
    """The key of a person that follows the words of an item, in whatever column: put, with those after it, in that of the words."""
    dash, place, key = margin(lines[number - 1]), found.start("mots"), ""
    for after in range(number, len(lines)):
        held = _DE_PERSONNE.match(lines[after])
        if not held or margin(lines[after]) < dash:
            break
        key = key or held["cle"]
        lines[after] = " " * place + lines[after].lstrip()
    return key


def _begins(text: str, column: int) -> bool:
    """Whether a key of the format begins at that column."""
    found = re.match(rf"{_KEY}:(?: |$)", text)
    return found is not None and found.end("debut") == column == margin(text) and found["cle"] in property_names()


def _space(number: int, text: str) -> Diagnostic | None:
    if found := _TAB_AFTER_DASH.match(text):
        message = "une tabulation suit le tiret : la remplacer par une espace ordinaire"
        return Diagnostic(number, found.start("signe") + 1, message, f"{found['debut']} {text[found.end() :]}")
    if (found := _INDENT.match(text)) and found.end() < len(text) and text[found.end()] != "#":
        message, spaces = _INDENTS[found["signe"] == "\t"]
        mended = re.sub(r"[^ ]", spaces, found[0]) + text[found.end() :]
        return Diagnostic(number, found.start("signe") + 1, message, mended)
    if found := _AFTER_COLON.match(text):
        message = f"une espace insécable suit « {found['cle']}: » : la remplacer par une espace ordinaire"
        return _key(number, found, ": ", message, found.end("signe"))
    if found := _BEFORE_COLON.match(text):
        message = f"une espace insécable sépare la clé « {found['cle']} » de ses deux-points : l’effacer"
        return _key(number, found, ":", message, found.start("signe"))
    if found := _NO_SPACE.match(text):
        message = f"il manque une espace après les deux-points de « {found['cle']}: »"
        return _key(number, found, ": ", message, found.end("signe"))
    return None


def _key(number: int, found: re.Match[str], colon: str, message: str, column: int) -> Diagnostic:
    mended = f"{found['debut']}{found['cle']}{colon}{found.string[found.end() :]}"
    return Diagnostic(number, column + 1, message, mended)


def _dash(lines: list[str], number: int, before: str) -> Diagnostic | None:
    """« -prenom: Claire », and « -separation » where a list is expected; the keys aligned with this one follow it in `lines`."""
    text = lines[number - 1]
    found = _NO_SPACE_AFTER_DASH.match(text)
    if found is None or not (":" in text or before.endswith(":") or before.lstrip().startswith("-")):
        return None
    message = f"il manque une espace après le tiret : écrire « - {abrege(found['reste'], 30)} »"
    last, by = (
        _moved(lines, number, before) if ":" in text and text[found.start("reste")] not in "{\"'" else (number, 0)
    )
    if by:
        spaces = "d’une espace" if by == 1 else "de deux espaces"
        message += f", et décaler {spaces} vers la droite {_which(number + 1, last)}"
    return Diagnostic(number, found.start("signe") + 1, message, f"{found['debut']}- {found['reste']}")


def _moved(lines: list[str], number: int, before: str) -> tuple[int, int]:
    """Move the keys that stand under the one that a dash is glued to, or under the dash; the last of their lines, and by how much."""
    dash, last = margin(lines[number - 1]), number
    column = margin(lines[number]) if number < len(lines) and lines[number].strip() else -1
    if column != dash + 1 and (column != dash or _column(before) >= dash or lines[number].lstrip().startswith("-")):
        return number, 0
    while (
        last < len(lines)
        and lines[last].strip()
        and margin(lines[last]) >= column
        and not lines[last][dash:].startswith("-")
    ):
        last += 1
    by = dash + 2 - column
    lines[number:last] = [" " * by + text for text in lines[number:last]]
    return last, by


def _which(first: int, last: int) -> str:
    return f"la ligne {first}" if first == last else f"les lignes {first} à {last}"


def outside_blocks(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines, numbered from 1, that are not inside a block of text."""
    limit: int | None = None
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        indent = margin(text)
        if limit is not None and indent > limit:
            continue
        limit = indent if _BLOCK.search(text) else None
        yield number, text


def out_of_blocks(lines: list[str]) -> Iterator[Diagnostic]:
    """Lines of a long text that stand left of the place that `|` wants: one fault a text. They are moved in `lines` itself."""
    for opener, found in itertools.groupby(list(_strays(lines)), key=itemgetter(1)):
        strays = [number for number, _ in found]
        inside = next((margin(t) for t in lines[opener:] if t.strip() and margin(t) > _column(lines[opener - 1])), 0)
        place = inside or _column(lines[opener - 1]) + 2
        first = margin(lines[strays[0] - 1])
        for number in strays:
            lines[number - 1] = " " * max(place - first, 1) + lines[number - 1]
        which = f"{_which(strays[0], strays[-1])} continue{'nt' if len(strays) > 1 else ''}"
        message = f"{which} le texte de « {abrege(lines[opener - 1], 40)} » (ligne {opener}) : commencer à la colonne {place + 1}, en retrait de sa clé"
        yield Diagnostic(strays[0], first + 1, message, lines[strays[0] - 1])


def tabbed(lines: list[str]) -> Iterator[Diagnostic]:
    """Lines of a long text that tabulations set in: under an item, they are what it holds. They are moved in `lines` itself."""
    opener, inside, places = 0, 0, dict[str, int]()
    for number, text in enumerate(lines, 1):
        set_in = text[: len(text) - len(text.lstrip())]
        within = opener and margin(text) > _column(lines[opener - 1])
        if not text.strip():
            continue
        if "\t" in set_in and not within and opener and not _CLOSED.match(text.lstrip()):
            if set_in not in places:
                above = next(t for t in reversed(lines[: number - 1]) if t.strip())
                places[set_in] = (
                    (margin(above) + 2 * bool(_ITEM.match(above))) if inside else _column(lines[opener - 1]) + 2
                )
            under = places[set_in]
            lines[number - 1] = " " * under + text.lstrip()
            message = TABULATION.replace("par des espaces", f"par des espaces, et commencer à la colonne {under + 1}")
            yield Diagnostic(number, set_in.index("\t") + 1, message, lines[number - 1])
            inside = inside or under
        elif within:
            inside, places = inside or margin(text), {}
        else:
            opener, inside, places = number if _BLOCK.search(text) else 0, 0, {}


def _strays(lines: list[str]) -> Iterator[tuple[int, int]]:
    """(line, line of the `|` whose text it continues), from 1."""
    opener = 0
    for number, text in enumerate(lines, 1):
        if not text.strip() or (opener and margin(text) > _column(lines[opener - 1])):
            continue
        if opener and _continues(text, lines[opener - 1]):
            yield number, opener
        elif opener == 0 or not text.lstrip().startswith("#"):
            opener = number if _BLOCK.search(text) else 0


def _continues(text: str, opener: str) -> bool:
    """Neither a key, nor an item of the list that the text's own key stands in."""
    if text.lstrip().startswith("- "):
        return margin(text) == _column(opener) and not _CLOSED.match(text)
    return not _CLOSED.match(text) and any(map(str.isalpha, text))


def _column(text: str) -> int:
    """How far in its key stands, after the dashes of the lists."""
    found = re.match(r" *(?:- +)*", text)
    return found.end() if found else 0


def versions(lines: list[str]) -> Iterator[Diagnostic]:
    """Passages in two versions, as a merge leaves them: the first is kept in `lines`, to read on."""
    marks: list[tuple[int, str, str]] = []
    for number, text in enumerate(lines, 1):
        if found := _MARK.match(text):
            if found[1][0] == "<":
                marks = []
            marks.append((number, found[1][0], found["nom"] or ""))
            if found[1][0] == ">":
                yield _two_versions(lines, marks)
                marks = []
    if marks and marks[0][1] == "<":
        yield _two_versions(lines, marks)


def _two_versions(lines: list[str], marks: list[tuple[int, str, str]]) -> Diagnostic:
    numbers = [number for number, _, _ in marks]
    middle = next((number for number, sign, _ in marks if sign == "="), 0)
    column = margin(lines[numbers[0] - 1]) + 1
    kept_until = next((number for number, sign, _ in marks[1:]), numbers[0])
    for number in {*numbers, *range(kept_until, numbers[-1] + 1)}:
        lines[number - 1] = ""
    if not middle or marks[0][1] != "<" or marks[-1][1] != ">":
        shown = liste(f"« {sign * 7} » (ligne {number})" for number, sign, _ in marks)
        text = f"un repère de fusion est resté dans le fichier, d’un passage écrit en deux versions : {shown} ; garder la bonne version, et effacer les repères"
        return Diagnostic(numbers[0], column, text, "", RULE_VERSIONS)
    text = (
        f"deux versions du même passage se suivent : l’une après la ligne {numbers[0]}{_of(marks[0][2])}, l’autre après la ligne {middle}{_of(marks[-1][2])} ; "
        f"garder celle qui est juste, effacer l’autre, puis les lignes de repère {liste(map(str, numbers))}"
    )
    return Diagnostic(numbers[0], column, text, "", RULE_VERSIONS)


def _of(name: str) -> str:
    return f" (« {abrege(name, 40)} »)" if name else ""
