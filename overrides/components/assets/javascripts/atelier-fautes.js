// Les fautes, à leur place : sur le champ, dans le résumé de chaque partie du formulaire, et le chemin de l’une à l’autre.

import { element } from "./atelier-elements.js";
import { repere } from "./atelier-gabarits.js";

const dans = (chemin, parent) => parent.every((pas, rang) => String(pas) === String(chemin[rang]));

/** La partie du formulaire où un chemin est écrit ; la première pour ce qu’aucune ne demande. */
export const sectionDe = (sections, chemin) => sections.find(({ chemins }) => chemins.some((un) => dans(chemin, un))) ?? sections[0];

/** Ce qui est laissé vide sous ces chemins : les clés du fichier sans valeur, et les blancs de la trame. */
export function vides(etat, chemins, blancs = []) {
  const compter = (valeur) => valeur === null ? 1 : typeof valeur === "object" ? Object.values(valeur).reduce((somme, un) => somme + compter(un), 0) : 0;
  const absents = blancs.filter((un) => !etat.existe(un)).length;
  return chemins.reduce((somme, un) => somme + (etat.existe(un) ? compter(etat.valeur(un)) : 0), absents);
}

export const fautesDe = (etat, chemins) => etat.fautes.filter(({ chemin }) => chemins.some((un) => dans(chemin, un)));

export function direCompte(etat, chemins, blancs) {
  const fautes = fautesDe(etat, chemins);
  const graves = fautes.filter(({ gravite }) => gravite === "erreur").length;
  const reste = vides(etat, chemins, blancs);
  const mots = [
    graves && `${graves} faute${graves > 1 ? "s" : ""}`,
    fautes.length > graves && `${fautes.length - graves} à regarder`,
    reste && `${reste} à remplir`,
  ];
  return { mots: mots.filter(Boolean).join(", "), grave: graves > 0 };
}

/** Le champ affiché où une faute est écrite, ou le plus proche de ce qui la contient. */
export function champDe(zone, chemin) {
  for (let longueur = chemin.length; longueur > 0; longueur -= 1) {
    const cherche = repere(chemin.slice(0, longueur));
    const trouves = [...zone.querySelectorAll("[data-chemin], details[data-pli]")].filter((un) => (un.dataset.chemin ?? un.dataset.pli) === cherche);
    if (trouves.length) return trouves.find((un) => un.matches(".champ")) ?? trouves[0];
  }
  return null;
}

const SAISIES = "input, textarea, select, button";
/** Où l’on écrit : dans un groupe ouvert, son premier champ. */
export const saisieDe = (champ) => champ.matches("details") ? (champ.open && champ.querySelector(SAISIES)) || champ.querySelector("summary") : champ.querySelector(`${SAISIES}, summary`);

let compteur = 0;
/** Met chaque faute sous son champ, sans déplacer le focus. */
export function marquer(etat, zone) {
  for (const une of zone.querySelectorAll(".faute[data-ci]")) {
    const saisie = document.getElementById(une.dataset.ci);
    saisie?.removeAttribute("aria-invalid");
    saisie?.setAttribute("aria-describedby", (saisie.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== une.id).join(" "));
    if (!saisie?.getAttribute("aria-describedby")) saisie?.removeAttribute("aria-describedby");
    une.remove();
  }
  for (const { chemin, message, gravite } of etat.fautes) {
    const champ = champDe(zone, chemin);
    const saisie = champ?.matches(".champ") ? champ.querySelector("input, textarea, select") : null;
    if (!saisie) continue;
    const dite = element("span", { class: gravite === "erreur" ? "faute" : "faute regarder", id: `faute-${++compteur}`, "data-ci": saisie.id }, message);
    champ.append(dite);
    if (gravite === "erreur") saisie.setAttribute("aria-invalid", "true");
    saisie.setAttribute("aria-describedby", [saisie.getAttribute("aria-describedby"), dite.id].filter(Boolean).join(" "));
  }
}

/** Le résumé en tête d’une partie : chaque faute y mène à son champ. */
export function resumer(etat, boite, fautes) {
  boite.hidden = !fautes.length;
  if (!fautes.length) { boite.replaceChildren(); return; }
  const graves = fautes.filter(({ gravite }) => gravite === "erreur").length;
  const autres = fautes.length - graves;
  const mots = [graves && `${graves} faute${graves > 1 ? "s" : ""}`, autres && `${autres} point${autres > 1 ? "s" : ""} à regarder`].filter(Boolean);
  const titre = `${mots.join(" et ")} dans cette partie`;
  boite.replaceChildren(element("p", { class: "encart-titre" }, titre), element("ul", {}, ...fautes.map((faute) => {
    const lien = element("a", { href: "#atelier-section" }, faute.message);
    lien.addEventListener("click", (evenement) => { evenement.preventDefault(); etat.mener(faute); });
    return element("li", {}, lien);
  })));
}
