// Interroge l’index d’un site avec le moteur même du navigateur : `node interroger.mjs SITE < requetes.json`, où chaque requête est
// { q, filtres } ; écrit pour chacune les premières adresses, le nombre de résultats, ce dont la trame ne parle pas, les octets et les fichiers lus à froid.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Index } from "../../overrides/components/assets/javascripts/recherche-index.js";
import { chercher } from "../../overrides/components/assets/javascripts/recherche-moteur.js";

const PREMIERES = 10;
const dossier = join(process.argv[2], "recherche");

async function interroger(requete) {
  const lus = [];
  const index = new Index(async (chemin) => {
    const octets = readFileSync(join(dossier, chemin));
    lus.push([chemin, octets.length]);
    return JSON.parse(octets.toString("utf8"));
  });
  const { resultats, hors = "" } = await chercher(index, requete);
  const passages = await Promise.all(resultats.slice(0, PREMIERES).map(({ numero, partie }) => index.passage(numero, partie)));
  return {
    adresses: passages.map(({ url }) => url),
    nombre: resultats.length,
    hors,
    octets: lus.reduce((somme, [, taille]) => somme + taille, 0),
    fichiers: lus.map(([chemin]) => chemin),
  };
}

const reponses = [];
for (const requete of JSON.parse(readFileSync(0, "utf8"))) reponses.push(await interroger(requete));
process.stdout.write(JSON.stringify(reponses));
