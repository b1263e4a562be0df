// L’atelier : le fichier d’un département, écrit, vérifié et montré dans le navigateur. Rien n’est envoyé.

import { effacer, garder, lire } from "./atelier-brouillons.js";
import { estDocument, importer } from "./atelier-documents.js";
import { creer as creerEnvoi, enregistrer } from "./atelier-envoi.js";
import { creer as creerPieces } from "./atelier-pieces.js";

const $ = (id) => document.getElementById(`atelier-${id}`);
const accueil = document.getElementById("atelier");
const texte = $("texte");
const attentes = new Map();
let ouvrier;
let nom = "";
let publie = "";
let demande = 0;
let minuterie;
let formulaire;

/** Pose une question à l’ouvrier. */
function demander(verbe, ...donnees) {
  return new Promise((oui, non) => {
    attentes.set(++demande, { oui, non });
    ouvrier.postMessage({ rang: demande, verbe, donnees });
  });
}

function demarrer() {
  ouvrier = new Worker(new URL("./atelier-ouvrier.js", import.meta.url), { type: "module" });
  ouvrier.onmessage = ({ data: { rang, reponse, erreur } }) => {
    const { oui, non } = attentes.get(rang);
    attentes.delete(rang);
    if (erreur) non(new Error(erreur)); else oui(reponse);
  };
  ouvrier.onerror = () => {
    attentes.forEach(({ non }) => non(new Error("absent")));
    attentes.clear();
  };
}

const dire = (phrase) => { $("etat").textContent = phrase; };
const pieces = creerPieces({ demander, texte, change: plusTard, dire });
const envoi = creerEnvoi({ etat: () => ({ nom, texte: texte.value, pieces: pieces.toutes() }), dire });

async function telecharger(slug) {
  const reponse = await fetch(`${accueil.dataset.fichiers}${slug}.yml`);
  if (!reponse.ok) throw new Error(String(reponse.status));
  return reponse.text();
}

export async function ouvrir() {
  if (typeof WebAssembly !== "object") {
    dire("Ce navigateur n’a pas ce dont l’atelier a besoin (WebAssembly)\u00a0: suivez plutôt le guide.");
    return;
  }
  $("ouvrir").disabled = true;
  dire("L’atelier se prépare\u00a0: quelques secondes.");
  try {
    if (!ouvrier) demarrer();
    const pret = demander("");
    const [fichier] = $("fichier").files;
    const fait = estDocument(fichier) ? await importer(demander, fichier, $("departement").value, $("rapport")) : undefined;
    if (fait?.refus) {
      $("ouvrir").disabled = false;
      dire(fait.refus);
      return;
    }
    nom = fait?.nom ?? fichier?.name ?? `${$("departement").value}.yml`;
    publie = await telecharger(nom.replace(/\.ya?ml$/, "")).catch((erreur) => { if (fichier) return ""; throw erreur; });
    const brouillon = fichier ? undefined : await lire(nom).catch(() => undefined);
    texte.value = fait?.yaml ?? (fichier ? await fichier.text() : brouillon?.texte ?? publie);
    if (!fait) $("rapport").replaceChildren();
    await pret;
    await pieces.ouvrir(nom);
    formulaire ??= await (await import("./atelier-formulaire.js")).creer({ fichiers: accueil.dataset.fichiers, change: plusTard, dire });
    formulaire.ouvrir(await demander("connus", nom, texte.value));
    $("travail").hidden = false;
    dire(brouillon ? "Votre brouillon est repris." : `${nom} est ouvert.`);
    await verifier();
  } catch (erreur) {
    console.warn(erreur);
    ouvrier?.terminate();
    ouvrier = undefined;
    dire("L’atelier n’a pas pu être ouvert\u00a0: il n’est pas sur ce site, ou le réseau ne répond pas. Le guide dit comment faire sans lui.");
  }
  $("ouvrir").disabled = false;
}

