// La page de comparaison : deux textes choisis, chargés (un petit fichier chacun), comparés ici même, mot par mot.
// L’adresse dit tout : ?a=69&b=13, et les réglages qui ne sont pas ceux d’usage. Ce qui compare n’est lu qu’avec deux textes.

const reglages = document.getElementById("comparer");
const [choixA, choixB] = ["texte-a", "texte-b"].map((id) => document.getElementById(id));
const bilan = document.getElementById("bilan");
const zone = document.getElementById("comparaison");
const USAGE = { vue: "colonnes", clauses: "differentes" };
const textes = new Map();
let demande = 0;
let apparier;
let comparerTextes;

/** Un élément, ses attributs, son contenu : jamais de HTML écrit à la main. */
function element(nom, attributs = {}, ...contenu) {
  const noeud = document.createElement(nom);
  for (const [cle, valeur] of Object.entries(attributs)) noeud.setAttribute(cle, valeur);
  noeud.append(...contenu);
  return noeud;
}

/** Charge un texte une seule fois, avec l’adresse de sa page ; un échec n’est pas gardé. */
function charger({ dataset: { texte } }) {
  if (!textes.has(texte)) {
    textes.set(texte, telecharger(texte).catch((erreur) => { textes.delete(texte); throw erreur; }));
  }
  return textes.get(texte);
}

async function telecharger(texte) {
  const reponse = await fetch(`${reglages.dataset.textes}${texte}.json`);
  if (!reponse.ok) throw new Error(String(reponse.status));
  const contenu = await reponse.json();
  return { ...contenu, adresse: `${reglages.dataset.racine}${contenu.page}` };
}

/** Le texte choisi par l’adresse : « 2a » vaut « 2A », un code inconnu est dit. */
function choisir(liste, valeur) {
  const voulu = [...liste.options].find((option) => option.value.toLowerCase() === valeur.toLowerCase());
  liste.value = voulu?.value ?? "";
  return Boolean(voulu);
}

/** Les boutons d’un réglage, et celui qui est choisi. */
const boutons = (nom) => [...reglages.querySelectorAll(`[name="${nom}"]`)];
const regle = (nom) => boutons(nom).find((bouton) => bouton.checked).value;

function lireAdresse() {
  const adresse = new URLSearchParams(location.search);
  for (const [nom, defaut] of Object.entries(USAGE)) {
    const valeur = adresse.get(nom) ?? defaut;
    const bouton = boutons(nom).find((radio) => radio.value === valeur);
    if (bouton) bouton.checked = true;
  }
  const inconnus = [[choixA, "a"], [choixB, "b"]]
    .filter(([liste, nom]) => !choisir(liste, adresse.get(nom) ?? ""))
    .map(([, nom]) => adresse.get(nom));
  return comparer(inconnus.filter(Boolean));
}

function ecrireAdresse() {
  const adresse = new URLSearchParams();
  if (choixA.value) adresse.set("a", choixA.value);
  if (choixB.value) adresse.set("b", choixB.value);
  for (const [nom, defaut] of Object.entries(USAGE)) {
    if (regle(nom) !== defaut) adresse.set(nom, regle(nom));
  }
  history.pushState(null, "", `${location.pathname}${adresse.size ? `?${adresse}` : ""}`);
}

async function comparer(inconnus = []) {
  const ici = ++demande;
  if (inconnus.length || !choixA.value || !choixB.value) {
    zone.replaceChildren();
    bilan.textContent = inconnus.length
      ? `Aucun texte publié pour «\u00a0${inconnus.join("\u00a0», «\u00a0")}\u00a0»\u00a0: choisissez dans les listes.`
      : "Choisissez deux textes.";
    return;
  }
  try {
    const deux = [choixA, choixB].map((liste) => charger(liste.selectedOptions[0]));
    const [a, b, differences] = await Promise.all([...deux, import("./differences.js")]);
    ({ apparier, comparerTextes } = differences);
    if (ici === demande) montrer(a, b);
  } catch {
    zone.replaceChildren();
    bilan.textContent = "Le texte n’a pas pu être chargé. Vérifiez votre connexion, puis choisissez de nouveau.";
  }
}

