"""Write the Word template that documents are made from: what the ministry restyles in Word, as it was at first.

Its styles have the names that Word gives its own, so that Word shows them in the reader's language.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TETE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DOC = "application/vnd.openxmlformats-officedocument.wordprocessingml"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'
BLEU, GRIS = "1F3864", "595959"
MARGE = 600
"""Where the number of a clause stands: that far to the left of the text, in twentieths of a point."""


def style(ident: str, nom: str, ppr: str = "", rpr: str = "", *, base: str = "Normal", suite: str = "") -> str:
    """A style of paragraphs."""
    following = f'<w:next w:val="{suite}"/>' if suite else ""
    based = f'<w:basedOn w:val="{base}"/>' if base != ident else ""
    default = ' w:default="1"' if ident == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{ident}"><w:name w:val="{nom}"/>{based}{following}<w:qFormat/>'
        f"<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


def caractere(ident: str, nom: str, rpr: str) -> str:
    """A style of words."""
    return f'<w:style w:type="character" w:styleId="{ident}"><w:name w:val="{nom}"/><w:rPr>{rpr}</w:rPr></w:style>'


def titre(niveau: int, taille: int, avant: int, numerote: str = "") -> str:
    """A heading, kept with what follows; `numerote`: the list whose numbers begin again after it."""
    numbers = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numerote}"/></w:numPr>' if numerote else ""
    return style(
        f"Titre{niveau}",
        f"heading {niveau}",
        f'<w:keepNext/><w:keepLines/>{numbers}<w:spacing w:before="{avant}" w:after="120"/><w:ind w:left="0" w:firstLine="0"/><w:outlineLvl w:val="{niveau - 1}"/>',
        f'<w:b/><w:color w:val="{BLEU}"/><w:sz w:val="{taille}"/>',
        suite="Corps",
    )


def numero(liste: int, retrait: int, onglet: str = "") -> str:
    """A clause numbered in the margin."""
    return (
        f'<w:numPr><w:ilvl w:val="1"/><w:numId w:val="{liste}"/></w:numPr>{onglet}'
        f'<w:ind w:left="{retrait}" w:hanging="{retrait + MARGE}"/>'
    )


def styles() -> str:
    """Every style that a document uses: `conventions.documents.modele` asks for them all."""
    onglet = '<w:tabs><w:tab w:val="left" w:pos="0"/></w:tabs>'
    puces = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr><w:ind w:left="425" w:hanging="425"/>'
    made = [
        style("Normal", "Normal", '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/>', base="Normal"),
        style("Titre", "Title", '<w:keepLines/><w:spacing w:before="240" w:after="360"/><w:jc w:val="center"/>', f'<w:b/><w:color w:val="{BLEU}"/><w:sz w:val="34"/>'),
        titre(1, 26, 360, "1"),
        titre(2, 23, 280, "2"),
        *(titre(n, 21, 200) for n in (3, 4, 5, 6)),
        style("Corps", "Body Text"),
        style("Avis", "Avis", '<w:pBdr><w:top w:val="single" w:sz="8" w:space="4" w:color="9C2A10"/><w:bottom w:val="single" w:sz="8" w:space="4" w:color="9C2A10"/></w:pBdr><w:jc w:val="center"/>', '<w:b/><w:color w:val="9C2A10"/>'),
        style("Partie", "Partie", f"<w:keepLines/>{puces}"),
        style("Et", "Et entre deux parties", "<w:keepNext/>"),
        style("Alinea", "Alinéa", numero(1, 0)),
        style("AlineaPuce", "Alinéa à tiret", numero(1, 425, onglet)),
        style("Engagement", "Engagement", numero(2, 425, onglet)),
        style("Suite", "List Continue", '<w:ind w:left="425"/>'),
        style("Listepuces", "List Bullet", puces),
        style("Element", "Élément numéroté", '<w:ind w:left="851" w:hanging="426"/>'),
        style("Details", "Précisions d’une action", "", f'<w:color w:val="{GRIS}"/><w:sz w:val="19"/>'),
        style("Cellule", "Cellule", '<w:spacing w:before="40" w:after="40"/>', '<w:sz w:val="19"/>'),
        style("Logos", "Logos", '<w:jc w:val="center"/>'),
        style("Notedebasdepage", "footnote text", '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>', '<w:sz w:val="18"/>'),
        style("Commentaire", "annotation text", "", '<w:sz w:val="20"/>'),
        style("En-tte", "header", '<w:tabs><w:tab w:val="right" w:pos="9354"/></w:tabs>', f'<w:color w:val="{GRIS}"/><w:sz w:val="17"/>'),
        style("Pieddepage", "footer", '<w:tabs><w:tab w:val="right" w:pos="9354"/></w:tabs>', f'<w:color w:val="{GRIS}"/><w:sz w:val="17"/>'),
        caractere("Textedelespacerserv", "Placeholder Text", '<w:color w:val="7A3E00"/><w:shd w:val="clear" w:color="auto" w:fill="FFF3DC"/>'),
        caractere("Lienhypertexte", "Hyperlink", '<w:color w:val="0B4F9E"/><w:u w:val="single"/>'),
        caractere("Appelnotedebasdep", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
        caractere("Marquedecommentaire", "annotation reference", '<w:sz w:val="16"/>'),
        '<w:style w:type="table" w:default="1" w:styleId="TableauNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="table" w:styleId="Grilledutableau"><w:name w:val="Table Grid"/><w:basedOn w:val="TableauNormal"/><w:tblPr><w:tblBorders>'
        + "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        + '</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E9EEF7"/></w:tcPr></w:tblStylePr></w:style>',
    ]  # fmt: skip
    language = '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>'
    defaults = f'<w:docDefaults><w:rPrDefault><w:rPr>{FONT}<w:sz w:val="21"/><w:szCs w:val="21"/>{language}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    return f"{TETE}<w:styles {NS}>{defaults}{''.join(made)}</w:styles>"


def numbering() -> str:
    """Alinéas count from each article; commitments have a letter from each objective; bullets."""

    def level(rank: int, kind: str, text: str, ppr: str = "", style: str = "") -> str:
        linked = f'<w:pStyle w:val="{style}"/>' if style else ""
        look = f'<w:rPr><w:color w:val="{GRIS}"/><w:sz w:val="17"/></w:rPr>' if rank else ""
        after = "" if rank or kind == "bullet" else '<w:suff w:val="nothing"/>'
        return f'<w:lvl w:ilvl="{rank}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}{after}<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>{ppr}</w:pPr>{look}</w:lvl>'

    margin = f'<w:ind w:left="0" w:hanging="{MARGE}"/>'
    lists = [
        level(0, "none", "", style="Titre1") + level(1, "decimal", "%2", margin),
        level(0, "none", "", style="Titre2") + level(1, "lowerLetter", "%2", margin),
        level(0, "bullet", "•", '<w:ind w:left="425" w:hanging="425"/>'),
    ]
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{one}</w:abstractNum>'
        for n, one in enumerate(lists, 1)
    )
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))
    return f"{TETE}<w:numbering {NS}>{abstract}{nums}</w:numbering>"


def champ(code: str) -> str:
    """A field that Word computes."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraphe(style: str, content: str) -> str:
    """A paragraph of the template."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def texte(words: str) -> str:
    """A run of the template."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def document() -> str:
    """The page: the notice of fictitious data, the logos, the title, then the text."""
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rEnTete"/><w:footerReference w:type="default" r:id="rPied"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1276" w:bottom="1276" w:left="1276" w:header="624" w:footer="624" w:gutter="0"/></w:sectPr>'
    )
    body = paragraphe("Titre", texte("{{ titre }}")) + paragraphe("Corps", texte("{{ corps }}"))
    return f"{TETE}<w:document {NS}><w:body>{body}{section}</w:body></w:document>"


