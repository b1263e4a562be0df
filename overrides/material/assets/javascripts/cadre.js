// Les gestes du cadre : le menu des petits écrans, le sommaire qui suit la lecture.

/** Petit écran : le bouton « Menu » ouvre et ferme la navigation ; Échap la ferme et rend le focus. */
function preparerMenu() {
  const bouton = document.querySelector(".bouton-menu");
  const menu = document.getElementById("menu");
  const ouvrir = (ouvert) => bouton.setAttribute("aria-expanded", String(ouvert));
  bouton.addEventListener("click", () => ouvrir(bouton.getAttribute("aria-expanded") !== "true"));
  document.querySelector(".entete").addEventListener("keydown", (evenement) => {
    if (evenement.key !== "Escape" || bouton.getAttribute("aria-expanded") !== "true") return;
    if (!menu.contains(document.activeElement) && document.activeElement !== bouton) return;
    ouvrir(false);
    bouton.focus();
  });
}

/** Le sommaire suit la lecture : il marque la dernière partie dont le titre a passé le haut de l’écran. */
function preparerSommaire() {
  const sommaire = document.querySelector("nav.sommaire");
  if (!sommaire) return;
  const liens = [...sommaire.querySelectorAll("a")];
  const titres = liens.map((lien) => document.getElementById(decodeURIComponent(lien.hash.slice(1))));
  let courant = null;
  let demande = 0;
  const suivre = () => {
    demande = 0;
    const rang = titres.findLastIndex((titre) => titre && titre.getBoundingClientRect().top < innerHeight / 4);
    const lien = liens[Math.max(rang, 0)];
    if (lien === courant) return;
    courant?.removeAttribute("aria-current");
    lien.setAttribute("aria-current", "true");
    courant = lien;
    // Le lien courant reste visible dans un sommaire plus haut que l’écran, sans faire défiler la page.
    if (lien.offsetTop < sommaire.scrollTop || lien.offsetTop + lien.offsetHeight > sommaire.scrollTop + sommaire.clientHeight) {
      sommaire.scrollTop = lien.offsetTop - sommaire.clientHeight / 2;
    }
  };
  addEventListener("scroll", () => { demande ||= requestAnimationFrame(suivre); }, { passive: true });
  suivre();
}

preparerMenu();
preparerSommaire();
