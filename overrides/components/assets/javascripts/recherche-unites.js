// Une requête → ses unités (un mot, ou une expression connue, et ce qui en tient lieu) → le poids de chacune dans chaque passage.

import { fautes, mots, racine, tolerance } from "./recherche-mots.js";

// Où le mot se trouve dans le passage (voir index.py), du moins parlant au plus parlant.
export const TEXTE = 0, CLES = 1, RESSORT = 2, TITRE = 3, SUJET = 4, LIEU = 5;
const POINTS = [1, 2.2, 2.5, 4, 4.5, 4.5];
const SYNONYME = 0.75, FLEXION = 0.9, DEBUT = 0.7, FAUTE = 0.6;
const FORMES_MAX = 60, TOURNURES = 4;
// Ce que compte un mot dans la longueur d’une question, et un mot de sa tournure (search/questions.py).
const PLEIN = 5, FAIBLE = 2;
const CORRIGE_DES = 5, PART_FAUTIVE = 0.25;

// Un nombre après l’un de ces mots compte les articles, avant l’un de ceux-là il mesure : ce n’est pas un département.
const COMPTES = new Set(["article", "art", "alinea", "al", "objectif", "preambule", "annexe", "avenant", "note", "feuille", "loi", "axe", "numero", "version", "page"]);
const MESURES = new Set(["ans", "an", "mois", "jours", "jour", "semaines", "heures", "heure", "euros", "enfants", "km", "fois"]);
const MOIS = new Set(["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"]);

// « Que fait la Caf » demande ses engagements.
export const QUE_FAIT = /(?:^|\s)(?:(?:qu.est[ -]ce )?que (?:fait|font)|(?:qui )?(?:fait|font|s.engage(?:nt)?) (?:[aà] )?quoi)(?=\s|$)/i;

// « 12/10/2026 » est une date, non l’Aveyron.
const DATE = /\b\d{1,2}([/.-])\d{1,2}\1\d{2,4}\b/g;

// « Pas cher » demande un prix, non le Cher.
const PAS_CHER = /(?:^|\s)(?:pas|moins|trop|plus|assez)\s+ch[eè]re?s?(?=\s|$)/gi;

/** Les unités d’une requête. Les mots vides tombent, sauf s’il n’y a qu’eux. */
export function decouper(q, annuaire) {
  const tous = cour(mots(q.replace(QUE_FAIT, " engagements ").replace(DATE, " date ").replace(PAS_CHER, " prix ")).map((mot) => mot.replace(/^(\d{1,2})(er|ere|e|eme)$/, "$1")), annuaire);
  // « est » ne dit quelque chose que dans « Grand Est », « deux » dans « Deux-Sèvres », « France » dans « Île-de-France ».
  const seulEn = (mot, rang) => (mot === "est" && tous[rang - 1] !== "grand") || (mot === "deux" && !/^(sevre|savoie)/.test(tous[rang + 1])) || (mot === "france" && rang > 1 && !["ile", "hauts", "fort"].includes(tous[rang - 2]));
  const vide = (mot, rang) => annuaire.vides.has(mot) || seulEn(mot, rang) || mesure(tous, rang)
    || (mot === "convention" && tous.some((un) => un === "article" || un === "art"));
  const pleins = tous.filter((mot, rang) => !vide(mot, rang));
  const suite = pleins.length ? pleins : tous;
  const unites = [];
  for (let rang = 0; rang < suite.length;) {
    const choix = expression(suite.slice(rang), annuaire);
    choix.departement = estDepartement(suite, rang, annuaire);
    choix.compte = /^\d+$/.test(suite[rang]) && (COMPTES.has(suite[rang - 1]) || MOIS.has(suite[rang + 1]));
    choix.seul = suite.length === 1;
    unites.push(choix);
    rang += choix[0].mots.length;
  }
  return unites;
}

/** Les questions qui ont les mots vides de la requête qui disent pourtant ce qu’elle demande : « combien », « refuse ». */
export function tournures(index, annuaire, q) {
  const faibles = [...new Set(mots(q))].filter((mot) => annuaire.faibles.has(mot)).slice(0, TOURNURES);
  return Promise.all(faibles.map(async (mot) => {
    const { questions } = await chercherMot(index, mot, false, false);
    return { faible: true, questions: new Map([...questions].map(([une, force]) => [une, [force, FAIBLE]])) };
  }));
}

/** « CA Rennes » : la cour d’appel. Partout ailleurs, « ça » ne dit rien. */
function cour(tous, annuaire) {
  const sieges = annuaire.cours.flatMap(([, nom]) => mots(nom));
  return tous[0] === "ca" && sieges.includes(tous.at(-1)) ? ["cour", "appel", ...tous.slice(1)] : tous;
}

