"""The files of data, as the site publishes them: the same pass, without pages written and without MkDocs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from conventions.build.opening import Opened, Refused, Request, open_site
from conventions.build.zensical import known_settings

RECHERCHE = "recherche/"
"""What the search of the pages reads: no data for others."""


def open_data(root: Path, place: Path, use: str = "données") -> Opened:
    """The site of the project, built aside in that place, which nobody keeps. Raises `Refused`."""
    known = known_settings(root)
    site_url = known.get("site_url", "")
    return open_site(
        Request(
            root=root,
            site=place,
            name=known["site_name"],
            site_url=f"{site_url.rstrip('/')}/" if site_url else "",
            settings=known.get("extra", {}).get("conventions"),
            theme=(),
            shaping="",
            dirty=False,
            serving=False,
            use=use,
        )
    )


def data_files(opened: Opened, extension: str) -> Iterator[tuple[str, bytes]]:
    """(address, content) of each that ends so. Raises `Refused`."""
    site = opened.site
    site.compose(())
    if site.bugs:
        raise Refused("\n".join(map(str, site.bugs)))
    found = [uri for uri in site.files if not uri.startswith(RECHERCHE)]
    wanted = [uri for uri in found if uri.endswith(f".{extension}")]
    if not wanted:
        known = ", ".join(sorted({uri.rpartition(".")[2] for uri in found}))
        raise Refused(f"le site ne publie aucun fichier « .{extension} »\u00a0: demandez markdown, zensical, {known}")
    for uri in wanted:
        yield uri, site.contents.get(uri) or b""
