"""The communes that a file names, against the list of communes: name, INSEE code, postcode."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from conventions.check.parties import toutes
from conventions.check.rule import Examination, Finding, rule
from conventions.model.convention import Partie
from conventions.model.french import liste, slug, typographie
from conventions.model.noms import commune, de, sans_de
from conventions.model.reference import Departement
from conventions.source import communes
from conventions.source.communes import aujourd_hui, cle_de_nom, noms_communes
from conventions.source.reader import Path
from conventions.source.suggestions import nearest

_BEFORE = re.compile(r"(?:la |l[’'])?(?:ville|commune|mairie|municipalité) ", re.IGNORECASE)
_TOWN = re.compile(r"(?<!\d)(?P<code>\d{5})\s+(?P<ville>[^\d,;()]+?)\s*$")
_NOT_FIVE = re.compile(
    r"(?:(?:^|,|\s[-–])\s*|\n[^\S\n]*)(?P<code>\d{4}|\d{6}|\d{2}[\s.]\d{3})\s+(?P<ville>[^\d\W][^\d,;()]*?)(?:\s+cedex.*)?\s*$",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)|(?<!\d)\d{2}[\s.]\d{3}(?!\d)|,\s*\d{4}\s+[^\W\d]")
_BOX = re.compile(r"\b(?:BP|CS|TSA)\s*\d[\d ]*", re.IGNORECASE)
_MAIRE = re.compile(r"(?P<debut>.*\b[Mm]aire )(?P<ville>(?:de |d[’']|du |des ).+)")


def _written(examination: Examination) -> Iterator[tuple[Path, Partie, str]]:
    """The communes among the parties, each with its name as it is written, without « Ville de »."""
    for chemin, partie in toutes(examination):
        if partie.nature == "commune":
            yield chemin, partie, _bare(partie.nom)


def _bare(nom: str) -> str:
    """« Lille » for « la Ville de Lille », « Le Mans » for « Mairie du Mans »; « Ville-d’Avray » as it is."""
    if communes.communes_nommees(nom):
        return nom
    lead = _BEFORE.match(nom)
    return sans_de(nom[lead.end() :] if lead else nom)


def other_town(partie: Partie, title: str) -> str:
    """What is wrong with a mayor of another commune than the one that signs; both must be known."""
    found, own = _MAIRE.fullmatch(title), _bare(partie.nom)
    if found is None or partie.nature != "commune":
        return ""
    towns = (sans_de(found["ville"]), own)
    said, right = ({aujourd_hui(code) for code in communes.communes_nommees(nom)} for nom in towns)
    if not said or not right or said & right:
        return ""
    return f"« {title} » nomme une autre commune que la sienne ({own}) : écrire « {found['debut']}{de(own)} »"


def _here(nom: str, departements: Sequence[Departement]) -> str:
    """The code of the commune of today, in these départements, that bears this name or holds the one that does."""
    codes = (aujourd_hui(code) for code in communes.communes_nommees(nom) if nom)
    return next((code for code in codes if code.startswith(tuple(d.code for d in departements))), "")


@rule(
    "commune-insee",
    "Le code Insee d’une commune",
    "Le code Insee d’une commune commence par le code du département, et ne se met que pour une commune. Ce n’est pas le code postal. Le message donne le bon, d’après le code officiel géographique.",
)
def commune_code(examination: Examination) -> Iterator[Finding]:
    """The code is that of a commune of the département, and of the one that is named."""
    for chemin, partie in toutes(examination):
        if partie.insee and partie.nature != "commune":
            fault = f"le code Insee ne se met que pour une commune, et « {partie.cle} » n’en est pas une"
        else:
            fault = _wrong_code(partie.insee, _bare(partie.nom), examination.departements())
        if fault:
            yield Finding((*chemin, "insee"), fault)


def _wrong_code(code: str, nom: str, departements: Sequence[Departement]) -> str:
    """What is wrong with the code, if one is given."""
    if not code:
        return ""
    right, today = _here(nom, departements), aujourd_hui(code)
    remedy = f" ; celui {de(nom)} : écrire « {right} »" if right else ""
    if _elsewhere(code, nom, departements):
        return ""
    if (right and right != code and code in communes.postaux(right)) or (not today and not right):
        return _postcode(code, right, departements)
    if not today:
        return f"« {code} » n’est le code Insee d’aucune commune{remedy}"
    name = noms_communes()[today]
    if not today.startswith(tuple(d.code for d in departements)):
        expected = remedy or f" ; attendu : un code qui commence par {' ou '.join(d.code for d in departements)}"
        return f"« {code} » est le code Insee {de(name)}, qui n’est pas une commune {departements[0].de}{expected}"
    if today != code:
        return f"« {code} » est le code d’une commune qui fait maintenant partie {de(name)} : écrire « {today} »"
    if right and right != code:
        return f"« {code} » est le code Insee {de(name)}{remedy}"
    return ""


def _postcode(code: str, right: str, departements: Sequence[Departement]) -> str:
    """Of a code that is a postcode, or no one's, what it stands for."""
    here = tuple(d.code for d in departements)
    near = [right] if right else [c for c in communes.communes_du_postal(code) if c.startswith(here)]
    if not near:
        return f"« {code} » n’est le code Insee d’aucune commune : vérifier le nom et le code"
    if len(near) > 1:
        return f"« {code} » est un code postal : écrire le code Insee de la commune, qui est un autre"
    return f"« {code} » est un code postal ; le code Insee {de(noms_communes()[near[0]])} : écrire « {near[0]} »"


