// Le tiroir de Material, au clavier : un vrai bouton l’ouvre, il est inerte tant qu’il est fermé, Échap ou son bouton le
// ferment et rendent le focus. Sa case à cocher reste celle que lisent la feuille et le script de Material.

const bouton = document.querySelector(".bouton-menu");
const tiroir = document.querySelector(".md-sidebar--primary");
const etat = document.getElementById("__drawer");
const derriere = [document.querySelector("header"), document.querySelector("footer"), document.getElementById("contenu")];
const petit = matchMedia("(max-width: 76.234375em)");
const onglets = document.querySelector(".md-tabs");

/** Ce que la case dit, la page le montre : le focus n’entre que dans ce qui se voit. */
function suivre() {
  const ouvert = etat.checked && petit.matches;
  bouton.setAttribute("aria-expanded", String(ouvert));
  tiroir.inert = !ouvert && (petit.matches || Boolean(onglets));
  for (const partie of derriere) partie.inert = ouvert;
}

function regler(ouvert) {
  if (etat.checked !== ouvert) etat.click();
  suivre();
  (ouvert ? tiroir.querySelector("button") : bouton).focus();
}

bouton.addEventListener("click", () => regler(true));
tiroir.querySelector("button").addEventListener("click", () => regler(false));
tiroir.addEventListener("keydown", ({ key }) => { if (key === "Escape") regler(false); });
etat.addEventListener("change", suivre);
petit.addEventListener("change", suivre);
suivre();

// Material met le bouton « Copier » de chaque bloc de code dans un <nav> sans nom, autant de repères qui n’en sont pas, ne le
// nomme que par son infobulle, qui s’en va quand il a le focus, et donne au bloc le nom de ce qui l’entoure : ici le même pour
// tous, et chaque bouton copierait le premier.
new MutationObserver(() => {
  for (const groupe of document.querySelectorAll("nav.md-code__nav")) {
    const simple = document.createElement("div");
    simple.className = groupe.className;
    simple.append(...groupe.children);
    groupe.replaceWith(simple);
  }
  for (const [rang, copier] of document.querySelectorAll(".md-code__button[data-clipboard-target]").entries()) {
    const bloc = copier.closest("pre");
    bloc.id = `code-${rang + 1}`;
    copier.dataset.clipboardTarget = `#${bloc.id} > code`;
    copier.ariaLabel ??= copier.title;
  }
}).observe(document.getElementById("contenu"), { childList: true, subtree: true });

// Material applique le mode retenu sans cocher son bouton d’option : on saurait mal lequel est choisi.
const modes = document.getElementsByName("__palette");
if (modes.length) modes[window.__md_get?.("__palette")?.index ?? 0].checked = true;
