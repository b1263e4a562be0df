// L’édition d’un fichier sans le réécrire : chaque geste du formulaire découpe le texte à la place d’une valeur, et laisse tout le reste tel
// quel (commentaires, ordre, guillemets, retraits, fins de ligne). Le résultat est relu : un geste qui changerait autre chose est refusé.

import { analyser, bout, colonneDe, debutDeLigne, donnees, entreeDe, finDeLigne, IMPOSSIBLE, ligneDe, ligneSuivante, refuser, suivre } from "./atelier-arbre.js";
import { donneesDe, enCle, enLigne, enLignes, entreGuillemets, lignesDe, normaliser, replier } from "./atelier-ecriture.js";
import { couper, inserer, insererEnFlux, ranger, remplir, retirer } from "./atelier-entrees.js";

export { IMPOSSIBLE };

/** Le texte sans sa marque d’ordre, et fini par une fin de ligne : `rendre` y remet ce que l’auteur avait. */
function depouiller(texte) {
  const marque = texte.startsWith("\ufeff") ? "\ufeff" : "";
  const corps = texte.slice(marque.length);
  const saut = corps.match(/\r\n|\r|\n/)?.[0] ?? "\n";
  const ajoute = corps && !/[\r\n]$/.test(corps) ? saut : "";
  const rendre = (neuf) => marque + (ajoute && neuf.endsWith(ajoute) ? neuf.slice(0, -ajoute.length) : neuf);
  return { corps: corps + ajoute, saut, rendre };
}

/** Ce que dit un fichier : { valeur, entrees, ligne, existe }, chacun d’un chemin (clés et rangs). */
export function lire(texte) {
  const { corps } = depouiller(texte);
  const { racine } = analyser(corps);
  const trouver = (chemin) => {
    const pas = suivre(racine, chemin);
    return pas.length > chemin.length ? pas.at(-1) : null;
  };
  const clair = (noeud) => {
    if (noeud.genre === "texte") return noeud.valeur;
    if (noeud.genre === "liste") return noeud.entrees.map((entree) => clair(entree.noeud));
    return Object.fromEntries(noeud.entrees.map((entree) => [entree.cle, clair(entree.noeud)]));
  };
  return {
    valeur: (chemin) => { const pas = trouver(chemin); return pas ? clair(pas.noeud) : null; },
    entrees: (chemin) => trouver(chemin)?.noeud.entrees?.map(({ cle }) => cle) ?? [],
    ligne: (chemin) => { const pas = suivre(racine, chemin).at(-1); return pas.entree ? ligneDe(corps, pas.entree.debut) : 1; },
    existe: (chemin) => trouver(chemin) !== null,
  };
}

/** Un geste : des façons de l’écrire, dont la première qui se relit comme il faut est gardée. */
function modifier(texte, geste) {
  const { corps, saut, rendre } = depouiller(texte);
  const arbre = analyser(corps);
  if (arbre.refus) refuser(arbre.refus);
  const { essais, attendu } = geste({ texte: corps, racine: arbre.racine, saut });
  const voulu = JSON.stringify(attendu);
  for (const essai of essais) {
    const neuf = essai();
    if (neuf !== null && relu(neuf) === voulu) return rendre(neuf);
  }
  return refuser();
}

function relu(texte) {
  try {
    const { racine, refus } = analyser(texte);
    return refus ? "" : JSON.stringify(donnees(racine));
  } catch {
    return "";
  }
}

/** Les données avec, au bout d’un chemin, ce qu’en fait `changer` ; une collection vidée ne vaut plus rien. */
function avec(racine, chemin, changer) {
  const aller = (noeud, [cle, ...reste], faire) => {
    const dit = donnees(noeud);
    if (cle === undefined) return faire(dit, noeud);
    const rang = noeud.entrees.indexOf(entreeDe(noeud, cle)) + 1;
    const dedans = aller(noeud.entrees[rang - 1].noeud, reste, faire);
    return dit.map((un, i) => i !== rang ? un : noeud.genre === "liste" ? dedans : [un[0], dedans]);
  };
  return aller(racine, chemin, changer);
}

/** Donne une valeur à un chemin, en créant ce qui manque (un nombre ouvre une liste, un mot une clé). `ordre(chemin)` dit l’ordre des clés. */
export function poser(texte, chemin, valeur, ordre) {
  const neuve = normaliser(valeur);
  const { corps } = depouiller(texte);
  const pas = suivre(analyser(corps).racine, chemin);
  if (pas.length <= chemin.length) {
    if (neuve === null) return texte;
    const la = chemin.slice(0, pas.length - 1);
    const [cle, ...reste] = chemin.slice(la.length);
    const dedans = reste.reduceRight((sous, un) => typeof un === "number" ? [sous] : { [un]: sous }, neuve);
    return ajouter(texte, la, cle, dedans, ordre);
  }
  return modifier(texte, (etat) => {
    const noeuds = suivre(etat.racine, chemin);
    const { noeud, entree } = noeuds.at(-1);
    if (!entree || noeud.genre !== "texte") refuser();
    const collection = noeuds.at(-2).noeud;
    const attendu = avec(etat.racine, chemin, () => neuve);
    if (noeud.valeur === neuve) return { essais: [() => etat.texte], attendu };
    return { essais: neuve === null ? [() => vider(etat, collection, entree)] : facons(etat, collection, entree, neuve), attendu };
  });
}

