// Les questions auxquelles chaque page dit répondre : une requête qui ressemble à l’une d’elles mène à sa page. Et ce qu’une requête dit que le site ignore.

import { racine } from "./recherche-mots.js";

// Ce que vaut une ressemblance : elle mène tout droit à la page, ou la propose après le premier passage trouvé.
const EXACTE = 0.9, DITE = 0.65, SURE = 0.55, PARTIELLE = 0.5, PROBABLE = 0.4, POSSIBLE = 0.25;
const PROPOSEES = 3;
const ICI = 0.6;
// La longueur (search/questions.py) de deux mots pleins, ou d’un seul et de sa tournure.
const ASSEZ = 9;
// La part d’une question que la requête ne dit pas compte moins que la part de la requête que la question ne dit pas.
const PART_DITE = 0.5;
// Un mot de la tournure pèse moins qu’un mot du sujet.
const FAIBLE = 0.4;
// Un mot qu’aucune question n’a ne dit pas laquelle choisir ; moins encore si le site l’ignore.
const MUET = 0.5, IGNORE = 0.3;
// Ce que les autres questions d’une même page disent de plus, et ce que valent ensemble les deux qui ressemblent le plus après la première.
const AUTRES = 0.5, VOIX = 0.05;
// En deçà, ce que la requête a de connu ne dit pas ce qu’elle cherche.
const SENS = 0.55, CORRIGE = 0.5;
// Un mot de deux ou trois lettres est souvent une abréviation.
const ABREGE = 3, BREF = 0.3;

/** La partie d’une fiche que demandent ces mots auprès du nom d’un lieu, s’ils en demandent une. */
export function partieDemandee(annuaire, dites, tournures) {
  const [reponse] = ressemblent(annuaire, dites, tournures).filter(({ numero, note }) => numero < 0 && note >= ICI);
  return reponse && -1 - reponse.numero;
}

/** Les pages dont une question ressemble à la requête : [{ numero, note }], la plus ressemblante d’abord. */
export function repondent(annuaire, dites, tournures) {
  return ressemblent(annuaire, dites, tournures).filter(({ numero, note }) => numero >= 0 && note >= POSSIBLE);
}

function ressemblent(annuaire, dites, tournures) {
  const pesees = [...dites, ...tournures];
  const { cible, nombre } = preparer(annuaire);
  const raretes = pesees.map(({ questions, faible, trouve, inconnu }) => (faible ? FAIBLE : (questions.size ? 1 : (trouve && !inconnu ? MUET : IGNORE))) * Math.log2(1 + nombre / Math.max(new Set([...questions.keys()].map((une) => cible[une])).size, 1)));
  const total = raretes.reduce((somme, une) => somme + une, 0);
  const pages = new Map();
  const notees = new Map();
  pesees.forEach(({ questions }, rang) => {
    for (const [une, [force, mots]] of questions) {
      const note = notees.get(une) ?? { poids: 0, mots: 0 };
      note.poids += raretes[rang] * force;
      note.mots += mots;
      notees.set(une, note);
      const page = pages.get(cible[une]) ?? { note: 0, part: 0, notes: [], dits: new Map() };
      page.dits.set(rang, Math.max(page.dits.get(rang) ?? 0, force));
      pages.set(cible[une], page);
    }
  });
  for (const [une, { poids, mots }] of notees) {
    const page = pages.get(cible[une]);
    const longueur = Number.parseInt(annuaire.questions[1][une], 36);
    const dite = Math.min(mots / longueur, 1);
    // Un mot seul n’est pas une question : il ne ressemble qu’à celle qui n’en a pas d’autre.
    if (pesees.length === 1 ? dite < 1 : longueur < ASSEZ && cible[une] >= 0) continue;
    const note = (poids / total) * (1 - PART_DITE + PART_DITE * dite);
    page.notes.push(note);
    if (note > page.note) Object.assign(page, { note, part: poids / total });
  }
  const lues = [...pages].map(([numero, { note, part, notes, dits }]) => {
    const tout = [...dits].reduce((somme, [rang, force]) => somme + raretes[rang] * force, 0) / total;
    const [, deuxieme = 0, troisieme = 0] = notes.sort((a, b) => b - a);
    return { numero, note: note + AUTRES * Math.max(tout - part, 0) + VOIX * (deuxieme + troisieme) };
  });
  return lues.sort((a, b) => b.note - a.note || a.numero - b.numero);
}

