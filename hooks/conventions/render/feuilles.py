"""A style sheet as it is written → as it is served: no comment, one space, lengths that follow the `--rem` of the shell.

A sheet says `1.5rem` for 24 px at the size that the reader has chosen, as anywhere on the web; a shell whose root element has
another size (Material's rem is 20 px) gives `--rem` the value that sixteen pixels have there.
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACES = re.compile(r"[ \t\n]+")
_LENGTH = re.compile(r"(?<![\w.#])(?<!--rem: )(-?(?:\d+\.?\d*|\.\d+))rem\b")


def feuille(css: str) -> str:
    """The sheet, ready to be served."""
    bare = _SPACES.sub(" ", _COMMENT.sub("", css)).strip()
    return _LENGTH.sub(r"calc(\1*var(--rem))", bare)
