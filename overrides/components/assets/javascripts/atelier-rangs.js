// Les tables et les listes du formulaire : ce qu’elles contiennent, et de quoi ajouter, nommer, ranger et supprimer.

import { citations, renommer } from "./atelier-citations.js";
import { bouton, element } from "./atelier-elements.js";
import { repere } from "./atelier-gabarits.js";
import { identifiant, libre, nature, nomDeNature, nomDEntree, nomDePartie, parties } from "./atelier-noms.js";

const OUVERTES = 2;
const PERSONNE = { prenom: null, nom: null, titre: null, signe_le: null };
/** Ce que contient d’avance ce qu’on ajoute : les champs que l’on remplit toujours. */
const DEBUTS = {
  partie: (cle, nom) => ({ ...(nom ? { nom } : {}), ...(nature(cle) === "commune" ? { insee: null } : {}), adresse: null, representants: nature(cle) === "cour" ? [PERSONNE, PERSONNE] : [PERSONNE] }),
  representant: () => PERSONNE,
  avenant: () => ({ objet: null, signatures: null, modifie: null }),
};

export function rangs(etat, modele, chemin, dedans) {
  const fait = modele.cloneNode(true);
  fait.dataset.chemin = repere(chemin);
  const nationaux = modele.dataset.de === "objectif" ? [...etat.objectifs.keys()] : [];
  const presentes = etat.entrees(chemin);
  const cles = [...new Set([...nationaux, ...presentes])];
  fait.querySelector("ol").append(...cles.map((cle) => entree(etat, modele, chemin, cle, { presentes, combien: cles.length, dedans })));
  fait.append(ajout(etat, modele, chemin, presentes));
  return fait;
}

function entree(etat, modele, chemin, cle, { presentes, combien, dedans }) {
  const ici = [...chemin, cle];
  const nom = nomDEntree(etat, modele, ici);
  const simple = etat.gabarits.champs(modele.dataset.de).every((un) => un.dataset.cle === "");
  const gestes = presentes.includes(cle) ? gestesDe(etat, modele, chemin, cle, { nom, presentes, simple }) : null;
  if (simple) return element("li", { class: "rang-simple" }, modele.dataset.cles ? element("p", { class: "rang-nom" }, nom) : null, ...dedans(ici), gestes);
  const pli = etat.pli(ici, combien <= OUVERTES, () => [...dedans(ici), gestes]);
  pli.prepend(element("summary", {}, etat.vif("nom", (fait) => { fait.textContent = nomDEntree(etat, modele, ici); }), " ", etat.compte([ici])));
  return element("li", {}, pli);
}

function gestesDe(etat, modele, chemin, cle, { nom, presentes, simple }) {
  const { cles, de } = modele.dataset;
  const place = presentes.indexOf(cle);
  const faits = [];
  const ranger = (mots, vers) => {
    const fait = bouton(mots, "lien-bouton", nom);
    fait.addEventListener("click", () => {
      const gardee = cles ? cle : vers;
      if (!etat.geste((texte) => etat.edition.deplacer(texte, chemin, place, vers))) return;
      etat.dire(`${nom}\u00a0: en place ${vers + 1} sur ${presentes.length}.`);
      etat.dessiner([...chemin, gardee], mots);
    });
    return fait;
  };
  if (["identifiant", "partie", ""].includes(cles) && !simple) {
    if (place > 0) faits.push(ranger("Monter", place - 1));
    if (place < presentes.length - 1) faits.push(ranger("Descendre", place + 1));
  }
  if (["identifiant", "mot"].includes(cles) || (cles === "partie" && de === "partie")) faits.push(renommage(etat, modele, chemin, cle, nom));
  const supprimer = bouton("Supprimer", "lien-bouton", nom);
  supprimer.addEventListener("click", () => {
    if (!etat.geste((texte) => etat.edition.supprimer(texte, [...chemin, cle]))) return;
    etat.dire(`${nom}\u00a0: supprimé. Le bouton «\u00a0Annuler\u00a0» le rétablit.`);
    etat.dessiner(chemin);
  });
  return element("p", { class: "gestes" }, ...faits, supprimer);
}