def _elsewhere(code: str, nom: str, departements: Sequence[Departement]) -> communes.Collectivite | None:
    """Saint-Martin or Saint-Barthélemy, which are no longer communes."""
    here = {d.code for d in departements}
    known = (c for c in communes.collectivites() if c.departement in here)
    return next(
        (c for c in known if code in {c.insee, c.ancien, c.postaux} or cle_de_nom(nom) == cle_de_nom(c.nom)), None
    )


@rule(
    "collectivite-d-outre-mer",
    "Saint-Martin et Saint-Barthélemy",
    "Depuis 2007, Saint-Martin et Saint-Barthélemy ne sont plus des communes de la Guadeloupe : chacune est une collectivité d’outre-mer. Écrivez-la sous une clé en « autre- », avec son nom, sans « insee ».",
)
def overseas_collectivity(examination: Examination) -> Iterator[Finding]:
    """Not a commune since 2007."""
    for chemin, partie, nom in _written(examination):
        if found := _elsewhere(partie.insee, nom, examination.departements()):
            message = (
                f"{found.nom} n’est plus une commune depuis 2007, mais une collectivité d’outre-mer (code {found.insee}, code postal {found.postaux}) : "
                f"écrire « autre-{cle_de_nom(found.nom)} » à la place de « {partie.cle} », avec « nom: Collectivité de {found.nom} » et sans « insee »"
            )
            yield Finding(chemin, message, cle=True)


@rule(
    "commune-nom",
    "Le nom d’une commune",
    "Le nom est celui du code officiel géographique, sans « Mairie de » ni article : le texte dit « la commune de », ou « la Ville de » si le nom commence par « Ville de ». Ses traits d’union et ses accents comptent. Une commune déléguée ou associée garde son nom, sous le code de la commune qui signe.",
    avertit=True,
)
def commune_name(examination: Examination) -> Iterator[Finding]:
    """The name is that of a commune of the département, and of the code that is given."""
    departements = examination.departements()
    for chemin, partie, bare in _written(examination):
        if _elsewhere(partie.insee, bare, departements) or _wrong_code(partie.insee, bare, departements):
            continue
        if not examination.valeur((*chemin, "nom")):
            fault, key = _other_key(partie, departements), "insee"
        else:
            fault, key = _wrong_name(partie, bare, departements), "nom"
        if fault:
            yield Finding((*chemin, key), fault)
    for service in examination.dossier.suivi.services:
        known = not service.commune or communes.communes_nommees(service.commune)
        if not known and (right := _like(service.commune, departements, 0.9)):
            message = f"aucune commune {departements[0].de} ne s’appelle « {service.commune} » : écrire « {right} »"
            yield Finding(("suivi", "services", service.id, "commune"), message)


@lru_cache(maxsize=256)
def _listed(codes: tuple[str, ...]) -> bool:
    """Whether the list has a commune of these départements: of one that it does not know, it says nothing."""
    return any(communes.departement_de(insee) in codes for insee in noms_communes())


def _wrong_name(partie: Partie, bare: str, departements: Sequence[Departement]) -> str:
    known = _here(bare, departements)
    if known and (bare == partie.nom or _said_well(partie.nom, bare)):
        return _spelled(partie.nom, bare, departements)
    right = noms_communes()[known or partie.insee] if known or partie.insee else _like(bare, departements)
    remedy = f" : écrire « {right} »" if right else ""
    if known:
        return f"« {partie.nom} » : le texte dit déjà « la commune de »{remedy.replace(' :', ' ;')}"
    if not partie.insee and not _listed(tuple(d.code for d in departements)):
        return ""
    if partie.insee:
        return f"« {partie.nom} » n’est pas le nom de la commune de code {partie.insee}{remedy}"
    return f"aucune commune {departements[0].de} ne s’appelle « {partie.nom} »{remedy}"


