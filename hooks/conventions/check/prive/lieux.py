"""Where and when a person was born or lives: a date after « né le » or a name, a place after a person. Everyday words alone prove nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from conventions.check.prive.lecture import AU_PLUS, Etendue, apres, avant, dit, trouves
from conventions.check.prive.noms import CIVILITE, PARTICULE, nom_de_personne, personne_nommee
from conventions.model.french import MOIS

_CIVILITE = r"(?:M\.|MM\.|Mr\.?|Mmes?|Mlle|Monsieur|Madame|Dr|Me)"
_NOM = r"(?:[A-ZÀ-Ý](?:\.|[\w’'-]*)|d[eu]|la|le|et)"
_ICI = r"[^.;!?\n\x1e]"
_MAJUSCULE = r"[A-ZÀ-Ý][\w’'-]{1,30}"
_MOIS = "|".join(
    (*MOIS, "fevrier", "aout", "decembre", "janv", "f[ée]vr", "avr", "juil", "sept", "oct", "nov", "d[ée]c")
)
_DATE = rf"(?:\d{{4}}-\d\d-\d\d|en\s(?:{_MOIS})\s\d{{4}}|[a-zé-]{{2,15}}\s(?:{_MOIS})\s(?:\d{{4}}|mil)|\d{{1,2}}(?:er)?[\s./-]{{1,3}}(?:(?:{_MOIS})\.?|\d{{1,2}})[\s./-]{{1,3}}\d{{2,4}})(?!\d)"
_NE = r"\bn(?:[ée]|[ée]e|[ée][(.\[·-]e[)\]]?)"
_AILLEURS = r"(?!(?:partir|compter|cett?e?|ces|un|une|nos|notre|leur|sa|son)\b|(?-i:l[ae]s?\s(?!maternit|clinique)[a-zà-ÿ]|l[’'](?!h[ôo]pital)[a-zà-ÿ]))"
"""After « né à », a place: neither an occasion nor a cause."""
_NAISSANCE = re.compile(
    rf"(?:{_NE}\s+(?:(?-i:[A-ZÀ-Ý])[\w’'-]{{1,30}}[\s,]{{1,3}}){{0,2}}(?:(?:à|en)\s{_AILLEURS}[^.;!?\n\x1e]{{1,70}}?,?\s)?(?:le|un|(?=\d))|{_NE},?(?=\sen\s|[\s:(]{{1,3}}\d)|\b(?:date|jour)\s+de\s+naissance(?:\s?\([^)\n]{{1,20}}\))?"
    rf"|\bD\.?\s?D\.?\s?N\b\.?|\bnaissance)(?:\s+(?:est|le)|\s?[:=(])*\s{{0,3}}{_DATE}",
    re.IGNORECASE,
)
_COMMENCE = re.compile(
    r"[nNdDjJ](?<!\w.)(?:(?<=[nN])(?=[eéEÉ][\seE(.\[·,:-]|(?i:aissance))|(?<=[dD])(?=\.?\s?[dD]|(?i:ate))|(?<=[jJ])(?=(?i:our)))"
)
"""How one begins."""
_MOT_NAISSANCE = re.compile(r"[nN](?i:aissance)\b")
_DATE_AVANT = re.compile(rf"\b{_DATE}[\s,(]{{1,3}}(?:date\sde\s)?naissance", re.IGNORECASE)
_AVANT_AU_PLUS = 60
"""Signs of the longest date, and of what parts it from that word."""
_CHOSE = re.compile(
    r"\b(?:association|convention|projet|dispositif|service|partenariat|r[ée]seau|collectif|instance|d[ée]marche|structure|initiative|id[ée]e|espace|"
    r"comit[ée]|f[ée]d[ée]ration|union|lieu|action|maison|plateforme|structure|organisme|caisse|exp[ée]rimentation|coop[ée]ration|loi|permanence|"
    r"(?:tout|toute|chaque|une?) (?:enfant|parent|personne|jeune))\b[^.]{0,45}$",
    re.IGNORECASE,
)
_EN_QUALITE = re.compile(
    rf"\b{_CIVILITE}\s{_MAJUSCULE}[^.]{{0,40}}\b(?:pr[ée]sident|direct|responsable|charg|membre|salari|tr[ée]sori|secr[ée]tair|m[ée]diat|coord|juriste|"
    r"b[ée]n[ée]vol|adh[ée]rent|animat|usag|repr[ée]sent)[a-zà-ÿ]*[ ](?:d|[àa]u?\b)[^.]*$"
)
"""Someone, said to be something of that thing."""
_JOUR_ANCIEN = re.compile(
    rf"[\d](?<!\w.)(?:(?<=[0-3])\d?(?:er)?(?:\s(?:{_MOIS})\.?\s19|[./-]\d{{1,2}}[./-](?:19)?(?=[3-9]))\d\d|(?<=1)9\d\d-\d\d-\d\d)(?!\w)",
    re.IGNORECASE,
)
"""A day of the last century: what is written there of our time is dated."""
_JUSTE_APRES = re.compile(
    rf"(?:(?P<qui>\b{_CIVILITE}\s(?!l[ea]\s)(?>(?:{_NOM}\s?){{1,5}}))|(?P<nom>{_MAJUSCULE}\s(?:{PARTICULE}){{0,2}}{_MAJUSCULE}))\s?[,(:–-]?\s?$"
)
_ACTE = re.compile(
    r"\b(?:sign|d[ée]lib[ée]ration|arr[êe]t[ée]|d[ée]cision|loi|rapport|jugement|avis|note|circulaire|fait\s[àa]|vu|d[ée]cret|charte|convention|avenant|comit[ée]|"
    r"ordonnance|lettre|courrier|discours|[ée]tude|article|livre|ouvrage|texte|mandat|[ée]lu|nomm|d[ée]sign)|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_SEUIL = re.compile(
    r",? (?:ou|et) (?:apr[èe]s|avant|ult[ée]rieurement|post[ée]rieurement|ant[ée]rieurement|les)|, (?:ce|cet|cette|le|la|notre) (?!M|m[èe]re|p[èe]re)",
    re.IGNORECASE,
)

_VOIE = (
    r"(?:\d{1,4}(?:\s?(?:bis|ter|quater|[A-D]\b))?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt)"
    r"\s?,?\s{1,3}(?:de\sla\s|de\sl[’']|du\s)?(?:"
    r"(?:rue|avenue|boulevard|bl?vd\.?|bd\.?|chemin|impasse|all[ée]e|faubourg|lotissement|hameau|ruelle|venelle|esplanade|lieu-dit|promenade)\b"
    r"|(?:r|av|ch|imp|all|pl|rte)(?:\.\s?|\s(?=d[eu]\b|des\b|d[’']|l[ae]\b))"
    r"|(?:place|route|cours|quai|square|passage|cit[ée]|villa|voie|mont[ée]e|r[ée]sidence|sentier|rond-point)\s"
    r"(?:de\s|du\s|des\s|d[’']|la\s|le\s|les\s|l[’']){0,2}(?-i:[A-ZÀ-Ý0-9][\w’'-]*))"
)
_NOM_DE_LIEU = r"[«“\"]?\s?(?:de\s|du\s|des\s|d[’']|la\s|le\s|les\s|l[’']){0,2}(?-i:[A-ZÀ-Ý][\w’'-]*)"
_PORTE = r"\b(?:app(?:artemen)?t|apt)\b\.?\s{0,2}(?:n[°º]\s?)?(?:[A-D]?\d{1,4})\b"
_ENDROIT = (
    rf"(?:(?:lieu[\s-]?dit|hameau)\s{_NOM_DE_LIEU}"
    r"|(?:rue|avenue|boulevard|chemin|impasse|all[ée]e|route|ferme|mas|r[ée]sidence|lotissement)\s"
    rf"{_NOM_DE_LIEU}(?=[^.;!?\n\x1e(]{{0,60}}?(?:[\s,(]{_PORTE}|,\sb[âa]t(?:iment)?\b|\b\d{{5}}\s(?-i:[A-ZÀ-Ý]))))"
)
"""An address without a number: a hamlet; a street, if a postcode or a flat follows it."""
_LIEU = rf"(?:{_VOIE}|{_ENDROIT})"
_RUE = re.compile(rf"(?i:\b{_LIEU})")
_NUMERO = re.compile(
    r"[\ddtcqshnovlrabifmDTCQSHNOVLRABIFM](?<!\w.)(?:(?<=\d)|(?=(?i:eux|rois|uatre|inq|ix|ept|uit|euf|nze|ouze|reize|uatorze|uinze|eize|ingt"
    r"|ieu[\s-]?dit|ameau|[ue]{1,2}\s|venue|oulevard|hemin|mpasse|ll[ée]e|oute|erme|as\s|[ée]sidence|otissement)))"
)
"""How one begins."""
_DOMICILIE = (
    r"(?i:(?:(?:dont|qui|alors|actuellement|toujours|d[ée]sormais|encore|tou(?:te)?s|deux|est|sont|[ée]tai(?:t|ent)|[ée]tant|a|ont|ayant|fait|pour|l[ea]|son|leur)\s){0,4}"
    rf"(?:(?:domicili|demeur|r[ée]sid|habit|log)\w{{1,6}}(?:[(.·-]e?[)\w.·-]{{0,3}})?|[ée]lu\sdomicile|[ée]lection\sde\sdomicile|(?<=\s)domicile){_ICI}{{0,30}}?)"
)
"""What says of someone just named where they live."""
_CHEZ_LUI = re.compile(
    r"\b(?:demeur(?:ant|e|ait)|r[ée]sid(?:ant|e|ait)|habit(?:ant|e|ait)(?!(?:nt)?\s[àa]\smoins\sde)|log(?:eant|e|eait)|vi(?:t|vant)\s(?:au|dans|(?=\d))|"
    r"(?:mon\s)?adresse\s(?:perso(?:nnelle)?|priv[ée]e|du\sdomicile)|domicile(?=\s\d)|(?:son|sa|leur|mon)\s(?:propre\s)?domicile|domicile\s?:|domicile\sde\s(?:sa|son|la|l[’']|M|Mme)|"
    r"(?:p[èe]re|m[èe]re|enfant|parent|[ée]poux|[ée]pouse|conjointe?|requ[ée]rante?|usag[èe]re?|allocataire|int[ée]ress[ée]e?"
    r"|(?:sa|son|ma|mon|leur)\s(?:fille|fils|fr[èe]re|s[œo]e?ur|mari|femme|compagn\w{2,3}|grand-\w{4,5}|oncle|tante|voisine?)|(?:l[ea]|une?)\smineure?"
    r"|(?<!de\s)(?<!pour\s)(?:la|une|cette|le|un|ce)\s(?:famille|couple))"
    rf"[\s,]{_ICI}{{0,30}}domicili\w{{1,4}}){_ICI}{{0,40}}?\b(?P<rue>{_VOIE}|(?P<endroit>{_ENDROIT}))",
    re.IGNORECASE,
)
_DITE_APRES = re.compile(
    rf"\b(?P<rue>{_VOIE}){_ICI}{{0,60}}?\b(?:domicile\s(?:de\s(?:M|la|l[’']|sa|son)|personnel)|adresse\s(?:personnelle|priv[ée]e)|chez\s(?:lui|elle))",
    re.IGNORECASE,
)
_QUELQU_UN = re.compile(
    rf"\b{_CIVILITE}\s(?!l[ea]\s)(?>(?:{_NOM}\s?){{1,5}}),?\s?{_DOMICILIE}?[(,:–-]?\s?(?:au\s)?(?P<rue>(?i:{_LIEU}))"
)
_PRENOM_NOM = re.compile(rf"(?P<nom>{_MAJUSCULE}\s{_MAJUSCULE})\s?[,(:–-]\s?(?P<rue>(?i:{_LIEU}))")
_PRENOM_NOM_DOMICILIE = re.compile(
    rf"(?P<nom>{_MAJUSCULE}\s(?:{PARTICULE}){{0,2}}{_MAJUSCULE})\s?[,(–-]?\s?{_DOMICILIE}(?P<rue>(?i:{_LIEU}))"
)
_FAMILLE = re.compile(
    rf"\b(?i:l[ae]s?|cette|des(?=\s[ée]poux)|deux)\s(?:familles?|[ée]poux|couple|consorts)\s(?>(?:{PARTICULE}){{0,2}}{_MAJUSCULE}\s?){{1,2}}[,(:–-]?\s?{_DOMICILIE}?(?:au\s)?(?P<rue>(?i:{_LIEU}))"
)
_D_ACCUEIL = re.compile(
    r"\b(?:maison|espace|point|union|association|f[ée]d[ée]ration|caisse|centre|p[ôo]le|accueil|relais|conseil|soutien|aide|service|r[ée]seau|caf[ée]|lieu)s?\s(?:\w+\s)?(?:de|pour|à)\s$",
    re.IGNORECASE,
)


_HABITE = ("demeur", "sid", "habit", "log", "vit", "vivant", "perso", "priv", "domicil", "chez")
"""What `_CHEZ_LUI`, `_DITE_APRES` and `_DOMICILIE` all hold one of."""
_MENAGE = ("famil", "poux", "couple", "consorts")
"""What `_FAMILLE` holds one of."""


def naissances(text: str) -> Iterator[Etendue]:
    """Every date of birth of one person. An association is born too, and « tout enfant né le… » is a condition."""
    for found in itertools.chain(trouves(_COMMENCE, _NAISSANCE, text), _datees(text)):
        if not (_d_une_chose(avant(text, found.start())) or _SEUIL.match(apres(text, found.end()))):
            yield found.span()
    for found in itertools.islice(_JOUR_ANCIEN.finditer(text), AU_PLUS):
        if _de_quelqu_un(avant(text, found.start())):
            yield found.span()


def _datees(text: str) -> Iterator[re.Match[str]]:
    """Every date that the word « naissance » follows."""
    for word in _MOT_NAISSANCE.finditer(text) if dit(text, "naissance") else ():
        yield from _DATE_AVANT.finditer(text, max(0, word.start() - _AVANT_AU_PLUS), word.end())


def _d_une_chose(before: str) -> bool:
    """Whether what is born is a thing: no one stands between it and its birth, no one is something of it."""
    thing = _CHOSE.search(before)
    if thing is None or _EN_QUALITE.search(before):
        return False
    since = before[thing.start() :]
    return not (CIVILITE.search(since) or (" par " in since and nom_de_personne(since.rpartition(" par ")[2])))


def _de_quelqu_un(before: str) -> bool:
    """Whether those words end by someone's name, and date no act."""
    found = _JUSTE_APRES.search(before)
    if found is None or _ACTE.search(before):
        return False
    return bool(found["qui"]) or personne_nommee(before[: found.start("nom")], found["nom"])


