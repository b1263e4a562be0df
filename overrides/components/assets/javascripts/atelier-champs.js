// Un champ du formulaire : la valeur du fichier dans son gabarit, et ce qu’on y écrit dans le fichier.

import { depot } from "./atelier-depot.js";
import { bouton, element } from "./atelier-elements.js";
import { repere } from "./atelier-gabarits.js";
import { nomDePartie, parties } from "./atelier-noms.js";

let compteur = 0;
const MOIS = ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"];
const SIMPLES = new Set(["ligne", "texte", "date", "choix", "partie", "clause", "piece", "retrait"]);

const enJours = (valeur) => valeur.replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$3/$2/$1");
/** Une date à la française, comme le fichier l’écrit ; ce qui n’en est pas une reste tel quel, et la vérification le dit. */
export const enDate = (valeur) => {
  const ecrite = valeur.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/^1er\b/, "1");
  const [, jour, mot, an] = ecrite.match(/^(\d{1,2})[/.\s-]+(\d{1,2}|[a-z]+)[/.\s-]+(\d{4}|\d{2})$/) ?? [];
  const mois = MOIS.includes(mot) ? String(MOIS.indexOf(mot) + 1) : mot;
  return /^\d+$/.test(mois) ? `${an.padStart(4, "20")}-${mois.padStart(2, "0")}-${jour.padStart(2, "0")}` : valeur;
};

/** Les clauses entre lesquelles choisir : celles de l’objectif pour l’engagement d’une action, avec celles que le département y ajoute. */
function clauses(etat, chemin) {
  const toutes = etat.gabarits.choix("clause").map((un) => un.cloneNode(true));
  if (chemin.at(-1) !== "engagement") return toutes;
  const objectif = chemin.at(-4);
  const locaux = Object.entries(etat.valeur([...chemin.slice(0, -3), "engagements"]) ?? {});
  const siennes = toutes.filter(({ value }) => value === `obj-${objectif}` || value.startsWith(`obj-${objectif}-`));
  return [...siennes, ...locaux.map(([lettre, texte]) => element("option", { value: `obj-${objectif}-${lettre}` }, `Engagement ${lettre}\u00a0: ${texte ?? ""}`))];
}

function garnir(etat, liste, genre, chemin, valeur) {
  if (genre === "partie") liste.append(...parties(etat).map((cle) => element("option", { value: cle }, nomDePartie(etat, cle))));
  if (genre === "clause") liste.append(...clauses(etat, chemin));
  if (valeur && ![...liste.options].some(({ value }) => value === valeur)) liste.append(element("option", { value: valeur }, valeur));
}

/** Relie un champ à son libellé, à son aide et à l’endroit du fichier qu’il écrit. */
function relier(fait, saisie, chemin) {
  const id = `champ-${++compteur}`;
  const aide = fait.querySelector(".aide");
  saisie.id = id;
  fait.querySelector("label").htmlFor = id;
  if (aide) {
    aide.id = `${id}-aide`;
    saisie.setAttribute("aria-describedby", aide.id);
  }
  fait.dataset.chemin = repere(chemin);
}

/** Ce que le formulaire ne sait pas montrer reste dans le fichier, et il le dit. */
export function caches(titres) {
  if (!titres.length) return null;
  const combien = titres.length > 1 ? `${titres.length} éléments que le formulaire ne montre pas` : "1 élément que le formulaire ne montre pas";
  return element("p", { class: "aide" }, `${combien}\u00a0: ${titres.join(", ")}. Dans le fichier, rien n’en change.`);
}

export function champSimple(etat, modele, chemin) {
  const fait = modele.cloneNode(true);
  const { genre } = modele.dataset;
  const valeur = etat.valeur(chemin);
  if (valeur !== null && typeof valeur === "object") return caches([modele.querySelector("label").textContent]);
  const saisie = fait.querySelector("input, textarea, select");
  if (saisie.localName === "select") garnir(etat, saisie, genre, chemin, valeur);
  saisie.value = genre === "date" ? enJours(valeur ?? "") : valeur ?? "";
  if (saisie.localName === "textarea") saisie.rows = Math.min(16, Math.max(3, Math.ceil((valeur ?? "").length / 70) + 1));
  relier(fait, saisie, chemin);
  depot(etat, fait, chemin);
  return fait;
}

/** Une liste de valeurs parmi quelques-unes : une case pour chacune. */
export function cases(etat, modele, chemin) {
  const fait = modele.cloneNode(true);
  const choisies = etat.valeur(chemin) ?? [];
  if (!Array.isArray(choisies)) return caches([modele.querySelector("legend").textContent]);
  for (const une of fait.querySelectorAll("input")) une.checked = choisies.includes(une.value);
  fait.dataset.chemin = repere(chemin);
  return fait;
}

/** Ce qu’on vient de changer dans un champ, porté dans le fichier. */
export function porter(etat, cible, suite = "") {
  const champ = cible.closest("[data-chemin]");
  if (!champ) return;
  const chemin = JSON.parse(champ.dataset.chemin);
  const { genre } = champ.dataset;
  if (genre === "cases") {
    const choisies = etat.valeur(chemin) ?? [];
    const rang = choisies.indexOf(cible.value);
    if (cible.checked === rang >= 0) return;
    etat.geste((texte) => cible.checked ? etat.edition.ajouter(texte, chemin, choisies.length, cible.value, etat.gabarits.ordre) : etat.edition.supprimer(texte, [...chemin, rang]));
    return;
  }
  if (!SIMPLES.has(genre)) return;
  const dit = genre === "date" ? enDate(cible.value.trim()) : cible.value.trim();
  if (dit === (etat.valeur(chemin) ?? "")) return;
  const ecrire = genre === "piece" ? etat.pieces.inscrire : etat.edition.poser;
  const reussi = etat.geste((texte) => ecrire(texte, chemin, dit || null, etat.gabarits.ordre), suite && `${suite} ${champ.dataset.chemin}`);
  if (!reussi) cible.value = genre === "date" ? enJours(etat.valeur(chemin) ?? "") : etat.valeur(chemin) ?? "";
  else if (genre === "date") cible.value = enJours(dit);
}

/** Une signature : une date ; ou, au choix, qui a signé. */
export function detailler(etat, chemin) {
  const fait = bouton("Dire qui a signé, et où", "lien-bouton");
  fait.addEventListener("click", () => {
    const le = etat.valeur(chemin);
    etat.geste((texte) => {
      const vide = etat.edition.poser(texte, chemin, null);
      return [["le", le], ["nom", null], ["prenom", null], ["titre", null]].reduce((fini, [cle, valeur]) => etat.edition.ajouter(fini, chemin, cle, valeur, etat.gabarits.ordre), vide);
    });
    etat.dessiner([...chemin, "nom"]);
  });
  return fait;
}
