"""The settings of `mkdocs.yml` that are MkDocs's and Material's own → a French sentence for each that our shells cannot take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from conventions.model.settings import Settings
from conventions.source.site_settings import PLACE, links
from conventions.source.suggestions import nearest

ACCENTS = (
    *("red", "pink", "purple", "deep-purple", "indigo", "blue", "light-blue", "cyan", "teal", "green", "light-green"),
    *("lime", "yellow", "amber", "orange", "deep-orange", "custom"),
)
COLOURS = {"primary": (*ACCENTS, "brown", "grey", "blue-grey", "black", "white"), "accent": ACCENTS}
"""Those of Material's palette."""
SCHEMES = ("default", "slate")
FONT = (
    "theme.font : doit rester à false ; Material irait chercher cette police chez Google à chaque visite. Mettez ses fichiers "
    'dans docs/, et donnez-la dans une feuille d’extra_css : :root { --md-text-font: "…"; }'
)

MODULES = {
    "blog": "ses gabarits de billets ne sont pas de ce site ; une page écrite à la main se met dans docs/",
    "offline": "il change les adresses publiées, qui ne changent jamais ; sans réseau : python3 -m http.server -d site",
    "privacy": "rien n’est demandé à un autre site, et il irait y chercher des fichiers à la construction",
    "tags": "les étiquettes n’ont pas de place sur ces pages, que relient les objectifs, les champs d’action et la recherche",
}
"""The modules of Material that would stop half-way, with a trace of the program for all words."""

There = Callable[[str], bool]


def shell_faults(config: Mapping[str, Any], template: There, *, extends: bool) -> Iterator[str]:
    """What our shell cannot take of these settings. `template`: whether the theme has it; `extends`: the shell is one of Material's."""
    theme = config["theme"]
    name = theme.get("name")
    if not str(config["site_name"]).strip():
        yield "site_name : vide ; attendu : le nom du site, qui est au titre de chaque page"
    if config["site_url"] and not re.match(r"https?://[^\s/]", config["site_url"]):
        yield f"site_url (ADRESSE_DU_SITE) : « {config['site_url']} » ; attendu : une adresse qui commence par https://"
    yield from _texts("extra_css", config["extra_css"])
    for module in config.get("plugins") or ():
        if why := MODULES.get(module.rpartition("/")[2]):
            yield f"plugins : le module « {module.rpartition('/')[2]} » ne va pas avec cet habillage ; {why}. Retirez-le"
    if name != "material" and (name or extends):
        yield f"theme.name : « {name} » ; doit rester à material, que nos gabarits prolongent"
    elif extends:
        yield from _material(theme, template, free=bool(config["extra_css"]))


def _material(theme: Mapping[str, Any], template: There, *, free: bool) -> Iterator[str]:
    """Of the settings that only Material reads. `free`: a sheet of one's own may bring another scheme."""
    if theme.get("font"):
        yield FONT
    language = theme.get("language") or "en"
    if not template(f"partials/languages/{language}.html"):
        yield f"theme.language : Material n’a pas la langue « {language} » ; attendu : fr"
    yield from _texts("theme.features", theme.get("features"))
    yield from _drawing("theme.icon", "logo", theme.get("icon"), template)
    yield from _palettes(theme.get("palette"), template, free=free)


def _texts(place: str, value: object) -> Iterator[str]:
    if value is not None and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        yield f"{place} : {value!r} ; attendu : une liste de textes, un par ligne qui commence par « - »"


def _drawing(place: str, key: str, value: object, template: There) -> Iterator[str]:
    """Of `theme.icon`, or of the switch of a palette: the drawing that it names."""
    if value is not None and not isinstance(value, Mapping):
        yield f"{place} : {value!r} ; attendu : des réglages, un par ligne, en retrait, dont « {key} »"
    elif value and value.get(key) and not template(f".icons/{value[key]}.svg"):
        yield f"{place}.{key} : le dessin « {value[key]} » n’existe pas dans Material ; par exemple : material/library"


def _palettes(value: object, template: There, *, free: bool) -> Iterator[str]:
    each: Sequence[object] = value if isinstance(value, list) else [value] if value else []
    for rank, one in enumerate(each, 1):
        place = f"theme.palette[{rank}]" if isinstance(value, list) else "theme.palette"
        if not isinstance(one, Mapping):
            yield f"{place} : {one!r} ; attendu : « scheme », « primary » et « accent », un par ligne, en retrait"
            continue
        for kind, known in COLOURS.items():
            yield from _named(f"{place}.{kind}", one.get(kind), known)
        if not free:
            yield from _named(f"{place}.scheme", one.get("scheme"), SCHEMES)
        yield from _drawing(f"{place}.toggle", "icon", one.get("toggle"), template)


def _named(place: str, value: object, known: Sequence[str]) -> Iterator[str]:
    said = str(value or "").replace(" ", "-")
    if said and said not in known:
        near = nearest(said, known)
        yield f"{place} : « {value} » n’existe pas ; attendu : {f'« {near} »' if near else ', '.join(known)}"


def absent(config: Mapping[str, Any], settings: Settings, site: There) -> Iterator[str]:
    """What these settings name, and the site has not: files, pages of a menu. `site`: whether it has that address."""
    files = [(f"theme.{key}", config["theme"].get(key)) for key in ("logo", "favicon")]
    files += [("extra_css", sheet) for sheet in config["extra_css"]]
    files.append((f"{PLACE}.etat.operateur.logo", settings.etat.operateur.logo))
    for place, name in files:
        if name and not site(str(name).partition("?")[0]):
            yield f"{place} : le fichier « {name} » n’existe pas ; attendu : un fichier de docs/, nommé à partir de ce dossier"
    for place, link in links(settings):
        if ":" not in link.url and not site(re.split("[?#]", link.url)[0]):
            yield f"{place} : « {link.titre} » mène à « {link.url} », qui n’est pas une page du site"
