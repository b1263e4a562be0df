// Les mots de la trame, comme un fichier les écrit quand on les réécrit : ceux d’un blanc rempli y sont, à leur place.

const NOTES = /^ {0,3}\[\^[^[\]\s^]+\]:.*(?:\n(?: {2,}.*|[ \t]*(?=\n {2})))*/gm;
const EN_BLOC = /^ *(?:[-*+•–|]|(?:\d{1,3}|[a-z]|[IVXivx]{1,5})[.)°])(?: |$)/m;
const FIN = /(?:\s*[;,]|(?<!\betc|(?<!\p{L})\p{L}|\.)\.)$/u;
const SIGNE = /^\s*[;:,.!?]*\s*$/;

/** Des morceaux (des mots, ou un blanc : sa place et sa valeur) en un texte ; une liste ou un tableau se tient à part, les notes à la fin. */
export function enToutesLettres(morceaux) {
  const notes = [];
  let fini = "";
  let [bloc, rempli] = ["", false];
  for (const { mots, place, valeur } of morceaux) {
    if (mots !== undefined) {
      const dits = mots.replace(/[\u00a0\u202f]/g, " ");
      if (rempli && /^\s*;/.test(dits)) fini = fini.replace(FIN, "");
      if (!bloc) fini += dits;
      else if (!SIGNE.test(dits)) fini += `\n\n${dits.trimStart()}`;
      else if (bloc !== "|") fini += dits;
      [bloc, rempli] = ["", false];
      continue;
    }
    const texte = (valeur ?? "").replace(NOTES, (une) => { notes.push(une.trim()); return ""; }).trim();
    const apart = EN_BLOC.exec(texte.split(/\n[ \t]*\n/)[0].split("\n")[0]);
    rempli = texte !== "";
    fini = `${apart && fini ? `${fini.trimEnd()}\n\n` : fini}${texte || place}`;
    bloc = EN_BLOC.exec(texte.split(/\n[ \t]*\n/).at(-1))?.[0].trim() ?? "";
  }
  return [fini.trim(), ...notes].join("\n\n");
}
