// Le champ de recherche de toutes les pages. Rien n’est chargé avant la première frappe.

// Tous les morceaux à la fois : le navigateur, qui les découvre l’un après l’autre, ferait autant d’allers-retours.
const MORCEAUX = ["moteur", "filtres", "unites", "lieux", "noms", "questions", "mots", "index", "resultats"];

/** Charge la recherche une seule fois, à la première frappe, avec l’annuaire dont toute requête a besoin. */
function aLaPremiereFrappe(champ) {
  let suggestions;
  const charger = () => (suggestions ??= demander(champ));
  champ.addEventListener("keydown", ({ key }) => { if (key.length === 1) charger(); });
  champ.addEventListener("input", charger, { once: true });
  return charger;
}

function demander(champ) {
  const annuaire = fetch(new URL("annuaire.json", champ.form.action), { cache: "no-cache" }).then((reponse) => reponse.json());
  // Un échec se dit sous le champ, quand une requête attend l’annuaire.
  annuaire.catch(() => {});
  for (const nom of MORCEAUX) import(`./recherche-${nom}.js`);
  return import("./recherche-suggestions.js").then(({ preparer }) => preparer(champ, annuaire));
}

/** Sur l’accueil, Entrée mène tout droit au département nommé, même si l’on tape plus vite que la recherche ne se charge. */
function menerAuDepartement(champ, charger) {
  champ.form.addEventListener("submit", async (evenement) => {
    if (!champ.value.trim()) return;
    evenement.preventDefault();
    const suggestions = await charger();
    suggestions.mener();
  });
}

/** « / » met le curseur dans le champ de recherche, sauf si l’on est en train d’écrire ailleurs, ou si l’on n’en veut pas. */
function preparerRaccourci(champ) {
  const cle = "raccourci";
  let voulu = true;
  try { voulu = localStorage.getItem(cle) !== "non"; } catch { /* stockage refusé : le raccourci reste */ }
  const choix = document.getElementById("raccourci");
  if (choix) {
    choix.checked = voulu;
    choix.addEventListener("change", () => {
      voulu = choix.checked;
      try { localStorage.setItem(cle, voulu ? "oui" : "non"); } catch { /* le choix vaut pour cette page */ }
    });
  }
  document.addEventListener("keydown", (evenement) => {
    if (!voulu || evenement.key !== "/" || evenement.ctrlKey || evenement.metaKey || evenement.altKey) return;
    if (evenement.target.closest("input, textarea, select, [contenteditable]")) return;
    evenement.preventDefault();
    champ.focus();
    champ.select();
  });
}

const entete = document.getElementById("recherche-q");
const accueil = document.getElementById("trouver");
if (entete) {
  aLaPremiereFrappe(entete);
  preparerRaccourci(document.getElementById("mots") ?? entete);
}
if (accueil) menerAuDepartement(accueil, aLaPremiereFrappe(accueil));
if (document.getElementById("resultats")) import("./recherche-page.js");