function montrer(a, b) {
  const [avant, apres] = [a, b].map(({ clauses }) => Object.fromEntries(clauses.map(({ id, texte }) => [id, texte])));
  const noms = new Map([...b.clauses, ...a.clauses].map(({ id, nom }) => [id, nom]));
  const officielles = [a, b].map(({ clauses }) => clauses.filter(deLaTrame).map(({ id }) => id));
  const paires = apparier(avant, apres, new Set(officielles[0].filter((id) => officielles[1].includes(id))));
  const differentes = paires.filter((paire) => paire.nature !== "egale");
  bilan.textContent = annonce(differentes.length, paires.length, a, b);
  const montrees = regle("clauses") === "toutes" ? paires : differentes;
  const presenter = regle("vue") === "colonnes" ? colonnes : suite;
  zone.replaceChildren(...(montrees.length ? [presenter(montrees, noms, a, b)] : []));
}

/** Les mots de la trame, à une coquille corrigée près. */
function deLaTrame({ conformite }) {
  return conformite === "verbatim" || conformite === "corrigee";
}

function annonce(nombre, total, a, b) {
  if (a === b) return `C’est deux fois le même texte\u00a0: ${a.nom}.`;
  if (!nombre) return `Les ${total} clauses disent la même chose\u00a0: ${a.nom} et ${b.nom}.`;
  return `${nombre} ${nombre > 1 ? "clauses diffèrent" : "clause diffère"} sur ${total}\u00a0: ${a.nom} et ${b.nom}.`;
}

/** Un texte à gauche, l’autre à droite. */
function colonnes(paires, noms, a, b) {
  const lignes = paires.map((paire) => {
    const morceaux = comparerTextes(paire.avant, paire.apres);
    return element("tr", {}, titre(paire, noms, a, b),
      cellule(a.nom, paire.avant, morceaux.filter(({ avant }) => avant).map((m) => morceau(m, m.avant, `${a.nom} seulement`))),
      cellule(b.nom, paire.apres, morceaux.filter(({ apres }) => apres).map((m) => morceau(m, m.apres, `${b.nom} seulement`))));
  });
  return tableau("comparaison colonnes", [lien(a), lien(b)], lignes, a, b);
}

/** Un seul texte : ce qui n’est que dans le premier est barré, ce qui n’est que dans le second est souligné. */
function suite(paires, noms, a, b) {
  const lignes = paires.map((paire) => {
    const morceaux = comparerTextes(paire.avant, paire.apres);
    const mots = { retire: `${a.nom} seulement`, ajoute: `${b.nom} seulement` };
    return element("tr", {}, titre(paire, noms, a, b),
      cellule("", "oui", morceaux.map((m) => morceau(m, m.apres || m.avant, mots[m.nature]))));
  });
  return tableau("comparaison", [element("span", {}, element("del", {}, a.nom), " ", element("ins", {}, b.nom))], lignes, a, b);
}

function tableau(classe, entetes, lignes, a, b) {
  const colonnesDeTete = entetes.map((entete) => element("th", { scope: "col" }, entete));
  return element("table", { class: classe },
    element("caption", {}, `${a.nom} et ${b.nom}, clause par clause`),
    element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Clause"), ...colonnesDeTete)),
    element("tbody", {}, ...lignes));
}

function titre(paire, noms, a, b) {
  const texte = paire.avant ? a : b;
  return element("th", { scope: "row" }, element("a", { href: `${texte.adresse}#${paire.id}` }, noms.get(paire.id)));
}

function lien(texte) {
  return element("a", { href: texte.adresse }, texte.nom);
}

function cellule(nom, texte, contenu) {
  const vide = element("span", { class: "absent" }, "Pas dans ce texte");
  return element("td", nom ? { "data-titre": nom } : {}, ...(texte ? contenu : [vide]));
}

/** Un morceau : les espaces qui l’entourent restent hors de la marque, et un mot dit ce que la couleur montre. */
function morceau({ nature }, texte, mots) {
  if (nature === "egal") return document.createTextNode(texte);
  const [, debut, coeur, fin] = /^(\s*)(.*?)(\s*)$/su.exec(texte);
  const marque = element(nature === "retire" ? "del" : "ins", {},
    element("span", { class: "visuellement-cache" }, `${mots}\u00a0: `), coeur);
  const ensemble = document.createDocumentFragment();
  ensemble.append(debut, marque, fin);
  return ensemble;
}

choixB.append(...[...choixA.children].map((enfant) => enfant.cloneNode(true)));
reglages.hidden = false;
reglages.addEventListener("change", () => { ecrireAdresse(); comparer(); });
document.getElementById("echanger").addEventListener("click", () => {
  [choixA.value, choixB.value] = [choixB.value, choixA.value];
  ecrireAdresse();
  comparer();
});
addEventListener("popstate", lireAdresse);
lireAdresse();
