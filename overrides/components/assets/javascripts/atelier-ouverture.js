// Ce qu’on ouvre dans l’atelier : un fichier de l’ordinateur, lu comme il est écrit, sous le nom du département qu’il dit.

/** Un texte en UTF-8 ; sinon comme un vieux Bloc-notes l’écrit, sans perdre un accent. */
export function texteDe(octets) {
  const marque = octets[0] === 0xff && octets[1] === 0xfe ? "utf-16le" : octets[0] === 0xfe && octets[1] === 0xff ? "utf-16be" : "";
  if (marque) return new TextDecoder(marque).decode(octets);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return new TextDecoder("windows-1252").decode(octets);
  }
}

/** Pourquoi un fichier ne s’ouvre pas ici, d’après son nom et son poids ; rien, s’il s’ouvre. */
export function refusDe(nom, octets, limite) {
  if (octets > limite) return `${nom} ne s’ouvre pas ici\u00a0: il est trop lourd.`;
  if (/\.(ya?ml|zip|docx|odt|pdf)$/i.test(nom)) return "";
  return `${nom} ne s’ouvre pas ici\u00a0: il faut un fichier .yml, une archive .zip de l’atelier, ou un document .docx, .odt ou .pdf. Enregistrez d’abord un ancien document Word (.doc) en .docx.`;
}

/** Ce que dit un fichier : { nom, yaml, pieces }, ou { refus }. `demander` pose une question à l’ouvrier. */
export async function lireFichier(demander, fichier, limite) {
  const refus = refusDe(fichier.name, fichier.size, limite);
  if (refus) return { refus };
  const octets = new Uint8Array(await fichier.arrayBuffer());
  if (!/\.zip$/i.test(fichier.name)) return { nom: fichier.name, yaml: texteDe(octets) };
  const depliee = await demander("deplier", fichier.name, octets);
  return depliee.refus ? depliee : { ...depliee, yaml: texteDe(depliee.yaml) };
}

/** Le nom du fichier du département que dit le texte ; celui qu’il a, s’il n’en dit aucun. Un navigateur renomme ce qu’il télécharge deux fois. */
export function nomDe(nom, texte, slugs) {
  const code = texte.match(/^departement:[ \t]*["']?(\d[\dab]\d?)\b/im)?.[1].toLowerCase();
  const slug = slugs.find((un) => un.split("-")[0] === code);
  return slug ? `${slug}.yml` : nom.replace(/ ?\(\d+\)(?=\.ya?ml$)/i, "");
}

/** Les fins de ligne d’un texte, qu’un champ du navigateur n’a pas. */
export const sautDe = (texte) => texte.includes("\r\n") ? "\r\n" : "\n";
