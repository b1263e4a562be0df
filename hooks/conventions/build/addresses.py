"""What a site would answer at each address → the faults: an address given to two contents, a link that leads nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from conventions.build.work import Made, Output
from conventions.model.problem import PROGRAMME, Problem

REPORT = "erreur du programme, à signaler avec ce message"


def shared_addresses(outputs: Iterable[tuple[str, Output]]) -> Iterator[Problem]:
    """Each address that two contents would have; an output comes with the file that it is told of."""
    owners: dict[str, str] = {}
    for source, output in outputs:
        for address in (*(page.html for page in output.pages), *(uri for uri, _ in output.files), *output.documents):
            if address in owners:
                other = "" if owners[address] == source else f" (l’autre vient de {owners[address]})"
                yield Problem(source, 1, 1, f"{REPORT} : deux contenus à la même adresse, {address}{other}", PROGRAMME)
            owners.setdefault(address, source)


def lost_links(pages: Collection[Made], others: Collection[str], fallback: str) -> Iterator[Problem]:
    """Each link of a page that leads to no page, no file and no anchor. `others` are the addresses that are no page's."""
    anchors = {page.url: set(page.anchors.split("\n")) for page in pages}
    for page in pages:
        for link in page.links.split("\n") if page.links else ():
            if not _leads_somewhere(link, anchors, others):
                message = f"{REPORT} : la page « {page.url} » renvoie à « {link} », qui n’existe pas"
                yield Problem(page.source or fallback, 1, 1, message, PROGRAMME)


def _leads_somewhere(link: str, anchors: Mapping[str, set[str]], others: Collection[str]) -> bool:
    address, _, anchor = link.partition("#")
    if address not in anchors:
        return address in others
    return not anchor or anchor in anchors[address]
