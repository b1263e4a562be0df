"""Pages in columns, archives of other programs: what is read of a format, whoever wrote it."""

from __future__ import annotations

import io
import zipfile

from conventions.importing.colonnes import Ligne, textes
from conventions.importing.lecture import lire


def lignes(x: float, haut: float, combien: int) -> list[Ligne]:
    return [Ligne(x, haut - 14 * rank, 11, f"ligne {rank}") for rank in range(combien)]


def test_a_page_in_two_columns_is_read_one_after_the_other_and_a_table_is_none() -> None:
    gauche, droite = lignes(60, 700, 30), lignes(320, 700, 12)
    assert list(textes([*gauche, *droite])) == [gauche, droite]
    titre = lignes(60, 760, 1)
    assert list(textes([*titre, *gauche, *droite])) == [[*titre, *gauche], droite]
    for page in (
        gauche,
        [*lignes(60, 700, 3), *lignes(320, 700, 3), *lignes(60, 640, 3), *lignes(320, 640, 3)],
        [*lignes(60, 700, 12), *lignes(320, 700, 12), *lignes(60, 500, 12), *lignes(320, 500, 12)],
    ):
        assert list(textes(page)) == [page]


def test_an_opendocument_whose_kind_is_not_said_first_and_has_sections_is_read() -> None:
    o = "urn:oasis:names:tc:opendocument:xmlns:"
    inside = '<x:section x:name="A"><x:p>Un</x:p><x:section><x:p>Deux</x:p></x:section></x:section><x:p>Trois</x:p>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{o}office:1.0" xmlns:x="{o}text:1.0" xmlns:d="{o}drawing:1.0"><o:body><o:text>{inside}'
            "<x:p><d:frame><d:image/></d:frame></x:p></o:text></o:body></o:document-content>",
        )
    read = lire(made.getvalue())
    assert [b.texte for b in read.blocs] == ["Un", "Deux", "Trois"]
    assert any("1 image n’a pas été lue" in said for said in read.dits)
