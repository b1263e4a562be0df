"""A fault of YAML syntax → what it is in French, its remedy, and the line mended so that the reading can go on.

The mended text serves only to find the other faults of the file: a file with such a fault is never published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from conventions.model.french import abrege, slug
from conventions.source.document import margin
from conventions.source.nodes import property_names

TABULATION = "une tabulation sert de retrait : la remplacer par des espaces"
_NO_COLON = (
    "il manque « : » après la clé ; si cette ligne continue la valeur de la ligne d’avant, l’écrire plus en retrait"
)
_WORD = re.compile("[“„]([^“”„]*)[”“]|‘([^‘’]*)’")
"""A whole value between the quotes that word processors write."""
_SHOWN = 300
"""Signs of a value that a message shows whole: half a value would not be one to copy."""
_VALUE = re.compile(r"(?P<tete>[ ]*(?:- +)*[A-Za-zÀ-ÿ0-9_-]+: +)(?P<valeur>.*\S)")


@dataclass(frozen=True)
class Diagnostic:
    """What is wrong, at a line and column from 1, and that line as it should be (None: it cannot be guessed)."""

    line: int
    column: int
    message: str
    mended: str | None
    rule: str = "yaml-syntaxe"


def met(lines: list[str], error: yaml.MarkedYAMLError) -> Diagnostic:
    """The fault behind the parser's error."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    opened = error.context_mark.line + 1 if error.context_mark else line
    problem = error.problem or ""
    if "escape" in problem or "hexdecimal" in problem:
        column += len(_line(lines, line)[column - 1 :].partition("\\")[0])
    return diagnose(lines, line, column, problem, opened)


def diagnose(lines: list[str], line: int, column: int, problem: str, opened: int) -> Diagnostic:
    """The fault that the parser met at `line`, `column` (from 1); `opened` is the line where what it was reading began."""
    here = _line(lines, line)
    if "mapping values are not allowed" in problem:
        return _second_colon(lines, line, column, here)
    if "could not find expected ':'" in problem:
        return Diagnostic(opened, _start(_line(lines, opened)), _NO_COLON, "")
    if "end of stream" in problem or "document indicator" in problem:
        return _unclosed(_line(lines, opened), opened)
    if "cannot start any token" in problem or "alphabetic or numeric" in problem:
        return _forbidden_start(here, line, column)
    if "block sequence entries" in problem:
        text = "un tiret ouvre une liste : passer à la ligne avant « - », ou mettre la valeur entre guillemets"
        return Diagnostic(line, column, text, re.sub(r": .*", ":", here, count=1))
    if "expected ',' or" in problem:
        return _no_comma(here, line, column) or _flow(_line(lines, opened), opened)
    if "comment or line break" in problem:
        return Diagnostic(line, column, "après « > » ou « | », passer à la ligne avant d’écrire le texte", quoted(here))
    if "escape" in problem or "hexdecimal" in problem:
        text = "une barre oblique inverse « \\ » n’est pas admise entre guillemets doubles : la supprimer, ou employer des guillemets simples"
        return Diagnostic(line, column, text, here.replace("\\", ""))
    if "tab character" in problem:
        return Diagnostic(line, 1, TABULATION, here.replace("\t", "  "))
    return _misplaced(lines, line, column, here)


def quoted(text: str) -> str | None:
    """The line with its value between double quotes."""
    found = _VALUE.match(text)
    if found is None:
        return None
    return f'{found["tete"]}"{unquoted(found["valeur"])}"'


def unquoted(value: str) -> str:
    """What the value says, without the quotes around it, Word's included, nor what its own quotes would not admit."""
    inside = value if value.count('"') > 2 else value.strip("\"'")
    plain = found[1] or found[2] if (found := _WORD.fullmatch(value)) else inside
    return re.sub('"([^"]+)"', "«\u00a0\\1\u00a0»", plain.replace("\\", "")).replace('"', "'")


def _example(found: re.Match[str] | None, otherwise: str = "") -> str:
    """What to copy in the place of the line; a text too long to be shown whole goes to the lines below its key."""
    if not found:
        return otherwise and f", par exemple {otherwise}"
    head, value = found["tete"].strip(), " ".join(unquoted(found["valeur"]).split())
    if len(value) > _SHOWN:
        return f", ou écrire « {head} | » seul sur cette ligne et le texte sur la suivante, deux espaces plus à droite que sa clé"
    return f', par exemple {head} "{value}"'


