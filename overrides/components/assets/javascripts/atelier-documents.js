// Un document négocié (Word, OpenDocument, PDF) devient un brouillon, et un rapport dit d’où vient chaque passage. Rien n’est envoyé.

export const estDocument = (fichier) => /\.(docx|odt|pdf)$/i.test(fichier?.name ?? "");

function lien(mots, contenu, nom) {
  const fait = document.createElement("a");
  fait.textContent = mots;
  fait.href = URL.createObjectURL(new Blob([contenu], { type: "text/plain" }));
  fait.download = nom;
  const ligne = document.createElement("p");
  ligne.append(fait);
  return ligne;
}

/** Le rapport, dans un cadre qui ne peut rien faire, et ce qui est à garder avec le fichier. */
function montrer(rapport, fait) {
  const titre = document.createElement("h2");
  titre.textContent = "Rapport de l’import";
  const cadre = document.createElement("iframe");
  cadre.setAttribute("sandbox", "");
  cadre.title = "Rapport de l’import";
  cadre.className = "atelier-page";
  const feuilles = [...document.querySelectorAll("link[rel=stylesheet]")].map(({ href }) => `<link rel="stylesheet" href="${href}">`);
  cadre.srcdoc = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Rapport</title>${feuilles.join("")}</head><body><main class="${document.getElementById("atelier").parentElement.className} atelier-rapport">${fait.rapport_html}</main></body></html>`;
  const textes = Object.entries(fait.pieces).map(([nom, texte]) => lien(`Télécharger le texte propre (${nom})`, texte, nom.split("/").pop()));
  rapport.replaceChildren(titre, ...textes, cadre);
}

/** Le brouillon que fait un document ; `demander` pose une question à l’ouvrier. Une phrase dit pourquoi s’il n’y en a pas. */
export async function importer(demander, fichier, departement, rapport) {
  const contenu = new Uint8Array(await fichier.arrayBuffer());
  const fait = await demander("importer", fichier.name, contenu, departement);
  if (fait.refus) return fait;
  montrer(rapport, fait);
  return fait;
}
