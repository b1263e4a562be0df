// Les gestes du cadre de l’État : volets des petits écrans, paramètres d’affichage, replis, accès rapides, sommaire.

const GRAND_ECRAN = matchMedia("(min-width: 62em)");
const OUVERT = "fr-modal--opened";

/** Tout ce qui, dans la page, n’est ni cet élément ni ce qui le contient : ce que l’on rend inerte pendant qu’il est ouvert. */
function autour(element) {
  const reste = [];
  for (let ici = element; ici !== document.body; ici = ici.parentElement) {
    reste.push(...[...ici.parentElement.children].filter((voisin) => voisin !== ici && voisin.tagName !== "SCRIPT"));
  }
  return reste;
}

/** Petit écran : le menu et la recherche sont deux volets, dont le clavier ne sort pas ; les fermer rend le focus. */
function preparerVolet(volet) {
  const bouton = document.getElementById(volet.dataset.volet);
  let inertes = [];
  const fermer = ({ rendre = true } = {}) => {
    if (!volet.classList.contains(OUVERT)) return;
    volet.classList.remove(OUVERT);
    for (const attribut of ["role", "aria-modal", "aria-labelledby"]) volet.removeAttribute(attribut);
    for (const element of inertes) element.inert = false;
    inertes = [];
    bouton.setAttribute("aria-expanded", "false");
    if (rendre) bouton.focus();
  };
  const ouvrir = (cible) => {
    volet.setAttribute("role", "dialog");
    volet.setAttribute("aria-modal", "true");
    volet.setAttribute("aria-labelledby", bouton.id);
    volet.classList.add(OUVERT);
    bouton.setAttribute("aria-expanded", "true");
    inertes = autour(volet).filter((element) => !element.inert);
    for (const element of inertes) element.inert = true;
    (cible ?? volet.querySelector(".fr-btn--close")).focus();
  };
  bouton.addEventListener("click", () => ouvrir(volet.querySelector("input")));
  volet.querySelector(".fr-btn--close").addEventListener("click", () => fermer());
  // Échap ferme d’abord les suggestions, s’il y en a.
  volet.addEventListener("keydown", (evenement) => {
    if (evenement.key === "Escape" && !evenement.defaultPrevented) fermer();
  });
  volet.addEventListener("fermer", () => fermer());
  GRAND_ECRAN.addEventListener("change", () => fermer({ rendre: false }));
  return { volet, ouvrir };
}

/** Un accès rapide qui mène dans un volet fermé l’ouvre. */
function preparerAcces(volets) {
  for (const lien of document.querySelectorAll(".fr-skiplinks a")) {
    lien.addEventListener("click", (evenement) => {
      const cible = document.querySelector(lien.hash);
      const ferme = volets.find(({ volet }) => volet.contains(cible));
      if (!ferme || GRAND_ECRAN.matches) {
        if (cible?.tagName === "INPUT") {
          evenement.preventDefault();
          cible.focus();
        }
        return;
      }
      evenement.preventDefault();
      ferme.ouvrir(cible.querySelector("a") ?? cible);
    });
  }
}

/** Les paramètres d’affichage : une vraie fenêtre du navigateur, qui garde le clavier et rend le focus. */
function preparerParametres() {
  const fenetre = document.getElementById("parametres");
  // Les dessins ne sont demandés qu’à la première ouverture.
  const dessiner = () => { for (const dessin of fenetre.querySelectorAll("use")) dessin.setAttribute("href", dessin.dataset.dessin); };
  for (const bouton of document.querySelectorAll("[data-ouvre=parametres]")) {
    bouton.addEventListener("click", () => {
      dessiner();
      bouton.closest("[data-volet]")?.dispatchEvent(new Event("fermer"));
      fenetre.classList.add(OUVERT);
      fenetre.showModal();
    });
  }
  fenetre.querySelector(".fr-btn--close").addEventListener("click", () => fenetre.close());
  // Un clic à côté ferme aussi.
  fenetre.addEventListener("click", ({ target }) => { if (!target.closest(".fr-modal__body")) fenetre.close(); });
  fenetre.addEventListener("close", () => fenetre.classList.remove(OUVERT));
}

/** Petit écran : le fil d’Ariane et le sommaire se déplient. */
function preparerRepli(bouton) {
  const repli = document.getElementById(bouton.getAttribute("aria-controls"));
  const ouvrir = (ouvert) => {
    bouton.setAttribute("aria-expanded", String(ouvert));
    repli.classList.toggle("fr-collapse--expanded", ouvert);
    // Le bouton du fil d’Ariane s’efface une fois déplié : le clavier continue par ce qu’il a montré.
    if (ouvert && !bouton.checkVisibility()) repli.querySelector("a").focus();
  };
  bouton.addEventListener("click", () => ouvrir(bouton.getAttribute("aria-expanded") !== "true"));
  return ouvrir;
}

/** Le sommaire suit la lecture : il marque la dernière partie dont le titre a passé le haut de l’écran. */
function preparerSommaire(sommaire, replier) {
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
    const haut = lien.getBoundingClientRect().top - sommaire.getBoundingClientRect().top;
    if (haut < 0 || haut + lien.offsetHeight > sommaire.clientHeight) sommaire.scrollTop += haut - sommaire.clientHeight / 2;
  };
  addEventListener("scroll", () => { demande ||= requestAnimationFrame(suivre); }, { passive: true });
  sommaire.addEventListener("click", ({ target }) => { if (target.closest("a")) replier(false); });
  suivre();
}

preparerAcces([...document.querySelectorAll("[data-volet]")].map(preparerVolet));
preparerParametres();
const replis = new Map([...document.querySelectorAll(".fr-breadcrumb__button, .fr-sidemenu__btn")].map((bouton) => [bouton, preparerRepli(bouton)]));
const sommaire = document.querySelector(".etat-sommaire");
if (sommaire) preparerSommaire(sommaire, replis.get(sommaire.querySelector(".fr-sidemenu__btn")));
