"""The communes whose h is aspirated (« de Hem »), as the INSEE says it: written by `tools/communes.py`, beside the list of communes."""

from __future__ import annotations

COMMUNES = frozenset(
    """habsheim hachan hadancourt-le-haut-clocher haegen hagedet hagenbach hagenthal-le-bas hagenthal-le-haut haget
    hagnicourt haguenau hailles haimps haims halles-sous-les-cotes ham ham-en-artois ham-les-moines ham-sous-varsberg
    ham-sur-meuse hamars hambach hambers hambye hamelet hames-boucres hammeville hamonville hampigny hampont
    han-devant-pierrepont han-les-juvigny han-sur-meuse han-sur-nied handschuheim hangard hangenbieten hangviller
    hannapes hannappes hannogne-saint-martin hannogne-saint-remy hannonville-sous-les-cotes hannonville-suzemont hans
    hanvec hanviller hanvoile happencourt haraumont harcy hardanges hardinvast hargeville-sur-chee harskirchen
    hartmannswiller harville hary hatten hattmatt hattstatt hauban haudivillers haulies haulme hausgauen haut-bocage
    haut-du-them-chateau-lambert haut-lieu haut-loquin haut-valromey hautbos haute-amance haute-avesnes haute-epine
    haute-goulaine haute-kontz haute-rivoire haute-vigneulles hautecloque hautefage hautefontaine hautes-duyes
    hauteville-la-guichard hauteville-sur-mer haution hautot-le-vatois hautot-sur-seine hauts-de-bienne
    hautteville-bocage hauville hauvine haybes heches hecken hecmanville hede-bazouges hegeney hegenheim heidolsheim
    heidwiller heiligenberg heiligenstein heilles heimersdorf heimsbrunn heiteren heiwiller helfrantzkirch helleville
    hem hem-hardinval hem-lenglet hem-monacu hemevez henansal hengoat hengwiller henon henvic herbitzheim herbsheim
    herce herenguerville heres hermerswiller hermes hermival-les-vaux herpont herran herrlisheim herrlisheim-pres-colmar
    hescamps hesingue hessenheim hettenschlag heudicourt-sous-les-cotes heugon heugueville-sur-sienne heurtevent heusse
    hibarette hierges hiermont hiesville hieville hiis hilsenheim hinacourt hindisheim hindlingen hinsbourg hinsingen
    hipsheim hirschland hirsingue hirtzbach hirtzfelden hitte hochfelden hochstatt hochstett hocquigny hodenc-en-bray
    hodenc-l-eveque hodeng-au-bosc hodeng-hodenger hoedic hoenheim hoerdt hoffen hohatzenheim hohengoeft hohfrankenheim
    hohrod hohwiller holnon holque holtzheim holtzwihr hombourg hombourg-budange hombourg-haut hommarting hommert
    hon-hergies hondainville hondouville honfleur honguemare-guenouville honskirch horbourg-wihr horgues hornoy-le-bourg
    hoste hotot-en-auge hottot-les-bagues hottviller houdan houdilcourt houesville houetteville houeydets
    houlbec-pres-le-gros-theil houldizy houlette houlgate houlle houppeville houquetot hourc hourges houry houssen
    housset houville-en-vexin hoymille huanne-montmartin huelgoat huest hugleville-en-caux huille huille-lezigne huiron
    huisnes-sur-mer humes-jorquenay hunawihr hundsbach huningue hunspach hurtigheim husseren-les-chateaux
    husseren-wesserling husson huttendorf huttenheim hyemondans hyenville hyet""".split()  # noqa: SIM905 — a list to be read and added to
)
"""Slugs of names; two communes of one name that the INSEE elides differently are left out."""