function renommage(etat, modele, chemin, cle, nom) {
  const fait = element("details", { class: "renommer" }, element("summary", {}, "Identifiant", element("span", { class: "visuellement-cache" }, ` de ${nom}`)));
  const change = saisir("Identifiant", `${modele.dataset.attendu}. Il sert d’adresse\u00a0: mieux vaut ne plus le changer après la publication.`, cle);
  const valider = bouton("Changer", "bouton bouton-second");
  const ici = [...chemin, cle];
  const aussi = element("input", { type: "checkbox", checked: true });
  const mots = element("span");
  const offre = element("p", { class: "cases" }, element("label", {}, aussi, mots));
  fait.addEventListener("toggle", () => {
    const nombre = citations(etat, ici).length;
    offre.hidden = !nombre;
    mots.textContent = nombre > 1 ? `Renommer aussi ses ${nombre} citations dans le fichier` : "Renommer aussi sa citation dans le fichier";
  });
  valider.addEventListener("click", () => {
    const neuve = change.saisie.value.trim();
    if (!new RegExp(modele.dataset.motif, "u").test(neuve)) { change.refuser(`Attendu\u00a0: ${modele.dataset.attendu}.`); return; }
    const citees = aussi.checked ? citations(etat, ici) : [];
    if (!etat.geste((texte) => renommer(etat.edition, texte, ici, neuve, citees))) return;
    etat.ouverts.set(repere([...chemin, neuve]), true);
    const suite = citees.length > 1 ? ` ${citees.length} citations de «\u00a0${cle}\u00a0» renommées aussi.` : citees.length ? ` Une citation de «\u00a0${cle}\u00a0» renommée aussi.` : "";
    etat.dire(`L’identifiant est maintenant ${neuve}.${suite}`);
    etat.dessiner([...chemin, neuve]);
  });
  fait.append(change.bloc, offre, element("p", { class: "boutons" }, valider));
  return fait;
}

let compteur = 0;
/** Un champ qui n’écrit rien de lui-même dans le fichier. */
function saisir(mots, aide, valeur = "", choix = null) {
  const id = `saisie-${++compteur}`;
  const saisie = choix ? element("select", { id }, ...choix.map(([un, dit]) => element("option", { value: un }, dit))) : element("input", { id, type: "text", autocomplete: "off" });
  if (!choix) saisie.value = valeur;
  const bloc = element("p", { class: "champ" }, element("label", { for: id }, mots), aide ? element("span", { class: "aide", id: `${id}-aide` }, aide) : null, saisie);
  if (aide) saisie.setAttribute("aria-describedby", `${id}-aide`);
  const refuser = (phrase) => {
    bloc.querySelector(".faute")?.remove();
    bloc.append(element("span", { class: "faute", id: `${id}-faute` }, phrase));
    saisie.setAttribute("aria-invalid", "true");
    saisie.setAttribute("aria-describedby", [aide && `${id}-aide`, `${id}-faute`].filter(Boolean).join(" "));
    saisie.focus();
  };
  return { bloc, saisie, refuser };
}

const numeroLibre = (presentes, premier) => String(Math.max(premier - 1, ...presentes.map(Number)) + 1);

