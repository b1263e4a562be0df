// La page de comparaison : deux textes choisis, chargés (un petit fichier chacun), comparés ici même, mot par mot.
// L’adresse dit tout : ?a=69&b=13, et les réglages qui ne sont pas ceux d’usage. Ce qui compare n’est lu qu’avec deux textes.

const reglages = document.getElementById("comparer");
const [choixA, choixB] = ["texte-a", "texte-b"].map((id) => document.getElementById(id));
const bilan = document.getElementById("bilan");
const zone = document.getElementById("comparaison");
const USAGE = { vue: "colonnes", clauses: "differentes" };
const textes = new Map();
const titreDeLaPage = document.title;
let demande = 0;
let montree;

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
    montree = undefined;
    bilan.textContent = inconnus.length
      ? `Aucun texte publié pour «\u00a0${inconnus.join("\u00a0», «\u00a0")}\u00a0»\u00a0: choisissez dans les listes.`
      : "Choisissez deux textes.";
    return;
  }
  try {
    const deux = [choixA, choixB].map((liste) => charger(liste.selectedOptions[0]));
    const [a, b, { presenter }] = await Promise.all([...deux, import("./comparaison.js")]);
    if (ici !== demande) return;
    const { racine } = reglages.dataset;
    const { bilan: dit, noeuds } = presenter(a, b, { vue: regle("vue"), clauses: regle("clauses"), racine });
    bilan.textContent = dit;
    remplacer(noeuds);
    document.title = `${a.nom} et ${b.nom} – ${titreDeLaPage}`;
    montree = location.search;
    allerAuPassage();
  } catch {
    zone.replaceChildren();
    bilan.textContent = "Le texte n’a pas pu être chargé. Vérifiez votre connexion, puis choisissez de nouveau.";
  }
}

/** La comparaison refaite : le lien ou le bouton qui avait le clavier le garde, sans quoi Tab repartirait d’ailleurs. */
function remplacer(noeuds) {
  const repere = ({ localName, href, textContent }) => [localName, href, textContent].join(" ");
  const tenu = zone.contains(document.activeElement) && repere(document.activeElement);
  zone.replaceChildren(...noeuds);
  if (tenu) [...zone.querySelectorAll("a, button, summary")].find((noeud) => repere(noeud) === tenu)?.focus({ preventScroll: true });
}

/** La clause ou l’article de l’adresse, qui n’existait pas quand la page s’est ouverte. */
function allerAuPassage() {
  const passage = document.getElementById(location.hash.slice(1));
  zone.querySelector(".vise")?.classList.remove("vise");
  if (!zone.contains(passage)) return;
  const pli = passage.closest("details");
  if (pli) pli.open = true;
  passage.classList.add("vise");
  const article = passage.closest("[aria-labelledby]").getAttribute("aria-labelledby");
  zone.querySelector(`.articles a[href="#${article}"]`).scrollIntoView({ block: "nearest", inline: "center" });
  passage.scrollIntoView();
}

choixB.append(...[...choixA.children].map((enfant) => enfant.cloneNode(true)));
reglages.hidden = false;
reglages.addEventListener("change", () => { ecrireAdresse(); comparer(); });
document.getElementById("echanger").addEventListener("click", () => {
  [choixA.value, choixB.value] = [choixB.value, choixA.value];
  ecrireAdresse();
  comparer();
});
// Un lien vers un article de la page passe aussi par ici : la même comparaison n’est pas refaite.
addEventListener("popstate", () => (location.search === montree ? allerAuPassage() : lireAdresse()));
lireAdresse();
