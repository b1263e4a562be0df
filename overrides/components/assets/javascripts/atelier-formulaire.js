// Le formulaire de l’atelier : une partie à la fois. Le texte du fichier reste la seule source ; chaque geste l’édite, et chaque changement du texte se voit ici.

import * as edition from "./atelier-edition.js";
import { porter } from "./atelier-champs.js";
import { blancsDe as blancsDu, clauses } from "./atelier-clauses.js";
import { bouton, element } from "./atelier-elements.js";
import { champDe, direCompte, fautesDe, marquer, resumer, saisieDe, sectionDe } from "./atelier-fautes.js";
import { chargerGabarits, repere } from "./atelier-gabarits.js";
import { historique } from "./atelier-historique.js";
import { champ } from "./atelier-objet.js";

const $ = (id) => document.getElementById(`atelier-${id}`);

/** `change` est appelé après chaque changement du texte ; `dire` parle dans la région qui annonce ; `pieces` sont celles du brouillon. */
export async function creer({ fichiers, change, dire, pieces }) {
  const texte = $("texte");
  const [nav, zone] = [$("sections"), $("section")];
  const gabarits = await chargerGabarits(`${fichiers}formulaire.txt`);
  const passe = historique();
  let lu = null;
  let section = gabarits.sections[0];
  let connu = "";
  let tape;
  let ecrit;

  const etat = {
    gabarits, edition, dire, pieces, connus: {}, fautes: [], ouverts: new Map(),
    objectifs: new Map(gabarits.choix("objectif").map((un) => [un.value, un.textContent])),
    valeur: (chemin) => lu?.valeur(chemin) ?? null,
    entrees: (chemin) => lu?.entrees(chemin) ?? [],
    existe: (chemin) => lu?.existe(chemin) ?? false,
    geste, dessiner, mener,
    /** Un groupe replié, fait quand on l’ouvre, qui reste comme on l’a laissé. */
    pli(chemin, ouvert, dedans) {
      const ici = repere(chemin);
      const fait = element("details", { "data-pli": ici });
      let rempli = false;
      const remplir = () => {
        if (rempli) return;
        rempli = true;
        fait.append(...dedans().filter(Boolean));
      };
      fait.open = etat.ouverts.get(ici) ?? ouvert;
      if (fait.open) remplir();
      fait.addEventListener("click", ({ target }) => { // le formulaire se redessine parfois avant « toggle »
        if (target.closest("summary")?.parentElement === fait) etat.ouverts.set(ici, !fait.open);
      });
      fait.addEventListener("toggle", () => {
        etat.ouverts.set(ici, fait.open);
        if (!fait.open || rempli) return;
        remplir();
        marquer(etat, zone);
      });
      return fait;
    },
    /** Des mots tenus à jour. */
    vif(classe, dire) {
      const fait = element("span", { class: `vif ${classe}` });
      fait.redire = () => dire(fait);
      fait.redire();
      return fait;
    },
    /** Ce qui reste à remplir et à corriger sous des chemins. */
    compte: (chemins, blancs = () => []) => etat.vif("reste", (fait) => {
      const { mots, grave } = direCompte(etat, chemins, blancs());
      fait.textContent = mots;
      fait.classList.toggle("grave", grave);
    }),
  };

  const blancsDe = ({ id }) => {
    const modele = id === "texte" && gabarits.clauses.get(etat.valeur(["trame"]));
    return modele ? blancsDu(etat, modele.content) : [];
  };
  const direHistorique = () => { for (const [nom, oui] of Object.entries(passe.possible)) $(nom).setAttribute("aria-disabled", String(!oui)); };

  /** Relit le texte ; faux s’il ne se lit pas. */
  function relire() {
    connu = texte.value;
    try {
      lu = edition.lire(connu);
      return true;
    } catch (erreur) {
      lu = null;
      zone.replaceChildren(element("h2", { tabindex: "-1" }, section.titre), element("p", { class: "encart encart-attention" }, erreur.message));
      return false;
    }
  }

  /** Un geste : le texte d’après, ou la phrase qui dit pourquoi il n’a pas lieu. */
  function geste(faire, suite = "") {
    try {
      const neuf = faire(texte.value);
      if (neuf === texte.value) return true;
      passe.noter(texte.value, suite);
      texte.value = neuf;
      relire();
      compter();
      change();
      return true;
    } catch (erreur) {
      dire(erreur.message);
      return false;
    }
  }

  function compter() {
    for (const un of document.querySelectorAll("#atelier-formulaire .vif")) un.redire();
    direHistorique();
  }

  /** Refait la partie montrée ; le focus va où l’on dit, ou reste où il était. */
  function dessiner(vers, mots = "") {
    const avant = zone.contains(document.activeElement) ? document.activeElement.closest("[data-chemin]")?.dataset.chemin : null;
    if (!lu) return;
    const resume = element("div", { class: "encart encart-attention", id: "atelier-resume", hidden: true });
    const faits = section.id === "texte" ? clauses(etat) : section.chemins.map((chemin) => champ(etat, gabarits.demande(chemin).champ, chemin));
    const autre = etat.valeur(["meme_convention_que"]);
    const partage = autre ? element("p", { class: "encart" }, `Un seul document vaut pour deux départements\u00a0: le reste se remplit dans le fichier du département ${autre}, qui s’ouvre en haut de la page.`) : null;
    const suivante = gabarits.sections[gabarits.sections.indexOf(section) + 1];
    const suite = suivante ? bouton(`Partie suivante\u00a0: ${suivante.titre.toLowerCase()}`, "bouton") : null;
    suite?.addEventListener("click", () => aller(suivante));
    zone.replaceChildren(...[element("h2", { tabindex: "-1", id: "atelier-section-titre" }, section.titre), element("p", { class: "phrase" }, section.phrase), partage, resume, ...faits, suite && element("p", { class: "boutons" }, suite)].filter(Boolean));
    marquer(etat, zone);
    resumer(etat, resume, fautesDe(etat, section.chemins));
    compter();
    viser(vers ?? (avant && JSON.parse(avant)), mots);
  }

  function viser(chemin, mots) {
    const cible = chemin && champDe(zone, chemin);
    if (!cible) return;
    const geste = mots && [...cible.querySelectorAll(":scope > .gestes button")].find((un) => un.textContent.startsWith(mots));
    (geste || saisieDe(cible))?.focus();
  }

  function situer() {
    for (const un of nav.querySelectorAll("button")) un.setAttribute("aria-current", String(un.dataset.section === section.id));
  }

  function aller(vers) {
    section = vers;
    situer();
    dessiner();
    zone.querySelector("h2").focus();
    zone.scrollIntoView({ block: "start" });
  }

  /** Mène à une faute : sa partie, ses groupes ouverts, son champ. */
  function mener({ chemin }) {
    if (!lu || !chemin.length) return false;
    const vers = sectionDe(gabarits.sections, chemin);
    if (vers.id === "texte") for (const partie of gabarits.clauses.get(etat.valeur(["trame"]))?.content.children ?? []) {
      if (partie.querySelector(`[data-clause="${CSS.escape(String(chemin[2]))}"], [data-blanc="${CSS.escape(chemin.join("."))}"]`)) etat.ouverts.set(repere(["…", partie.dataset.partie]), true);
    }
    chemin.forEach((_, rang) => { for (const suite of [[], ["…"]]) etat.ouverts.set(repere([...chemin.slice(0, rang + 1), ...suite]), true); });
    if (vers !== section) aller(vers); else dessiner();
    viser(chemin);
    return true;
  }

  function remonter(sens) {
    const autre = passe[sens](texte.value);
    if (autre === null) return;
    texte.value = autre;
    if (relire()) dessiner();
    compter();
    change();
    dire(sens === "annuler" ? "Annulé." : "Rétabli.");
  }

  for (const sens of ["annuler", "retablir"]) $(sens).addEventListener("click", () => remonter(sens));
  $("travail").addEventListener("keydown", (evenement) => {
    const { key, ctrlKey, metaKey, shiftKey, target } = evenement;
    const lettre = key.toLowerCase();
    if (key === "Enter" && target.matches("#atelier-section .ajout input, #atelier-section .renommer input")) {
      evenement.preventDefault();
      target.closest("div, details").querySelector(".boutons button").click();
    }
    if (!(ctrlKey || metaKey) || !["z", "y"].includes(lettre)) return;
    evenement.preventDefault();
    if (target.closest("#atelier-section")) porter(etat, target);
    remonter(lettre === "y" || shiftKey ? "retablir" : "annuler");
  });
  zone.addEventListener("change", ({ target }) => porter(etat, target));
  zone.addEventListener("input", ({ target }) => {
    if (target.localName !== "textarea") return;
    clearTimeout(tape);
    tape = setTimeout(() => porter(etat, target, "suite"), 1000); // un long texte n’attend pas qu’on le quitte pour être gardé
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden && zone.contains(document.activeElement)) porter(etat, document.activeElement); });
  texte.addEventListener("input", () => {
    passe.noter(connu, "texte");
    direHistorique();
    clearTimeout(ecrit);
    ecrit = setTimeout(() => { if (relire()) dessiner(); }, 200); // coller un texte en fait un événement par ligne
  });

  nav.replaceChildren(...gabarits.sections.map((une) => {
    const fait = bouton(une.titre, "");
    fait.dataset.section = une.id;
    fait.append(" ", etat.compte(une.chemins, () => blancsDe(une)));
    fait.addEventListener("click", () => aller(une));
    return element("li", {}, fait);
  }));

  return {
    /** Un fichier vient d’être ouvert. */
    ouvrir(connus) {
      etat.connus = connus;
      etat.fautes = [];
      etat.ouverts.clear();
      passe.vider();
      section = gabarits.sections.find(({ id }) => id === "parties") ?? gabarits.sections[0];
      situer();
      if (relire()) dessiner();
      compter();
    },
    fautes(trouvees) {
      etat.fautes = trouvees;
      marquer(etat, zone);
      const resume = document.getElementById("atelier-resume");
      if (resume) resumer(etat, resume, fautesDe(etat, section.chemins));
      compter();
    },
    mener,
  };
}
