// L’atelier : le fichier d’un département, écrit, vérifié et montré dans le navigateur. Rien n’est envoyé.

import { effacer, lire } from "./atelier-brouillons.js";
import { estDocument, importer } from "./atelier-documents.js";
import { cadre, element } from "./atelier-elements.js";
import { creer as creerEnvoi, enregistrer } from "./atelier-envoi.js";
import { creer as creerOnglets } from "./atelier-onglets.js";
import { lireFichier, nomDe, sautDe } from "./atelier-ouverture.js";
import { creer as creerPieces } from "./atelier-pieces.js";

const $ = (id) => document.getElementById(`atelier-${id}`);
const accueil = document.getElementById("atelier");
const texte = $("texte");
const attentes = new Map();
let ouvrier;
let nom = "";
let publie = "";
let saut = "\n";
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
const onglets = creerOnglets(dire);
/** Le fichier, avec les fins de ligne de son auteur. */
const ecrit = () => texte.value.replaceAll("\n", saut);
const pieces = creerPieces({ demander, texte, change: plusTard, dire });
const envoi = creerEnvoi({ etat: () => ({ nom, texte: ecrit(), pieces: pieces.toutes() }), dire });

async function telecharger(slug) {
  const reponse = await fetch(`${accueil.dataset.fichiers}${slug}.yml`);
  if (!reponse.ok) throw new Error(String(reponse.status));
  return reponse.text();
}