/** Mène au champ d’une faute, sinon à sa ligne. */
function mener(faute) {
  if (formulaire.mener(faute)) return;
  const { ligne, colonne } = faute;
  $("yaml").open = true;
  const lignes = texte.value.split("\n");
  const debut = lignes.slice(0, ligne - 1).reduce((somme, une) => somme + une.length + 1, 0);
  texte.focus();
  texte.setSelectionRange(debut + colonne - 1, debut + (lignes[ligne - 1] ?? "").length);
  texte.scrollTop = (ligne - 5) * (texte.scrollHeight / lignes.length);
}

function element(genre, contenu, ...dedans) {
  const fait = document.createElement(genre);
  fait.textContent = contenu;
  fait.append(...dedans);
  return fait;
}

const compter = (nombre, mot) => `${nombre}\u00a0${mot}${nombre > 1 ? "s" : ""}`;

function puce(faute) {
  const { ligne, message, regle, gravite } = faute;
  const place = element("a", `Ligne ${ligne}`);
  place.href = "#atelier-travail";
  place.addEventListener("click", (evenement) => {
    evenement.preventDefault();
    mener(faute);
  });
  const aide = element("a", "aide");
  aide.href = `${accueil.dataset.racine}contribuer/regles/#${regle}`;
  aide.setAttribute("aria-label", `Aide\u00a0: ${message}`);
  return element("li", "", place, `${gravite === "avertissement" ? ", avertissement" : ""}\u00a0: ${message} (`, aide, ")");
}

async function verifier() {
  const vu = texte.value;
  pieces.actualiser();
  envoi();
  const fautes = await demander("verifier", nom, vu, publie);
  if (vu !== texte.value) return;
  const graves = fautes.filter(({ gravite }) => gravite === "erreur").length;
  $("compte").textContent = fautes.length ? `${compter(graves, "faute")} à corriger, ${compter(fautes.length - graves, "point")} à regarder.` : "Aucune faute.";
  $("fautes").replaceChildren(...fautes.map(puce));
  formulaire.fautes(fautes);
  const changements = await demander("comparer", nom, vu, publie); // ensuite : les fautes n’attendent pas
  if (vu !== texte.value) return;
  $("changements").replaceChildren(...(changements.length ? changements : ["Rien ne change dans les textes publiés."]).map((phrase) => element("li", phrase)));
}

/** Une page comme elle sera publiée, avec les feuilles du site, dans un cadre qui ne peut rien faire. */
function cadre([titre, adresse, html]) {
  const feuilles = [...document.querySelectorAll("head link[rel=stylesheet]")].map(({ href }) => `<link rel="stylesheet" href="${href}">`);
  const base = new URL(`${accueil.dataset.racine}${adresse}`, location.href).href;
  const fait = document.createElement("iframe");
  fait.setAttribute("sandbox", "");
  fait.title = `Aperçu\u00a0: ${titre}`;
  fait.className = "atelier-page";
  fait.srcdoc = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><base href="${base}"><title>Aperçu</title>${feuilles.join("")}</head><body><main class="${accueil.parentElement.className}">${html}</main></body></html>`;
  return element("section", "", element("h3", titre), fait);
}

async function montrer() {
  const pages = await demander("apercu", nom, texte.value);
  $("pages").replaceChildren(...(pages.length ? pages.map(cadre) : [element("p", "Le fichier ne nomme pas encore son département.")]));
}

/** Après chaque changement : le brouillon est gardé, le fichier vérifié. */
function plusTard() {
  clearTimeout(minuterie);
  minuterie = setTimeout(() => {
    garder(nom, texte.value, publie).catch(() => dire("Ce navigateur ne garde pas les brouillons\u00a0: téléchargez le fichier avant de partir."));
    verifier();
  }, 400);
}
texte.addEventListener("input", plusTard);
$("apercu").addEventListener("click", montrer);
$("telecharger").addEventListener("click", () => enregistrer(nom, new Blob([texte.value], { type: "application/yaml" })));
$("effacer").addEventListener("click", async () => {
  clearTimeout(minuterie);
  await effacer(nom);
  texte.value = publie;
  await pieces.ouvrir(nom);
  formulaire.ouvrir(await demander("connus", nom, publie));
  dire("Le brouillon est effacé.");
  await verifier();
});
