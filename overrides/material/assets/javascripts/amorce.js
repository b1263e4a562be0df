// Avant le premier affichage. Les fonctions que le script de Material attend, et ce que ses gabarits écrivent d’ordinaire
// dans la page : la politique de sécurité du site n’y admet aucun script.

window.__md_scope = new URL(document.currentScript.dataset.portee, location);
window.__md_hash = (texte) => [...texte].reduce((somme, signe) => (somme << 5) - somme + signe.charCodeAt(0), 0);
window.__md_get = (cle, ou = localStorage, portee = window.__md_scope) => {
  try { return JSON.parse(ou.getItem(`${portee.pathname}.${cle}`)); } catch { return null; }
};
window.__md_set = (cle, valeur, ou = localStorage, portee = window.__md_scope) => {
  const nom = `${portee.pathname}.${cle}`;
  try {
    // Suivre le système n’est pas un choix : rien n’en est retenu (/donnees-personnelles/).
    if (valeur?.color?.media === "(prefers-color-scheme)") ou.removeItem(nom);
    else ou.setItem(nom, JSON.stringify(valeur));
  } catch { /* stockage refusé : vaut pour cette page */ }
};

(() => {
  const racine = document.documentElement;
  racine.classList.replace("no-js", "js");

  /** Le mode choisi sur cet appareil, dès que <body> existe ; sans choix, la feuille suit la préférence du système. */
  const colorer = (body) => {
    const choix = window.__md_get("__palette");
    if (!choix?.color || choix.color.media === "(prefers-color-scheme)") return;
    for (const [cle, valeur] of Object.entries(choix.color)) body.setAttribute(`data-md-color-${cle}`, valeur);
  };
  new MutationObserver((_, guetteur) => {
    if (!document.body) return;
    guetteur.disconnect();
    colorer(document.body);
  }).observe(racine, { childList: true });

  document.addEventListener("DOMContentLoaded", () => {
    // Un bandeau que l’on a fermé reste fermé ; une adresse qui mène à un onglet l’ouvre.
    const bandeau = document.querySelector("[data-md-component=announce]");
    const texte = bandeau?.querySelector(".md-typeset");
    if (texte && window.__md_hash(texte.innerHTML) === window.__md_get("__announce")) bandeau.hidden = true;
    const onglets = window.__md_get("__tabs");
    for (const lien of Array.isArray(onglets) ? document.querySelectorAll(".tabbed-labels label") : []) {
      if (onglets.includes(lien.innerText.trim())) document.getElementById(lien.htmlFor).checked = true;
    }
    const vise = document.getElementById(location.hash.slice(1));
    if (vise?.name?.startsWith("__tabbed_")) vise.checked = true;
  });
})();