/** Ouvre un brouillon, sinon le fichier choisi, sinon celui du département choisi. Rien n’est changé de ce qui est ouvert tant que tout n’est pas là. */
export async function ouvrir(garde) {
  if (typeof WebAssembly !== "object") {
    dire("Ce navigateur n’a pas ce dont l’atelier a besoin (WebAssembly)\u00a0: suivez plutôt le guide.");
    return;
  }
  const avant = document.activeElement;
  $("ouvrir").disabled = true;
  dire("L’atelier se prépare\u00a0: quelques secondes.");
  try {
    if (!ouvrier) demarrer();
    const pret = demander("");
    await tenir();
    if (onglets.perdu && !confirm(`Ce que vous avez écrit dans ${nom} n’est pas gardé. Ouvrir un autre brouillon quand même\u00a0?`)) {
      dire("Rien n’est ouvert\u00a0: téléchargez d’abord le fichier.");
      return;
    }
    const [fichier] = garde ? [] : $("fichier").files;
    const limite = Number(accueil.dataset.limite);
    const fait = estDocument(fichier) ? await importer(demander, fichier, $("departement").value, $("rapport")) : fichier && await lireFichier(demander, fichier, limite);
    if (fait?.refus) {
      dire(fait.refus);
      return;
    }
    const venu = fait?.yaml;
    const slugs = [...$("departement").options].map(({ value }) => value);
    const nouveau = garde ?? (fichier ? nomDe(fait.nom, venu, slugs) : `${$("departement").value}.yml`);
    const brouillon = await lire(nouveau).catch(() => undefined);
    const remplace = fichier && brouillon && (brouillon.texte !== venu || await pieces.remplacees(nouveau, fait.pieces));
    if (remplace && !confirm(`Un brouillon de ${nouveau} est gardé sur cet ordinateur. Le remplacer par ce que vous ouvrez\u00a0?`)) {
      dire("Rien n’est ouvert\u00a0: le brouillon reste tel qu’il était.");
      return;
    }
    const la = await telecharger(nouveau.replace(/\.ya?ml$/, "")).catch((erreur) => { if (fichier || brouillon) return brouillon?.publie ?? ""; throw erreur; });
    formulaire ??= await (await import("./atelier-formulaire.js")).creer({ fichiers: accueil.dataset.fichiers, change: plusTard, dire, pieces });
    await pret;
    const contenu = venu ?? brouillon?.texte ?? la;
    const connus = await demander("connus", nouveau, contenu);
    [nom, publie, saut] = [nouveau, la, sautDe(contenu)];
    onglets.ouvrir(nom, brouillon?.le);
    texte.value = contenu;
    if (!fait?.rapport_html) $("rapport").replaceChildren();
    await pieces.ouvrir(nom, connus, fait?.pieces);
    formulaire.ouvrir(connus);
    $("pages").replaceChildren();
    $("travail").hidden = false;
    $("fichier").value = "";
    if ([document.body, avant].includes(document.activeElement)) $("section").querySelector("h2").focus();
    if (fichier) plusTard(); // ce qui vient d’un fichier est gardé comme le reste
    const venues = fait?.rapport_html ? 0 : Object.keys(fait?.pieces ?? {}).length;
    const suite = [fichier && !fait.rapport_html && fichier.name !== nom && `, de ${fichier.name}`, venues > 1 ? `, avec ses ${venues} pièces` : venues && ", avec sa pièce"];
    dire(brouillon && !fichier ? "Votre brouillon est repris." : `${nom} est ouvert${suite.filter(Boolean).join("")}.`);
    onglets.annoncer("ouvert");
    await verifier();
  } catch (erreur) {
    console.warn(erreur);
    if ($("travail").hidden) {
      ouvrier?.terminate();
      ouvrier = undefined;
    }
    dire("L’atelier n’a pas pu être ouvert\u00a0: il n’est pas sur ce site, ou le réseau ne répond pas. Le guide dit comment faire sans lui.");
  } finally {
    $("ouvrir").disabled = false;
  }
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

const compter = (nombre, mot) => `${nombre}\u00a0${mot}${nombre > 1 ? "s" : ""}`;

function puce(faute) {
  const { ligne, message, regle, gravite } = faute;
  const place = element("a", { href: "#atelier-travail" }, `Ligne ${ligne}`);
  place.addEventListener("click", (evenement) => {
    evenement.preventDefault();
    mener(faute);
  });
  const aide = element("a", { href: `${accueil.dataset.racine}contribuer/regles/#${regle}`, "aria-label": `Aide\u00a0: ${message}` }, "aide");
  return element("li", {}, place, `${gravite === "avertissement" ? ", avertissement" : ""}\u00a0: ${message} (`, aide, ")");
}

async function verifier() {
  await juger().catch((erreur) => {
    console.warn(erreur);
    $("compte").textContent = "La vérification n’a pas pu se faire. Téléchargez le fichier\u00a0: elle se fera à l’envoi.";
  });
}

async function juger() {
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
  $("changements").replaceChildren(...(changements.length ? changements : ["Rien ne change dans les textes publiés."]).map((phrase) => element("li", {}, phrase)));
}

/** Une page comme elle sera publiée. */
function publiee([titre, adresse, html]) {
  const base = new URL(`${accueil.dataset.racine}${adresse}`, location.href).href;
  return element("section", {}, element("h3", {}, titre), cadre(`Aperçu\u00a0: ${titre}`, "atelier-cadre", html, base));
}

async function montrer() {
  dire("Les pages se préparent.");
  const pages = await demander("apercu", nom, texte.value).catch((erreur) => { console.warn(erreur); return []; });
  dire(pages.length ? "Les pages sont montrées sous «\u00a0Aperçu\u00a0»." : "Les pages n’ont pas pu être montrées.");
  $("pages").replaceChildren(...(pages.length ? pages.map(publiee) : [element("p", {}, "Les pages ne peuvent pas être montrées\u00a0: le fichier ne nomme pas son département, ou une faute empêche de le lire.")]));
}

/** Garde le brouillon maintenant, s’il reste à garder. */
async function tenir() {
  if (!minuterie) return;
  clearTimeout(minuterie);
  minuterie = undefined;
  await onglets.tenir(ecrit(), publie);
}

/** Après chaque changement : le brouillon est gardé, le fichier vérifié. */
function plusTard() {
  clearTimeout(minuterie);
  minuterie = setTimeout(() => {
    tenir();
    verifier();
  }, 400);
}
addEventListener("visibilitychange", () => { if (document.hidden) tenir(); }); // après le formulaire, qui y porte ce qu’on écrit
texte.addEventListener("input", plusTard);
$("apercu").addEventListener("click", montrer);
$("telecharger").addEventListener("click", () => enregistrer(nom, new Blob([ecrit()], { type: "application/yaml" })));
$("effacer").addEventListener("click", async () => {
  if (!confirm(`Effacer le brouillon de ${nom} et ses pièces\u00a0? Ce qui n’est pas téléchargé est perdu.`)) return;
  clearTimeout(minuterie);
  minuterie = undefined;
  await effacer(nom).catch(() => {}); // rien n’y était gardé
  onglets.ouvrir(nom);
  onglets.annoncer("efface");
  [texte.value, saut] = [publie, sautDe(publie)];
  const connus = await demander("connus", nom, publie);
  await pieces.ouvrir(nom, connus);
  formulaire.ouvrir(connus);
  dire("Le brouillon est effacé.");
  await verifier();
});