def _spelled(nom: str, bare: str, departements: Sequence[Departement]) -> str:
    """What is wrong with hyphens, accents or « St », where everything else is right; capitals are no fault."""
    here, codes = tuple(d.code for d in departements), communes.communes_nommees(bare)
    names = [name for code in codes if code.startswith(here) for name in communes.orthographes().get(code, ())]
    if not names or typographie(bare).casefold() in {name.casefold() for name in names}:
        return ""
    return f"« {nom} » s’écrit autrement : écrire « {nom.replace(bare, names[0])} »"


def _said_well(nom: str, bare: str) -> bool:
    """Whether the text says it right, as « la commune de Lille » or as « la Ville de Lille »."""
    said = {cle_de_nom(f"la {word} {de(bare)}") for word in ("commune", "ville")}
    return cle_de_nom(commune(nom)) in said


def _other_key(partie: Partie, departements: Sequence[Departement]) -> str:
    """Of a commune named by its code alone: its key names another one."""
    named, said = partie.cle.partition("-")[2], cle_de_nom(partie.nom)
    right = _here(named, departements)
    if not partie.insee or not right or right == partie.insee or f"-{named}-" in f"-{said}-":
        return ""
    return f"« {partie.insee} » est le code Insee {de(partie.nom)}, et la clé est « {partie.cle} » : écrire « {right} » si c’est bien {noms_communes()[right]}"


def _like(nom: str, departements: Sequence[Departement], likeness: float = 0.8) -> str:
    """The name of a commune of these départements that begins with this one, or is most like it."""
    here, wanted = tuple(d.code for d in departements), f"{cle_de_nom(nom)}-"
    names = communes.noms_de(here)
    longer = [name for name in names if slug(name).startswith(wanted)]
    return longer[0] if len(longer) == 1 else nearest(nom, names, likeness)


@rule(
    "code-postal",
    "Le code postal d’une adresse",
    "Le code postal n’est pas celui de la commune nommée après lui, d’après la base des codes postaux, n’a pas cinq chiffres, ou manque : l’adresse d’une partie est entière, jusqu’à la commune. Une adresse en Cedex a son propre code : écrivez alors « Cedex » après la commune.",
    avertit=True,
)
def postcode(examination: Examination) -> Iterator[Finding]:
    """In an address, the postcode is that of the town."""
    for chemin, partie in toutes(examination):
        if fault := _miscounted(partie.adresse) or _without(partie.adresse):
            yield Finding((*chemin, "adresse"), fault)
        found = _TOWN.search(partie.adresse)
        if found is None or "cedex" in found["ville"].casefold():
            continue
        codes = communes.communes_nommees(found["ville"])
        known = [code for one in codes for code in communes.postaux(one)]
        known += [c.postaux for c in communes.collectivites() if cle_de_nom(c.nom) == cle_de_nom(found["ville"])]
        if codes and known and found["code"] not in known and not _of_the_whole_town(found["code"], known):
            near = tuple(d.code for d in examination.departements())
            own = [code for one in codes if one.startswith(near) for code in communes.postaux(one)] or known
            right = f"écrire « {own[0]} »" if len(own) == 1 else f"attendu : {liste(own[:6], 'ou')}"
            message = (
                f"« {found['code']} » n’est pas un code postal {de(found['ville'])} : {right}, ou ajouter « Cedex »"
            )
            yield Finding((*chemin, "adresse"), message)


def _miscounted(adresse: str) -> str:
    """What is wrong with a postcode of four figures, of six, or cut by a space, before the town that ends the address."""
    found = _NOT_FIVE.search(adresse)
    if found is None:
        return ""
    written, codes = re.sub(r"\s", "", found["code"]), communes.communes_nommees(found["ville"])
    known = [code for one in codes for code in communes.postaux(one)]
    right = next((c for c in (written, f"0{written}", written[:5]) if len(c) == 5 and (c in known or c == written)), "")
    fault = f"« {found['code']} » n’est pas un code postal : cinq chiffres, sans espace ; écrire « {right} »"
    return fault if known and right else ""


def _without(adresse: str) -> str:
    """What to write where there is no postcode: before the town that ends the address, if it is known and has a single one."""
    if not adresse or _POSTCODE.search(_BOX.sub("", adresse)):
        return ""
    town = adresse.rpartition(",")[2].strip()
    known = {code for insee in communes.communes_nommees(town) for code in communes.postaux(insee)}
    if len(known) == 1:
        return f"il manque le code postal devant « {town} » : écrire « {known.pop()} {town} »"
    return "l’adresse n’a pas de code postal ; attendu : la rue, puis le code postal et la commune, comme « 67 boulevard Vivier-Merle, 69003 Lyon »"


def _of_the_whole_town(code: str, known: Sequence[str]) -> bool:
    """« 69000 Lyon »: no code of the post’s, but what everybody writes for a town cut into arrondissements."""
    return code.endswith("000") and f"{code[:-1]}1" in known


REGLES = (commune_code, overseas_collectivity, commune_name, postcode)
