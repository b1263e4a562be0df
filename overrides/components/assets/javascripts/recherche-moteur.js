// Une requête et des filtres → les passages, du plus utile au moins utile, et le nombre de passages derrière chaque filtre.

import { compter, filtrer, genre } from "./recherche-filtres.js";
import { mots, plier } from "./recherche-mots.js";
import { communeFinale, deLaCommune, communesProches, lieux, quiCommencent } from "./recherche-lieux.js";
import { demandeUnSens, duNom, horsDeLaTrame, nommesEnPartie, quiLeDisent, sansEux } from "./recherche-noms.js";
import { aUnSens, avecReponses, partieDemandee, repondent } from "./recherche-questions.js";
import { CLES, LIEU, RESSORT, SUJET, TEXTE, TITRE, decouper, peser, tournures } from "./recherche-unites.js";

// Ce que vaut une sorte de page à mots égaux : ce qui présente un sujet passe avant ce qui l’applique quelque part.
const VALEUR = {
  axe: 4, objectif: 3.6, departement: 3, trame: 2.4, territoire: 1.8, page: 1.3, service: 1, glossaire: 1, action: 1, "feuille-de-route": 0.8, convention: 0.7,
};
// Une page d’information répond si c’est son sujet ; si elle ne fait que citer les mots, elle ne répond à personne.
const PAGE_DU_SUJET = 2.6, PAGE_D_UN_MOT = 2.4, CITATION = 0.4;
// Un service répond à qui nomme sa commune ou son département.
const SERVICE_ICI = 4;
// Un sujet déclaré vaut mieux que la moitié d’un titre.
const PART_DU_SUJET = 0.6;
const NATIONALES = new Set(["axe", "objectif", "trame", "page", "glossaire"]);
const TITRE_EXACT = 2.6, TOUS_AU_TITRE = 2.2;
const ASSEZ = 10;
const EN_TETE = 12;
// « Paris vs Rhône » : la page qui les met côte à côte.
const COMPARER = /\b(compar\w*|vs|versus|differences?)\b/;
const AILLEURS = 0.25;
const PHRASE = 3;
const COMPARABLE = 0.2;
const FLECHI_DES = 8;
const VILLE_DES = 4, VILLE = 5000, VILLAGE = 2000, GRANDE = 20000;

/** Tout ce qui répond à `q` sous ces `filtres` : { resultats: [{ numero, commune }], comptes, formes, hors }. */
export async function chercher(index, { q = "", filtres = {}, saisie = false, lieuxDAbord = false }) {
  const annuaire = await index.annuaire();
  const hors = horsDeLaTrame(annuaire, q);
  const { trouves: larges, formes } = q.trim() ? await trouver(index, annuaire, hors?.proche ? sansEux(annuaire, q, hors) : q, saisie, q) : { trouves: tous(annuaire), formes: [] };
  const trouves = hors && !hors.proche ? await quiLeDisent(index, larges, hors) : larges;
  const garde = filtrer(annuaire, filtres);
  const resultats = trouves.filter(({ numero }) => garde(numero));
  const lieu = ({ numero }) => estLieu(annuaire, numero);
  if (lieuxDAbord) resultats.sort((a, b) => lieu(b) - lieu(a));
  return { resultats, comptes: compter(annuaire, trouves, filtres), formes: new Set(formes), hors: hors?.dit };
}

const tous = (annuaire) => Array.from({ length: annuaire.nombre }, (_, numero) => ({ numero }));

