"""What ten times the départements cost, and what would happen at every commune of France: measured, then extrapolated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from benchmarks.mesure import Serie

MO = 1_000_000
CROISSANCE, MEMOIRE, MEMOIRE_VISEE = 10.5, 900, 400
COMMUNES = 35_000
PAR_TACHE = 1010  # what one machine of CI has been seen to build


def croissance(series: Mapping[int, Serie]) -> Iterator[str]:
    """The section of the report, from the series by number of départements."""
    yield "## Croissance"
    yield ""
    yield "| départements | processeur | × | mémoire au plus haut | × | pages | site | × | plus grande page | annuaire de la recherche |"
    yield "|--:|--:|--:|--:|--:|--:|--:|--:|---|--:|"
    first = series[101]
    for number, serie in series.items():
        address, size = serie.plus_grande
        yield (
            f"| {number} | {nombre(serie.processeur)} s | {nombre(serie.processeur / first.processeur)} "
            f"| {serie.memoire / MO:.0f} Mo | {nombre(serie.memoire / first.memoire)} | {serie.pages} "
            f"| {nombre(serie.octets / MO)} Mo | {nombre(serie.octets / first.octets)} "
            f"| `{address}`, {size / 1000:.0f} ko | {serie.annuaire / 1000:.0f} ko |"
        )
    yield ""
    if 1010 in series:
        last = series[1010]
        growth = max(last.processeur / first.processeur, last.octets / first.octets)
        peak = last.memoire / MO
        yield f"- Dix fois plus de départements coûtent au plus **{nombre(growth)}** fois plus de processeur et d’octets (exigé : ≤ {nombre(CROISSANCE)}) : {verdict(growth, CROISSANCE, 0)}."
        yield f"- Mémoire au plus haut : **{peak:.0f} Mo** (exigé : ≤ {MEMOIRE}, visé : ≤ {MEMOIRE_VISEE}) : {verdict(peak, MEMOIRE, MEMOIRE_VISEE)}."
        yield ""
        yield from _communes(series)


def _communes(series: Mapping[int, Serie]) -> Iterator[str]:
    def there(what: Callable[[Serie], float]) -> float:
        """On the line through the two largest measurements."""
        (n1, one), (n2, two) = sorted(series.items())[-2:]
        return what(two) + (what(two) - what(one)) / (n2 - n1) * (COMMUNES - n2)

    seconds, size = there(lambda s: s.processeur), there(lambda s: s.octets) / MO
    files, memory = there(lambda s: s.pages), there(lambda s: s.memoire) / MO
    page, directory = there(lambda s: s.plus_grande[1]) / MO, there(lambda s: s.annuaire) / MO
    jobs = -(-COMMUNES // PAR_TACHE)
    yield "## Et au-delà : une convention par commune de France"
    yield ""
    yield f"Rien n’a été construit à cette taille. Ces chiffres prolongent jusqu’à {_milliers(COMMUNES)} la droite qui passe par les deux plus grandes mesures du tableau."
    yield ""
    yield f"- **Construction** : {_milliers(seconds / 60)} minutes de processeur, {_milliers(memory)} Mo de mémoire d’un seul tenant. Les pages d’une convention ne lisent aucune autre convention : le travail se coupe en {jobs} tâches de {_milliers(PAR_TACHE)} conventions, chacune de la taille mesurée ci-dessus, avec sa propre mémoire de ce qui n’a pas changé. Une tâche de plus, à la fin, fait les pages communes et la recherche à partir de ce que chaque tâche laisse : les passages, les réponses aux clauses, les lignes de tableau."
    yield f"- **Publication** : {_milliers(files)} pages et {_milliers(size)} Mo, soit plus qu’un service de pages d’une forge n’accepte (1 Go le plus souvent). Les fichiers vont dans un stockage d’objets derrière un réseau de diffusion ; seuls ceux dont l’empreinte a changé sont envoyés, et la bascule se fait en changeant le préfixe que sert le réseau, comme `tools/publier.sh` change un lien."
    yield f"- **Plus grande page** : {nombre(page)} Mo d’un seul tenant. Une liste de toutes les actions n’a plus de lecteur à cette taille : elle se coupe par région, puis par département, et la page nationale ne garde que les comptes. De même le tableau et le plan du site ; la carte de tuiles laisse la place au champ qui trouve une commune."
    yield f"- **Recherche** : les tranches gardent leur taille, mais l’annuaire, que toute recherche lit d’abord, pèserait {nombre(directory)} Mo. Il se coupe par département : le lieu tapé, ou celui d’un filtre, dit lesquels lire ; sans lieu, un annuaire national ne connaît que les objectifs, les axes et la trame."
    yield f"- **Un fichier changé** : la tâche de ce lot seule est refaite, puis les pages communes ; ni les {jobs - 1} autres tâches ni leurs fichiers ne bougent."
    yield ""


def verdict(value: float, required: float | None, aimed: float) -> str:
    """Whether the goal is reached, in words."""
    if value <= aimed:
        return "visé atteint"
    return "—" if required is None else ("exigé atteint" if value <= required else "**manqué**")


def nombre(value: float) -> str:
    """A number as French writes it."""
    return f"{value:.2f}".replace(".", ",")


def _milliers(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u202f")
