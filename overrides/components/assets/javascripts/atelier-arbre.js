// Un fichier YAML lu avec la place de chacune de ses clés et de ses valeurs. Rien n’y est écrit : l’édition découpe le texte à ces places.

import { isAlias, isMap, isScalar, isSeq, parseDocument } from "../atelier/yaml/index.js";

export const IMPOSSIBLE = "Cette valeur est écrite d’une manière que le formulaire ne sait pas modifier\u00a0: corrigez-la dans le texte.";
const RIEN = /^(~|null|Null|NULL)?$/;
const NOMMES = /^(Null|NULL)$/;
const derniers = [];

export const refuser = (phrase = IMPOSSIBLE) => { throw new Error(phrase); };
export const finDeLigne = (texte, place) => {
  const trouve = /[\r\n]/g;
  trouve.lastIndex = place;
  return trouve.exec(texte)?.index ?? texte.length;
};
export const debutDeLigne = (texte, place) => Math.max(texte.lastIndexOf("\n", place - 1), texte.lastIndexOf("\r", place - 1)) + 1;
export const ligneSuivante = (texte, place) => {
  const fin = finDeLigne(texte, place);
  return fin + (texte.startsWith("\r\n", fin) ? 2 : fin < texte.length ? 1 : 0);
};
export const ligneDe = (texte, place) => texte.slice(0, place).split(/\r\n|\r|\n/).length;
export const colonneDe = (texte, place) => place - debutDeLigne(texte, place);

/** Ce que le fichier dit, sans ses places : pour comparer. Une collection vide vaut une clé vide. */
export const donnees = (noeud) => {
  if (noeud.genre === "texte") return noeud.valeur;
  if (!noeud.entrees.length) return null;
  return noeud.genre === "liste"
    ? ["[", ...noeud.entrees.map((entree) => donnees(entree.noeud))]
    : ["{", ...noeud.entrees.map((entree) => [entree.cle, donnees(entree.noeud)])];
};

/** L’arbre d’un texte sans marque d’ordre ; `refus` dit pourquoi on ne peut pas le modifier. Une faute d’écriture arrête tout. */
export function analyser(texte) {
  const connu = derniers.find((arbre) => arbre.texte === texte);
  if (connu) return connu;
  const lu = parseDocument(texte.replace(/\r(?!\n)/g, "\n"), { keepSourceTokens: true, schema: "failsafe", uniqueKeys: false, merge: false, prettyErrors: false });
  const arbre = { texte, refus: "", racine: null };
  const [faute] = lu.errors;
  if (faute) refuser(`La ligne ${ligneDe(texte, faute.pos[0])} empêche de lire le fichier\u00a0: corrigez-la dans le texte.`);
  if (lu.directives.yaml.explicit || Object.keys(lu.directives.tags).length > 1) interdire(arbre, 0);
  arbre.racine = lu.contents === null ? carteVide(texte) : noeudDe(lu.contents, arbre, null, "");
  if (arbre.racine.genre === "texte" && arbre.racine.valeur === null) arbre.racine = carteVide(texte);
  derniers.unshift(arbre);
  derniers.length = Math.min(derniers.length, 3);
  return arbre;
}

const carteVide = (texte) => ({ genre: "carte", flux: false, debut: texte.length, fin: texte.length, entrees: [], racine: true });

function interdire(arbre, place) {
  arbre.refus ||= `La ligne ${ligneDe(arbre.texte, place)} est écrite d’une manière que le formulaire ne sait pas modifier\u00a0: corrigez-la dans le texte.`;
}

function noeudDe(n, arbre, parent, cle) {
  const [debut, fin] = n.range;
  if (isAlias(n) || n.anchor || n.tag) interdire(arbre, debut);
  if (isAlias(n)) return { genre: "texte", style: "PLAIN", debut, fin, valeur: `*${n.source}` };
  if (isScalar(n)) return texteDe(n, arbre, parent, cle);
  if (isMap(n)) return carteDe(n, arbre);
  return isSeq(n) ? listeDe(n, arbre) : refuser();
}

function texteDe(n, arbre, vide, cle) {
  const [debut, fin] = n.range;
  const nomme = NOMMES.test(n.value) && (cle === "nom" || cle === "prenom");
  const nul = n.type === "PLAIN" && RIEN.test(n.value) && !nomme;
  const valeur = nul ? null : (n.srcToken?.type === "block-scalar" ? n.value.replace(/\n+$/, "") : n.value) || null;
  if (n.type === "PLAIN" && n.value === "" && vide !== null) return { genre: "texte", style: "", debut: vide, fin: vide, valeur };
  const noeud = { genre: "texte", style: n.type, debut, fin, valeur };
  if (n.srcToken?.type !== "block-scalar") return noeud;
  const entete = n.srcToken.props.find(({ type }) => type === "block-scalar-header");
  const corps = ligneSuivante(arbre.texte, entete.offset);
  let dernier = fin;
  while (dernier > corps && " \t\r\n".includes(arbre.texte[dernier - 1])) dernier--;
  const garde = entete.source.includes("+");
  return { ...noeud, entete: entete.source, finEntete: entete.offset + entete.source.length, corps, fin: finDeLigne(arbre.texte, dernier > corps ? dernier : entete.offset), finGardee: garde ? fin : 0 };
}