/** Ce qui porte exactement ce nom, puis les lieux nommés, puis les passages ; chacun une seule fois. */
async function trouver(index, annuaire, q, saisie, entiere) {
  const { reste, commune, chercherTetes } = lieux(index, annuaire, q);
  const unites = decouper(reste, annuaire);
  const tout = async (large) => {
    const pesees = await Promise.all(unites.map((unite) => peser(index, unite, large)));
    await situer(index, annuaire, unites, pesees);
    return { pesees, ...classer(annuaire, pesees) };
  };
  let [nommes, { pesees, trouves, citations, complets, designe }, dites] = await Promise.all([chercherTetes(), tout(false), tournures(index, annuaire, reste), index.noms()]);
  // Rien n’a tous les mots : l’un d’eux est peut-être mal écrit sans être inconnu (« indre et loir »).
  if (!complets && !nommes.length && unites.length > 1) {
    const large = await tout(true);
    if (!designe || (large.complets && estLieu(annuaire, large.trouves[0].numero))) ({ pesees, trouves } = large);
  }
  const inconnu = pesees.some((une) => une.faute);
  // Un nom de commune bien écrit vaut mieux qu’un autre mot corrigé ; à faute égale, un département vaut mieux qu’une commune.
  const bienEcrit = inconnu && nommes.length > 0;
  if (commune && !nommes.length && pesees.at(-1)?.inconnu && !pesees.at(-1).commune) nommes = await communeFinale(index, annuaire, q);
  if (commune && !nommes.length && inconnu) nommes = await communesProches(index, annuaire, q);
  // « Villeurbane » a la racine de « Villeurbanne » : ce mot n’est pas inconnu, il est mal écrit.
  const flechi = pesees.length === 1 && q.trim().length >= FLECHI_DES && !pesees[0].formes.has(unites[0][0].mots[0]);
  if (commune && !nommes.length && flechi) nommes = await communesProches(index, annuaire, q, 1);
  const apres = saisie && commune ? await quiCommencent(index, annuaire, q, 3) : [];
  const fiche = ({ rang, commune: nom }) => ({ numero: annuaire.fiches.get(rang), commune: nom, lieu: true });
  const chefLieu = ({ numero }) => pesees.length > 0 && pesees.every((pesee) => pesee.place[numero] === LIEU + 1);
  const tetes = nommes.map(fiche).sort((a, b) => chefLieu(b) - chefLieu(a));
  const connu = commune && trouves.length && !bienEcrit && !cedeAuxCommunes(annuaire, trouves[0]);
  const suite = connu ? [trouves[0], ...tetes, ...trouves.slice(1)] : [...tetes, ...trouves];
  const compare = COMPARER.test(plier(q)) && nommesEnEntier(annuaire, pesees).size > 1;
  const nom = duNom(annuaire, compare ? "comparer" : entiere);
  const ceNom = (nom.length ? nom : duNom(annuaire, q)).map((numero) => ({ numero, lieu: estLieu(annuaire, numero) }));
  if (demandeUnSens(q)) ceNom.sort((a, b) => (genre(annuaire, b.numero) === "glossaire") - (genre(annuaire, a.numero) === "glossaire"));
  const suites = duneSuite(annuaire, q, designe).map((numero) => ({ numero }));
  const enPartie = tetes.length ? [] : suites.filter(({ numero }) => !complets || (estLieu(annuaire, numero) && !estLieu(annuaire, trouves[0].numero)));
  const unLieu = tetes.length > 0 || nommeUnLieu(annuaire, pesees) || suites.some(({ numero }) => estLieu(annuaire, numero));
  const reponses = unLieu ? [] : repondent(annuaire, pesees, dites);
  if (!trouves.length && !tetes.length && !reponses.length) suite.push(...citations);
  const liste = [...ceNom, ...partieDuLieu(annuaire, unites, pesees, dites, tetes, trouves[0]), ...avecReponses(annuaire, pesees, [...enPartie, ...suite], reponses, complets, pesees.length + dites.length === 1)];
  // « Prix du pain » : sans le prix, dont la trame ne parle pas, il ne reste rien de connu.
  const sansReste = q !== entiere && pesees.every((une) => une.inconnu || !une.trouve);
  const unNom = nommes.length > 0 || (trouves.length > 0 && pesees.every(({ place }) => nomme(place[trouves[0].numero])));
  if (!ceNom.length && !unNom && (sansReste || !aUnSens(annuaire, saisie ? pesees.slice(0, -1) : pesees))) return { trouves: [], formes: [] };
  return { trouves: uniques([...liste, ...apres.map(fiche)]), formes: pesees.flatMap((une) => [...une.formes]) };
}

/** Ce qui porte un nom de plusieurs mots de la requête ; d’un seul, ou si elle nomme un lieu, rien qu’un lieu. */
function duneSuite(annuaire, q, designe) {
  const { numeros, taille } = nommesEnPartie(annuaire, q);
  return numeros.filter((numero) => (taille > 1 && !designe) || estLieu(annuaire, numero));
}

/** Une commune passe avant les passages, mais après le sujet, le territoire ou le département qui porte ce nom. */
function cedeAuxCommunes(annuaire, { numero, exact, declare }) {
  return !(exact || declare || ["axe", "objectif", "glossaire"].includes(genre(annuaire, numero)));
}

function uniques(liste) {
  const vus = new Set();
  return liste.filter(({ numero }) => numero !== undefined && !vus.has(numero) && vus.add(numero));
}

