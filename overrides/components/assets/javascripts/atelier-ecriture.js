// Comment une valeur s’écrit en YAML : telle quelle quand elle se relit telle quelle, sinon entre guillemets ; un long texte, en lignes sous « | ».

import { refuser } from "./atelier-arbre.js";

const LONG = 120;
const ILLISIBLES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;
const MOTS = /^(~|null|true|false|yes|no|on|off|=|<<)$/i;
const NOMBRE = /^-?(0|[1-9]\d*)(\.\d*[1-9])?$/;
const COMME_UN_NOMBRE = /^[-+]?(0[xob])?[\d._]*\d[\d._:a-f]*(e[-+]?\d+)?$|^[-+]?\.(inf|nan)$/i;
const DATE = /^\d{4}-\d\d-\d\d$/;
const COMME_UNE_DATE = /^\d{4}-\d\d?-\d\d?([Tt\s]|$)/;

/** Ce que le formulaire donne → un texte, ou rien. */
export function normaliser(valeur) {
  if (valeur === null || valeur === undefined) return null;
  if (typeof valeur === "boolean") return valeur ? "oui" : "non";
  if (typeof valeur === "number") return String(valeur);
  if (typeof valeur !== "string") refuser();
  return valeur.replace(/\r\n?/g, "\n").replace(/\n+$/, "").replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd") || null;
}

const collection = (valeur) => typeof valeur === "object" && valeur !== null;
const vide = (valeur) => collection(valeur) && !Object.keys(valeur).length;

/** Les données qu’une valeur doit donner, dans la forme de `donnees`. */
export const donneesDe = (valeur) => {
  if (!collection(valeur)) return normaliser(valeur);
  if (vide(valeur)) return null;
  return Array.isArray(valeur) ? ["[", ...valeur.map(donneesDe)] : ["{", ...Object.entries(valeur).map(([cle, dedans]) => [cle, donneesDe(dedans)])];
};

