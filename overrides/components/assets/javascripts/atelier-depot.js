// Un champ qui cite une pièce : celles qui sont à côté du fichier, dans une liste, et de quoi en déposer une là.

import { bouton, element } from "./atelier-elements.js";
import { recevoir, sorteDe } from "./atelier-pieces.js";

/** Les pièces à choisir, tenues à jour. */
function garnir(etat, liste, sorte, chemin) {
  liste.options[0].textContent = "Aucun fichier";
  liste.classList.add("vif");
  liste.redire = () => {
    const noms = [...new Set([etat.valeur(chemin), ...etat.pieces.noms(sorte)])].filter(Boolean);
    if (noms.join() === [...liste.options].slice(1).map(({ value }) => value).join()) return;
    const choisie = liste.value;
    liste.replaceChildren(liste.options[0], ...noms.map((nom) => element("option", { value: nom }, nom)));
    liste.value = choisie;
  };
  liste.redire();
}

/** Ajoute à un champ de quoi y déposer une pièce, s’il en cite une. */
export function depot(etat, champ, chemin) {
  const sorte = sorteDe(chemin);
  if (!sorte) return;
  const liste = champ.querySelector("select");
  const depose = bouton("Déposer un fichier…", "lien-bouton", `pour le champ ${champ.querySelector("label").textContent}`);
  let choix;

  async function prendre(fichiers) {
    if (fichiers.length > 1) etat.dire("Ce champ ne prend qu’un fichier\u00a0: déposez-en un seul.");
    if (fichiers.length !== 1) return;
    const pose = await etat.pieces.deposerPour(fichiers[0], chemin);
    if (!pose || !etat.geste((texte) => etat.pieces.inscrire(texte, chemin, pose.nom, etat.gabarits.ordre))) return;
    const ici = champ.contains(document.activeElement) || document.activeElement === document.body;
    etat.dessiner(ici ? chemin : null);
    etat.dire([`${pose.nom} est ajoutée, et citée ici.`, pose.mots].filter(Boolean).join(" "));
  }

  depose.addEventListener("click", () => {
    choix = element("input", { type: "file", accept: sorte.accept });
    choix.addEventListener("change", () => prendre([...choix.files]));
    choix.click();
  });
  recevoir(champ, prendre);
  if (liste) garnir(etat, liste, sorte, chemin);
  champ.append(depose);
}
