// Ce que contient un endroit du fichier : ses champs, ses tables, ses groupes, et ce que le formulaire laisse de côté.

import { cases, caches, champSimple, detailler } from "./atelier-champs.js";
import { element } from "./atelier-elements.js";
import { rangs } from "./atelier-rangs.js";

const TOUS = 7;

/** Les champs d’un objet : ceux du fichier d’abord, les autres repliés quand il y en a trop pour une seule vue. */
export function objet(etat, type, chemin) {
  const valeur = etat.valeur(chemin);
  const modeles = etat.gabarits.champs(type);
  if (modeles.some((un) => un.dataset.cle === "[]")) return reunion(etat, modeles, chemin, valeur);
  if (modeles.length === 1 && modeles[0].dataset.cle === "") return [champ(etat, modeles[0], chemin)];
  if (valeur !== null && (typeof valeur !== "object" || Array.isArray(valeur))) return [caches([String(chemin.at(-1))])];
  const connues = modeles.map((un) => un.dataset.cle);
  const inconnues = Object.keys(valeur ?? {}).filter((cle) => !connues.includes(cle));
  const local = type === "objectif" && etat.objectifs.has(chemin.at(-1)) ? ["intitule", "engagements"] : [];
  const montres = modeles.filter((un) => etat.existe([...chemin, un.dataset.cle]) || !local.includes(un.dataset.cle));
  const replies = montres.length > TOUS ? montres.filter((un) => !etat.existe([...chemin, un.dataset.cle])) : [];
  const faire = (un) => champ(etat, un, [...chemin, un.dataset.cle]);
  const fini = [...montres.filter((un) => !replies.includes(un)).map(faire), caches(inconnues)];
  if (replies.length) {
    const pli = etat.pli([...chemin, "…"], replies.length === montres.length, () => replies.map(faire));
    pli.prepend(element("summary", {}, "Autres renseignements, si besoin"));
    pli.classList.add("groupe");
    fini.push(pli);
  }
  return fini;
}

/** Ce qui est une date, ou une personne, ou plusieurs. */
function reunion(etat, modeles, chemin, valeur) {
  const un = (cle) => modeles.find(({ dataset }) => dataset.cle === cle);
  if (Array.isArray(valeur)) return [rangs(etat, un("[]"), chemin, (ici) => objet(etat, un("[]").dataset.de, ici))];
  if (valeur === null || typeof valeur === "string") return [champSimple(etat, un(""), chemin), element("p", { class: "gestes" }, detailler(etat, chemin))];
  const champs = modeles.filter(({ dataset }) => !["", "[]"].includes(dataset.cle));
  const inconnues = Object.keys(valeur).filter((cle) => !champs.some(({ dataset }) => dataset.cle === cle));
  return [...champs.map((modele) => champSimple(etat, modele, [...chemin, modele.dataset.cle])), caches(inconnues)];
}

export function champ(etat, modele, chemin) {
  const { genre, de } = modele.dataset;
  const valeur = etat.valeur(chemin);
  if (genre === "cases") return cases(etat, modele, chemin);
  if (genre === "objet") {
    const pli = etat.pli(chemin, valeur !== null, () => objet(etat, de, chemin));
    pli.classList.add("groupe");
    const [titre, aide] = [...modele.children].map((enfant) => enfant.cloneNode(true));
    titre.append(" ", etat.compte([chemin]));
    pli.prepend(titre, ...(aide ? [aide] : []));
    return pli;
  }
  if (genre === "table" || genre === "liste") {
    const voulue = genre === "liste" ? Array.isArray(valeur) : typeof valeur === "object" && !Array.isArray(valeur);
    if (valeur !== null && !voulue) return caches([modele.querySelector("legend").textContent]);
    return rangs(etat, modele, chemin, (ici) => objet(etat, de, ici));
  }
  return champSimple(etat, modele, chemin);
}