function vider({ texte }, collection, { noeud, apres }) {
  if (collection.flux) return couper(texte, noeud.debut, noeud.fin, collection.genre === "liste" ? '""' : "");
  if (noeud.entete) {
    const sans = couper(texte, noeud.corps, Math.max(noeud.corps, ligneSuivante(texte, bout(noeud))), "");
    return couper(sans, apres, noeud.finEntete, "");
  }
  if (ligneDe(texte, noeud.debut) === ligneDe(texte, apres)) return couper(texte, apres, noeud.fin, "");
  const debut = debutDeLigne(texte, noeud.debut);
  return couper(texte, debut, ligneSuivante(texte, noeud.fin), "");
}

/** Les façons d’écrire un texte à la place d’un autre, la préférée d’abord. */
function facons(etat, collection, entree, valeur) {
  const { texte } = etat;
  const { noeud, apres } = entree;
  const { flux, genre } = collection;
  const item = genre === "liste" && !flux;
  const colonne = colonneDe(texte, entree.debut);
  const surPlace = (ecrit) => {
    const sans = noeud.entete ? vider(etat, collection, entree) : texte;
    if (noeud.style && !noeud.entete) return couper(sans, noeud.debut, noeud.fin, ecrit);
    const blanc = sans.slice(apres).match(flux ? /^ ?/ : /^ *(?=[\r\n]|$)/)?.[0].length ?? 0;
    return couper(sans, apres, apres + blanc, ` ${ecrit}`);
  };
  const ligne = () => surPlace(enLigne(valeur, { style: noeud.style, flux, item }));
  const cite = () => surPlace(entreGuillemets(valeur));
  if (flux) return [ligne, cite];
  const plie = () => noeud.style === "BLOCK_FOLDED" ? plier(etat, noeud, valeur) : null;
  const bloc = () => poserBloc(etat, surPlace, entree, valeur, colonne);
  if (noeud.entete) return [plie, bloc, ligne, cite];
  const dejaLong = noeud.valeur !== null && enLignes(noeud.valeur) && !valeur.includes("\n");
  const garde = noeud.style.startsWith("QUOTE") && !valeur.includes("\n");
  return enLignes(valeur) && !garde && !dejaLong ? [bloc, ligne, cite] : [ligne, cite, bloc];
}

const corpsDe = (texte, noeud) => texte.slice(noeud.corps, Math.max(noeud.corps, noeud.fin)).split(/\r\n|\r|\n/);
const margeDe = (lignes) => lignes.find((ligne) => ligne.trim())?.match(/^ */)[0] ?? "";

function plier({ texte, saut }, noeud, valeur) {
  const lignes = corpsDe(texte, noeud);
  const marge = margeDe(lignes);
  const neuves = marge && replier(valeur, lignes, marge);
  return neuves ? couper(texte, noeud.corps, noeud.fin, neuves.join(saut)) : null;
}

function poserBloc({ texte, saut }, surPlace, { noeud }, valeur, colonne) {
  const chiffre = noeud.entete?.match(/\d/)?.[0];
  const retrait = (noeud.entete && !chiffre && margeDe(corpsDe(texte, noeud)).length) || colonne + Number(chiffre ?? 2);
  const { repere, lignes } = lignesDe(valeur, retrait);
  const ecrites = lignes.join(saut);
  if (noeud.entete) {
    const litteral = noeud.entete[0] === "|";
    const entete = litteral && (chiffre || !repere) ? noeud.entete : `|${chiffre || repere ? retrait - colonne : ""}${litteral ? noeud.entete.slice(1) : ""}`;
    return couper(couper(texte, noeud.corps, noeud.fin, ecrites), noeud.finEntete - noeud.entete.length, noeud.finEntete, entete);
  }
  const place = surPlace(repere ? "|2" : "|");
  const ligne = ligneSuivante(place, noeud.debut);
  return couper(place, ligne, ligne, ecrites + saut);
}

