// Les lieux qu’une requête nomme tout entière : un numéro de département, un code postal, une commune.

import { enAdresse, fautes, plier, tolerance } from "./recherche-mots.js";

const COMMUNES_MAX = 6, MOTS_MAX = 5;
// « J’habite à Nantes » est Nantes.
const ICI = /^\s*(?:je (?:suis|vis|cherche)|j[’' ]?habite|on habite|nous habitons)\s+(?:(?:a|en|sur|de|pour)\s+)?/;
// On dit « Boulogne », « Vitry » ou « Saint-Ouen » pour une ville dont le nom officiel est plus long.
const VILLE = 5000, ABREGE_DES = 3, PLUS_CONNUE = 10;

/** Ce que la requête nomme : de quoi trouver les départements à montrer d’abord ([{ rang, commune }]), et ses autres mots. */
export function lieux(index, annuaire, q) {
  // « 9-3 » se dit « neuf trois ».
  const numero = /^(?:d[eé]partement|d[eé]pt?\.?|dpt|le|du|dans le)?\s*(?:n[°o]\s*)?(\d{1,3}|2[\s-]?[ab]|\d[\s-]\d)$/i.exec(q.trim());
  if (numero) {
    const code = numero[1].replace(/[\s-]/, "");
    return { reste: code, chercherTetes: () => duCode(annuaire, code.toUpperCase().padStart(2, "0")) };
  }
  const postal = /(?:^|\D)(\d{2}\s?\d{3})(?!\d)/.exec(q);
  if (postal) {
    const reste = q.replace(postal[1], " ").replace(/\bcedex\b.*/i, " ").trim();
    return { reste, chercherTetes: () => duPostal(annuaire, postal[1].replace(/\s/, "")) };
  }
  // « Paris 15e » : l’arrondissement ne compte pas.
  const reste = q.replace(/\b(paris|lyon|marseille)\s+\d{1,2}\s*(er|e|[eè]me)?(\s+arrondissement)?(?![\p{L}\d])/iu, "$1");
  return { reste, commune: true, chercherTetes: () => deLaCommune(index, annuaire, reste) };
}

function duCode(annuaire, code) {
  const codes = code === "20" ? ["2A", "2B"] : [code];
  return codes.filter((un) => annuaire.rangs.has(un)).map((un) => ({ rang: annuaire.rangs.get(un) }));
}

/** 69100 → Rhône ; 20xxx → l’une des deux Corses ; 97xxx → trois chiffres ; quelques codes ont deux départements. */
export function duPostal(annuaire, code) {
  const usuel = code.startsWith("97") ? code.slice(0, 3) : code.slice(0, 2);
  const corse = code < "20200" ? "2A" : "2B";
  const codes = annuaire.postaux[code]?.split(" ") ?? [usuel === "20" ? corse : usuel];
  return codes.flatMap((un) => duCode(annuaire, un));
}

/** Les départements des communes de ce nom ou des villes dont il est le début, la plus peuplée d’abord. */
export async function deLaCommune(index, annuaire, q, combien = COMMUNES_MAX) {
  const nom = nomDeCommune(q);
  if (nom.length < 2 || /^\d/.test(nom)) return [];
  const trouvees = enTetes(annuaire, ceNom(await index.communes(nom), nom), combien);
  return trouvees.length ? trouvees : communeEtDepartement(index, annuaire, nom);
}

/** « Saint-Pierre Réunion » : la commune de ce département. */
async function communeEtDepartement(index, annuaire, nom) {
  const finales = annuaire.departements.map(([code, sien]) => [code, `-${sansArticle(enAdresse(sien))}`]).filter(([, fin]) => nom.endsWith(fin));
  const trouvees = await Promise.all(finales.map(async ([code, fin]) => {
    const commune = nom.slice(0, -fin.length).replace(/-(la|le|les|l|en|dans|du|de)$/, "");
    return (await index.communes(commune)).filter((une) => une.code === code && sansArticle(une.adresse) === sansArticle(commune));
  }));
  return enTetes(annuaire, trouvees.flat());
}

/** Celles qui portent exactement ce nom passent avant une ville qui n’en a que le début, sauf si celle-ci est dix fois plus peuplée. */
function ceNom(communes, nom) {
  const [court, retenues] = [sansArticle(nom), []];
  for (const une of communes) {
    const lui = sansArticle(une.adresse);
    if (lui === court) retenues.push({ ...une, poids: une.habitants * PLUS_CONNUE });
    else if (court.length >= ABREGE_DES && une.habitants >= VILLE && lui.startsWith(`${court}-`)) retenues.push({ ...une, poids: une.habitants });
  }
  return retenues;
}

/** « Espace de rencontre Le Havre » : la ville dont les derniers mots sont le nom. */
export async function communeFinale(index, annuaire, q) {
  const tous = q.trim().split(/\s+/);
  for (let taille = Math.min(MOTS_MAX, tous.length - 1); taille > 0; taille -= 1) {
    const [ville] = await deLaCommune(index, annuaire, tous.slice(-taille).join(" "));
    if (ville?.habitants >= VILLE) return [ville];
  }
  return [];
}

/** Les communes les plus peuplées dont le nom commence ainsi, pour qui est en train de taper. */
export async function quiCommencent(index, annuaire, q, combien) {
  const nom = nomDeCommune(q);
  if (nom.length < 3 || /^\d/.test(nom)) return [];
  const communes = (await index.communes(nom)).filter((une) => une.habitants);
  return enTetes(annuaire, communes, combien);
}

/** Les communes dont on a oublié l’article (« Rochelle ») ; sinon, à une ou deux fautes de frappe près, parmi celles qui ont le même début. */
export async function communesProches(index, annuaire, q, max = 2) {
  const nom = nomDeCommune(q);
  const admises = Math.min(tolerance(nom), max);
  // Une phrase n’est pas le nom d’une commune.
  if (nom.length < 5 || /^\d/.test(nom) || nom.split("-").length > MOTS_MAX) return [];
  const avecArticle = await Promise.all(["la", "le", "les"].map((article) => index.communes(`${article}-${nom}`)));
  const entieres = ceNom(avecArticle.flat(), nom);
  if (entieres.length) return enTetes(annuaire, entieres);
  // Trois lettres en commencent parfois trop (« Vil… ») : les six premières d’abord, si la faute est plus loin.
  for (const debut of [nom.slice(0, 6), nom.slice(0, 3)]) {
    const proches = (await index.communes(debut)).map((une) => [fautes(nom, une.adresse, admises), une]);
    const mieux = Math.min(...proches.map(([ecart]) => ecart));
    if (mieux <= admises) return enTetes(annuaire, proches.filter(([ecart]) => ecart === mieux).map(([, une]) => une));
  }
  // « Kimper » s’entend comme Quimper.
  return nom.startsWith("k") ? communesProches(index, annuaire, `qu${nom.slice(1)}`, max) : [];
}

function nomDeCommune(q) {
  return enAdresse(plier(q).replace(ICI, "").replace(/^\s*(commune|ville|mairie)\s+(de\s+|du\s+|d[’'])?/, "").replace(/\bst(e?)\b\.?/g, "saint$1"));
}

const sansArticle = (nom) => nom.replace(/^(l|la|le|les)-/, "");

function enTetes(annuaire, communes, combien = COMMUNES_MAX) {
  const parDepartement = new Map();
  const poids = ({ poids: sien, habitants }) => sien ?? habitants;
  for (const une of communes.sort((a, b) => poids(b) - poids(a))) {
    const rang = annuaire.rangs.get(une.code);
    if (rang !== undefined && !parDepartement.has(rang)) parDepartement.set(rang, { rang, commune: une.nom, habitants: une.habitants });
  }
  return [...parDepartement.values()].slice(0, combien);
}
