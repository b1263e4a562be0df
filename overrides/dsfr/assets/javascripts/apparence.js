// Avant le premier affichage : dit aux styles que les scripts fonctionnent, et remet le thème (clair ou sombre) choisi sur
// cet appareil. Sans choix, ou sans script, la préférence du système s’applique par la feuille elle-même.
// Le choix reste dans l’appareil (localStorage) ; ce n’est pas un témoin de connexion.
(() => {
  const cle = "apparence";
  const systeme = matchMedia("(prefers-color-scheme: dark)");
  const racine = document.documentElement;
  const lire = () => { try { return localStorage.getItem(cle) ?? "systeme"; } catch { return "systeme"; } };
  const ecrire = (choix) => {
    try {
      if (choix === "systeme") localStorage.removeItem(cle);
      else localStorage.setItem(cle, choix);
    } catch { /* stockage refusé : le choix vaut pour cette page */ }
  };

  const appliquer = (choix) => {
    const condition = { sombre: "screen", clair: "not all" }[choix] ?? "screen and (prefers-color-scheme: dark)";
    for (const feuille of document.querySelectorAll("link[data-palette=sombre]")) feuille.media = condition;
    racine.dataset.frScheme = { sombre: "dark", clair: "light" }[choix] ?? "system";
    racine.dataset.frTheme = choix === "sombre" || (choix === "systeme" && systeme.matches) ? "dark" : "light";
  };

  racine.classList.add("js");
  let choix = lire();
  appliquer(choix);
  systeme.addEventListener("change", () => appliquer(choix));

  const preparer = () => {
    for (const bouton of document.querySelectorAll("input[name=apparence]")) {
      bouton.checked = bouton.value === choix;
      bouton.addEventListener("change", () => {
        choix = bouton.value;
        ecrire(choix);
        appliquer(choix);
      });
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", preparer);
  else preparer();
})();