/** Un département nommé (par lui-même, son chef-lieu, sa région, sa cour, une commune) vaut pour tous ses passages. */
async function situer(index, annuaire, unites, pesees) {
  annuaire.fiches ??= fiches(annuaire);
  annuaire.territoires ??= [...annuaire.passages.keys()].filter((numero) => genre(annuaire, numero) === "territoire");
  await Promise.all(pesees.map(async (pesee, rang) => {
    for (const [departement, numero] of annuaire.fiches) {
      const place = pesee.place[numero];
      // « Rhône » nomme le Rhône tout entier, les Bouches-du-Rhône à moitié, une région de loin.
      const part = place === LIEU + 1 ? 1 : (place === TITRE + 1 ? 1 / titre(annuaire, numero) : 0);
      if (nomme(place)) repandre(annuaire, pesee, departement, pesee.poids[numero] * (0.2 + 0.6 * part * part));
    }
    // « Bayonne », cité dans un texte ou inconnu, est d’abord une ville.
    const mot = unites[rang][0].mots[0];
    const cite = pesee.trouve && !pesee.inconnu && !pesee.questions.size && mot.length >= VILLE_DES && ![...annuaire.fiches.values(), ...annuaire.territoires].some((numero) => pesee.place[numero]);
    if ((pesee.trouve && !cite) || unites.length === 1 || unites[rang][0].mots.length > 1) return;
    const [commune] = await deLaCommune(index, annuaire, mot);
    // « SOS » est un village ; dans une phrase, un mot inconnu n’est pas lui.
    if (!commune || (cite && commune.habitants < GRANDE) || (unites.length >= PHRASE && commune.habitants < VILLAGE)) return;
    const numero = annuaire.fiches.get(commune.rang);
    pesee.trouve = true;
    pesee.commune = cite || commune.habitants >= VILLE ? "ville" : "village";
    pesee.poids[numero] = Math.log2(1 + annuaire.nombre);
    pesee.place[numero] = LIEU + 1;
    repandre(annuaire, pesee, commune.rang, pesee.poids[numero] / 2);
  }));
}

/** La place (plus un) d’un mot qui nomme une fiche, ou le territoire où elle est. */
const nomme = (place) => place > RESSORT;

function fiches(annuaire) {
  const parRang = new Map();
  for (const [rang, suites] of annuaire.debuts) {
    for (const [debut, fin] of suites) {
      for (let numero = debut; numero < fin; numero += 1) if (genre(annuaire, numero) === "departement") parRang.set(rang, numero);
    }
  }
  return new Map([...parRang].sort(([a], [b]) => a - b));
}

const titre = (annuaire, numero) => annuaire.profils[annuaire.passages[numero]][3];

function repandre(annuaire, pesee, departement, poids) {
  for (const [debut, fin] of annuaire.debuts.get(departement)) {
    for (let numero = debut; numero < fin; numero += 1) {
      if (!pesee.poids[numero]) pesee.poids[numero] = poids;
    }
  }
}

/**
 * Les passages qui ont toutes les unités (les inconnues ne comptent pas, sauf s’il ne reste qu’un chiffre) ; puis les lieux que l’une d’elles désigne ; puis, si tout cela est peu nombreux,
 * les pages nationales et les fiches qui en ont la plupart.
 */