/** Ajoute une entrée à une collection : sous une clé (où le dit `ordre`, sinon à la fin), ou à un rang d’une liste. */
export function ajouter(texte, chemin, cleOuRang, valeur, ordre) {
  const { corps } = depouiller(texte);
  const pas = suivre(analyser(corps).racine, chemin);
  if (pas.length <= chemin.length) {
    const la = chemin.slice(0, pas.length - 1);
    const [cle, ...reste] = [...chemin.slice(la.length), cleOuRang];
    return ajouter(texte, la, cle, reste.reduceRight((sous, un) => typeof un === "number" ? [sous] : { [un]: sous }, valeur), ordre);
  }
  const { noeud } = pas.at(-1);
  if (noeud.genre === "texte" && noeud.style && noeud.valeur === null && chemin.length) return ajouter(oter(texte, chemin), chemin, cleOuRang, valeur, ordre);
  return modifier(texte, (etat) => {
    const { noeud: collection, entree: parent } = suivre(etat.racine, chemin).at(-1);
    if (collection.genre === "texte") {
      if (collection.valeur !== null) refuser();
      const neuf = typeof cleOuRang === "number" ? [valeur] : { [cleOuRang]: valeur };
      const attendu = avec(etat.racine, chemin, () => donneesDe(neuf));
      return { essais: [() => remplir(etat, suivre(etat.racine, chemin).at(-2).noeud, parent, neuf)], attendu };
    }
    const { entrees, genre } = collection;
    if (genre === "carte" && entreeDe(collection, cleOuRang)) refuser(`« ${cleOuRang} » existe déjà.`);
    const rang = genre === "liste" ? Math.min(Number(cleOuRang), entrees.length) : rangDe(entrees, String(cleOuRang), ordre?.(chemin));
    if (!(rang >= 0)) refuser();
    const dit = genre === "liste" ? donneesDe(valeur) : [String(cleOuRang), donneesDe(valeur)];
    const attendu = avec(etat.racine, chemin, (avant) => {
      const liste = avant ?? [genre === "liste" ? "[" : "{"];
      return [...liste.slice(0, rang + 1), dit, ...liste.slice(rang + 1)];
    });
    return { essais: [() => collection.flux ? insererEnFlux(etat, collection, rang, cleOuRang, valeur) : inserer(etat, collection, parent, rang, cleOuRang, valeur)], attendu };
  });
}

/** Efface ce qui tient lieu de rien (`null`, `~`, `""`). */
const oter = (texte, chemin) => modifier(texte, (etat) => {
  const noeuds = suivre(etat.racine, chemin);
  return { essais: [() => vider(etat, noeuds.at(-2).noeud, noeuds.at(-1).entree)], attendu: donnees(etat.racine) };
});

function rangDe(entrees, cle, ordre) {
  const place = ordre?.map(String).indexOf(cle) ?? -1;
  if (place < 0) return entrees.length;
  const avant = new Set(ordre.slice(0, place).map(String));
  return entrees.findLastIndex((entree) => avant.has(entree.cle)) + 1;
}

/** Change le nom d’une clé. */
export function renommer(texte, chemin, cle) {
  return modifier(texte, (etat) => {
    const noeuds = suivre(etat.racine, chemin);
    const { entree } = noeuds[chemin.length] ?? refuser();
    const carte = noeuds.at(-2)?.noeud;
    if (carte?.genre !== "carte" || !String(cle)) refuser();
    if (entree.cle !== String(cle) && entreeDe(carte, cle)) refuser(`« ${cle} » existe déjà.`);
    const attendu = avec(etat.racine, chemin.slice(0, -1), (avant) => avant.map((un) => un[0] === entree.cle ? [String(cle), un[1]] : un));
    return { essais: [() => couper(etat.texte, entree.debut, entree.finCle, enCle(String(cle), entree.style))], attendu };
  });
}

/** Met une entrée à la place d’une autre : des rangs, ou les clés d’une carte. Ses commentaires collés la suivent. */
export function deplacer(texte, chemin, de, vers) {
  return modifier(texte, (etat) => {
    if (!chemin.length) refuser(); // le schéma dit l’ordre des premières clés, et l’en-tête du fichier est au-dessus d’elles
    const { noeud: collection, entree: parent } = suivre(etat.racine, chemin)[chemin.length] ?? refuser();
    const rang = (un) => typeof un === "number" ? un : collection.entrees?.findIndex(({ cle }) => cle === un);
    const ordre = collection.entrees?.map((_, i) => i) ?? refuser();
    if (ordre[rang(de)] === undefined || ordre[rang(vers)] === undefined) refuser();
    ordre.splice(rang(vers), 0, ...ordre.splice(rang(de), 1));
    const attendu = avec(etat.racine, chemin, (avant) => [avant[0], ...ordre.map((i) => avant[i + 1])]);
    return { essais: [() => ranger(etat, collection, parent, ordre)], attendu };
  });
}

/** Supprime une clé ou un élément, avec ses commentaires collés. */
export function supprimer(texte, chemin) {
  return modifier(texte, (etat) => {
    const noeuds = suivre(etat.racine, chemin);
    if (!chemin.length || noeuds.length <= chemin.length) refuser();
    const [{ noeud: collection, entree: parent }, { entree }] = noeuds.slice(-2);
    const rang = collection.entrees.indexOf(entree);
    const attendu = avec(etat.racine, chemin.slice(0, -1), (avant) => avant.length > 2 ? avant.filter((_, i) => i !== rang + 1) : null);
    return { essais: [() => retirer(etat, collection, parent, rang)], attendu };
  });
}
