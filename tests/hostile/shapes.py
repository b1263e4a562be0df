"""The worst shapes that a file of 512 KB can take, one or more for each rule that compares what it holds. No one is real."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from conventions.source.reader import MAX_VALUES, parse
from conventions.source.volume import excess

POIDS = 500_000
TETE = 'departement: "69"\ntrame: 2026-2029\n'
SIGNEE = """\
convention:
  signataires: {prefet: {representants: [{nom: Dubois, titre: préfète, signe_le: 2026-01-05}]}, caf: {representants: [{nom: Duval, titre: directeur, signe_le: 2026-01-05}]}}
  sans: {cour: motif, msa: motif, collectivite: motif}
"""
"""Signed by two parties, so that an amendment that both sign takes effect."""
SIGNES = "{prefet: 2026-02-01, caf: 2026-02-01}"
LONG = "un texte ordinaire, avec des mots de tous les jours et une phrase qui se répète. " * 70
RICHE = "**gras** *ital* [lien](https://exemple.example/a) et `code`.\\n\\n- un\\n- deux\\n    - trois\\n\\n" * 60


def rempli(debut: str, ligne: Callable[[int], str], au_plus: int = POIDS) -> str:
    """The start, then as many of these lines as the weight and the number of values allow."""
    lignes = itertools.islice(_jusqu_au_bout(len(debut.encode()), ligne), au_plus)
    return debut + "".join(lignes)


def _jusqu_au_bout(poids: int, ligne: Callable[[int], str]) -> Iterator[str]:
    valeurs = 200
    for numero in range(POIDS):
        suivante = ligne(numero)
        poids += len(suivante.encode())
        valeurs += 2 * suivante.count(":") + suivante.count("- ") + suivante.count("[")
        if poids > POIDS or valeurs > MAX_VALUES:
            return
        yield suivante


def _le(numero: int) -> str:
    """Signed by both, each amendment on its own day."""
    jour = f"2026-{numero // 27 + 2:02}-{numero % 27 + 1:02}"
    return f"{{prefet: {jour}, caf: {jour}}}"


REECRITE = "  redaction:\n" + "".join(
    f'    art-{n % 8 + 1}-al-{n // 8 + 1}: {{remplace: "{LONG}", motif: y}}\n' for n in range(60)
)
ALINEAS = "  redaction:\n    art-9: {ajoute: Titre, motif: y}\n" + "".join(
    f"    art-9-al-{n + 1}: {{ajoute: Des mots, motif: y}}\n" for n in range(1_000)
)


def au_plus_juste(avenants: int) -> str:
    """As many paragraphs as that many amendments may repeat."""
    suite = "avenants:\n" + "".join(
        f"  {n + 1}: {{objet: x, signatures: {_le(n)}, modifie: {{introduction: texte {n}}}}}\n"
        for n in range(avenants)
    )
    lignes = ALINEAS.splitlines(keepends=True)
    for combien in range(1_000, 0, -20):
        texte = TETE + SIGNEE + "".join(lignes[:combien]) + suite
        if not excess(parse(texte.encode(), "x").value):
            return texte
    raise AssertionError(avenants)


FORMES: dict[str, Callable[[], str]] = {
    "clés refusées": lambda: rempli(TETE + "convention:\n  annexes:\n", lambda n: f"    Élégie à « {n} » ÿ_ê!!: {{}}\n"),
    "clés refusées et vides": lambda: rempli(TETE + "convention:\n  annexes:\n", lambda n: f"    É{n}:\n"),
    "clés inconnues": lambda: rempli(TETE, lambda n: f"conventoin{n}: x\n"),
    "clés inconnues sur une ligne": lambda: rempli(TETE + "convention: {", lambda n: f"objectif{n}: x, ") + "}\n",
    "clés vides sur une ligne": lambda: rempli(TETE + "convention: {", lambda n: f"objectif{n}, ") + "}\n",
    "parties inconnues": lambda: rempli(TETE + "convention:\n  signataires:\n", lambda n: f"    prefett{n}: {{}}\n"),
    "parties par milliers": lambda: rempli(TETE + "convention:\n  signataires:\n", lambda n: f"    commune-x{n}: {{nom: Nom{n}}}\n"),
    "120 parties lourdes": lambda: TETE + "convention:\n  signataires:\n" + "".join(f'    commune-x{n}: {{nom: Ville {n}, adresse: "{LONG[:390]}", representants: [' + f'{{nom: Nom, prenom: Prénom{n}, titre: maire, mention: "{LONG[:390]}"}}, ' * 4 + "]}\n" for n in range(120)),
    "clauses voisines": lambda: rempli(TETE + "convention:\n  redaction:\n", lambda n: f"    art-3-al-{n}-bis: {{ajoute: x, motif: y}}\n"),
    "rédactions longues": lambda: rempli(TETE + "convention:\n  redaction:\n", lambda n: f'    art-{n % 8 + 1}-al-{n // 8 + 1}: {{remplace: "{LONG}", motif: y}}\n'),
    "articles ajoutés": lambda: rempli(TETE + "convention:\n  redaction:\n", lambda n: f"    art-{n + 9}: {{ajoute: Un titre, motif: y}}\n    art-{n + 9}-al-1: {{ajoute: x, motif: y}}\n"),
    "engagements faux": lambda: rempli(TETE + "convention:\n  objectifs:\n    1:\n      actions:\n", lambda n: f"        a{n}: {{intitule: a, engagement: obj-1-{n}}}\n"),
    "actions par milliers": lambda: rempli(TETE + "convention:\n  objectifs:\n", lambda n: f"    {n + 1}: {{intitule: Objectif {n}, actions: {{a: {{intitule: Action {n}, engagement: obj-1-a, axes: [separation]}}}}}}\n"),
    "actions lourdes": lambda: rempli(TETE + "convention:\n  objectifs:\n", lambda n: f'    {n + 1}: {{intitule: Objectif {n}, actions: {{a: {{intitule: Action {n}, description: "{RICHE[:5800]}"}}}}}}\n'),
    "60 actions par objectif": lambda: rempli(TETE + "convention:\n  objectifs:\n", lambda n: (f"    {n // 60 + 1}:\n      intitule: X\n      actions:\n" if n % 60 == 0 else "") + f'        a{n}: {{intitule: Action {n}, description: "{LONG[:150]}"}}\n'),
    "engagements locaux": lambda: rempli(TETE + "convention:\n  objectifs:\n", lambda n: f"    {n + 5}: {{intitule: X, engagements: {{a: x, b: y, c: z}}}}\n"),
    "avenants vides": lambda: rempli(TETE + SIGNEE + "avenants:\n", lambda n: f"  {n + 1}: {{objet: x}}\n"),
    "avenants en vigueur": lambda: rempli(TETE + SIGNEE + "avenants:\n", lambda n: f"  {n + 1}: {{objet: x, signatures: {SIGNES}, modifie: {{introduction: texte {n}}}}}\n"),
    "avenants qui retirent": lambda: rempli(TETE + SIGNEE + "avenants:\n", lambda n: f"  {n + 1}: {{objet: x, retire: [signataires.mas, objectifs.{n}, redaction.art-3-al-6]}}\n"),
    "avenants lourds": lambda: rempli(TETE + SIGNEE + "avenants:\n", lambda n: f'  {n + 1}: {{objet: x, signatures: {_le(n)}, modifie: {{objectifs: {{{n % 4 + 1}: {{actions: {{a{n}: {{intitule: Action, description: "{LONG}"}}}}}}}}}}}}\n', 99),
    "99 avenants d’une longue convention": lambda: rempli(TETE + SIGNEE + REECRITE + "avenants:\n", lambda n: f"  {n + 1}: {{objet: x, signatures: {_le(n)}, modifie: {{introduction: texte {n}}}}}\n", 99),
    "99 avenants de mille alinéas": lambda: rempli(TETE + SIGNEE + ALINEAS + "avenants:\n", lambda n: f"  {n + 1}: {{objet: x, signatures: {_le(n)}, modifie: {{introduction: texte {n}}}}}\n", 99),
    "99 avenants à signer": lambda: rempli(TETE + SIGNEE + ALINEAS + "avenants:\n", lambda n: f"  {n + 1}: {{objet: x, modifie: {{introduction: texte {n}}}}}\n", 99),
    "avenants qui réécrivent": lambda: rempli(TETE + SIGNEE + "avenants:\n", lambda n: f'  {n + 1}: {{objet: x, signatures: {_le(n)}, modifie: {{redaction: {{art-{n % 8 + 1}-al-1: {{remplace: "{LONG}{n}"}}}}}}}}\n', 99),
    "60 avenants qui changent le renouvellement": lambda: rempli(TETE + SIGNEE + "avenants:\n", lambda n: f"  {n + 1}: {{objet: x, signatures: {_le(n)}, modifie: {{redaction: {{art-8-al-2: {{remplace: Renouvelable {n} fois.}}}}, dates: {{echeance: 2030-01-01}}, renouvellement: {{tacite: {{duree: {n % 11 + 1} mois, fois: {n % 9 + 1}}}}}}}}}\n", 60),
    "99 avenants, au plus juste": lambda: au_plus_juste(99),
    "30 avenants, au plus juste": lambda: au_plus_juste(30),
    "12 avenants, au plus juste": lambda: au_plus_juste(12),
    "fins par milliers": lambda: rempli(TETE + "fin:\n", lambda n: f"  d{n}: {{cause: denonciation, par: caff, recue_le: 2026-10-0{n % 9 + 1}}}\n"),
    "rectifications": lambda: rempli(TETE + "rectifications:\n", lambda n: f"  r{n}: {{le: 2026-10-01, clauses: [art-3-al-666, art-33-al-6], motif: x}}\n"),
    "réunions": lambda: rempli(TETE + "suivi:\n  reunions:\n", lambda _: "    - {le: 2026-10-01}\n"),
    "réunions fausses": lambda: rempli(TETE + "suivi:\n  reunions:\n", lambda _: "    -\n    - {le: 2026-13-01, x: y}\n"),
    "feuilles de route": lambda: rempli(TETE + "suivi:\n  feuilles_de_route:\n", lambda n: f"    {n + 1}: {{debut: 2026-10-01, actions: {{a: {{intitule: Action, objectif: 1, pilote: caff}}}}}}\n"),
    "bilans": lambda: rempli(TETE + "suivi:\n  bilans:\n", lambda n: f'    feuille-{n + 1}: {{le: 2026-10-01, texte: "{RICHE[:5500]}"}}\n'),
    "membres": lambda: rempli(TETE + "suivi:\n  membres:\n", lambda n: f"    m{n}: {{organisme: Un organisme, fonction: Une fonction, nom: X, accord_publication: oui}}\n"),
    "indicateurs": lambda: rempli(TETE + "suivi:\n  indicateurs:\n", lambda n: f"    i{n}: {{indicateur: er_delai_attent, annee: 2027, valeur: 45, par: caff}}\n"),
    "des mots à la place des nombres": lambda: rempli(TETE + "suivi:\n  indicateurs:\n", lambda n: f"    i{n}: {{indicateur: er_delai_attent, annee: {'a' * 2900}!, valeur: {'a' * 2900}!}}\n"),
    "des traits à la place des dates": lambda: rempli(TETE + "suivi:\n  reunions:\n", lambda _: f"    - {{le: a{'-' * 2900}!, heure: '{'1 ' * 1400}'}}\n"),
    "des points à la place des adresses": lambda: rempli(TETE + "publication:\n", lambda _: f"  - {{recueil: x, reference: y, url: 'a{'.a' * 1400}'}}\n"),
    "publications": lambda: rempli(TETE + "publication:\n", lambda n: f"  - {{recueil: x, reference: y, url: http//{n}}}\n"),
    "liste profonde": lambda: TETE + "convention: " + "[" * (POIDS // 2) + "]" * (POIDS // 2) + "\n",
    "listes larges": lambda: rempli(TETE + "convention:\n  objectifs: [", lambda _: "[[[[1]]]],") + "]\n",
    "une longue ligne": lambda: TETE + 'convention: {introduction: "' + "mot " * (POIDS // 4) + '"}\n',
    "un long mot": lambda: TETE + "convention: {introduction: " + "a" * POIDS + "}\n",
    "un long commentaire": lambda: TETE + "# " + "06 12 34 56 78 x@exemple.example 12 rue de l’Exemple " * (POIDS // 56) + "\n",
    "des commentaires": lambda: rempli(TETE, lambda _: "# 06 12 34 56 7 x@ 12 rue 69003 Lyon <script {{ 7*7 }}\n"),
    "des chiffres": lambda: TETE + "# " + "1 2 3 4 5 6 7 8 9 0 " * (POIDS // 20) + "\n",
    "des arobases": lambda: TETE + "# " + "a." * (POIDS // 2) + "\n",
    "des chevrons": lambda: TETE + "# " + "<a " * (POIDS // 3) + "\n",
    "des guillemets ouverts": lambda: rempli(TETE, lambda n: f'cle{n}: "x\n'),
    "des insécables": lambda: rempli(TETE, lambda n: f"cle{n}:\u00a0x\n"),
    "des retraits faux": lambda: rempli(TETE, lambda n: " " * (n % 7) + f"cle{n}: x\n"),
    "des dièses": lambda: rempli(TETE + "convention:\n  sans:\n", lambda n: f"    caf{n}: x #{n}\n"),
    "clés doubles": lambda: rempli(TETE, lambda _: "texte: trame\n"),
    "des conflits": lambda: rempli(TETE, lambda _: "<<<<<<< HEAD\ntexte: trame\n=======\ntexte: document\n>>>>>>> x\n"),
    "pièces citées": lambda: rempli(TETE + "convention:\n  annexes:\n", lambda n: f"    a{n}: {{titre: A, fichier: pieces/69/x{n}.pdf}}\n"),
    "logos": lambda: TETE + "convention:\n  signataires:\n" + "".join(f"    commune-x{n}: {{logo: pieces/69/l{n}.png}}\n" for n in range(120)),
    "accents décomposés": lambda: rempli(TETE + "convention:\n  annexes:\n", lambda n: f"    a{n}: {{titre: e\u0301le\u0300ve}}\n"),
}  # fmt: skip
"""By what is many in it; each is made when it is asked for."""


DE_TRAVERS = """\
convention:
  signataires:
    caf:
     nom: x
      representants: [{nom: a, titre: b}]
    msa {nom: a}
   sans: {cour: x}
  introduction x
 objectifs
