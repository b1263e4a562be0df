// Les petits fichiers de la recherche (écrits par export/recherche/index.py) : lus une fois, quand une requête en a besoin.
// `lire(chemin)` donne le contenu d’un fichier JSON ; le navigateur et les tests ont chacun la leur.

import { enAdresse } from "./recherche-mots.js";

const FIN = "\uffff";
// « saint » commence le nom de quatre mille communes : personne n’attend de les lire.
const TRANCHES_MAX = 3;
// Longueur du nom d’une tranche, tiré de son contenu.
const SIGNES = 8;

export class Index {
  #lire;
  #annuaire;
  #fichiers = new Map();

  constructor(lire) {
    this.#lire = lire;
  }

  /** L’annuaire : filtres, départements, ce que chaque passage est pour les filtres. */
  annuaire() {
    this.#annuaire ??= this.#lire("annuaire.json").then(deplier);
    return this.#annuaire;
  }

  /** Le mot → numéros, pour tous les mots qui commencent ainsi. */
  async mots(debut) {
    const { tranches_mots: cles } = await this.annuaire();
    const tranches = await Promise.all(etendue(cles, debut).map((rang) => this.#fichier("mots", rang)));
    const trouves = new Map();
    for (const tranche of tranches) {
      for (const mot in tranche) if (mot.startsWith(debut)) trouves.set(mot, tranche[mot]);
    }
    return trouves;
  }

  /** Les communes dont le nom, écrit comme une adresse, commence ainsi : nom, département, habitants. D’un début trop commun, les premières. */
  async communes(debut) {
    const { tranches_communes: cles } = await this.annuaire();
    const tranches = await Promise.all(etendue(cles, debut).slice(0, TRANCHES_MAX).map((rang) => this.#fichier("communes", rang)));
    return tranches.flatMap((lignes) => [...quiCommencent(lignes, debut)]);
  }

  /** Les noms entiers, les questions, et les passages où ils mènent : l’annuaire les garde. Demandés avec les premiers mots, sans aller-retour de plus. */
  async noms() {
    const annuaire = await this.annuaire();
    [annuaire.noms, annuaire.questions] = await Promise.all(["noms", "questions"].map((sorte) => this.#fichier(sorte, 0)));
  }

  /** Tous les mots de l’index, pour retrouver celui qu’une faute de frappe cache. */
  async vocabulaire() {
    let mot = "";
    const lignes = await this.#fichier("vocabulaire", 0);
    return lignes.split(" ").map((suite) => {
      mot = mot.slice(0, Number.parseInt(suite[0], 36)) + suite.slice(1);
      return mot;
    });
  }

  /** Un passage tel qu’on l’affiche : adresse, titre, texte, place dans le document. D’une fiche, la `partie` demandée, si elle l’a. */
  async passage(numero, partie) {
    const { tranche, rang, ici } = await this.annuaire();
    const page = await this.#fichier("passages", tranche[numero]);
    const [url, titre, texte, place, parties = ""] = page[rang[numero]];
    if (partie === undefined || !parties.includes(partie.toString(36))) return { url, titre, texte, place };
    const [suite, nom] = ici[partie];
    return { url: url + suite, titre, texte, place, partie: nom };
  }

  async #fichier(sorte, rang) {
    const { fichiers } = await this.annuaire();
    const chemin = `${sorte}/${fichiers[sorte].slice(rang * SIGNES, (rang + 1) * SIGNES)}.json`;
    if (!this.#fichiers.has(chemin)) this.#fichiers.set(chemin, this.#lire(chemin));
    return this.#fichiers.get(chemin);
  }
}

/** Les rangs des tranches qui peuvent contenir des clés commençant par `debut` ; `cles` sont les premières de chaque tranche. */
function etendue(cles, debut) {
  const premier = Math.max(cles.findLastIndex((cle) => cle <= debut), 0);
  const dernier = cles.findLastIndex((cle) => cle <= debut + FIN);
  return Array.from({ length: Math.max(dernier - premier + 1, 0) }, (_, pas) => premier + pas);
}

/** Les communes d’une tranche dont l’adresse commence par `debut` : les lignes sont dans l’ordre des adresses, on n’en lit que celles-là. */
function* quiCommencent(lignes, debut) {
  const adresse = (rang) => enAdresse(lignes[rang].split(",", 2)[1]);
  let [premier, fin] = [0, lignes.length];
  while (premier < fin) {
    const milieu = (premier + fin) >> 1;
    if (adresse(milieu) < debut) premier = milieu + 1;
    else fin = milieu;
  }
  for (let rang = premier; rang < lignes.length && adresse(rang).startsWith(debut); rang += 1) {
    const [insee, nom, habitants] = lignes[rang].split(",");
    const code = insee.startsWith("97") ? insee.slice(0, 3) : insee.slice(0, 2);
    yield { nom, adresse: adresse(rang), code, habitants: Number(habitants) };
  }
}

/** De l’annuaire, le département de chaque passage, les mots vides et les synonymes sous une forme que l’on interroge. */
function deplier(annuaire) {
  const passages = profils(annuaire.passages);
  const departement = new Int16Array(passages.length);
  const debuts = new Map();
  let numero = 0;
  for (const [rang, nombre] of annuaire.suites) {
    departement.fill(rang, numero, numero + nombre);
    if (rang >= 0) debuts.set(rang, [...(debuts.get(rang) ?? []), [numero, numero + nombre]]);
    numero += nombre;
  }
  return {
    ...annuaire,
    ...tranches(annuaire, passages.length),
    passages,
    departement,
    debuts,
    nombre: passages.length,
    vides: new Set(annuaire.vides),
    faibles: new Set(annuaire.faibles),
    rangs: new Map(annuaire.departements.map(([code], rang) => [code, rang])),
  };
}

/** La tranche de chaque passage et son rang dedans : chaque bloc, puis les passages de chaque département, commencent une tranche. */
function tranches({ blocs, suites, par_fichier: taille }, nombre) {
  const [tranche, rang] = [new Uint16Array(nombre), new Uint8Array(nombre)];
  let [numero, premiere] = [0, 0];
  const ranger = (longueur) => {
    for (let place = 0; place < longueur; place += 1, numero += 1) {
      tranche[numero] = premiere + Math.floor(place / taille);
      rang[numero] = place % taille;
    }
    premiere += Math.ceil(longueur / taille);
  };
  for (const longueur of blocs) ranger(longueur);
  const communs = numero;
  let vus = 0;
  for (const [, longueur] of suites) {
    if (vus >= communs) ranger(longueur);
    vus += longueur;
  }
  return { tranche, rang };
}

const CHIFFRES = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

/** Le rang du profil de chaque passage : un caractère, ou un point et deux caractères. */
function profils(suite) {
  const valeur = (caractere) => CHIFFRES.indexOf(caractere);
  const codes = suite.match(/\.[^.]{2}|[^.]/g) ?? [];
  return Uint16Array.from(codes, (code) => (code[0] === "." ? valeur(code[1]) * 64 + valeur(code[2]) : valeur(code)));
}
