// Un document négocié (Word, OpenDocument, PDF) devient un brouillon, et un rapport dit d’où vient chaque passage. Rien n’est envoyé.

import { cadre, element } from "./atelier-elements.js";

export const estDocument = (fichier) => /\.(docx|odt|pdf)$/i.test(fichier?.name ?? "");

const TITRE = "Rapport de l’import";

const lien = (mots, contenu, nom) => element("p", {}, element("a", { href: URL.createObjectURL(new Blob([contenu], { type: "text/plain" })), download: nom }, mots));

/** Le rapport, et ce qui est à garder avec le fichier. */
function montrer(rapport, fait) {
  const textes = Object.entries(fait.pieces).map(([nom, texte]) => lien(`Télécharger le texte propre (${nom})`, texte, nom.split("/").pop()));
  rapport.replaceChildren(element("h2", {}, TITRE), ...textes, cadre(TITRE, "atelier-rapport", fait.rapport_html));
}

/** Le brouillon que fait un document ; `demander` pose une question à l’ouvrier. Une phrase dit pourquoi s’il n’y en a pas. */
export async function importer(demander, fichier, departement, rapport) {
  const contenu = new Uint8Array(await fichier.arrayBuffer());
  const fait = await demander("importer", fichier.name, contenu, departement);
  if (fait.refus) return fait;
  montrer(rapport, fait);
  return fait;
}