"""


ENCORE: dict[str, Callable[[], str]] = {
    "une ligne pleine, puis de travers": lambda: TETE + "suivi: [" + "a, " * 15_000 + "]\n" + DE_TRAVERS,
    "des lignes pleines, puis de travers": lambda: TETE + "suivi:\n" + "- a\n" * 11_000 + DE_TRAVERS,
    "peu de valeurs, puis de travers": lambda: TETE + "suivi: [" + "a, " * 2_900 + "]\n" + DE_TRAVERS,
    "une longue valeur, puis de travers": lambda: TETE + f'suivi: "{"mot " * 14_000}"\n' + DE_TRAVERS,
    "des alias": lambda: "a: &a [" + "x, " * 20_000 + "]\n",
    "des alias d’alias": lambda: "- &a [x]\n" + "- [*a, *a]\n" * 20_000,
    "des clés sans valeur": lambda: "a:\n" * 30_000,
    "des accolades": lambda: "{" * 100_000,
    "des crochets": lambda: "[" * 100_000,
    "une clé sans fin": lambda: "k" * POIDS,
    "une valeur sans fin": lambda: "k: " + "v" * POIDS,
    "des clés ordinaires": lambda: "\n".join(f"{'k' * 18}{n}: v" for n in range(19_000)),
    "des étiquettes": lambda: "!!a " * 50_000,
    "des points d’interrogation": lambda: "? " * 100_000,
    "des clés de clés": lambda: "a: " * 100_000,
    "des guillemets": lambda: '"' * 100_001,
    "des lignes de commentaire": lambda: "# x\n" * 120_000,
}
"""What stops the reading itself."""
