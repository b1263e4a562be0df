"""The Word template that the ministry restyles, checked when it is loaded, filled, and written: the same text gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from conventions.documents.feuille import Feuille
from conventions.documents.ooxml import R, W, paragraph, run, value
from conventions.model.french import liste

CORPS = "corps"
"""Where the text goes: `{{ corps }}`, alone in a paragraph."""
CHAMPS = (CORPS, "titre", "en_tete", "version", "pied")
STYLES = (
    "Titre", "Titre1", "Titre2", "Titre3", "Titre4", "Titre5", "Titre6", "Corps", "Avis", "Logos", "Et", "Partie", "Alinea",
    "AlineaPuce", "Engagement", "Suite", "Listepuces", "Element", "Details", "Cellule", "Notedebasdepage", "Commentaire",
    "Textedelespacerserv", "Lienhypertexte", "Appelnotedebasdep", "Marquedecommentaire", "Grilledutableau",
)  # fmt: skip
_ICI = "\u2045corps\u2046"
_JOUR = (1980, 1, 1, 0, 0, 0)
"""Every file of an archive has the same day: what tells the date of a document is written in it."""
_AUTEUR = "Site des conventions"


class ModeleRefuse(Exception):
    """A template that documents cannot be made from: what it lacks, in French."""


@dataclass(frozen=True, slots=True)
class Contenu:
    """What one document holds: the words of its frame (`CHAMPS`, the text apart), and the text."""

    champs: Mapping[str, str]
    corps: Sequence[Markup]
    feuille: Feuille
    au: date
    images: Mapping[str, Path]
    """Of each relation of a picture, its file."""
    numeros: Mapping[str, str] = field(default_factory=dict)
    """The number of each clause, by its bookmark, where it is written: Word counts them itself."""


def check_template(path: Path) -> None:
    """Refuse, with what it lacks, a template that Word would not fill."""
    try:
        template = DocxTemplate(path)
        asked = template.get_undeclared_template_variables(_environment())
    except (OSError, PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise ModeleRefuse(f"« {path} » n’est pas un document Word (.docx) qui s’ouvre") from error
    except TemplateError as error:
        raise ModeleRefuse(f"« {path} » : un champ « {{{{ … }}}} » est mal écrit ({error})") from error
    if unknown := sorted(asked - set(CHAMPS)):
        raise ModeleRefuse(f"« {path} » : champ inconnu, « {unknown[0]} » ; ceux du modèle sont {liste(CHAMPS)}")
    if [p.text.strip() for p in template.get_docx().paragraphs].count(f"{{{{ {CORPS} }}}}") != 1:
        raise ModeleRefuse(f"« {path} » : « {{{{ {CORPS} }}}} » doit être seul dans un paragraphe, une fois")
    known = {style.style_id for style in template.get_docx().styles}
    if missing := [style for style in STYLES if style not in known]:
        raise ModeleRefuse(f"« {path} » : il manque le style « {missing[0]} » ; partez du modèle d’origine")


def fill(path: Path, contenu: Contenu) -> bytes:
    """The document, as the template shapes it."""
    template = DocxTemplate(path)
    template.render({**contenu.champs, CORPS: _ICI}, _environment(), autoescape=True)
    document = template.docx
    _place(document, contenu.corps)
    _relate(document, contenu)
    _describe(document, contenu)
    written = io.BytesIO()
    document.save(written)
    return _rewritten(written.getvalue())


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _place(document: Any, corps: Sequence[Markup]) -> None:  # noqa: ANN401 (python-docx has no types)
    here = next(p for p in document.paragraphs if p.text.strip() == _ICI)._p  # noqa: SLF001
    root = parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{R}">{"".join(corps)}</w:body>')
    _number(document, root)
    for element in list(root):
        here.addprevious(element)
    here.getparent().remove(here)


def _number(document: Any, root: Any) -> None:  # noqa: ANN401
    """Word reads the level of a list, and its indent, in the paragraph before the style: those of the style are written there."""
    looks = {style.style_id: style.element.find(f"{{{W}}}pPr") for style in document.styles}
    for look in root.iter(f"{{{W}}}pPr"):
        style = look.find(f"{{{W}}}pStyle")
        own = looks.get(style.get(f"{{{W}}}val")) if style is not None else None
        if own is not None and own.find(f"{{{W}}}numPr") is not None:
            given = [found for name in ("numPr", "tabs", "ind") if (found := own.find(f"{{{W}}}{name}")) is not None]
            for found in reversed(given):
                if look.find(found.tag) is None:
                    style.addnext(deepcopy(found))


def _relate(document: Any, contenu: Contenu) -> None:  # noqa: ANN401
    part, feuille = document.part, contenu.feuille
    _link(part, feuille)
    for relation, file in contenu.images.items():
        image = part.package.get_or_add_image_part(str(file))
        part.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, image, relation)
    for kind, name, type_mime, xml in (
        (RELATIONSHIP_TYPE.FOOTNOTES, "footnotes", CONTENT_TYPE.WML_FOOTNOTES, _footnotes(feuille)),
        (RELATIONSHIP_TYPE.COMMENTS, "comments", CONTENT_TYPE.WML_COMMENTS, _comments(feuille, contenu.au)),
    ):
        if xml:
            made = Part(PackURI(f"/word/{name}.xml"), type_mime, xml.encode(), part.package)
            _link(made, feuille)
            part.relate_to(made, kind)


def _link(part: Part, feuille: Feuille) -> None:
    """Each file of a document has its own relations: a footnote may link too."""
    for adresse, relation in feuille.liens.items():
        part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, adresse, relation, is_external=True)


def _footnotes(feuille: Feuille) -> str:
    if not feuille.notes:
        return ""
    mark = Markup('<w:r><w:rPr><w:rStyle w:val="Appelnotedebasdep"/></w:rPr><w:footnoteRef/></w:r>') + run(" ")
    notes = "".join(
        Markup('<w:footnote w:id="{}">{}</w:footnote>').format(n, paragraph(mark + said, "Notedebasdepage"))
        for n, said in enumerate(feuille.notes, 1)
    )
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{mark_}/></w:r></w:p></w:footnote>'
        for n, kind, mark_ in ((-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator"))
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{W}" xmlns:r="{R}">{lines}{notes}</w:footnotes>'


def _comments(feuille: Feuille, au: date) -> str:
    if not feuille.commentaires:
        return ""
    said = "".join(
        Markup('<w:comment w:id="{}" w:author="{}" w:initials="C" w:date="{}T00:00:00Z">{}</w:comment>').format(
            n, value(_AUTEUR), au.isoformat(), paragraph(run(text), "Commentaire")
        )
        for n, text in enumerate(feuille.commentaires)
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{W}">{said}</w:comments>'


def _describe(document: Any, contenu: Contenu) -> None:  # noqa: ANN401
    day = datetime.combine(contenu.au, time())
    about = document.core_properties
    about.title, about.author, about.language = contenu.champs["titre"], _AUTEUR, "fr-FR"
    about.created = about.modified = day
    about.last_modified_by, about.revision = _AUTEUR, 1


def _rewritten(archive: bytes) -> bytes:
    """The same files without the hour at which they were written."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            target.writestr(zipfile.ZipInfo(item.filename, _JOUR), source.read(item), zipfile.ZIP_DEFLATED)
    return made.getvalue()