def domiciles(text: str) -> Iterator[Etendue]:
    """Every number and street said to be where someone lives, or written after someone's name."""
    streets = list(itertools.islice(trouves(_NUMERO, _RUE, text), AU_PLUS))
    if len(streets) < AU_PLUS:
        yield from (
            street.span()
            for street in streets
            if street.start() in _inhabited(text, street.start() - 140, street.end() + 90) or _logement(text, street)
        )
    else:
        ranks = _inhabited(text, 0, len(text))
        yield from (street.span() for street in _RUE.finditer(text) if street.start() in ranks)


_PORTE_APRES = re.compile(rf"(?:{_ICI}|b[âa]t\.){{0,60}}?{_PORTE}", re.IGNORECASE)
_RIEN_DIT = re.compile(r"\W*(?!adresse)(?:[a-z_]+:)?\W*")
"""No word, or the key of the value."""
_PLUSIEURS = re.compile(r"\b(?:les|des|aux|ces|leurs|plusieurs)\s(?:\w+\s)?(?:\w+s|gens)\b[^,]*$", re.IGNORECASE)


def _logement(text: str, street: re.Match[str]) -> bool:
    """Whether a flat is all that is said. Where a service meets, the sentence says it."""
    return bool(_PORTE_APRES.match(text, street.end()) and _RIEN_DIT.fullmatch(avant(text, street.start())))