function simple(valeur, { flux, item }) {
  if (valeur !== valeur.trim() || /\n/.test(valeur) || ILLISIBLES.test(valeur) || MOTS.test(valeur)) return false;
  if (NOMBRE.test(valeur) || DATE.test(valeur)) return true;
  if (COMME_UN_NOMBRE.test(valeur) || COMME_UNE_DATE.test(valeur)) return false;
  if (/^[-?:,[\]{}#&*!|>'"%@`=]|^\.\.\.|[:\s]$|:\s|\s#|\t/.test(valeur)) return false;
  if (item && /^[\p{L}\d_-]+\s?[:=\uff1a]|^[–—•]/u.test(valeur)) return false;
  return !(flux && /[,[\]{}?"']|:(?!\/\/)/.test(valeur));
}

const echapper = (valeur) => valeur
  .replace(/[\\"]/g, "\\$&")
  .replace(/\n/g, "\\n").replace(/\t/g, "\\t")
  .replace(new RegExp(ILLISIBLES, "g"), (signe) => `\\u${signe.charCodeAt(0).toString(16).padStart(4, "0")}`);

export const entreGuillemets = (valeur) => `"${echapper(valeur)}"`;

/** La valeur sur une ligne, dans le style de l’auteur s’il le peut. */
export function enLigne(valeur, { style = "", flux = false, item = false } = {}) {
  const propre = !/[\n\t]/.test(valeur) && !ILLISIBLES.test(valeur);
  if (style === "QUOTE_SINGLE" && propre) return `'${valeur.replace(/'/g, "''")}'`;
  if (style === "QUOTE_DOUBLE") return entreGuillemets(valeur);
  if (simple(valeur, { flux, item })) return valeur;
  return propre && /["\\]/.test(valeur) ? `'${valeur.replace(/'/g, "''")}'` : entreGuillemets(valeur);
}

/** Une clé : sans guillemets, sauf si elle se relirait autrement ou si l’auteur en mettait. */
export const enCle = (cle, style = "") => enLigne(cle, { style: style.startsWith("QUOTE") ? style : "", flux: true });

/** Si un texte doit s’écrire sur plusieurs lignes, ou le gagne. */
export const enLignes = (valeur) => !ILLISIBLES.test(valeur) && (valeur.includes("\n") || (valeur.length > LONG && valeur === valeur.trim() && valeur.includes(" ")));

/** Les lignes d’un texte sous « | » ; `repere` est le chiffre du retrait, quand son premier signe est une espace. */
export function lignesDe(valeur, retrait) {
  const marge = " ".repeat(retrait);
  const repere = /^\n*[ \t]/.test(valeur) || /^[ \t]*\n/.test(valeur);
  return { repere, lignes: valeur.split("\n").map((ligne) => ligne && marge + ligne) };
}

/** Une valeur nouvelle : ce qui suit « clé : » ou le tiret sur la ligne, et les lignes d’en dessous. `colonne` est celle de la clé ou du tiret. */
export function enBloc(valeur, colonne, item = false) {
  if (vide(valeur)) return { suite: "", lignes: [] };
  if (!collection(valeur)) return texteEnBloc(normaliser(valeur), colonne, item);
  const marge = " ".repeat(colonne + 2);
  if (Array.isArray(valeur)) {
    const courts = valeur.every((un) => !collection(un) && !enLignes(normaliser(un) ?? ""));
    if (courts && valeur.join(", ").length <= LONG) return { suite: ` ${enFlux(valeur)}`, lignes: [] };
    if (item) refuser();
    return { suite: "", lignes: valeur.flatMap((un) => { const { suite, lignes } = enBloc(un, colonne + 2, true); return [`${marge}-${suite}`, ...lignes]; }) };
  }
  const lignes = Object.entries(valeur).flatMap(([cle, dedans]) => {
    const { suite, lignes: dessous } = enBloc(dedans, colonne + 2);
    return [`${marge}${enCle(cle)}:${suite}`, ...dessous];
  });
  return item ? { suite: ` ${lignes[0].slice(colonne + 2)}`, lignes: lignes.slice(1) } : { suite: "", lignes };
}

function texteEnBloc(texte, colonne, item) {
  if (texte === null) return { suite: "", lignes: [] };
  if (!enLignes(texte)) return { suite: ` ${enLigne(texte, { item })}`, lignes: [] };
  const { repere, lignes } = lignesDe(texte, colonne + 2);
  return { suite: repere ? " |2" : " |", lignes };
}

/** Une valeur entre crochets ou accolades, sur une ligne. */
export function enFlux(valeur, liste = false) {
  if (Array.isArray(valeur)) return `[${valeur.map((un) => enFlux(un, true)).join(", ")}]`;
  if (collection(valeur)) return `{${Object.entries(valeur).map(([cle, dedans]) => `${enCle(cle)}: ${enFlux(dedans)}`).join(", ")}}`;
  const texte = normaliser(valeur);
  return texte === null ? (liste ? '""' : "") : enLigne(texte, { flux: true });
}

/** Un texte sous « > » : ses lignes d’avant et d’après le changement restent où l’auteur les a coupées. Rien, s’il ne peut pas s’y écrire. */
export function replier(valeur, anciennes, marge) {
  if (ILLISIBLES.test(valeur) || /^\n|(^|\n)[ \t]|[ \t](\n|$)/.test(valeur)) return null;
  const largeur = Math.max(80, ...anciennes.map((ligne) => ligne.length - marge.length));
  const avant = unites(anciennes.map((ligne) => ligne.slice(marge.length)));
  const coupe = (place) => place === 0 || place === valeur.length || (/[ \n]/.test(valeur[place - 1]) && /\S/.test(valeur[place]) && valeur[place - 2] !== " ");
  let [debut, i] = [0, 0];
  while (i < avant.length && valeur.startsWith(avant[i], debut) && coupe(debut + avant[i].length)) debut += avant[i++].length;
  let [fin, j] = [valeur.length, avant.length];
  while (j > i && valeur.slice(debut, fin).endsWith(avant[j - 1]) && coupe(fin - avant[j - 1].length)) fin -= avant[--j].length;
  const milieu = valeur.slice(debut, fin).split(/(?<=\n)(?=[^\n])/).flatMap((alinea) => alinea && couper(alinea, largeur));
  return [...avant.slice(0, i), ...milieu.filter(Boolean), ...avant.slice(j)].flatMap((unite) => {
    const [texte, sauts] = [unite.replace(/[ \n]+$/, ""), unite.match(/\n*$/)[0].length];
    return [marge + texte, ...Array(sauts).fill("")];
  });
}

/** Chaque ligne, suivie de ce qui la sépare de la suivante : une espace, ou autant de sauts que de lignes vides. */
function unites(lignes) {
  const faites = [];
  for (const ligne of lignes) {
    if (ligne.trim()) faites.push(`${ligne} `);
    else if (faites.length) faites.push(faites.pop().replace(/ $/, "") + "\n");
  }
  return faites.length ? [...faites.slice(0, -1), faites.at(-1).replace(/[ \n]+$/, "")] : [];
}

function couper(alinea, largeur) {
  const lignes = [];
  for (const mot of alinea.split(/(?<=\S )(?=\S)/)) {
    if (lignes.length && (lignes.at(-1) + mot).trimEnd().length <= largeur) lignes.push(lignes.pop() + mot);
    else lignes.push(mot);
  }
  return lignes;
}