function classer(annuaire, pesees) {
  const trouvees = pesees.filter((pesee) => pesee.trouve);
  const connues = trouvees.length * 2 >= pesees.length || trouvees.some((pesee) => pesee.parlant) ? trouvees : pesees;
  const [complets, designes, partiels, citations] = [[], [], [], []];
  const ici = nommesEnEntier(annuaire, connues);
  for (let numero = 0; numero < annuaire.nombre; numero += 1) {
    const presentes = connues.filter((pesee) => pesee.poids[numero] > 0).length;
    if (!presentes) continue;
    const { note: pesee, ...nature } = noter(annuaire, connues, numero);
    const note = ici.size && genre(annuaire, numero) !== "departement" && annuaire.departement[numero] >= 0 && !ici.has(annuaire.departement[numero]) ? pesee * AILLEURS : pesee;
    if (presentes === connues.length) (connues.length > 1 && genre(annuaire, numero) === "page" && cite(annuaire, connues, numero) ? citations : complets).push({ numero, note, ...nature });
    else if (estLieu(annuaire, numero) && designe(annuaire, connues, numero)) designes.push({ numero, note });
    else if (presentes * 2 >= connues.length && (presentes > 1 || place(connues, numero) > TEXTE + 1)) partiels.push({ numero, note: note * (presentes / connues.length) ** 2 });
  }
  const ordre = (a, b) => b.note - a.note || a.numero - b.numero;
  const suite = complets.length >= ASSEZ ? [] : partiels.filter(({ numero }) => !complets.length || presente(annuaire, numero));
  // Une phrase : qui n’a pas tous ses mots peut répondre mieux que ce qui les cite.
  if (connues.length >= PHRASE && !designes.length) {
    const meles = partiels.filter(({ numero }) => NATIONALES.has(genre(annuaire, numero)) && place(connues, numero) === SUJET + 1);
    complets.push(...meles);
    for (const un of meles) partiels.splice(partiels.indexOf(un), 1);
  }
  const autres = varier(annuaire, [...citations, ...suite].sort(ordre)).slice(0, complets.length ? citations.length + ASSEZ : undefined);
  // Un lieu est nommé : une page du site qui ne traite pas ce sujet vient après lui.
  const apres = ({ numero }) => designes.length && genre(annuaire, numero) === "page" && place(connues, numero) !== SUJET + 1;
  const [vifs, pages] = [complets.filter((un) => !apres(un)), complets.filter(apres)].map((liste) => varier(annuaire, liste.sort(ordre)));
  const trouves = [...vifs, ...designes.sort(ordre), ...pages, ...autres];
  // Un mot inconnu ou corrigé ne compte pas : ce qui ne fait que citer les autres répond sans doute à une autre question.
  const sur = pesees.length < 2 || pesees.every((une) => une.trouve && !une.inconnu);
  const surs = sur ? trouves : trouves.filter(({ numero }) => !cite(annuaire, connues, numero));
  return { trouves: surs, citations: trouves, complets: complets.length + citations.length, designe: designes.length > 0 };
}

/** Si un mot qu’aucune question n’a nomme un lieu, ou plus de la moitié : « réunion annuelle » n’est pas la Réunion, « bas » n’est pas le Bas-Rhin. Seul, tout nom de lieu en est un. */
function nommeUnLieu(annuaire, pesees) {
  const lieux_ = [...annuaire.fiches.values(), ...annuaire.territoires];
  const seul = pesees.length === 1;
  const dit = (numero) => pesees.filter(({ place }) => nomme(place[numero])).length * 2 > titre(annuaire, numero);
  return pesees.some(({ place, questions, commune }) => commune || ((!questions.size || seul) && lieux_.some((numero) => nomme(place[numero]) && (seul || place[numero] === LIEU + 1 || dit(numero)))));
}

/** « Signataires rhône » : la partie de la fiche que l’on demande, sauf si ce qui vient en premier porte déjà tous ces mots en titre. */
function partieDuLieu(annuaire, unites, pesees, dites, tetes, premier) {
  const nommee = (numero, { place }) => [LIEU + 1, TITRE + 1].includes(place[numero]);
  const combien = (numero) => pesees.filter((une) => nommee(numero, une)).length;
  const designees = tetes.length ? tetes : [...annuaire.fiches.values()].filter((numero) => designe(annuaire, pesees, numero)).map((numero) => ({ numero }));
  const plus = Math.max(...designees.map(({ numero }) => combien(numero)));
  const [fiche_, autre] = designees.filter(({ numero }) => combien(numero) === plus);
  if (!fiche_ || autre) return [];
  const ville = mots(fiche_.commune ?? "");
  const reste = pesees.filter((une, rang) => !nommee(fiche_.numero, une) && !unites[rang][0].mots.every((mot) => ville.includes(mot)));
  const partie = partieDemandee(annuaire, reste, dites);
  const auTitre = (ceux) => ceux.every(({ place }) => place[premier.numero] === TITRE + 1);
  const dit = premier && (genre(annuaire, premier.numero) === "territoire" ? auTitre(pesees) : premier.numero !== fiche_.numero && annuaire.departement[premier.numero] >= 0 && pesees.every(({ poids }) => poids[premier.numero]) && auTitre(reste));
  return partie === undefined || dit ? [] : [{ ...fiche_, partie, lieu: true }];
}

/** Les départements que la requête nomme en entier : ce qui est dit d’un autre vient loin derrière. */
function nommesEnEntier(annuaire, pesees) {
  const auTitre = (numero) => pesees.filter(({ place }) => place[numero] === TITRE + 1).length;
  const entier = (numero) => pesees.some(({ place }) => place[numero] === LIEU + 1) || auTitre(numero) === titre(annuaire, numero);
  return new Set([...annuaire.fiches].filter(([, numero]) => entier(numero)).map(([rang]) => rang));
}

