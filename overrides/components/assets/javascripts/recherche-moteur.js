// Une requête et des filtres → les passages, du plus utile au moins utile, et le nombre de passages derrière chaque filtre.

import { plier } from "./recherche-mots.js";
import { deLaCommune, communesProches, lieux, quiCommencent } from "./recherche-lieux.js";
import { demandeUnSens, duNom, horsDeLaTrame, nommesEnPartie, quiLeDisent, sansEux } from "./recherche-noms.js";
import { aUnSens, avecReponses, repondent } from "./recherche-questions.js";
import { CLES, LIEU, RESSORT, SUJET, TEXTE, TITRE, decouper, peser } from "./recherche-unites.js";

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
const AILLEURS = 0.4;
const PHRASE = 3;
const COMPARABLE = 0.2;
const FLECHI_DES = 8;

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
  let [nommes, { pesees, trouves, complets, designe }] = await Promise.all([chercherTetes(), tout(false), index.noms()]);
  // Rien n’a tous les mots : l’un d’eux est peut-être mal écrit sans être inconnu (« indre et loir »).
  if (!complets && !nommes.length && unites.length > 1) {
    const large = await tout(true);
    if (!designe || (large.complets && estLieu(annuaire, large.trouves[0].numero))) ({ pesees, trouves } = large);
  }
  const inconnu = pesees.some((une) => une.faute);
  // Un nom de commune bien écrit vaut mieux qu’un autre mot corrigé ; à faute égale, un département vaut mieux qu’une commune.
  const bienEcrit = inconnu && nommes.length > 0;
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
  const enPartie = complets || tetes.length ? [] : duneSuite(annuaire, q, designe).map((numero) => ({ numero }));
  const nommeUnLieu = tetes.length || designe || (trouves.length > 0 && estLieu(annuaire, trouves[0].numero)) || enPartie.some(({ numero }) => estLieu(annuaire, numero));
  const reponses = nommeUnLieu ? [] : repondent(annuaire, pesees);
  const liste = [...ceNom, ...avecReponses(annuaire, pesees, [...enPartie, ...suite], reponses)];
  if (!ceNom.length && !nommes.length && !aUnSens(annuaire, saisie ? pesees.slice(0, -1) : pesees)) return { trouves: [], formes: [] };
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

const genre = (annuaire, numero) => annuaire.genres[annuaire.profils[annuaire.passages[numero]][0]][0];

/** Un département nommé (par lui-même, son chef-lieu, sa région, sa cour, une commune) vaut pour tous ses passages. */
async function situer(index, annuaire, unites, pesees) {
  annuaire.fiches ??= fiches(annuaire);
  await Promise.all(pesees.map(async (pesee, rang) => {
    for (const [departement, numero] of annuaire.fiches) {
      const place = pesee.place[numero];
      // « Rhône » nomme le Rhône tout entier, les Bouches-du-Rhône à moitié, une région de loin.
      const part = place === LIEU + 1 ? 1 : (place === TITRE + 1 ? 1 / titre(annuaire, numero) : 0);
      if (nomme(place)) repandre(annuaire, pesee, departement, pesee.poids[numero] * (0.2 + 0.6 * part * part));
    }
    if (pesee.trouve || unites[rang][0].mots.length > 1) return;
    const [commune] = await deLaCommune(index, annuaire, unites[rang][0].mots[0]);
    if (!commune) return;
    const numero = annuaire.fiches.get(commune.rang);
    pesee.trouve = true;
    pesee.commune = true;
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
  return { trouves: sur ? trouves : trouves.filter(({ numero }) => !cite(annuaire, connues, numero)), complets: complets.length + citations.length, designe: designes.length > 0 };
}

/** Les départements que l’un des mots nomme en entier : ce qui est dit d’un autre vient loin derrière. */
function nommesEnEntier(annuaire, pesees) {
  const entier = (numero) => ({ place }) => place[numero] === LIEU + 1 || (place[numero] === TITRE + 1 && titre(annuaire, numero) === 1);
  return new Set([...annuaire.fiches].filter(([, numero]) => pesees.some(entier(numero))).map(([rang]) => rang));
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

/** Ce qu’un passage est pour chaque filtre : les valeurs qu’il porte. */
export const FILTRES = {
  region: (annuaire, numero) => duDepartement(annuaire, numero, 2, annuaire.regions),
  cour: (annuaire, numero) => duDepartement(annuaire, numero, 3, annuaire.cours),
  statut: (annuaire, numero) => duDepartement(annuaire, numero, 4, annuaire.statuts),
  objectif: (annuaire, numero) => {
    const objectif = annuaire.profils[annuaire.passages[numero]][1];
    return objectif ? [objectif === annuaire.local ? "locaux" : String(objectif)] : [];
  },
  axe: (annuaire, numero) => {
    const masque = annuaire.profils[annuaire.passages[numero]][2];
    return masque ? annuaire.axes.filter((_, rang) => masque & (1 << rang)).map(([ident]) => ident) : [];
  },
  type: (annuaire, numero) => [genre(annuaire, numero)],
};

function duDepartement(annuaire, numero, colonne, table) {
  const rang = annuaire.departement[numero];
  return rang < 0 ? [] : [table[annuaire.departements[rang][colonne]][0]];
}

/** Un passage reste s’il porte l’une des valeurs choisies dans chaque filtre (sauf `sauf`). */
function filtrer(annuaire, filtres, sauf = "") {
  const actifs = Object.entries(filtres).filter(([nom, choix]) => nom !== sauf && FILTRES[nom] && choix.length);
  return (numero) => actifs.every(([nom, choix]) => FILTRES[nom](annuaire, numero).some((valeur) => choix.includes(valeur)));
}

/** Pour chaque valeur de chaque filtre, combien de passages on verrait en la choisissant, les autres filtres restant. */
function compter(annuaire, trouves, filtres) {
  const comptes = {};
  for (const nom of Object.keys(FILTRES)) {
    const garde = filtrer(annuaire, filtres, nom);
    const nombre = new Map();
    for (const { numero } of trouves) {
      if (!garde(numero)) continue;
      for (const valeur of FILTRES[nom](annuaire, numero)) nombre.set(valeur, (nombre.get(valeur) ?? 0) + 1);
    }
    comptes[nom] = nombre;
  }
  return comptes;
}