def _inhabited(text: str, begin: int, end: int) -> set[int]:
    """Where the streets of someone begin, between two ranks."""
    begin = max(0, begin)
    said = text[begin:end]
    patterns = [_QUELQU_UN]
    if lives := dit(said, *_HABITE):
        patterns += [_CHEZ_LUI, _DITE_APRES]
    ranks = {
        found.start("rue")
        for pattern in patterns
        for found in pattern.finditer(text, begin, end)
        if pattern is not _CHEZ_LUI or not (found["endroit"] and _PLUSIEURS.search(avant(text, found.start())))
    }
    named = [f for f in _PRENOM_NOM.finditer(text, begin, end) if nom_de_personne(avant(text, f.end("nom"), 60))]
    named += [
        found
        for found in (_PRENOM_NOM_DOMICILIE.finditer(text, begin, end) if lives else ())
        if personne_nommee(avant(text, found.start(), 60), found["nom"])
    ]
    families = _FAMILLE.finditer(text, begin, end) if dit(said, *_MENAGE) else ()
    named += [found for found in families if not _D_ACCUEIL.search(avant(text, found.start(), 40))]
    return ranks | {found.start("rue") for found in named}


def rue(text: str) -> str:
    """The first number and street, empty if there is none."""
    found = _RUE.search(text)
    return found[0] if found else ""
