// Avant le premier affichage : dit aux styles que les scripts fonctionnent, et remet le mode (clair ou sombre)
// choisi sur cet appareil. Sans choix, la préférence du système s’applique par la feuille elle-même.
// Le choix reste dans l’appareil (localStorage) ; ce n’est pas un témoin de connexion.
(() => {
  const cle = "apparence";
  const systeme = matchMedia("(prefers-color-scheme: dark)");
  const lire = () => { try { return localStorage.getItem(cle); } catch { return null; } };
  const ecrire = (choix) => {
    try {
      if (choix === null) localStorage.removeItem(cle);
      else localStorage.setItem(cle, choix);
    } catch { /* stockage refusé : le choix vaut pour cette page */ }
  };

  const appliquer = (choix) => {
    const condition = { sombre: "screen", clair: "not all" }[choix] ?? "screen and (prefers-color-scheme: dark)";
    for (const feuille of document.querySelectorAll("link[data-palette=sombre]")) feuille.media = condition;
  };

  document.documentElement.classList.add("js");
  let choix = lire();
  if (choix !== null) appliquer(choix);

  const estSombre = () => (choix === null ? systeme.matches : choix === "sombre");
  const preparerBouton = () => {
    const bouton = document.querySelector(".bouton-apparence");
    const montrer = () => bouton.setAttribute("aria-pressed", String(estSombre()));
    bouton.addEventListener("click", () => {
      const voulu = estSombre() ? "clair" : "sombre";
      // Revenir à la préférence du système, c’est ne plus rien retenir.
      choix = (voulu === "sombre") === systeme.matches ? null : voulu;
      ecrire(choix);
      appliquer(choix);
      montrer();
    });
    systeme.addEventListener("change", montrer);
    montrer();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", preparerBouton);
  else preparerBouton();
})();
