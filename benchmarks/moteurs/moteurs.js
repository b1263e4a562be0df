// Les trois moteurs, sous une même forme : `chercher(q)` donne les adresses des dix premiers passages, de quoi les montrer compris.

import { mots } from "./site/assets/javascripts/recherche-mots.js";

const PREMIERS = 10;
const couper = (q) => mots(q).join(" ");

/** Le moteur du site, ses suggestions et ses extraits. */
export async function projet() {
  const annuaire = fetch("projet/recherche/annuaire.json", { cache: "no-cache" }).then((reponse) => reponse.json());
  const modules = ["moteur", "resultats", "index", "mots", "lieux", "unites", "filtres", "noms", "questions"];
  const [{ chercher }, { ouvrir, presenter }] = await Promise.all(modules.map((nom) => import(`./site/assets/javascripts/recherche-${nom}.js`)));
  const { index } = ouvrir(new URL("projet/recherche/", location.href), annuaire);
  return async (q) => {
    const { resultats } = await chercher(index, { q });
    const passages = await Promise.all(resultats.slice(0, PREMIERS).map((un) => presenter(index, un)));
    return passages.map(({ url }) => url);
  };
}

/** Pagefind, avec les mêmes passages, noms, questions, synonymes et communes ; la requête est coupée de ses élisions et de ses mots vides, un code postal y est un département. */
export async function pagefind() {
  const moteur = await import("./pagefind/pagefind.js");
  await moteur.options({ ranking: { metaWeights: { title: 8, noms: 8, questions: 6, cles: 6, synonymes: 1 } } });
  const vides = new Set((await (await fetch("projet/recherche/annuaire.json")).json()).vides);
  const departement = (q) => q.replace(/(?<!\d)(\d{2}) ?(\d)\d{2}(?!\d)/, (_, debut, suite) => (debut === "97" ? debut + suite : debut));
  return async (q) => {
    const pleins = couper(departement(q)).split(" ").filter((mot) => !vides.has(mot));
    const { results } = await moteur.search(pleins.length ? pleins.join(" ") : couper(q));
    const passages = await Promise.all(results.slice(0, PREMIERS * 2).map((un) => un.data()));
    return [...new Set(passages.map(({ meta }) => meta.adresse))].slice(0, PREMIERS);
  };
}

/** lunr comme Material l’emploie (français, titre mille fois plus lourd), avec des mots sans accents ni élisions. */
export async function lunr() {
  const documents = await (await fetch("./lunr/documents.json")).json();
  const index = globalThis.lunr(function construire() {
    this.use(globalThis.lunr.fr);
    this.ref("rang");
    this.field("titre", { boost: 1000 });
    this.field("texte");
    documents.forEach(([, titre, texte], rang) => this.add({ rang, titre, texte }));
  });
  return async (q) => {
    const trouves = couper(q) ? index.search(couper(q).split(" ").map((mot) => `+${mot}`).join(" ")) : [];
    return trouves.slice(0, PREMIERS).map(({ ref }) => documents[ref][0]);
  };
}
