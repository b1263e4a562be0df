// Les trois moteurs, sous une même forme : `chercher(q)` donne les adresses des dix premiers passages, de quoi les montrer compris.

import { mots } from "./site/assets/javascripts/recherche-mots.js";

const PREMIERS = 10;
const couper = (q) => mots(q).join(" ");

/** Le moteur du site, ses suggestions et ses extraits. */
export async function projet() {
  const annuaire = fetch("projet/recherche/annuaire.json", { cache: "no-cache" }).then((reponse) => reponse.json());
  const modules = ["moteur", "resultats", "index", "mots", "lieux", "unites"];
  const [{ chercher }, { ouvrir, presenter }] = await Promise.all(modules.map((nom) => import(`./site/assets/javascripts/recherche-${nom}.js`)));
  const { index } = ouvrir(new URL("projet/recherche/", location.href), annuaire);
  return async (q) => {
    const { resultats } = await chercher(index, { q });
    const passages = await Promise.all(resultats.slice(0, PREMIERS).map((un) => presenter(index, un)));
    return passages.map(({ url }) => url);
  };
}

/** Pagefind, avec les mêmes passages ; la requête est coupée de ses élisions. */
export async function pagefind() {
  const moteur = await import("./pagefind/pagefind.js");
  await moteur.options({ ranking: { metaWeights: { title: 8, cles: 6 } } });
  return async (q) => {
    const { results } = await moteur.search(couper(q));
    const passages = await Promise.all(results.slice(0, PREMIERS).map((un) => un.data()));
    return passages.map(({ meta }) => meta.adresse);
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
