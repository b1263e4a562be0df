// La page de recherche : les mots et les filtres sont dans l’adresse, les résultats et leurs comptes sont dans la page. Ce qui
// cherche n’est lu qu’avec quelque chose à chercher.

const PAGE = 20;
const ATTENTE = 120;

const formulaire = document.getElementById("recherche");
const champ = formulaire.querySelector("input");
const filtres = document.querySelector(".filtres");
const ensemble = filtres.querySelector(".filtres-ensemble");
const liste = document.getElementById("resultats");
const etat = document.querySelector(".compte-resultats");
const suite = document.querySelector(".suite");
const secours = document.querySelector(".secours-recherche");
const acces = document.getElementById("acces");
const page = new URL(formulaire.action, location.href);
let moteur = null;
let tour = 0;
let montres = 0;
let reponse = null;

/** Le moteur et l’index de ce site : lus une fois, à la première demande. */
async function preparer() {
  const [{ chercher }, { enDanger, extrait, ouvrir, presenter }] = await Promise.all([import("./recherche-moteur.js"), import("./recherche-resultats.js")]);
  return { ...ouvrir(formulaire.action), chercher, enDanger, extrait, presenter };
}

/** Ce que disent le champ et les cases. */
function lire() {
  const choisis = {};
  for (const une of filtres.querySelectorAll("input")) (choisis[une.name] ??= []).push(...(une.checked ? [une.value] : []));
  return { q: champ.value.trim(), filtres: choisis };
}

/** De l’adresse au champ et aux cases. */
function reprendre() {
  const voulu = new URLSearchParams(location.search);
  champ.value = voulu.get("q") ?? "";
  for (const une of filtres.querySelectorAll("input")) une.checked = voulu.getAll(une.name).includes(une.value);
  for (const replie of filtres.querySelectorAll(".filtre-replie")) replie.open ||= replie.querySelector("input:checked") !== null;
}

/** Du champ et des cases à l’adresse : une frappe corrige l’adresse, un choix en ajoute une à l’historique. */
function ecrire(demande, nouvelle) {
  const adresse = new URL(page);
  if (demande.q) adresse.searchParams.set("q", demande.q);
  for (const [nom, valeurs] of Object.entries(demande.filtres)) for (const valeur of valeurs) adresse.searchParams.append(nom, valeur);
  if (adresse.href === location.href) return;
  history[nouvelle ? "pushState" : "replaceState"](null, "", adresse);
}

async function montrer() {
  const ici = ++tour;
  const demande = lire();
  const vide = !demande.q && Object.values(demande.filtres).every((valeurs) => !valeurs.length);
  acces.hidden = !vide;
  if (vide) return effacer();
  try {
    moteur ??= preparer();
    const { chercher, enDanger, index } = await moteur;
    if (secours) secours.hidden = !enDanger(await index.annuaire(), demande.q);
    const trouve = await chercher(index, demande);
    const premiers = await presenterTous(trouve, 0);
    if (ici !== tour) return undefined;
    reponse = trouve;
    liste.replaceChildren(...premiers);
    montres = premiers.length;
    annoncer(demande);
    compter();
  } catch {
    if (ici === tour) etat.textContent = "La recherche n’a pas pu être chargée. Rechargez la page.";
  }
  return undefined;
}

function effacer() {
  reponse = null;
  if (secours) secours.hidden = true;
  liste.replaceChildren();
  etat.textContent = "";
  suite.hidden = true;
  for (const compte of filtres.querySelectorAll(".compte")) compte.hidden = true;
  for (const ligne of filtres.querySelectorAll("li")) ligne.hidden = false;
}

async function presenterTous(trouve, debut) {
  const pret = await moteur;
  return Promise.all(trouve.resultats.slice(debut, debut + PAGE).map(async (un) => element(await pret.presenter(pret.index, un), trouve.formes, pret)));
}

function element({ url, titre, origine, texte }, formes, { extrait, racine }) {
  const [ligne, lien, passage, source] = ["li", "a", "p", "p"].map((nom) => document.createElement(nom));
  lien.href = new URL(url, racine);
  lien.textContent = titre;
  source.className = "origine";
  source.textContent = origine;
  passage.className = "extrait";
  passage.append(extrait(texte, formes));
  ligne.append(lien, source, ...(texte ? [passage] : []));
  return ligne;
}

function annoncer({ q }) {
  const nombre = reponse.resultats.length;
  const pour = q ? ` pour « ${q} »` : "";
  const compte = nombre > 1 ? `${nombre} résultats` : "1 résultat";
  const hors = reponse.hors ? ` La trame nationale ne parle pas ${reponse.hors}.` : "";
  const avant = secours && !secours.hidden ? "Des numéros d’aide sont au-dessus. " : "";
  const conseil = hors ? "" : " Essayez un mot plus simple, le nom du département, ou retirez un filtre.";
  etat.textContent = nombre ? `${avant}${compte}${pour}${hors && "."}${hors}` : `${avant}Aucun résultat${pour}.${hors}${conseil}`;
  suite.hidden = montres >= nombre;
  // Qui ne trouve rien voit les autres chemins : départements, objectifs, régions…
  acces.hidden = nombre > 0;
}

/** À côté de chaque filtre, le nombre de résultats qu’il donnerait ; ceux qui n’en donnent aucun se retirent. */
function compter() {
  for (const une of filtres.querySelectorAll("input")) {
    const nombre = reponse.comptes[une.name].get(une.value) ?? 0;
    const ligne = une.closest("li");
    const compte = ligne.querySelector(".compte");
    compte.textContent = nombre;
    compte.hidden = false;
    ligne.hidden = !nombre && !une.checked;
  }
  for (const groupe of filtres.querySelectorAll("fieldset")) groupe.hidden = !groupe.querySelector("li:not([hidden])");
}

let minuterie;
champ.addEventListener("input", () => {
  clearTimeout(minuterie);
  minuterie = setTimeout(() => { ecrire(lire(), false); montrer(); }, ATTENTE);
});
formulaire.addEventListener("submit", (evenement) => {
  evenement.preventDefault();
  clearTimeout(minuterie);
  ecrire(lire(), true);
  montrer();
});
filtres.addEventListener("change", () => { ecrire(lire(), true); montrer(); });
filtres.querySelector("button").addEventListener("click", () => {
  for (const une of filtres.querySelectorAll("input")) une.checked = false;
  ecrire(lire(), true);
  montrer();
});
suite.addEventListener("click", async () => {
  const suivants = await presenterTous(reponse, montres);
  liste.append(...suivants);
  montres += suivants.length;
  suite.hidden = montres >= reponse.resultats.length;
  suivants[0]?.querySelector("a").focus();
});
addEventListener("popstate", () => { reprendre(); montrer(); });

// L’adresse commande ; si elle ne dit rien, on garde ce que l’on a pu taper ou cocher avant que ce script ne soit là.
if (location.search) reprendre();
else ecrire(lire(), false);
// Sur un petit écran, les résultats d’abord : les filtres s’ouvrent à la demande.
if (matchMedia("(max-width: 60em)").matches) ensemble.open = false;
ensemble.dataset.pret = "";
montrer();
