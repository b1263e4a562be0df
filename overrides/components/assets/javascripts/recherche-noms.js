// Les noms entiers : ce que l’on tape est le nom même d’une page, d’un article, d’une région d’autrefois.

import { fautes, plier } from "./recherche-mots.js";

const FAUTE_DES = 7;

/** Les passages qui portent ce nom, à une faute près s’il est long ; l’ordre des mots, les articles et les pluriels ne comptent pas. */
export function duNom(annuaire, q) {
  const noms = preparer(annuaire);
  const cle = enCle(annuaire, q);
  if (!cle) return [];
  if (noms.has(cle)) return noms.get(cle);
  if (cle.length < FAUTE_DES) return [];
  const proche = [...noms.keys()].find((nom) => nom.length >= FAUTE_DES && fautes(cle, nom, 1) <= 1);
  return noms.get(proche) ?? [];
}

/** « prison picardie », « caf seine inférieure » : ce qui porte le plus long nom d’une suite de mots de la requête. */
export function nommesEnPartie(annuaire, q) {
  const noms = preparer(annuaire);
  const tous = plier(q).split(/[^\p{L}\p{N}]+/u);
  for (let taille = tous.length - 1; taille > 0; taille -= 1) {
    for (let debut = 0; debut + taille <= tous.length; debut += 1) {
      const numeros = noms.get(enCle(annuaire, tous.slice(debut, debut + taille).join(" ")));
      if (numeros) return numeros;
    }
  }
  return [];
}

const PREPARES = new WeakMap();

function preparer(annuaire) {
  if (!PREPARES.has(annuaire)) PREPARES.set(annuaire, new Map(annuaire.noms.map(([nom, numeros]) => [enCle(annuaire, nom), numeros])));
  return PREPARES.get(annuaire);
}

const auSingulier = (mot) => (mot.length > 3 ? mot.replace(/[sx]$/, "") : mot);

/** « Qui a signé ? » n’est pas « Qui signe ? » : ici, même les mots vides comptent, sauf les articles. */
function enCle(annuaire, nom) {
  const tous = plier(nom).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(tous.filter((mot) => !annuaire.liaisons.includes(mot)).map(auSingulier))].sort().join(" ");
}