/** « depuis 3 mois » : ni le nombre ni sa mesure ne sont ce que l’on cherche. */
function mesure(tous, rang) {
  const nombre = /^\d+$/;
  return (nombre.test(tous[rang]) && MESURES.has(tous[rang + 1])) || (MESURES.has(tous[rang]) && nombre.test(tous[rang - 1] ?? ""));
}

/** « prison 13 », « 35 pension », mais pas « article 13 ». */
function estDepartement(suite, rang, annuaire) {
  const mot = suite[rang];
  return suite.length > 1 && mot.length > 1 && annuaire.rangs.has(mot.toUpperCase()) && !COMPTES.has(suite[rang - 1]) && !MOIS.has(suite[rang + 1]);
}

/** La plus longue expression connue au début de la suite, puis ce qui en tient lieu ; sinon le premier mot seul. */
function expression(suite, annuaire) {
  let connue = [suite[0]];
  let autres = [];
  for (const [tete, ...membres] of synonymes(annuaire)) {
    for (const forme of [tete, ...membres]) {
      if (forme.length < connue.length || !forme.every((mot, rang) => memeMot(mot, suite[rang]))) continue;
      if (forme.length > connue.length) autres = [];
      connue = suite.slice(0, forme.length);
      autres.push(...(forme === tete ? membres : [tete]));
    }
  }
  // Les mots d’une expression, pris un à un, ne disent pas ce qu’elle dit : ce qui en tient lieu vaut alors autant qu’elle.
  const poids = connue.length > 1 ? 1 : SYNONYME;
  return [{ mots: connue, poids: 1 }, ...autres.map((forme) => ({ mots: forme, poids }))];
}

export const memeMot = (un, autre = "") => un === autre || (un.length > 4 && racine(un) === racine(autre));

const PREPARES = new WeakMap();

function synonymes(annuaire) {
  if (!PREPARES.has(annuaire)) {
    const simple = (forme) => forme.split(" ").filter((mot) => !annuaire.vides.has(mot));
    PREPARES.set(annuaire, annuaire.synonymes.map((groupe) => groupe.map(simple).filter((forme) => forme.length)));
  }
  return PREPARES.get(annuaire);
}

/**
 * Le poids d’une unité dans chaque passage, la place où elle s’y trouve (plus un, 0 : nulle part) et les formes rencontrées.
 * `large` : les mots qui commencent comme elle et ceux qui lui ressemblent comptent aussi, même si elle est connue.
 */
export async function peser(index, unite, large = false) {
  const annuaire = await index.annuaire();
  const pesee = { poids: new Float32Array(annuaire.nombre), place: new Uint8Array(annuaire.nombre), formes: new Set(), questions: new Map(), lettres: unite[0].mots[0].length, trouve: false, numero: unite.departement || unite.compte, parlant: !/\d/.test(unite[0].mots[0]) };
  const trouves = await Promise.all(unite.map((choix) => chercherChoix(index, choix.mots, large, unite.seul)));
  // Ce qui tient lieu d’un mot n’est jamais plus rare que lui.
  const rarete = rareteDe(annuaire, trouves[0]) || Infinity;
  pesee.rarete = rarete;
  trouves.forEach((trouve, rang) => repondre(pesee, trouve, unite[rang]));
  trouves.forEach((trouve, rang) => ajouter(pesee, trouve, unite[rang].poids * Math.min(rarete, rareteDe(annuaire, trouve)), unite.departement ? LIEU : TEXTE, unite.compte ? SUJET : LIEU));
  const mot = unite[0].mots.length === 1 ? unite[0].mots[0] : "";
  // Un mot court et connu ressemble à trop d’autres : « âgés » n’est pas Agen.
  if (mot && !(pesee.questions.size && !pesee.trouve) && (!pesee.trouve || (large && mot.length >= CORRIGE_DES))) {
    const trouve = await chercherFaute(index, mot, unite.seul);
    pesee.faute = true;
    pesee.inconnu = !pesee.trouve;
    if (pesee.inconnu) pesee.rarete = rareteDe(annuaire, trouve);
    ajouter(pesee, trouve, FAUTE * rareteDe(annuaire, trouve));
  }
  return pesee;
}

const rareteDe = (annuaire, { numeros }) => (numeros.size ? Math.log2(1 + annuaire.nombre / numeros.size) : 0);

function ajouter(pesee, { numeros, formes }, poids, placeMin = TEXTE, placeMax = LIEU) {
  for (const [numero, { force, place }] of numeros) {
    if (place < placeMin || place > placeMax) continue;
    const valeur = force * POINTS[place] * poids;
    if (valeur <= pesee.poids[numero]) continue;
    pesee.poids[numero] = valeur;
    pesee.place[numero] = place + 1;
  }
  if (numeros.size) {
    pesee.trouve = true;
    for (const forme of formes) pesee.formes.add(forme);
  }
}

