"""Objects of the model ⇄ bytes, for the cache alone. Nothing but values comes back: no code that a damaged file could name."""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any

_VALEURS = {("datetime", "date"), ("builtins", "frozenset"), ("builtins", "set")}
_RIEN: Mapping[str, object] = {}


def geler(value: object, partages: Mapping[str, object] = _RIEN) -> bytes:
    """The bytes. `partages` are objects that both sides have already, by name: they go by their name."""
    out = io.BytesIO()
    _Ecrivain(out, partages).dump(value)
    return zlib.compress(out.getvalue(), 1)


def degeler(data: bytes, partages: Mapping[str, object] = _RIEN) -> Any:  # noqa: ANN401 — what was frozen
    """What was frozen. Raises `ValueError` for anything else."""
    try:
        return _Lecteur(io.BytesIO(zlib.decompress(data)), partages).load()
    except (zlib.error, pickle.UnpicklingError, EOFError, AttributeError, IndexError, KeyError, TypeError) as error:
        raise ValueError("ce n’est pas ce qui avait été gardé") from error


class _Ecrivain(pickle.Pickler):
    def __init__(self, out: io.BytesIO, partages: Mapping[str, object]) -> None:
        super().__init__(out, pickle.HIGHEST_PROTOCOL)
        self._noms = {id(value): name for name, value in partages.items()}

    def persistent_id(self, obj: object) -> str | None:
        return self._noms.get(id(obj))

    def reducer_override(self, obj: object) -> Any:  # noqa: ANN401 — pickle's own protocol
        """A dataclass by its fields: made again as any other, in one call."""
        kind = type(obj)
        return (kind, _values(kind)(obj)) if is_dataclass(kind) else NotImplemented


class _Lecteur(pickle.Unpickler):
    def __init__(self, source: io.BytesIO, partages: Mapping[str, object]) -> None:
        super().__init__(source)
        self._partages = partages

    def persistent_load(self, name: str) -> object:
        return self._partages[name]

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 — a class
        """A plain value, or a dataclass of this package: nothing that does more than hold what it is given."""
        if (module, name) in _VALEURS:
            return super().find_class(module, name)
        if module.startswith("conventions.") and is_dataclass(found := super().find_class(module, name)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")


@lru_cache(maxsize=64)
def _values(kind: Any) -> Callable[[object], tuple[object, ...]]:  # noqa: ANN401 — a dataclass
    """What gives the fields of a dataclass, in the order in which it takes them."""
    names = [f.name for f in fields(kind)]
    if len(names) == 1:
        return lambda obj: (getattr(obj, names[0]),)
    getter: Callable[[object], tuple[object, ...]] = attrgetter(*names)
    return getter
