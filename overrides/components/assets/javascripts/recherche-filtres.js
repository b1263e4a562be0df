// Ce qu’un passage est pour chaque filtre, et combien de passages sont derrière chacun.

export const genre = (annuaire, numero) => annuaire.genres[annuaire.profils[annuaire.passages[numero]][0]][0];

/** Ce qu’un passage est pour chaque filtre : les valeurs qu’il porte. */
const FILTRES = {
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
export function filtrer(annuaire, filtres, sauf = "") {
  const actifs = Object.entries(filtres).filter(([nom, choix]) => nom !== sauf && FILTRES[nom] && choix.length);
  return (numero) => actifs.every(([nom, choix]) => FILTRES[nom](annuaire, numero).some((valeur) => choix.includes(valeur)));
}

/** Pour chaque valeur de chaque filtre, combien de passages on verrait en la choisissant, les autres filtres restant. */
export function compter(annuaire, trouves, filtres) {
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
