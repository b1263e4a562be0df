// Rejoue des gestes d’édition (JSON, sur l’entrée) avec le module que le navigateur charge ; « node edition.mjs MODULE ».
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const edition = await import(pathToFileURL(process.argv[2]));
const { verbes, commun } = JSON.parse(readFileSync(0, "utf-8"));
const ordre = (chemin) => commun.ordre[chemin.join("/")] ?? [];
const faire = ([verbe, ...donnees], texte) => {
  if (verbe === "lire") {
    const lu = edition.lire(texte);
    return donnees[0].map((chemin) => [lu.existe(chemin), lu.valeur(chemin), lu.entrees(chemin), lu.ligne(chemin)]);
  }
  return edition[verbe](texte, ...donnees, ordre);
};
console.log(JSON.stringify(verbes.map(({ texte, gestes }) => {
  const textes = [texte];
  try {
    for (const geste of gestes) textes.push(faire(geste, textes.at(-1)));
    return { textes: textes.slice(1) };
  } catch (erreur) {
    return { textes: textes.slice(1), erreur: erreur.message };
  }
})));
