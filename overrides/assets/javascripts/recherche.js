// Le champ de recherche de toutes les pages. Rien n’est chargé avant la première lettre.

/** Charge la recherche une seule fois, à la première frappe. */
function aLaPremiereFrappe(champ, action) {
  const demarrer = async () => {
    const { preparer } = await import("./recherche-suggestions.js");
    preparer(champ, action);
  };
  champ.addEventListener("input", demarrer, { once: true });
}

/** « / » met le curseur dans le champ de recherche, sauf si l’on est en train d’écrire ailleurs. */
function preparerRaccourci(champ) {
  document.addEventListener("keydown", (evenement) => {
    if (evenement.key !== "/" || evenement.ctrlKey || evenement.metaKey || evenement.altKey) return;
    if (evenement.target.closest("input, textarea, select, [contenteditable]")) return;
    evenement.preventDefault();
    champ.focus();
    champ.select();
  });
}

const entete = document.getElementById("recherche-q");
const accueil = document.getElementById("trouver");
if (entete) {
  aLaPremiereFrappe(entete, "resultats");
  preparerRaccourci(document.getElementById("mots") ?? entete);
}
if (accueil) aLaPremiereFrappe(accueil, "departement");
if (document.getElementById("resultats")) import("./recherche-page.js");
