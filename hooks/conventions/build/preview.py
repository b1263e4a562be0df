"""What a preview adds to each page as it is served: the faults of the files. The pages themselves are those of the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from conventions.model.french import pluriel
from conventions.model.problem import Problem

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""What WSGI calls an application."""

faults: list[Problem] = []
"""Those of the last build of this process."""
_HEADER = re.compile(rb"</header>|<body[^>]*>(?!.*</header>)", re.DOTALL)
"""They come after the site's header, or first in a page that has none."""


def telling(app: App, root: str = "/") -> App:
    """The same application, its pages telling the faults."""

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        answer: list[Any] = []
        body = app(environ, lambda *given: answer.extend(given))
        status, headers, *rest = answer
        if not faults or "text/html" not in dict(headers).get("Content-Type", ""):
            start_response(status, headers, *rest)
            return body
        page = b"".join(body)
        header = _HEADER.search(page)
        place = header.end() if header else 0
        page = page[:place] + banner(faults, root).encode() + page[place:]
        kept = [(name, value) for name, value in headers if name != "Content-Length"]
        start_response(status, [*kept, ("Content-Length", str(len(page)))], *rest)
        return [page]

    return serve


def banner(faults: list[Problem], root: str) -> str:
    """The faults, in HTML, each with the address of its explanation."""
    title = f"{pluriel(len(faults), 'faute')} à corriger."
    listed = "".join(
        f'<li><code>{escape(str(fault))}</code> (<a href="{escape(root)}contribuer/regles/#{fault.rule}">aide</a>)</li>'
        for fault in faults
    )
    return (
        '\n<aside class="fautes" aria-label="Fautes dans les fichiers">\n'
        f"  <p><strong>{title}</strong> Cet aperçu laisse de côté les valeurs fautives.</p>\n"
        f"  <ul>{listed}</ul>\n</aside>\n"
    )
