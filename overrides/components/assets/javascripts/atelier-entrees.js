// Les entrées d’une carte ou d’une liste, ajoutées, déplacées, retirées : des lignes entières, ou des morceaux entre crochets ou accolades.

import { bout, colonneDe, debutDeLigne, finDeLigne, ligneSuivante, morceaux, refuser } from "./atelier-arbre.js";
import { enBloc, enCle, enFlux } from "./atelier-ecriture.js";

export const couper = (texte, debut, fin, neuf) => texte.slice(0, debut) + neuf + texte.slice(fin);

/** Écrit la première entrée d’une clé vide, ou d’un tiret seul. */
export function remplir({ texte, saut }, dans, { apres, debut }, neuf) {
  if (dans.flux) {
    const blanc = texte[apres] === " " ? 1 : 0;
    return couper(texte, apres, apres + blanc, ` ${enFlux(neuf)}`);
  }
  const { suite, lignes } = enBloc(neuf, colonneDe(texte, debut), dans.genre === "liste");
  const place = couper(texte, apres, apres, suite);
  const ligne = ligneSuivante(place, apres);
  return couper(place, ligne, ligne, lignes.map((une) => une + saut).join(""));
}

export function insererEnFlux({ texte }, collection, rang, cle, valeur) {
  const { entrees, debut, fin } = collection;
  if (/[\r\n]/.test(texte.slice(debut, fin))) refuser();
  const ecrit = collection.genre === "liste" ? enFlux(valeur, true) : `${enCle(String(cle))}: ${enFlux(valeur)}`;
  if (!entrees.length) return couper(texte, debut + 1, fin - 1, ecrit);
  if (rang < entrees.length) return couper(texte, entrees[rang].debut, entrees[rang].debut, `${ecrit}, `);
  const place = finEnFlux(texte, entrees.at(-1));
  return couper(texte, place, place, `, ${ecrit}`);
}

const finEnFlux = (texte, { noeud, apres }) => noeud.style === "" && noeud.genre === "texte" ? apres + (texte[apres] === " " ? 1 : 0) : noeud.fin;

export function inserer({ texte, saut }, collection, parent, rang, cle, valeur) {
  const { entrees, genre } = collection;
  const colonne = entrees.length ? colonneDe(texte, entrees[0].debut) : 0;
  const { suite, lignes } = enBloc(valeur, colonne, genre === "liste");
  const [tete, ...reste] = [`${genre === "liste" ? "-" : `${enCle(String(cle))}:`}${suite}`, ...lignes];
  const marge = " ".repeat(colonne);
  const ecrit = [marge + tete, ...reste].map((ligne) => ligne + saut).join("");
  if (!entrees.length) return texte + ecrit;
  const places = morceaux(texte, collection, { entete: !parent });
  if (rang > 0) return couper(texte, places[rang - 1].fin, places[rang - 1].fin, ecrit);
  if (places[0].surTiret) return couper(texte, entrees[0].debut, entrees[0].debut, ecrit.slice(colonne) + marge);
  const place = parent ? ligneSuivante(texte, parent.apres) : places[0].debut;
  return couper(texte, place, place, ecrit);
}

export function ranger({ texte }, collection, parent, ordre) {
  if (!collection.flux) return surSesLignes(texte, collection, parent, (sans, places) => permuter(sans, places, ordre));
  if (/[\r\n]/.test(texte.slice(collection.debut, collection.fin))) refuser();
  return permuter(texte, collection.entrees.map((entree) => ({ debut: entree.debut, fin: finEnFlux(texte, entree) })), ordre);
}

/** Les morceaux dans un autre ordre ; ce qui les sépare reste où il est. */
function permuter(texte, places, ordre) {
  const ecrits = places.map(({ debut, fin }, i) => texte.slice(places[ordre[i]].debut, places[ordre[i]].fin) + texte.slice(fin, places[i + 1]?.debut ?? fin));
  return couper(texte, places[0].debut, places.at(-1).fin, ecrits.join(""));
}

/** Travaille sur des lignes entières, quand la première clé est sur la ligne d’un tiret : le tiret est mis de côté, puis rendu à la première clé. */
function surSesLignes(texte, collection, parent, faire) {
  const places = morceaux(texte, collection, { entete: !parent });
  if (!places[0].surTiret) return faire(texte, places);
  const ligne = debutDeLigne(texte, collection.entrees[0].debut);
  const tete = texte.slice(ligne, places[0].debut);
  if (!/^[ -]*$/.test(tete)) refuser();
  const neuf = faire(couper(texte, ligne, places[0].debut, " ".repeat(tete.length)), [{ ...places[0], debut: ligne }, ...places.slice(1)]);
  let cle = ligne;
  while (/^ *#/.test(neuf.slice(cle, finDeLigne(neuf, cle)))) cle = ligneSuivante(neuf, cle);
  return couper(neuf, cle, cle + tete.length, tete);
}

export function retirer({ texte }, collection, parent, rang) {
  const { entrees, flux, debut, fin } = collection;
  if (!flux) {
    if (entrees.length === 1 && parent && morceaux(texte, collection)[0].surTiret) return couper(texte, parent.apres, finDeLigne(texte, bout(collection)), "");
    return surSesLignes(texte, collection, parent, (sans, places) => couper(sans, places[rang].debut, places[rang].fin, ""));
  }
  if (/[\r\n]/.test(texte.slice(debut, fin))) refuser();
  if (entrees.length === 1) return couper(texte, debut + 1, fin - 1, "");
  if (rang < entrees.length - 1) return couper(texte, entrees[rang].debut, entrees[rang + 1].debut, "");
  return couper(texte, finEnFlux(texte, entrees[rang - 1]), finEnFlux(texte, entrees[rang]), "");
}
