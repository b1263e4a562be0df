// Les petits gestes du contenu, sur toutes les pages. Chacun améliore une page qui fonctionne déjà sans lui.

const annonce = document.getElementById("annonce");
let effacement;

/** Dit un message à l’écran et aux lecteurs d’écran, quelques secondes. */
export function annoncer(message) {
  annonce.textContent = message;
  clearTimeout(effacement);
  effacement = setTimeout(() => { annonce.textContent = ""; }, 5000);
}

/** Un clic sur le numéro d’un alinéa copie son adresse permanente (le lien fonctionne aussi sans cela). */
function preparerAncres() {
  document.addEventListener("click", async (evenement) => {
    const ancre = evenement.target.closest("a.ancre");
    if (!ancre || evenement.ctrlKey || evenement.metaKey || evenement.shiftKey) return;
    try {
      await navigator.clipboard.writeText(ancre.href);
      annoncer(`Lien copié : ${ancre.getAttribute("aria-label")}`);
    } catch { /* presse-papiers refusé : l’adresse est dans la barre du navigateur */ }
  });
}

/** Échap retire l’infobulle d’une tuile de la carte, sans déplacer la souris ni le focus. */
function preparerInfobulles() {
  const carte = document.querySelector(".tuiles");
  if (!carte) return;
  const racine = document.documentElement;
  document.addEventListener("keydown", (evenement) => {
    if (evenement.key === "Escape") racine.classList.add("infobulles-retirees");
  });
  for (const retour of ["pointerover", "focusin"]) {
    carte.addEventListener(retour, () => racine.classList.remove("infobulles-retirees"));
  }
}

/** Un mot du glossaire s’explique sur place ; sans script, ou si le glossaire ne vient pas, le lien y mène. */
function preparerMots() {
  let glossaire;
  const lire = async (adresse) => {
    const reponse = await fetch(adresse);
    return new DOMParser().parseFromString(await reponse.text(), "text/html");
  };
  const montrer = (lien, mot) => {
    const bulle = document.createElement("div");
    bulle.className = "explication";
    bulle.popover = "auto";
    bulle.tabIndex = -1;
    bulle.setAttribute("role", "note");
    const titre = document.createElement("strong");
    titre.textContent = mot.textContent;
    const suite = lien.cloneNode();
    suite.textContent = "Voir le glossaire";
    bulle.append(titre, document.createElement("br"), mot.nextElementSibling.textContent, " ", suite);
    lien.after(bulle);
    // Quitter l’explication au clavier la ferme : elle ne cache jamais ce qui a le focus.
    const sortir = ({ target }) => { if (!bulle.contains(target)) bulle.hidePopover(); };
    document.addEventListener("focusin", sortir);
    bulle.addEventListener("toggle", ({ newState }) => {
      if (newState !== "closed") return;
      document.removeEventListener("focusin", sortir);
      bulle.remove();
    });
    bulle.showPopover();
    bulle.focus();
  };
  document.addEventListener("click", async (evenement) => {
    const lien = evenement.target.closest('main a[href*="glossaire/#"]');
    if (!lien || lien.closest("[popover]") || evenement.ctrlKey || evenement.metaKey || evenement.shiftKey) return;
    evenement.preventDefault();
    try {
      glossaire ??= lire(lien.href.split("#")[0]);
      montrer(lien, (await glossaire).getElementById(lien.hash.slice(1)));
    } catch {
      location.href = lien.href;
    }
  });
}

/** Chaque feuille imprimée porte le nom du document, son adresse et sa date (impression.css). */
function preparerImpression() {
  addEventListener("beforeprint", () => {
    const { dataset } = document.documentElement;
    const situation = document.querySelector(".impression-seule")?.dataset.date;
    const jour = `imprimé le ${new Date().toLocaleDateString("fr")}`;
    dataset.document = document.title;
    dataset.adresse = [location.href, situation, jour].filter(Boolean).join(" – ");
  });
}

preparerImpression();
preparerAncres();
preparerInfobulles();
preparerMots();
if (document.querySelector("table.triable, .filtre-table")) import("./tableaux.js");
if (document.querySelector(".filtrer-engagements")) import("./engagements.js");
if (document.querySelector(".pli")) import("./plis.js");