/** Les résultats, avec les pages qui répondent à la question : celles dont on est sûr d’abord, les autres après le premier, s’il n’est pas d’un seul département ; les moins sûres si rien d’autre n’est trouvé. */
export function avecReponses(annuaire, pesees, liste, reponses, complets, seul) {
  if (!liste.length) return reponses.slice(0, PROPOSEES);
  // Un mot qu’aucune question n’a, et que ce passage dit : c’est lui que l’on cherche.
  const rare = ({ trouve, inconnu, questions }) => trouve && !inconnu && !questions.size;
  const dUnSeul = annuaire.departement[liste[0].numero] >= 0;
  const local = dUnSeul && !pesees.some(rare);
  const propre = dUnSeul && pesees.some((une) => rare(une) && une.poids[liste[0].numero]);
  const sujet = (liste[0].exact || liste[0].declare) && pesees.every(({ trouve }) => trouve);
  // Un mot `seul`, et cette page le déclare pour sujet : aucune question ne le dit mieux.
  const seuil = sujet && seul ? Infinity : sujet || propre ? EXACTE : (complets ? (local ? DITE : SURE) : PARTIELLE);
  const sures = reponses.filter(({ note }) => note >= seuil).slice(0, PROPOSEES);
  const autres = reponses.filter((une) => une.note >= PROBABLE && !sures.includes(une)).slice(0, PROPOSEES - sures.length);
  return [...sures, ...liste.slice(0, 1), ...autres, ...liste.slice(1)];
}

/** Si les mots connus de la requête disent ce qu’elle cherche : « bitcoin cours » n’a qu’un mot connu, et ce n’est pas lui qui compte. */
export function aUnSens(annuaire, pesees) {
  const paroles = pesees.filter(({ numero }) => !numero);
  const entiere = Math.log2(1 + annuaire.nombre);
  const parts = paroles.map((une) => [connaissance(une), une.trouve || une.questions.size ? Math.min(une.rarete || entiere, entiere) : entiere * (une.lettres > ABREGE ? 1 : BREF)]);
  const connus = parts.reduce((somme, [connu]) => somme + connu, 0);
  const dit = parts.reduce((somme, [connu, poids]) => somme + connu * poids, 0);
  const tout = parts.reduce((somme, [, poids]) => somme + poids, 0);
  // Une requête de nombres seuls est un lieu ou un article ; un nombre auprès de mots inconnus n’est rien.
  if (!paroles.length || paroles.some(({ formes }) => [...formes].some((forme) => preparer(annuaire).domaine.has(racine(forme))))) return true;
  return connus * 2 > paroles.length || dit / tout >= SENS;
}

/** À quel point le site connaît ce mot : tout à fait, s’il le dit ; à moitié, corrigé, ou s’il n’est que le nom d’une ville ; un village porte souvent le nom d’autre chose (« bus »). */
function connaissance({ trouve, inconnu, commune, questions }) {
  if (commune === "village") return 0;
  if (questions.size || (trouve && !inconnu)) return 1;
  return commune || trouve ? CORRIGE : 0;
}

const PREPARES = new WeakMap();

/** La page de chaque question, et le nombre de pages. */
function preparer(annuaire) {
  if (!PREPARES.has(annuaire)) {
    const [cibles] = annuaire.questions;
    PREPARES.set(annuaire, { domaine: new Set([...annuaire.domaine, ...annuaire.secours.mots].map(racine)), cible: cibles.flatMap(([numero, combien]) => Array(combien).fill(numero)), nombre: cibles.length });
  }
  return PREPARES.get(annuaire);
}
