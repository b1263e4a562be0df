"""Names of WordprocessingML, and the attributes that are asked for most."""

from __future__ import annotations

from conventions.importing.archive import Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def q(name: str) -> str:
    """The full name of an element or attribute."""
    return f"{{{W}}}{name}"


def nom(element: Element) -> str:
    """The short name, without its space."""
    return str(element.tag).rpartition("}")[2]


def fils(element: Element | None, *path: str) -> Element | None:
    """The first child down that path."""
    for name in path:
        element = element.find(q(name)) if element is not None else None
    return element


def val(element: Element | None) -> str:
    """Its value, empty if it has none."""
    return element.get(q("val"), "") if element is not None else ""


def vrai(element: Element | None) -> bool:
    """Whether a switch is on: it is there, and does not say no."""
    return element is not None and val(element) not in {"0", "false", "off", "none"}


def transitionnel(root: Element) -> Element:
    """The names of the strict form of the format as those of the usual one."""
    if root.tag.startswith(f"{{{_STRICT}}}"):
        for one in root.iter():
            one.tag = one.tag.replace(_STRICT, W)
            for key in [k for k in one.attrib if _STRICT in k]:
                one.attrib[key.replace(_STRICT, W)] = one.attrib.pop(key)
    return root