/** Les questions qui ont ces mots. */
function repondre(pesee, { questions }, { poids, mots: { length } }) {
  for (const [une, force] of questions) if (force * poids > (pesee.questions.get(une)?.[0] ?? 0)) pesee.questions.set(une, [force * poids, length * PLEIN]);
}

/** Les passages et les questions qui ont tous les mots de l’expression. */
async function chercherChoix(index, expression_, large, seul) {
  const trouves = await Promise.all(expression_.map((mot) => chercherMot(index, mot, large, seul)));
  const [premier, ...suivants] = trouves;
  const numeros = new Map();
  for (const [numero, trouve] of premier.numeros) {
    const tous = [trouve, ...suivants.map((autre) => autre.numeros.get(numero))];
    if (tous.some((un) => un === undefined)) continue;
    numeros.set(numero, { force: Math.min(...tous.map((un) => un.force)), place: Math.min(...tous.map((un) => un.place)) });
  }
  const questions = new Map();
  for (const [une, force] of premier.questions) {
    const forces = [force, ...suivants.map((autre) => autre.questions.get(une))];
    if (!forces.includes(undefined)) questions.set(une, Math.min(...forces));
  }
  return { numeros, questions, formes: trouves.flatMap((un) => un.formes) };
}

/** Un mot : lui-même et ses flexions ; à défaut, les mots qui commencent par lui. */
async function chercherMot(index, mot, large, seul) {
  const tronc = racine(mot);
  const lus = await index.mots(tronc);
  const formes = [...lus].filter(([forme]) => forme === mot || (racine(forme) === tronc && flexion(mot, forme, tronc)))
    .map(([forme, numeros]) => [forme, numeros, forme === mot ? 1 : FLEXION]);
  if ((large || !formes.length) && mot.length > (seul ? 1 : 3) && !/\d/.test(mot)) {
    const suites = [...lus].filter(([forme]) => forme.startsWith(mot)).sort(([a], [b]) => a.length - b.length);
    formes.push(...suites.slice(0, FORMES_MAX).map(([forme, numeros]) => [forme, numeros, DEBUT]));
  }
  return reunir(formes);
}

// « Garder » n’est pas le Gard : un mot court n’est la flexion d’un autre qu’à une lettre près.
const flexion = (mot, forme, tronc) => forme !== tronc || tronc.length > 4 || mot.length - tronc.length < 2;

/** Les mots de l’index les plus proches d’un mot inconnu. Parmi d’autres mots, la faute est petite pour sa longueur et n’est pas à l’initiale : « presse » n’est pas Bresse. */
async function chercherFaute(index, mot, seul) {
  const max = seul ? tolerance(mot) : Math.min(tolerance(mot), Math.floor(mot.length * PART_FAUTIVE));
  if (!max) return reunir([]);
  let proches = [];
  let mieux = max;
  const singulier = mot.replace(/s$/, "");
  for (const connu of await index.vocabulaire()) {
    if (!seul && connu[0] !== mot[0]) continue;
    const ecart = Math.min(fautes(mot, connu, mieux), fautes(singulier, connu, mieux)) + (connu[0] === mot[0] ? 0 : 0.5);
    // « Loto » n’est pas le Lot : d’un mot court, on oublie une lettre, on n’en ajoute pas.
    if (ecart > mieux + 0.5 || /\d/.test(connu) || (mot.length < CORRIGE_DES && connu.length < mot.length)) continue;
    proches.push([connu, ecart]);
    mieux = Math.min(mieux, Math.ceil(ecart));
  }
  const seuil = Math.min(...proches.map(([, ecart]) => ecart));
  proches = proches.filter(([, ecart]) => ecart === seuil).slice(0, 4);
  const formes = await Promise.all(proches.map(async ([connu]) => [connu, (await index.mots(connu)).get(connu), 1]));
  return reunir(formes);
}

/** Les passages de plusieurs formes : la plus forte l’emporte. Les numéros sont écrits par pas, huit fois, plus la place ; après -1, ceux des questions, par pas. */
function reunir(formes) {
  const [numeros, questions] = [new Map(), new Map()];
  for (const [, pas, force] of formes) {
    const fin = pas.indexOf(-1);
    let question = 0;
    for (const saut of fin < 0 ? [] : pas.slice(fin + 1)) {
      question += saut;
      questions.set(question, Math.max(questions.get(question) ?? 0, force));
    }
    let numero = 0;
    for (const valeur of fin < 0 ? pas : pas.slice(0, fin)) {
      numero += valeur >> 3;
      const place = valeur & 7;
      const connu = numeros.get(numero);
      if (!connu || force * POINTS[place] > connu.force * POINTS[connu.place]) numeros.set(numero, { force, place });
    }
  }
  return { numeros, questions, formes: formes.map(([forme]) => forme) };
}
