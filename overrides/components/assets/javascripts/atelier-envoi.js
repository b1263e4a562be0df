// L’envoi : le fichier, ou l’archive avec ses pièces, à télécharger et à joindre à un courriel ; ou le texte à copier dans la forge.

import { archive } from "./atelier-archive.js";
import { poids } from "./atelier-pieces.js";

const $ = (id) => document.getElementById(`atelier-${id}`);

export function enregistrer(nom, contenu) {
  const lien = document.createElement("a");
  lien.href = URL.createObjectURL(contenu);
  lien.download = nom;
  lien.click();
  setTimeout(() => URL.revokeObjectURL(lien.href), 10_000);
}

/** L’adresse où la forge ouvre le fichier, ou le crée ; `dossier` est celle où elle ouvre le dossier docs/. */
export function adressesDe(dossier, nom) {
  const modifier = new URL(`../departments/${nom}`, dossier).href;
  const cle = modifier.includes("/-/edit/") ? "file_name" : "filename";
  const creer = modifier.includes("/edit/") ? `${modifier.replace("/edit/", "/new/").replace(/\/[^/]*$/, "")}?${cle}=${nom}` : "";
  return { modifier, creer };
}

function lien(adresse, phrase) {
  const fait = document.createElement("a");
  fait.href = adresse;
  fait.textContent = phrase;
  return fait;
}

/** Remplit la partie « Envoyer » de la page, et la tient à jour. `etat()` donne { nom, texte, pieces }. */
export function creer({ etat, dire }) {
  const service = document.getElementById("atelier-service").dataset;
  const contact = `${document.getElementById("atelier").dataset.racine}contact/`;

  $("archive").addEventListener("click", () => {
    const { nom, texte, pieces } = etat();
    const octets = new TextEncoder().encode(texte);
    if (pieces.length) enregistrer(nom.replace(/\.ya?ml$/, ".zip"), archive([[nom, octets], ...pieces]));
    else enregistrer(nom, new Blob([octets], { type: "application/yaml" }));
  });
  $("copier").addEventListener("click", async () => {
    await navigator.clipboard.writeText(etat().texte).then(() => dire("Le texte est copié."), () => dire("Le navigateur n’a pas voulu copier\u00a0: sélectionnez le texte du fichier, puis copiez-le."));
  });

  function destinataire({ courriel, page }, nom, quoi) {
    if (courriel) {
      const sujet = encodeURIComponent(`Convention ${nom.replace(/\.ya?ml$/, "")}`);
      return ["Joignez ", quoi, " à un courriel pour ", lien(`mailto:${courriel}?subject=${sujet}`, courriel), "."];
    }
    if (page) return ["Envoyez ", quoi, " par ", lien(page, "le formulaire de contact"), "."];
    return ["Demandez à ", lien(contact, "l’équipe du site"), " à qui envoyer ", quoi, "."];
  }

  return function actualiser() {
    const { nom, pieces } = etat();
    const total = pieces.reduce((somme, [, octets]) => somme + octets.length, 0);
    const archive = nom.replace(/\.ya?ml$/, ".zip");
    const avec = pieces.length > 1 ? `avec ses ${pieces.length} pièces` : "avec sa pièce";
    $("archive").textContent = pieces.length ? `Télécharger ${archive}, ${avec} (${poids(total)})` : `Télécharger ${nom}`;
    $("destinataire").replaceChildren(...destinataire(service, nom, pieces.length ? "cette archive" : "ce fichier"));
    $("forge").hidden = !service.depot;
    if (!service.depot) return;
    const { modifier, creer } = adressesDe(service.depot, nom);
    $("modifier").href = modifier;
    $("creer").hidden = !creer;
    $("creer").href = creer;
    $("forge-pieces").hidden = !pieces.length;
  };
}