def parts() -> dict[str, str]:
    """Every file of the template, in the order of the archive."""
    return {
        "[Content_Types].xml": f'{TETE}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{DOC}.{kind}+xml"/>'
            for name, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"), ("entete", "header"), ("pied", "footer"))
        )
        + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'{TETE}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rDocument" Type="{REL}/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="rCore" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'{TETE}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:title></dc:title><dc:language>fr-FR</dc:language></cp:coreProperties>",
        "word/_rels/document.xml.rels": f'{TETE}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="{ident}" Type="{REL}/{kind}" Target="{target}.xml"/>'
            for ident, kind, target in (("rStyles", "styles", "styles"), ("rNombres", "numbering", "numbering"), ("rReglages", "settings", "settings"), ("rEnTete", "header", "entete"), ("rPied", "footer", "pied"))
        )
        + "</Relationships>",
        "word/document.xml": document(),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": f'{TETE}<w:settings {NS}><w:defaultTabStop w:val="425"/><w:themeFontLang w:val="fr-FR"/></w:settings>',
        "word/entete.xml": f'{TETE}<w:hdr {NS}>{paragraphe("En-tte", texte("{{ en_tete }}") + "<w:r><w:tab/></w:r>" + texte("{{ version }}"))}</w:hdr>',
        "word/pied.xml": f'{TETE}<w:ftr {NS}>{paragraphe("Pieddepage", texte("{{ pied }}") + "<w:r><w:tab/></w:r>" + texte("Page ") + champ("PAGE") + texte(" sur ") + champ("NUMPAGES"))}</w:ftr>',
    }  # fmt: skip


def write(target: Path) -> None:
    """The same bytes each time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts().items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
