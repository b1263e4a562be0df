"""What a person does to reach something, counted: each click, each choice, each query typed and sent; and the pages that it opened."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, ViewportSize

from tests.navigateur.browser import BUREAU, TELEPHONE

TAILLES = {"390 px": TELEPHONE, "1280 px": BUREAU}


class Gestes:
    """Begins on a page at a size of the screen. Words typed and sent are one gesture, and so is a choice in a list."""

    def __init__(self, page: Page, depart: str, taille: ViewportSize) -> None:
        self.page, self.taille, self.nombre, self.pages = page, taille, 0, 0
        page.set_viewport_size(taille)
        page.goto(depart, wait_until="load")
        page.on("domcontentloaded", self._une_page)

    def _une_page(self, _: Page) -> None:
        self.pages += 1

    def chercher(self, champ: str, mots: str) -> None:
        """As one types: the suggestions come, the Enter key sends."""
        self.nombre += 1
        self.page.locator(champ).press_sequentially(mots)
        self.page.keyboard.press("Enter")

    def ouvrir(self, lien: Locator) -> None:
        self.nombre += 1
        lien.click()

    def choisir(self, liste: Locator, **valeur: str) -> None:
        self.nombre += 1
        liste.select_option(**valeur)  # type: ignore[arg-type]

    def menu(self, nom: str) -> None:
        """A page of the menu, which a telephone opens first."""
        if self.taille == TELEPHONE:
            self.ouvrir(self.page.get_by_role("banner").get_by_text("Menu", exact=True))
        self.ouvrir(
            self.page.get_by_role("navigation").get_by_role("link", name=nom, exact=True).locator("visible=true")
        )

    def tenir(self, mesurer: Callable[[str, str, str], None], tache: str, gestes: int, pages: int) -> None:
        """The figures are printed at the end of the tests, and are those that are promised."""
        self.page.wait_for_load_state()
        counted = f"{self.nombre} geste(s), {self.pages} page(s)"
        mesurer("tâches", f"{tache}, {self.taille['width']} px", counted)
        assert (self.nombre, self.pages) == (gestes, pages), tache
