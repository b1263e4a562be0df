// Les noms entiers : ce que l’on tape est le nom même d’une page, d’un article, d’une région d’autrefois.

import { enAdresse, fautes, mots, plier } from "./recherche-mots.js";
import { QUE_FAIT, memeMot } from "./recherche-unites.js";

const FAUTE_DES = 7, DEUX_FAUTES_DES = 16;
const LUS = 48;
// « C’est quoi une médiation familiale ? » est « médiation familiale ».
const DEFINITION = /^(?:(?:c.? ?(?:est|e|é)? ?(?:quoi|koi|koa)|qu.?est[ -]ce que? (?:c.?est que?)?|que (?:veut dire|signifie)|(?:ca )?veut dire quoi|(?:definition|signification|sens|sigle|def)(?: (?:de|du|d.))?)\s+|qu.?est[ -]ce qu[’'])(?=\S)|\s(?:definition|signification|sigle|(?:ca )?veut dire quoi|c.?est quoi)$/;
// « Les signataires de la convention » sont « les signataires ».
const DE_LA_CONVENTION = /(\S)\s(?:(?:de|d.|a) )?(?:la |une |ma |cette |les )?conventions?(?: departementales?)?$/;

// « Combien de conventions en vigueur », « liste des départements en cours de signature ».
const COMBIEN = /^(?:combien (?:de |d.)|(?:quel|quelle)s (?:sont )?(?:les )?|(?:liste|nombre) (?:des |de |d.))(?:conventions?|departements?)(?: (?:qui )?(?:sont|ont|est|a))?\s/;

/** Si la requête demande ce que veut dire un mot. */
export const demandeUnSens = (q) => DEFINITION.test(plier(q.trim()));

/** Les passages qui portent ce nom, à une faute près s’il est long ; l’ordre des mots, les articles et les pluriels ne comptent pas. */
export function duNom(annuaire, q) {
  const { adresses, noms } = preparer(annuaire);
  // « art-8-al-2 » n’est pas « art-2-al-8 » : l’adresse d’une clause garde l’ordre de ses mots.
  const adresse = deClause(enAdresse(q));
  if (adresses.has(adresse)) return adresses.get(adresse);
  const demande = plier(q.trim()).replace(DEFINITION, "");
  const cle = enCle(annuaire, demande);
  if (!cle) return [];
  const tournures = [demande.replace(DE_LA_CONVENTION, "$1"), demande.replace(QUE_FAIT, " engagements "), demande.replace(COMBIEN, "convention ")].filter((une) => enCle(annuaire, une) !== "convention");
  const connue = [cle, ...tournures.map((une) => enCle(annuaire, une))].find((une) => noms.has(une));
  if (connue) return noms.get(connue);
  if (cle.length < FAUTE_DES) return [];
  const admises = cle.length >= DEUX_FAUTES_DES ? 2 : 1;
  const proche = [...noms.keys()].find((nom) => nom.length >= FAUTE_DES && fautes(cle, nom, admises) <= admises);
  return noms.get(proche) ?? [];
}

/** « Alinéa 2 de l’article 6 », « engagement 1b », « art 8 al 5 » : l’adresse de la clause. */
function deClause(demande) {
  const de = "-(?:de-l-|de-la-|l-)?";
  return demande.replace(/-(?:de|dans)-la-(?:convention|trame)$/, "")
    .replace(new RegExp(`^(?:l-)?al(?:inea)?-(\\d+)${de}(art(?:icle)?-\\d+|preambule)$`), "$2-al-$1")
    .replace(/^(?:l-)?art(?:icle)?-?(\d+)(?:-al(?:inea)?-?(\d+))?$/, (_, article, alinea) => `art-${article}${alinea ? `-al-${alinea}` : ""}`)
    .replace(/^preambule-al(?:inea)?-/, "preambule-")
    .replace(/^(?:obj(?:ectif)?|engagement)-?(\d)-?(?:engagement-)?([a-z])$/, "obj-$1-$2");
}

/** « prison picardie », « je voudrais parler à quelqu’un » : ce qui porte le plus long nom d’une suite de mots de la requête, et combien il en a. */
export function nommesEnPartie(annuaire, q) {
  const { noms } = preparer(annuaire);
  const tous = plier(q).split(/[^\p{L}\p{N}]+/u);
  for (let taille = tous.length - 1; taille > 0; taille -= 1) {
    for (let debut = 0; debut + taille <= tous.length; debut += 1) {
      const cle = enCle(annuaire, tous.slice(debut, debut + taille).join(" "));
      if (noms.has(cle)) return { numeros: noms.get(cle), taille: cle.split(" ").length };
    }
  }
  return { numeros: [], taille: 0 };
}

/** Ce dont la trame ne parle pas, si la requête le nomme : comment le dire, les mots qui le nomment, et si quelque chose s’en approche (« pension chômage »). */
export function horsDeLaTrame(annuaire, q) {
  const tous = parlants(annuaire, q);
  const [dit] = horsPrets(annuaire).filter(({ suite }) => contient(tous, suite)).sort((a, b) => b.suite.length - a.suite.length || a.proche - b.proche);
  const sujet = (mot) => annuaire.sujets.some((un) => memeMot(un, mot)) && !dit.suite.includes(mot);
  return dit && { ...dit, proche: dit.proche || tous.some(sujet) };
}

/** Les passages qui disent ces mots-là, dans cet ordre, parmi les premiers. */
export async function quiLeDisent(index, trouves, { forme }) {
  const premiers = trouves.slice(0, LUS);
  const textes = await Promise.all(premiers.map(({ numero }) => index.passage(numero)));
  return premiers.filter((_, rang) => contient(mots(`${textes[rang].titre} ${textes[rang].texte}`), mots(forme)));
}

/** La requête sans ces mots-là, s’il en reste : « tribunal judiciaire de Lyon » mène à Lyon. */
export function sansEux(annuaire, q, { suite }) {
  const tous = mots(q);
  const autres = tous.filter((mot) => !suite.some((un) => memeMot(un, mot)));
  const pleins = autres.flatMap((mot, rang) => (annuaire.vides.has(mot) ? [] : [rang]));
  return pleins.length ? autres.slice(pleins[0], pleins.at(-1) + 1).join(" ") : q;
}

const parlants = (annuaire, texte) => mots(texte).filter((mot) => !annuaire.vides.has(mot));

const contient = (tous, suite) => tous.some((_, debut) => suite.every((mot, rang) => auSingulier(mot) === auSingulier(tous[debut + rang] ?? "")));

const PREPARES = new WeakMap();

function preparer(annuaire) {
  if (!PREPARES.has(annuaire)) {
    const ranger = (enNom) => {
      const ranges = new Map();
      for (const [numeros, ...noms] of annuaire.noms) for (const nom of noms) ranges.set(enNom(nom), [...(ranges.get(enNom(nom)) ?? []), ...numeros]);
      return ranges;
    };
    PREPARES.set(annuaire, { adresses: ranger(enAdresse), noms: ranger((nom) => enCle(annuaire, plier(nom).replace(DEFINITION, ""))) });
  }
  return PREPARES.get(annuaire);
}

const HORS = new WeakMap();

function horsPrets(annuaire) {
  if (!HORS.has(annuaire)) HORS.set(annuaire, annuaire.hors.flatMap(([dit, formes, proche]) => formes.map((forme) => ({ dit, forme, proche, suite: parlants(annuaire, forme) }))));
  return HORS.get(annuaire);
}

const auSingulier = (mot) => (mot.length > 3 ? mot.replace(/[sx]$/, "") : mot);

/** « Qui a signé ? » n’est pas « Qui signe ? » : ici, même les mots vides comptent, sauf les articles. */
function enCle(annuaire, nom) {
  const tous = plier(nom).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(tous.filter((mot) => !annuaire.liaisons.includes(mot)).map(auSingulier))].sort().join(" ");
}
