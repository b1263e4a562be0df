// Ce qui cite ailleurs dans le fichier ce qu’un identifiant désigne. Les gabarits, faits du schéma, disent seuls ce qu’est chaque place : la clé
// d’une partie, une valeur qui en nomme une, le chemin que retire un avenant. Dans un avenant, la même place est la même chose.

/** La place dans le texte d’une convention, d’origine ou changé par un avenant ; rien pour le reste du fichier. */
const dansUnTexte = ([tete, ...reste]) => tete === "convention" ? reste : tete === "avenants" && reste[1] === "modifie" ? reste.slice(2) : null;
const repere = (chemin) => chemin && JSON.stringify(chemin.map(String));

function* places(etat, chemin = []) {
  for (const cle of etat.entrees(chemin)) {
    yield [...chemin, cle];
    yield* places(etat, [...chemin, cle]);
  }
}

/** Ce que demande une place qui contient une valeur, et comment se trouve sa clé, si elle est dans une table. */
function sorte({ demande, champs }, chemin) {
  const vue = demande(chemin);
  const champ = vue && (vue.champ ?? champs(vue.type).find(({ dataset }) => dataset.cle === ""));
  return { genre: champ?.dataset.genre, cles: demande(chemin.slice(0, -1))?.champ?.dataset.cles };
}

/** Les places qui citent l’identifiant de ce chemin. Chacune dit comment s’y écrit un autre : `cle(neuve)` ou `valeur(neuve)`. */
export function citations(etat, chemin) {
  const ancienne = String(chemin.at(-1));
  const sien = dansUnTexte(chemin);
  const retrait = sien?.join(".");
  const partie = sorte(etat.gabarits, chemin).cles === "partie";
  const cite = (ici) => {
    const { genre, cles } = sorte(etat.gabarits, ici);
    const valeur = etat.valeur(ici);
    if (String(ici.at(-1)) === ancienne && repere(ici) !== repere(chemin) && (sien && repere(dansUnTexte(ici)) === repere(sien) || partie && cles === "partie")) return { chemin: ici, cle: (neuve) => neuve };
    if (partie && genre === "partie" && valeur === ancienne) return { chemin: ici, valeur: (neuve) => neuve };
    if (sien && genre === "retrait" && `${valeur}.`.startsWith(`${retrait}.`)) return { chemin: ici, valeur: (neuve) => [...sien.slice(0, -1), neuve].join(".") + valeur.slice(retrait.length) };
    return null;
  };
  return [...places(etat)].map(cite).filter(Boolean);
}

/** Le texte où un identifiant en devient un autre, là où il est et là où il est cité. */
export function renommer({ poser, renommer: nommer }, texte, chemin, neuve, citees) {
  const fond = [{ chemin, cle: (une) => une }, ...citees].sort((a, b) => b.chemin.length - a.chemin.length); // une clé renommée change le chemin de ce qu’elle contient
  return fond.reduce((ecrit, une) => une.cle ? nommer(ecrit, une.chemin, une.cle(neuve)) : poser(ecrit, une.chemin, une.valeur(neuve)), texte);
}
