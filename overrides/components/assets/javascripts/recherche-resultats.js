// Ce qu’un passage donne à lire : son titre, d’où il vient, l’extrait où sont les mots cherchés. Partagé par les suggestions et la page.

import { Index } from "./recherche-index.js";
import { fautes, mots, plier, racine } from "./recherche-mots.js";

const EXTRAIT = 220;
const NOMS = {
  departement: "Département", service: "Service pour les familles", action: "Action", convention: "Convention", "feuille-de-route": "Feuille de route et suivi", objectif: "Objectif",
  axe: "Champ d’action", trame: "Trame nationale", territoire: "Territoire", glossaire: "Glossaire", page: "Page d’information",
};

/** L’index du site dont la page de recherche est à `action`, et la racine de ce site ; `annuaire` s’il est déjà demandé. */
export function ouvrir(action, annuaire = null) {
  const dossier = new URL(action, location.href);
  dossier.search = dossier.hash = "";
  const lire = async (chemin) => {
    if (chemin === "annuaire.json" && annuaire) return annuaire;
    // L’annuaire est toujours vérifié auprès du serveur ; le reste a pour nom l’empreinte de son contenu et peut être gardé.
    const reponse = await fetch(new URL(chemin, dossier), { cache: chemin === "annuaire.json" ? "no-cache" : "default" });
    if (!reponse.ok) throw new Error(`${reponse.status} ${chemin}`);
    return reponse.json();
  };
  return { index: new Index(lire), racine: new URL("..", dossier), page: dossier };
}

/** Le passage prêt à montrer : { titre, url, origine, texte }. */
export async function presenter(index, { numero, commune, partie: demandee }) {
  const annuaire = await index.annuaire();
  const { url, titre, texte, place, partie } = await index.passage(numero, demandee);
  const sorte = annuaire.genres[annuaire.profils[annuaire.passages[numero]][0]][0];
  const rang = annuaire.departement[numero];
  const lieu = rang < 0 ? "" : `${annuaire.departements[rang][1]} (${annuaire.departements[rang][0]})`;
  if (sorte === "departement") return { url, titre: partie ? `${lieu} : ${partie}` : lieu, origine: commune ? `Département de la commune : ${commune}` : NOMS[sorte], texte };
  return { url, titre, origine: [lieu, NOMS[sorte], place].filter(Boolean).join(" · "), texte };
}

const FAUTE_DES = 7;

/** Si la requête a l’un des mots d’une personne qui est peut-être en danger, à une flexion ou, s’il est long, à une faute près. */
export function enDanger({ secours }, q) {
  const memes = (mot, connu) => racine(mot) === racine(connu) || (mot.length >= FAUTE_DES && connu.length >= FAUTE_DES && fautes(mot, connu, 1) <= 1);
  return mots(q).some((mot) => secours.mots.some((connu) => memes(mot, connu)));
}

/** L’extrait du texte autour des mots trouvés, chacun dans un élément `mark`. */
export function extrait(texte, formes) {
  const fragment = document.createDocumentFragment();
  const reperes = reperer(texte, formes);
  const debut = reperes.length ? couper(texte, reperes[0][0] - EXTRAIT / 3) : 0;
  const fin = texte.length - debut > EXTRAIT * 1.2 ? couper(texte, debut + EXTRAIT) : texte.length;
  let ici = debut;
  if (debut) fragment.append("… ");
  for (const [de, a] of reperes) {
    if (a > fin) break;
    const marque = document.createElement("mark");
    marque.textContent = texte.slice(de, a);
    fragment.append(texte.slice(ici, de), marque);
    ici = a;
  }
  fragment.append(texte.slice(ici, fin), fin < texte.length ? "…" : "");
  return fragment;
}

/** Où sont, dans le texte, les mots trouvés ou leurs flexions : [[début, fin]…]. */
function reperer(texte, formes) {
  const troncs = new Set([...formes].map(racine));
  const reperes = [];
  for (const trouve of texte.matchAll(/[\p{L}\p{N}]+/gu)) {
    const mot = plier(trouve[0]);
    if (mot.length > 1 && (formes.has(mot) || troncs.has(racine(mot)))) reperes.push([trouve.index, trouve.index + trouve[0].length]);
  }
  return reperes;
}

/** Le début du mot qui est à cet endroit. */
function couper(texte, endroit) {
  if (endroit <= 0) return 0;
  return texte.lastIndexOf(" ", Math.floor(endroit)) + 1;
}