def _second_colon(lines: list[str], line: int, column: int, here: str) -> Diagnostic:
    if opened := _goes_on(lines, line, here[: column - 1]):
        return _text_of(lines, line, opened)
    if re.fullmatch(r"[ ]*(?:- +)*[\w-]+ *", here[: column - 1]):
        return _indentation(lines, line, here)
    found = _VALUE.match(here)
    example = _example(found, 'intitule: "Objectif 5 : …"')
    text = f"deux-points suivis d’une espace dans une valeur sans guillemets : mettre toute la valeur entre guillemets{example}"
    if found and _WORD.fullmatch(found["valeur"]):
        text = f"les guillemets de Word ({found['valeur'][0]}) ne délimitent pas une valeur : les remplacer par des guillemets droits{example}"
    return Diagnostic(line, column, text, quoted(here))


def _goes_on(lines: list[str], line: int, before: str) -> int:
    """The line whose text, without `|`, this one goes on with: what stands before its colon is no key; 0 where it may be one."""
    word, place = before.strip().partition(":")[0], _start(before)
    key = re.fullmatch(r"(?:- +)*[a-z0-9_\"'-]+ *", word) or slug(word).replace("-", "_") in property_names()
    for number in range(line - 1, 0, -1) if not key else ():
        found = _VALUE.match(lines[number - 1])
        column = _start(lines[number - 1].replace("- ", "  ") if found else lines[number - 1])
        if not lines[number - 1].strip() or column > place or (column == place and not found):
            continue
        plain = found and column < place and found["valeur"][0] not in "\"'[{|>&*"
        return number if plain else 0
    return 0


def _text_of(lines: list[str], line: int, opened: int) -> Diagnostic:
    """One fault for the whole text, whose colons go from `lines` itself."""
    last = line
    while last < len(lines) and (not lines[last].strip() or _start(lines[last]) > _start(lines[opened - 1])):
        last += 1
    here, lines[line - 1 : last] = lines[line - 1], [re.sub(r":(?= |$)", "", text) for text in lines[line - 1 : last]]
    mended, lines[line - 1] = lines[line - 1], here
    key = lines[opened - 1].partition(":")[0].lstrip(" -")
    text = f"cette ligne continue le texte de « {abrege(key)} » (ligne {opened}) et contient deux-points : écrire « {abrege(key)}: | » seul sur la ligne {opened} et tout le texte en dessous, deux espaces plus à droite que sa clé"
    return Diagnostic(line, _start(here), text, mended)


def _unclosed(here: str, line: int) -> Diagnostic:
    column = (
        max(here.find('"'), here.find("'"), 0) + 1 if here.count('"') + here.count("'") == 1 else _first_quote(here)
    )
    mark = here[column - 1 : column]
    if mark not in {'"', "'"}:
        return _flow(here, line)
    text = f"un guillemet ouvert n’est pas fermé : ajouter le guillemet manquant ( {mark} ) à la fin de la valeur"
    if (last := here.rstrip()[-1:]) in {"”", "’", "“", "»"} and mark == '"':
        text = (
            f"le guillemet fermant ({last}) n’est pas celui qui ouvre : le remplacer par un guillemet droit ( {mark} )"
        )
    return Diagnostic(line, column, text, quoted(here))


def _first_quote(here: str) -> int:
    found = re.search(r"[:,\[{-] *([\"'])", here)
    return found.start(1) + 1 if found else 1


def _forbidden_start(here: str, line: int, column: int) -> Diagnostic:
    sign = here[column - 1 : column]
    if sign == "\t" or "\t" in here[:column]:
        return Diagnostic(line, column, TABULATION, here.replace("\t", "  "))
    if column > 1 and here[column - 2] in "*&":  # the parser stops after it
        column, sign = column - 1, here[column - 2]
    text = f"une valeur ne peut pas commencer par « {sign or '*'} » : mettre toute la valeur entre guillemets"
    return Diagnostic(line, column, text, quoted(here))


def _no_comma(here: str, line: int, column: int) -> Diagnostic | None:
    """« {titre: maire signe_le: 2026-10-16} »: the parser stops at the second colon, or at the key after a quote."""
    for found in re.finditer(r"(?P<vide>(?<=\S)) +(?P<cle>[a-z_]+)(?=:(?: |$))", here):
        if column - 1 in {found.start("cle"), found.end("cle")} and found["cle"] in property_names():
            text = f"une virgule manque avant « {found['cle']} » : entre accolades, une virgule sépare les clés"
            comma = found.end("vide")
            return Diagnostic(line, found.start("cle") + 1, text, f"{here[:comma]},{here[comma:]}")
    return None


