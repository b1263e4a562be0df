// Deux textes → ce qui est gardé, retiré, ajouté, mot par mot. Le jumeau de hooks/conventions/compose/diff.py :
// un test leur donne les mêmes paires. La bibliothèque jsdiff (dossier diff/) fait la comparaison elle-même.

import { diffArrays } from "./diff/array.js";

const SEUIL = 0.4;
// Les espaces de Python, écrites une à une : celles de JavaScript ne sont pas tout à fait les mêmes.
const BLANC = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const MOT = "\\p{L}\\p{N}_\\u00ad\\u0300-\\u036f";
const JETON = new RegExp(`[${BLANC}]*(?:[${MOT}]+|\\.{3}|[^${MOT}${BLANC}])[${BLANC}]*|[${BLANC}]+`, "gu");
const BORDS = new RegExp(`^[${BLANC}]+|[${BLANC}]+$`, "gu");
const TYPOGRAPHIQUES = new Map(Object.entries({
  "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "“": '"', "”": '"', "…": "...", "\u00ad": "",
}));

/** Le texte découpé en mots et en signes : [avec ses espaces, sans typographie]. */
export function jetons(texte) {
  return (texte.match(JETON) ?? []).map((jeton) => {
    const nu = jeton.replace(BORDS, "").replace(/./gu, (signe) => TYPOGRAPHIQUES.get(signe) ?? signe);
    return [jeton, nu.normalize("NFC")];
  });
}

/** Les mots et les signes seuls : deux textes de mêmes mots disent la même chose. */
export function mots(texte) {
  return jetons(texte).map(([, mot]) => mot).filter(Boolean);
}

const memes = (un, autre) => un.length === autre.length && un.every((mot, rang) => mot === autre[rang]);

/** Les morceaux, dans l’ordre : { nature: "egal" | "retire" | "ajoute", avant, apres }. */
export function comparerTextes(avant, apres) {
  const gauche = jetons(avant);
  const droite = jetons(apres);
  const cles = [gauche, droite].map((liste) => liste.map(([, cle]) => cle));
  if (memes(cles[0].filter(Boolean), cles[1].filter(Boolean))) return [{ nature: "egal", avant, apres }];
  let suites = [];
  let a = 0;
  let b = 0;
  for (const { count, added, removed } of diffArrays(cles[0], cles[1])) {
    const retire = added ? "" : gauche.slice(a, a + count).map(([jeton]) => jeton).join("");
    const ajoute = removed ? "" : droite.slice(b, b + count).map(([jeton]) => jeton).join("");
    const auBord = a === 0 || a + count === gauche.length;
    const garde = !added && !removed && (auBord || meriteDeRester(retire));
    suites.push([garde ? "egal" : "change", retire, ajoute]);
    if (!added) a += count;
    if (!removed) b += count;
  }
  const commun = suites.reduce((total, [nature, texte]) => total + (nature === "egal" ? texte.length : 0), 0);
  if (commun < SEUIL * Math.min(avant.length, apres.length)) suites = [["change", avant, apres]];
  return reunir(suites);
}

/** Un « de » ou une virgule seuls entre deux changements se lisent mieux avec eux. */
function meriteDeRester(texte) {
  const liste = mots(texte);
  return liste.length > 3 || liste.some((mot) => [...mot].length > 3);
}

function reunir(suites) {
  const morceaux = [];
  let retire = "";
  let ajoute = "";
  for (const [nature, gauche, droite] of [...suites, ["egal", "", ""]]) {
    if (nature !== "egal") {
      retire += gauche;
      ajoute += droite;
      continue;
    }
    if (retire) morceaux.push({ nature: "retire", avant: retire, apres: "" });
    if (ajoute) morceaux.push({ nature: "ajoute", avant: "", apres: ajoute });
    retire = ajoute = "";
    if (gauche || droite) morceaux.push({ nature: "egal", avant: gauche, apres: droite });
  }
  return morceaux;
}

/** Dit si deux textes d’une clause diffèrent ; espaces et typographie ne comptent pas. */
export function different(avant, apres) {
  return !memes(mots(avant), mots(apres));
}

/** Les clauses des deux textes dans un seul ordre : celui du second, chacune des autres après celle qu’elle suivait. */
export function aligner(avant, apres) {
  const ordre = [...apres];
  const connus = new Set(apres);
  let precedente = "";
  for (const id of avant) {
    if (!connus.has(id)) ordre.splice(precedente ? ordre.indexOf(precedente) + 1 : 0, 0, id);
    precedente = id;
  }
  return ordre;
}

/**
 * Deux textes ({ id: texte }) → leurs paires ; ce qu’aucun des deux ne dit est laissé.
 * « officielles » : les clauses qui, des deux côtés, sont celles de la trame. Une coquille corrigée n’est pas une différence.
 */
export function apparier(avant, apres, officielles = new Set()) {
  return aligner(Object.keys(avant), Object.keys(apres))
    .map((id) => ({ id, avant: avant[id] ?? "", apres: apres[id] ?? "" }))
    .filter((paire) => paire.avant || paire.apres)
    .map((paire) => ({ ...paire, nature: officielles.has(paire.id) ? "egale" : nature(paire) }));
}

function nature({ avant, apres }) {
  if (!avant) return "ajoutee";
  if (!apres) return "retiree";
  return different(avant, apres) ? "modifiee" : "egale";
}