/** Le bas d’une table ou d’une liste : de quoi y ajouter, en demandant le moins possible. */
function ajout(etat, modele, chemin, presentes) {
  const { cles, de, unite, nom } = modele.dataset;
  const ajouter = (cle, valeur) => {
    if (!etat.geste((texte) => etat.edition.ajouter(texte, chemin, cle, valeur, etat.gabarits.ordre))) return;
    const ici = [...chemin, cle];
    etat.ouverts.set(repere(ici), true);
    etat.dire(`${nomDEntree(etat, modele, ici)}\u00a0: ajouté.`);
    etat.dessiner(ici);
  };
  const debut = (cle, dit) => DEBUTS[de]?.(cle, dit) ?? (nom && etat.gabarits.champs(de).length > 1 ? { [nom]: dit || null } : premierVide(etat, de));
  const direct = (mots, faire) => {
    const fait = bouton(mots, "bouton bouton-second");
    fait.addEventListener("click", faire);
    return element("p", { class: "boutons ajout" }, fait);
  };
  const mots = `Ajouter\u00a0: ${unite.charAt(0).toLowerCase()}${unite.slice(1)}`;
  if (!cles) return direct(mots, () => ajouter(presentes.length, debut()));
  if (cles === "numero") return direct(de === "objectif" ? "Ajouter\u00a0: objectif local" : mots, () => { const cle = numeroLibre(presentes, etat.objectifs.size && de === "objectif" ? etat.objectifs.size + 1 : 1); ajouter(cle, debut(cle)); });
  if (cles === "lettre") return direct(mots, () => ajouter("abcdefghijklmnopqrstuvwxyz".split("").find((un) => !presentes.includes(un)), null));
  if (cles === "identifiant" && !nom) return direct(mots, () => { const cle = libre(identifiant(unite), presentes); ajouter(cle, debut(cle)); });
  return cles === "partie" ? ajoutDePartie(etat, modele, presentes, ajouter, debut) : ajoutNomme(etat, modele, presentes, ajouter, debut, mots);
}

/** Le premier champ, vide : une entrée sans rien ne se garde pas. */
function premierVide(etat, type) {
  const premier = etat.gabarits.champs(type)[0].dataset.cle;
  return premier ? { [premier]: null } : null;
}

function ajoutNomme(etat, modele, presentes, ajouter, debut, mots) {
  const { cles, de, nom, motif, attendu } = modele.dataset;
  const libelle = nom ? etat.gabarits.champs(de).find((un) => un.dataset.cle === nom).querySelector("label").textContent : "Identifiant";
  const champ = saisir(libelle, cles === "identifiant" ? "" : attendu);
  const fait = bouton(mots, "bouton bouton-second");
  fait.addEventListener("click", () => {
    const dit = champ.saisie.value.trim();
    const cle = cles === "identifiant" ? libre(identifiant(dit), presentes) : dit;
    if (!dit) { champ.refuser(`Écrivez d’abord\u00a0: ${libelle.toLowerCase()}.`); return; }
    if (!new RegExp(motif, "u").test(cle)) { champ.refuser(`Attendu\u00a0: ${attendu}.`); return; }
    ajouter(cle, debut(cle, cles === "identifiant" ? dit : ""));
  });
  return element("div", { class: "ajout" }, champ.bloc, element("p", { class: "boutons" }, fait));
}

/** Une partie : une de celles que l’on connaît, ou la nature et le nom d’une autre. */
function ajoutDePartie(etat, modele, presentes, ajouter, debut) {
  const { de, motif } = modele.dataset;
  const connues = parties(etat).filter((cle) => !presentes.includes(cle)).map((cle) => [cle, nomDePartie(etat, cle)]);
  const natures = de === "partie" ? ["commune", "epci", "association", "autre"].filter((un) => motif.includes(un)).map((un) => [`${un}-`, nomDeNature(un)]) : [];
  const choix = [...connues, ...natures];
  if (!choix.length) return element("p", { class: "aide" }, "Toutes les parties y sont.");
  const qui = saisir("Partie", "", "", choix);
  const nom = saisir("Son nom", "");
  const fait = bouton("Ajouter cette partie", "bouton bouton-second");
  const demander = () => { nom.bloc.hidden = !qui.saisie.value.endsWith("-"); };
  qui.saisie.addEventListener("change", demander);
  demander();
  fait.addEventListener("click", () => {
    const choisie = qui.saisie.value;
    const dit = choisie.endsWith("-") ? nom.saisie.value.trim() : "";
    if (choisie.endsWith("-") && !identifiant(dit)) { nom.refuser("Écrivez d’abord son nom."); return; }
    const cle = dit ? libre(`${choisie}${identifiant(dit)}`.slice(0, 60).replace(/-$/, ""), presentes) : choisie;
    ajouter(cle, de === "partie" ? debut(cle, dit) : null);
  });
  return element("div", { class: "ajout" }, qui.bloc, nom.bloc, element("p", { class: "boutons" }, fait));
}