function carteDe(n, arbre) {
  const flux = n.srcToken?.type === "flow-collection";
  if (!flux && n.srcToken?.type !== "block-map") interdire(arbre, n.range[0]);
  const vues = new Set();
  const entrees = n.items.map((paire) => {
    const { key, value, srcToken } = paire;
    const deux = srcToken?.sep?.find(({ type }) => type === "map-value-ind");
    if (!isScalar(key) || !deux || srcToken.start.some(({ type }) => type === "explicit-key-ind")) {
      interdire(arbre, key?.range?.[0] ?? n.range[0]);
      return null;
    }
    const cle = String(key.value);
    if (vues.has(cle) || cle === "<<" || key.anchor || key.tag) interdire(arbre, key.range[0]);
    vues.add(cle);
    const apres = deux.offset + 1;
    const noeud = value === null ? { genre: "texte", style: "", debut: apres, fin: apres, valeur: null } : noeudDe(value, arbre, apres, cle);
    return { cle, debut: key.range[0], finCle: key.range[1], apres, style: key.type, noeud };
  }).filter(Boolean);
  return { genre: "carte", flux, debut: n.range[0], fin: n.range[1], entrees };
}

function listeDe(n, arbre) {
  const flux = n.srcToken?.type === "flow-collection";
  const jetons = (n.srcToken?.items ?? []).filter((item) => flux ? item.value || item.key : item.start.some(({ type }) => type === "seq-item-ind"));
  if (jetons.length !== n.items.length) interdire(arbre, n.range[0]);
  const entrees = n.items.map((valeur, rang) => {
    const tiret = flux ? null : jetons[rang]?.start.find(({ type }) => type === "seq-item-ind")?.offset ?? n.range[0];
    const noeud = noeudDe(valeur, arbre, flux ? null : tiret + 1, "");
    return { cle: rang, debut: flux ? noeud.debut : tiret, apres: flux ? noeud.debut : tiret + 1, noeud };
  });
  return { genre: "liste", flux, debut: n.range[0], fin: n.range[1], entrees };
}

/** L’entrée d’une collection qui porte cette clé, ou ce rang. */
export const entreeDe = (noeud, cle) => noeud.entrees?.find((entree) => noeud.genre === "liste" ? entree.cle === Number(cle) : entree.cle === String(cle));

/** Les nœuds d’un chemin, de la racine jusqu’où il existe. */
export function suivre(racine, chemin) {
  const pas = [{ noeud: racine, entree: null }];
  for (const cle of chemin) {
    const entree = entreeDe(pas.at(-1).noeud, cle);
    if (!entree) break;
    pas.push({ noeud: entree.noeud, entree });
  }
  return pas;
}

/** Où finit ce qu’une valeur écrit. */
export function bout(noeud) {
  if (noeud.genre === "texte") return noeud.finGardee || noeud.fin;
  return noeud.flux || !noeud.entrees.length ? noeud.fin : bout(noeud.entrees.at(-1).noeud);
}

/** Les lignes de chaque entrée d’une collection en lignes : ses commentaires collés au-dessus, elle, ceux qui sont plus en retrait dessous. */
export function morceaux(texte, collection, { entete = false } = {}) {
  let limite = 0;
  return collection.entrees.map((entree, rang) => {
    const colonne = colonneDe(texte, entree.debut);
    let debut = debutDeLigne(texte, entree.debut);
    const surTiret = texte.slice(debut, entree.debut).trim() !== "";
    const commente = (place, garde) => {
      const retrait = texte.slice(place, finDeLigne(texte, place)).search(/[^ ]/);
      return texte[place + retrait] === "#" && garde(retrait);
    };
    while (!surTiret && debut > limite && !(entete && rang === 0)) {
      const avant = debutDeLigne(texte, texte.startsWith("\r\n", debut - 2) ? debut - 2 : debut - 1);
      if (avant < limite || !commente(avant, (retrait) => retrait === colonne)) break;
      debut = avant;
    }
    const dernierSigne = bout(entree.noeud);
    let fin = entree.noeud.finGardee && /[\r\n]$/.test(texte.slice(0, dernierSigne)) ? dernierSigne : ligneSuivante(texte, dernierSigne);
    while (fin < texte.length && commente(fin, (retrait) => retrait > colonne)) fin = ligneSuivante(texte, fin);
    limite = fin;
    return { debut: surTiret ? entree.debut : debut, fin, surTiret };
  });
}
