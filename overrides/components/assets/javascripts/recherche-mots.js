// Les mots d’un texte ou d’une requête : sans accents, sans majuscules, sans élisions (export/recherche/mots.py fait de même),
// et ce qui rapproche deux mots : la même racine, ou quelques lettres de différence.

// La plupart des mots n’ont rien à plier : les reconnaître coûte dix fois moins que les décomposer.
const SIMPLE = /^[ -~]*$/;

/** « L’été à Nîmes » → « l’ete a nimes ». */
export function plier(texte) {
  if (SIMPLE.test(texte)) return texte.toLowerCase();
  return texte.normalize("NFC").toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae");
}

/** Les mots, dans l’ordre. Une lettre seule est une élision : elle est écartée. */
export function mots(texte) {
  return (plier(texte).match(/[\p{L}\p{N}]+/gu) ?? []).filter((mot) => mot.length > 1 || /\d/.test(mot));
}

/** Comme dans une adresse : « L’Haÿ-les-Roses » → « l-hay-les-roses ». */
export function enAdresse(texte) {
  return plier(texte).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

// Les terminaisons que l’on coupe au singulier, les plus longues d’abord ; ce qui reste a au moins quatre lettres.
const TERMINAISONS = [
  "issement", "atrice", "ateur", "ation", "ement", "erons", "eront", "aient", "ance", "ence", "able", "euse", "ante", "elle", "ique", "iere",
  "ion", "ive", "ale", "eur", "ant", "ent", "ait", "ier", "ont", "on", "al", "ee", "ie", "ez", "er", "ir", "if", "el", "it", "e", "i", "u",
];

/** Une racine commune aux pluriels, aux féminins et aux formes d’un verbe, par laquelle le mot commence. Un mot court ne perd que son pluriel. */
export function racine(mot) {
  if (/\d/.test(mot) || mot.length < 4) return mot;
  if (mot.length > 6 && /[^e]aux$/.test(mot)) return adoucir(mot.slice(0, -3));
  const singulier = mot.replace(/[sx]$/, "");
  if (singulier.length < 6) return singulier;
  const fin = TERMINAISONS.find((une) => singulier.endsWith(une) && singulier.length - une.length >= 4);
  return adoucir(fin ? singulier.slice(0, -fin.length) : singulier);
}

/** « famill », « famili » → « famil » ; « renouvell » → « renouvel » ; « denonci » → « denonc ». */
function adoucir(debut) {
  return debut.length > 4 ? debut.replace(/i$|([bcdfglmnprst])\1$/, "$1") : debut;
}

/** Le nombre de fautes de frappe entre deux mots (lettre de trop, manquante, changée, ou deux lettres inversées) ; `max + 1` au-delà. */
export function fautes(a, b, max) {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let avant = [];
  let ligne = Array.from({ length: b.length + 1 }, (_, rang) => rang);
  for (let i = 1; i <= a.length; i += 1) {
    const suivante = [i];
    let mieux = i;
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cout = Math.min(ligne[j] + 1, suivante[j - 1] + 1, ligne[j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cout = Math.min(cout, avant[j - 2] + 1);
      suivante.push(cout);
      mieux = Math.min(mieux, cout);
    }
    if (mieux > max) return max + 1;
    avant = ligne;
    ligne = suivante;
  }
  return ligne[b.length];
}

/** Combien de fautes on admet pour un mot de cette longueur. */
export function tolerance(mot) {
  if (/\d/.test(mot) || mot.length < 4) return 0;
  return mot.length < 8 ? 1 : 2;
}