/** La place la plus parlante : un mot sur deux, seulement cité dans un texte, ne répond à personne. */
const place = (pesees, numero) => Math.max(...pesees.map((pesee) => pesee.place[numero]));

/** Un passage qui n’a ces mots que dans son texte ; une page du site, que là ou dans une part de son titre. */
function cite(annuaire, pesees, numero) {
  const titres = pesees.filter((pesee) => pesee.place[numero] === TITRE + 1).length;
  const duTitre = titres === titre(annuaire, numero) || (titres > 1 && titres === pesees.length);
  return genre(annuaire, numero) === "page" ? place(pesees, numero) < SUJET + 1 && !duTitre : place(pesees, numero) === TEXTE + 1;
}

const estLieu = (annuaire, numero) => ["departement", "territoire"].includes(genre(annuaire, numero));

const presente = (annuaire, numero) => NATIONALES.has(genre(annuaire, numero)) || estLieu(annuaire, numero);

/** Un numéro, un chef-lieu, une commune ou le nom entier : « Gironde » désigne la Gironde, « Loire » ne désigne pas l’Indre-et-Loire. */
function designe(annuaire, pesees, numero) {
  const places = pesees.map((pesee) => pesee.place[numero]);
  const auTitre = places.filter((place) => place === TITRE + 1 || place === SUJET + 1).length;
  return places.includes(LIEU + 1) || auTitre >= Math.max(titre(annuaire, numero), 1);
}

/** La note d’un passage : le poids de ses mots, la part de son titre qu’ils couvrent, la valeur de sa sorte. */
function noter(annuaire, pesees, numero) {
  const places = pesees.map((pesee) => pesee.place[numero]);
  const somme = pesees.reduce((total, pesee) => total + pesee.poids[numero], 0);
  const auTitre = places.filter((place) => place === TITRE + 1).length;
  const couvert = Math.min(auTitre / Math.max(titre(annuaire, numero), 1), 1);
  const sorte = genre(annuaire, numero);
  // Un mot sans place n’a de poids que s’il nomme le département.
  const ici = pesees.some(({ poids, place }) => poids[numero] > 0 && [0, RESSORT + 1].includes(place[numero]));
  const exact = couvert === 1 && auTitre === pesees.length && !["glossaire", "convention"].includes(sorte);
  const part = Math.max(couvert, sujet(places) ? PART_DU_SUJET : 0);
  // « MSA sud », « cour appel Saint-Denis » : tous les mots sont dans le titre, même s’il en a d’autres.
  const entier = sorte === "territoire" && auTitre === pesees.length && auTitre > 1 ? TOUS_AU_TITRE : 1;
  return { note: somme * valeur(sorte, places, ici) * (1 + part) * (exact ? TITRE_EXACT : entier), exact, declare: sujet(places) || places.every((place) => place === LIEU + 1) };
}

const sujet = (places) => places.every((place) => place === SUJET + 1);

/** Une fiche que la requête ne nomme pas n’est qu’un passage comme un autre. */
function valeur(sorte, places, ici) {
  if (sorte === "departement" && !places.some(nomme)) return 1;
  if (sorte === "service" && ici) return SERVICE_ICI;
  if (sorte === "page" && places.includes(SUJET + 1)) return places.length > 1 ? PAGE_DU_SUJET : PAGE_D_UN_MOT;
  if (sorte === "page" && !places.some((place) => place > CLES)) return CITATION;
  return VALEUR[sorte];
}

/** En tête, chaque sorte de page nationale paraît une fois avant que l’une d’elles ne revienne. */
function varier(annuaire, liste) {
  const vues = new Set();
  const [premiers, repetes] = [[], []];
  for (const resultat of liste.slice(0, EN_TETE)) {
    const sorte = genre(annuaire, resultat.numero);
    if (NATIONALES.has(sorte) && vues.has(sorte) && resultat.note > liste[0].note * COMPARABLE) repetes.push(resultat);
    else premiers.push(resultat);
    vues.add(sorte);
  }
  const rang = premiers.findLastIndex(({ numero }) => NATIONALES.has(genre(annuaire, numero))) + 1;
  return [...premiers.slice(0, rang), ...repetes, ...premiers.slice(rang), ...liste.slice(EN_TETE)];
}