def _flow(here: str, line: int) -> Diagnostic:
    if surplus := next((pair for pair in ("[]", "{}") if here.count(pair[0]) < here.count(pair[1])), ""):
        column = here.rfind(surplus[1]) + 1
        text = f"« {surplus[1]} » est en trop : le supprimer"
        return Diagnostic(line, column, text, here[: column - 1] + here[column:])
    column = next((i for i, sign in enumerate(here, 1) if sign in "[{"), 1)
    sign = here[column - 1 : column]
    closing = {"[": "]", "{": "}"}.get(sign, "]")
    if here.count(sign) <= here.count(closing) and sign in "[{":
        text = (
            "dans une liste entre crochets ou accolades, une valeur qui contient « : » ou « , » se met entre guillemets"
        )
        return Diagnostic(line, column, text, here[: column - 1].rstrip())
    what = "un crochet ouvert" if sign == "[" else "une accolade ouverte"
    text = f"{what} n’est pas fermé{'e' if sign == '{' else ''}, ou une virgule manque : ajouter « {closing} » à la fin"
    return Diagnostic(line, column, text, f"{here}{closing}")


def _misplaced(lines: list[str], line: int, column: int, here: str) -> Diagnostic:
    """Something stands where a key was expected: text after a closing quote, a stray sign, or a wrong indentation."""
    before, sign = here[: column - 1].rstrip(), here[column - 1 : column]
    if sign == "," and re.search(r"[\[{,]$", before):
        text = "rien n’est écrit avant cette virgule : l’effacer"
        return Diagnostic(line, column, text, here[: column - 1] + here[column:].lstrip())
    if sign and sign in "]}":
        return Diagnostic(line, column, f"« {sign} » est en trop : le supprimer", here[: column - 1] + here[column:])
    if re.search(r"[:-] +([\"']).*\1$", before):
        text = "du texte suit le guillemet fermant : mettre toute la valeur entre guillemets, et écrire « … » ou ’ à l’intérieur"
        return Diagnostic(line, column, text, quoted(here))
    if found := re.search(r"[:-] +(?P<sign>[\[{]).*[\]}]$", before):
        return _bracketed(line, found.start("sign") + 1, here)
    if re.search(r"[:-] +[*&]\S*$", before):
        return _forbidden_start(here, line, len(before) - len(before.split(" ")[-1]) + 1)
    return _indentation(lines, line, here)


def _bracketed(line: int, column: int, here: str) -> Diagnostic:
    """« [à compléter] Au vu… », « {voir annexe} »: words, where brackets would open a list."""
    found = _VALUE.match(here)
    text = f"une valeur qui commence par « {here[column - 1]} » se met tout entière entre guillemets{_example(found)}"
    return Diagnostic(line, column, text, quoted(here))


def _indentation(lines: list[str], line: int, here: str) -> Diagnostic:
    """The line, or the one before it, stands at a column where no neighbour does: the odd one out is at fault."""
    before = next((n for n in range(line - 1, 0, -1) if _counts(lines[n - 1])), line)
    if (above := lines[before - 1]) and before < line and ":" not in above and _start(above) <= _start(here):
        return Diagnostic(before, _start(above), _NO_COLON, f"{above}:" if _start(above) < _start(here) else "")
    indents = {_start(x) for x in lines[max(0, line - 40) : line - 1] if _counts(x)}
    now = _start(here)
    nearest = min(indents, key=lambda indent: (abs(indent - now), -indent), default=1)
    if nearest == now and _start(lines[before - 1]) != now:
        line, here, nearest = before, lines[before - 1], now
        before = next((n for n in range(line - 1, 0, -1) if _counts(lines[n - 1])), line)
    text = f"le retrait de cette ligne ({_start(here) - 1}) ne correspond pas à celui des lignes voisines "
    text += f"(avant elle : « {abrege(lines[before - 1], 50)} ») : commencer à la colonne {nearest}, comme les clés de même niveau"
    return Diagnostic(line, _start(here), text, " " * (nearest - 1) + here.lstrip(" "))


def _counts(text: str) -> bool:
    return bool(text.strip()) and not text.lstrip().startswith("#")


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _start(text: str) -> int:
    return margin(text) + 1
