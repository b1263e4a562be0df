"""What a message says to do → done: the remedy is taken from its words, as its reader would, and applied at its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from conventions.model.problem import Problem

Lines = list[str]
Remedy = Callable[[Lines, Problem, "re.Match[str]"], None]
_VALUE = re.compile(r"(?P<tete>[ ]*(?:- +)*[\w-]+: +)(?P<valeur>.*\S)")


def written(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    """« écrire « … » » : in the place of what the message quotes, else of the word at that place."""
    quotes = re.findall("(?<!déjà )« ([^»]+) »", problem.message[: found.start()])
    for number in range(problem.line, len(lines) + 1):  # a long text begins on the line that follows its key
        start = problem.column - 1 if number == problem.line else 0
        before, here = lines[number - 1][:start], lines[number - 1][start:]
        if quoted := next((quote for quote in quotes if quote in here), ""):
            lines[number - 1] = before + here.replace(quoted, found[1], 1)
            return
    text, start = lines[problem.line - 1], problem.column - 1
    around = re.match(r"\"[^\"]*\"|[“„].*?[”\"]|«[^»]*»|‘[^’]*’|[^:,}\]]*", text[start:])
    lines[problem.line - 1] = text[:start] + found[1] + text[start + len(around[0] if around else "") :]


def in_its_place(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    """« commencer à la colonne n », with the lines that follow it."""
    first = last = problem.line
    if more := re.search(
        r"(?:d’autant|^|: )(?: ?les lignes (?P<a>\d+) à (?P<b>\d+)| ?la ligne (?P<c>\d+))", problem.message
    ):
        last = int(more["b"] or more["c"])
    by = int(found[1]) - 1 - indent(lines[first - 1])
    for number in range(first, last + 1):
        lines[number - 1] = " " * max(indent(lines[number - 1]) + by, 0) + lines[number - 1].lstrip()


def quoted(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    """The whole value between straight quotes."""
    text, at = lines[problem.line - 1], problem.column - 1
    bracketed = re.search(r"« ([\[{][^»]*[\]}]) » est lu", problem.message)
    value = _VALUE.fullmatch(text)
    if bracketed:
        lines[problem.line - 1] = text[:at] + f'"{bracketed[1]}"' + text[at + len(bracketed[1]) :]
    elif value:
        plain = value["valeur"].strip("\"'“”„‘").replace('"', "'").replace("\\", "")
        lines[problem.line - 1] = f'{value["tete"]}"{plain}"'


def dashed(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    """« écrire « - prenom: Claire » », and the lines that follow one space to the right."""
    text = lines[problem.line - 1]
    lines[problem.line - 1] = text[: indent(text)] + "- " + text.lstrip()[1:]
    if more := re.search(
        r"(une|deux) espaces? vers la droite (?:la ligne (\d+)|les lignes \d+ à (\d+))", problem.message
    ):
        for number in range(problem.line + 1, int(more[2] or more[3]) + 1):
            lines[number - 1] = " " * (1 + (more[1] == "deux")) + lines[number - 1]


def undashed(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    """The dash in the two columns before the key."""
    text = lines[problem.line - 1]
    lines[problem.line - 1] = f"{text[: problem.column - 3]}- {text[problem.column - 1 :]}"


def bracketed(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    """« [ » before the braces and « ] » after them."""
    text, at = lines[problem.line - 1], problem.column - 1
    lines[problem.line - 1] = f"{text[:at]}[{text[at:].rstrip()}]"


def one_version(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    """The first of two versions is kept, and the marks go."""
    marks = [int(n) for n in re.findall(r"\d+", problem.message.rpartition("repère")[2])]
    lines[marks[1] - 1 : marks[-1]] = [""] * (marks[-1] - marks[1] + 1)
    lines[marks[0] - 1] = ""


def key_added(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    """« écrire « tous_ont_signe: oui » », inside what stands at that place."""
    text = lines[problem.line - 1]
    if "{" in text:
        before, brace, after = text.rpartition("{")
        lines[problem.line - 1] = f"{before}{brace}{found[1]}, {after}"
    else:
        below = lines[problem.line] if problem.line < len(lines) else ""
        lines.insert(problem.line, " " * max(indent(text), indent(below)) + found[1])


def erased(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    """« « 04 72 00 00 00 » est un numéro de téléphone : l’effacer », from that line on."""
    quote = re.findall("« ([^»]+) »", problem.message)[0]
    number = next(n for n in range(problem.line, len(lines) + 1) if quote in lines[n - 1])
    lines[number - 1] = lines[number - 1].replace(quote, "")


def removed(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
    """The key at that place, with what it holds."""
    first = lines[problem.line - 1]
    if "{" in first[: problem.column - 1]:
        start = first.rindex(re.split(r"[{,]", first[: problem.column - 1])[-1], 0, problem.column)
        lines[problem.line - 1] = first[:start] + re.sub(r"^[^,}]*,? ?", "", first[start:])
        return
    lines[problem.line - 1] = ""
    for number in range(problem.line, len(lines)):
        if lines[number].strip() and indent(lines[number]) <= indent(first):
            return
        lines[number] = ""


def left(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    """« écrire « retire: […] » dans cet avenant », in the place of the change that is to go."""
    number = next(n for n in range(problem.line, 0, -1) if "modifie: {" in lines[n - 1])
    lines[number - 1] = re.sub(r"^( *)modifie: {.*}$|modifie: {.*}(?=}$)", rf"\g<1>{found[1]}", lines[number - 1])


def line_added(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    """« écrire « … » sous la ligne » that the message quotes."""
    quote = re.findall("« ([^»]+) »", problem.message)[0]
    number = next(n for n in range(problem.line, len(lines) + 1) if quote in lines[n - 1])
    lines.insert(number, " " * indent(lines[number - 1]) + found[1])


def coloned(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    """The key with its colon in the place of the word, and its value between quotes where the message writes them."""
    text, start = lines[problem.line - 1], problem.column - 1
    rest = re.sub("^ *;", "", text[start + len(found[1]) :]).strip()
    if found[3].startswith('"') and not rest.startswith('"'):
        rest = f'"{rest}"'
    lines[problem.line - 1] = f"{text[:start]}{found[2]}: {rest}".rstrip()


def in_a_block(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    """« écrire « introduction: | » seul sur la ligne 4 », the text below it, and the line of a note that the message gives."""
    first = int(found[2]) if found[2] else problem.line
    head, _, value = lines[first - 1].partition(f"{found[1]}: ")
    place = " " * (len(head) + 2)
    texts = [
        value.strip("\"'"),
        *lines[first : problem.line],
        *re.findall(r"ajouter une ligne « (\[[^»]+) »", problem.message),
    ]
    lines[first - 1 : problem.line] = [
        f"{head}{found[1]}: |",
        *(place + text.strip() if text.strip() else "" for text in texts),
    ]


def gathered(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    """The keys that the message names taken away, and what it writes in their place."""
    number, text = problem.line - 1, lines[problem.line - 1]
    keys = re.findall("« ([^»]+) »", found[1]) + (
        ["nom"] if "avec le nom" in found[0] and "nom: …" not in found[0] else []
    )
    if "{" in text[: problem.column]:
        kept = re.sub(rf'(?<=[{{ ])(?:{"|".join(keys)}): (?:"[^"]*"|[^,}}]*)(?:, )?', "", text)
        lines[number] = re.sub("(, )?}$", f", {found[2]}}}", kept).replace("{, ", "{")
        return
    here = [
        n for n, line in enumerate(lines) if indent(line) == indent(text) and line.strip().partition(":")[0] in keys
    ]
    lines[number] = " " * indent(text) + found[2]
    for n in {*here} - {number}:
        lines[n] = ""


def overseas(lines: Lines, problem: Problem, found: re.Match[str]) -> None:
    lines[problem.line - 1] = f"    {found[1]}: {{{found[3]}}}"


def at(change: Callable[[str], str]) -> Remedy:
    """What is changed in the line from the column on."""

    def remedy(lines: Lines, problem: Problem, _: re.Match[str]) -> None:
        text, column = lines[problem.line - 1], problem.column - 1
        lines[problem.line - 1] = text[:column] + change(text[column:])

    return remedy


REMEDIES: tuple[tuple[str, Remedy], ...] = (
    (r"écrire « (\w+): \| » seul sur (?:la ligne (\d+)|sa ligne)", in_a_block),
    ("deux versions du même passage", one_version),
    (r"écrire « ([^»]+) » à la place de « ([^»]+) », avec « ([^»]+) »", overseas),
    ("il manque une espace après le tiret : écrire « ([^»]+) »", dashed),
    (r"il manque un tiret \(« - »\) devant", undashed),
    ("il manque sans doute les deux-points après « ([^»]+) » : écrire « ([^:]+): ?(.*)", coloned),
    ("(.*) s’écri(?:t|vent) sous «.*écrire « (.+) »$", gathered),
    ("le même entre crochets", bracketed),
    ("une virgule manque avant «", at(lambda text: f", {text}")),
    (r"commencer à la colonne (\d+)", in_its_place),
    ("mettre toute la valeur entre guillemets|se met tout entière entre guillemets|remplacer par des guillemets droits", quoted),
    ("ajouter le guillemet manquant \\( (.) \\)", lambda lines, p, found: at(lambda text: text + found[1])(lines, p, found)),
    ("remplacer par un guillemet droit", at(lambda text: f'{text.rstrip()[:-1]}"')),
    ("ajouter « ([]}]) » à la fin", lambda lines, p, found: at(lambda text: text + found[1])(lines, p, found)),
    ("rien n’est écrit avant cette virgule : l’effacer", at(lambda text: text[1:])),
    ("est en trop : le supprimer", at(lambda text: text[1:])),
    ("il manque une espace après les deux-points", at(lambda text: f" {text}")),
    ("une tabulation suit le tiret", at(lambda text: f" {text.lstrip()}")),
    ("la remplacer par une espace ordinaire", at(lambda text: re.sub("^[\u00a0\u202f]+", lambda s: " " * len(s[0]), text))),
    ("de ses deux-points : l’effacer", at(lambda text: text.lstrip("\u00a0\u202f"))),
    ("écrire « ([^»]+) » dans cet avenant", left),
    ("écrire « ([^»]+) » sous la ligne", line_added),
    (r"écrire « ([a-z_]+: [^»]+) »", key_added),
    ("^« [^»]+ » (?:est un numéro de téléphone|est une adresse électronique|est la date|semble être l’adresse|annonce)[^:]* : l’effacer", erased),
    ("se cache dans le texte : le supprimer", at(lambda text: text[1:])),
    ("laisser la clé vide", at(lambda text: re.sub(r"^(?:\"[^\"]*\"|[^,}]*)", "", text))),
    ("« % » n’est pas admise : supprimer cette ligne", at(lambda _: "")),
    ("ajouter « (accord_publication: oui|sha256: [^»]+) »", key_added),
    ("n’en garder qu’un, sans la ligne « --- »", lambda lines, problem, _: lines.__delitem__(slice(problem.line - 1, None))),
    ("garder une seule des deux|la trame fixe cette date .* : la supprimer|aucune caisse de MSA .* : supprimer cette partie", removed),
    (r"attendu : (\d{5}) ou ", written),
    ("écrire « ([^»]+) »(?!,? (?:ou )?«)", written),
)  # fmt: skip


def indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def proposes(problem: Problem) -> bool:
    """Whether the message says what to write, or where."""
    return any(re.search(words, problem.message) for words, _ in REMEDIES)


def applied(data: bytes, problems: Iterable[Problem]) -> bytes:
    """The file with every remedy applied, the last places first: what is changed moves nothing that is still to be."""
    lines = data.decode().split("\n")
    for problem in sorted(problems, reverse=True):
        for words, remedy in REMEDIES:
            if found := re.search(words, problem.message):
                remedy(lines, problem, found)
                break
    return "\n".join(lines).encode()


def renamed(folder: Path, problems: Iterable[Problem]) -> None:
    """The files that a message names or erases, renamed or erased."""
    for problem in problems:
        here = folder.parent / problem.path
        if found := re.search("le renommer en « ([^»]+) »", problem.message):
            here.rename(folder / found[1])
        elif "laissé par un programme : l’effacer" in problem.message:
            here.unlink()
