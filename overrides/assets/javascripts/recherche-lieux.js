// Les lieux qu’une requête nomme tout entière : un numéro de département, un code postal, une commune.

import { enAdresse, fautes, plier, tolerance } from "./recherche-mots.js";

const COMMUNES_MAX = 6;

/** Ce que la requête nomme : de quoi trouver les départements à montrer d’abord ([{ rang, commune }]), et ses autres mots. */
export function lieux(index, annuaire, q) {
  const numero = /^(?:d[eé]partement|d[eé]pt?|dpt)?\s*(?:n[°o]\s*)?(\d{1,3}|2\s?[ab])$/i.exec(q.trim());
  if (numero) return { reste: q, chercherTetes: () => duCode(annuaire, numero[1].toUpperCase().replace(/\s/, "").padStart(2, "0")) };
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

/** Les départements des communes de ce nom, la plus peuplée d’abord. */
export async function deLaCommune(index, annuaire, q) {
  const nom = nomDeCommune(q);
  if (nom.length < 2 || /^\d/.test(nom)) return [];
  const communes = await index.communes(nom);
  return enTetes(annuaire, communes.filter((une) => sansArticle(enAdresse(une.nom)) === sansArticle(nom)));
}

/** Les communes les plus peuplées dont le nom commence ainsi, pour qui est en train de taper. */
export async function quiCommencent(index, annuaire, q, combien) {
  const nom = nomDeCommune(q);
  if (nom.length < 3 || /^\d/.test(nom)) return [];
  const communes = (await index.communes(nom)).filter((une) => enAdresse(une.nom).startsWith(nom) && une.habitants);
  return enTetes(annuaire, communes).slice(0, combien);
}

/** Les communes à une ou deux fautes de frappe près, parmi celles qui ont le même début. */
export async function communesProches(index, annuaire, q) {
  const nom = nomDeCommune(q);
  if (nom.length < 5 || /^\d/.test(nom)) return [];
  const communes = await index.communes(nom.slice(0, 3));
  const proches = communes.map((une) => [fautes(nom, enAdresse(une.nom), tolerance(nom)), une]);
  const mieux = Math.min(...proches.map(([ecart]) => ecart));
  if (mieux > tolerance(nom)) return [];
  return enTetes(annuaire, proches.filter(([ecart]) => ecart === mieux).map(([, une]) => une));
}

function nomDeCommune(q) {
  return enAdresse(plier(q).replace(/^\s*(commune|ville|mairie)\s+(de\s+|du\s+|d[’'])?/, "").replace(/\bst(e?)\b\.?/g, "saint$1"));
}

const sansArticle = (nom) => nom.replace(/^(l|la|le|les)-/, "");

function enTetes(annuaire, communes) {
  const parDepartement = new Map();
  for (const une of communes.sort((a, b) => b.habitants - a.habitants)) {
    const rang = annuaire.rangs.get(une.code);
    if (rang !== undefined && !parDepartement.has(rang)) parDepartement.set(rang, { rang, commune: une.nom });
  }
  return [...parDepartement.values()].slice(0, COMMUNES_MAX);
}
